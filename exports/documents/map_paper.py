"""Maps: the picture, its loops as sentences, and its links as a list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from exports.documents.evidence.map_grounds import write_where_grounds_are
from exports.drawing.map_picture import map_picture
from exports.drawing.paper import Paper
from exports.drawing.safe_markup import Strong, Words
from resources.words import count, joined, noop, runs, say
from upstream_workshop.letters import one_line
from upstream_workshop.maps.annotations.ownership import contents, labels_in
from upstream_workshop.maps.citations.loop_bases import basis_sentence
from upstream_workshop.maps.drawing.tables_counted import table_counts
from upstream_workshop.maps.kinds import LoopKind
from upstream_workshop.maps.map_rows import LinkRow, MapRow, ZoneRow
from upstream_workshop.maps.report import MapReport
from upstream_workshop.maps.rules import DELAYED, SIGNS, Loop, inside, sentence
from upstream_workshop.whole.report import Report

# titles of loops, by number or by name
NUMBERED: Final = {
    LoopKind.REINFORCING: noop("Loop {n}, reinforcing:"),
    LoopKind.BALANCING: noop("Loop {n}, balancing:"),
    LoopKind.UNKNOWN: noop("Loop {n}, of unknown kind:"),
}
NAMED: Final = {
    LoopKind.REINFORCING: noop("{name} (reinforcing):"),
    LoopKind.BALANCING: noop("{name} (balancing):"),
    LoopKind.UNKNOWN: noop("{name} (of unknown kind):"),
}
MOST_LOOPS: Final = 40  # listed on a poster; the rest are only counted
FEW_LOOPS: Final = 6  # listed in the summary
_MOST_TOLD: Final = 60  # links in the description of a picture
LONGEST_LOOP: Final = 24  # factors; the sentence of a longer loop would be unreadable


def write_maps(report: Report, paper: Paper) -> None:
    """Write every map with its picture and its loops; links, zones and notes are in the picture's words."""
    for found in report.maps:
        paper.heading(3, say("Map: {title}", title=found.row.title))
        if has_picture(found.row):
            drawn = map_picture(found.row, found.search.loops)
            paper.picture(drawn, outline_words(found.row), 0.42)
        write_loops(found, paper, FEW_LOOPS)
        write_where_grounds_are(report, found, paper)
        if not has_picture(found.row):
            paper.say(say("There is nothing on this map yet."))


def outline_words(row: MapRow) -> str:
    """Return the whole map in words, for people who cannot see its picture."""
    labels = {factor.id: factor.label for factor in row.factors}
    links = "; ".join(" ".join(link_words(labels, link)) for link in row.links)
    zones = "; ".join(" ".join(_zone(row, zone)) for zone in row.zones)
    notes = "; ".join(one_line(note.text) for note in row.notes)
    unlinked = ", ".join(_unlinked(row))
    parts = (
        say("Map “{title}”.", title=row.title),
        say("Links: {links}.", links=links) if links else "",
        say("Factors without a link: {factors}.", factors=unlinked) if unlinked else "",
        say("Zones: {zones}.", zones=zones) if zones else "",
        say("Notes: {notes}.", notes=notes) if notes else "",
    )
    return " ".join(part for part in parts if part)


def write_outline(found: MapReport, paper: Paper, most: int = MOST_LOOPS) -> None:
    """Write a map in words: its loops, the named ones first, every link, its zones and notes.

    most: how many loops are listed.
    """
    write_loops(found, paper, most)
    if found.row.links:
        paper.say(say("Links:"))
        labels = {factor.id: factor.label for factor in found.row.factors}
        paper.items([link_words(labels, link) for link in found.row.links])
    _write_unlinked(found.row, paper)
    if found.row.zones:
        paper.say(say("Zones:"))
        paper.items([_zone(found.row, zone) for zone in found.row.zones])
    if found.row.notes:
        paper.say(say("Notes on the map:"))
        paper.items([(one_line(note.text),) for note in found.row.notes])


def write_loops(found: MapReport, paper: Paper, most: int) -> None:
    """Write the loops of a map as sentences, the named ones first; at most so many."""
    loops = loop_words(found, most)
    if loops:
        paper.say(say("{found}:", found=_found(found, most)))
        paper.items(loops)
    elif found.row.links:
        paper.say(say("No loops were found."))


def loop_words(found: MapReport, most: int) -> list[Words]:
    """Return the loops of a map as sentences, the named ones first; at most so many."""
    named = dict(found.row.loop_names)
    loops = sorted(found.search.loops, key=lambda loop: loop.link_ids not in named)
    bases = {basis.link_ids: basis_sentence(basis) for basis in found.bases}
    return [(*_loop(found.row, loop), bases.get(loop.link_ids, "")) for loop in loops[:most]]


def _write_unlinked(row: MapRow, paper: Paper) -> None:
    """Write the factors that no link mentions, or that there is nothing at all."""
    unlinked = _unlinked(row)
    if unlinked:
        paper.say(say("Factors without a link:"))
        paper.items(unlinked)
    if not has_picture(row):
        paper.say(say("There is nothing on this map yet."))


def _unlinked(row: MapRow) -> list[str]:
    linked = {end for link in row.links for end in (link.source_id, link.target_id)}
    return [factor.label for factor in row.factors if factor.id not in linked]


def has_picture(row: MapRow) -> bool:
    """Return whether there is anything on a map."""
    return bool(row.factors or row.zones or row.notes)


def map_words(row: MapRow) -> str:
    """Return the description of the picture for people who cannot see it."""
    values = {
        "title": row.title,
        "where": _where(row.table),
        "factors": count(len(row.factors), "{n} factor", "{n} factors"),
        "links": count(len(row.links), "{n} link", "{n} links"),
    }
    if row.table:
        return say(
            "Map “{title}”, drawn at {where}: {factors} and {links}. The list after it says the "
            "same in words.",
            **values,
        )
    return say(
        "Map “{title}”: {factors} and {links}. The list after it says the same in words.", **values
    )


def picture_words(row: MapRow) -> str:
    """Return the description of a picture that stands alone: what is on it, and its links in words."""
    labels = {factor.id: inside(factor.label) for factor in row.factors}
    told = [
        say(
            (DELAYED if link.delay else SIGNS)[link.sign],
            source=labels[link.source_id],
            target=labels[link.target_id],
        )
        for link in row.links[:_MOST_TOLD]
    ]
    left = len(row.links) - len(told)
    more = [count(left, "and {n} more link", "and {n} more links")] if left > 0 else []
    factors = count(len(row.factors), "{n} factor", "{n} factors")
    links = count(len(row.links), "{n} link", "{n} links")
    first = say(
        "Map “{title}”: {factors} and {links}.", title=row.title, factors=factors, links=links
    )
    return " ".join(filter(None, (first, "; ".join((*told, *more)))))


def _where(table: str) -> str:
    """Return the name of a table in words; a name that begins with the word stays as it is."""
    word = say("table")
    return table if table.casefold().startswith(word) else say("table {name}", name=table)


def link_words(labels: Mapping[int, str], link: LinkRow) -> Words:
    """Return a link as a sentence.

    labels: the labels of the factors by id.
    """
    said = (DELAYED if link.delay else SIGNS)[link.sign]
    more = "; ".join(part for part in (link.strength, link.note) if part)
    source, target = inside(labels[link.source_id]), inside(labels[link.target_id])
    ends = {"source": Strong(source), "target": Strong(target)}
    return (*runs(said, **ends), f"({more})" if more else "")


def _zone(row: MapRow, zone: ZoneRow) -> Words:
    inside = labels_in(row, contents(row, zone).factors)
    listed = ", ".join(inside) if inside else say("no factor in it")
    return (Strong(zone.title), say("({factors})", factors=listed))


def _found(found: MapReport, most: int) -> str:
    loops = len(found.search.loops)
    lines = [count(loops, "{n} loop found", "{n} loops found")]
    if not found.search.complete:
        lines.append(say("and there are more"))
    if loops > most:
        lines.append(say("{n} of them told here", n=most))
    return joined(lines, "{first}, {then}")


def _drawn_by(drawn: int, tables: int) -> str:
    return count(
        tables, "Drawn by {drawn} of {n} table.", "Drawn by {drawn} of {n} tables.", drawn=drawn
    )


def _loop(row: MapRow, loop: Loop) -> Words:
    named = dict(row.loop_names).get(loop.link_ids, "")
    title = say(NAMED[loop.kind], name=named) if named else say(NUMBERED[loop.kind], n=loop.number)
    through = len(loop.factor_ids)
    if through > LONGEST_LOOP:
        long = count(through, "it goes through {n} factor.", "it goes through {n} factors.")
        return (Strong(title), long)
    told = (Strong(title), sentence(loop, row.factors, row.links))
    drawn, tables = table_counts(row, [loop]).get(loop.link_ids, (0, 0))
    return (*told, _drawn_by(drawn, tables)) if tables else told
