"""Maps of the system: the picture, its loops as sentences, its links as a list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from exports.drawing.map_picture import map_picture
from exports.drawing.paper import Paper, count
from exports.drawing.safe_markup import Strong, Words
from upstream_workshop.maps.kinds import LoopKind, Sign
from upstream_workshop.maps.queries import LinkRow, MapRow
from upstream_workshop.maps.report import MapReport
from upstream_workshop.maps.rules import Loop, sentence
from upstream_workshop.whole.report import Report

KINDS: Final = {
    LoopKind.REINFORCING: "reinforcing",
    LoopKind.BALANCING: "balancing",
    LoopKind.UNKNOWN: "of unknown kind",
}
SIGNS: Final = {Sign.MORE: "brings more", Sign.LESS: "brings less", Sign.UNKNOWN: "changes"}
MOST_LOOPS: Final = 40  # told on a poster; the rest only counted
FEW_LOOPS: Final = 8  # told in the summary
LONGEST_LOOP: Final = 24  # factors; nobody follows a longer one in a sentence


def write_maps(report: Report, paper: Paper) -> None:
    """Every map with its picture and its loops."""
    for number, found in enumerate(report.maps):
        paper.room_for(440)
        if number == 0:
            paper.heading(2, "Maps of the system")
        paper.heading(3, found.row.title)
        if found.row.factors:
            paper.picture(map_picture(found.row), map_words(found.row), 0.55)
        write_outline(found, paper, FEW_LOOPS)


def write_outline(found: MapReport, paper: Paper, most: int = MOST_LOOPS) -> None:
    """The map in words: loops first, the named ones before the others, then every link."""
    named = dict(found.row.loop_names)
    loops = sorted(found.search.loops, key=lambda loop: loop.key not in named)
    if loops:
        paper.say(f"{_found(found, most)}:")
        paper.items([_loop(found.row, number, loop) for number, loop in enumerate(loops[:most], 1)])
    elif found.row.links:
        paper.say("No loops were found.")
    if found.row.links:
        paper.say("Links:")
        labels = {factor.id: factor.label for factor in found.row.factors}
        paper.items([link_words(labels, link) for link in found.row.links])


def map_words(row: MapRow) -> str:
    """What the picture shows, for those who cannot see it."""
    table = f", drawn at table {row.table}" if row.table else ""
    return (
        f"Map “{row.title}”{table}: {count(len(row.factors), 'factor')} and "
        f"{count(len(row.links), 'link')}. The list after it says the same in words."
    )


def link_words(labels: Mapping[int, str], link: LinkRow) -> Words:
    """One link as a sentence, from the labels of the factors by id."""
    later = "later " if link.delay else ""
    verb = SIGNS[link.sign]
    more = "; ".join(part for part in (link.strength, link.note) if part)
    tail = f"({more})" if more else ""
    return (Strong(labels[link.source_id]), later + verb, Strong(labels[link.target_id]), tail)


def _found(found: MapReport, most: int) -> str:
    loops = found.search.loops
    words = count(len(loops), "loop")
    shown = "" if len(loops) <= most else f", {most} of them told here"
    more = "" if found.search.complete else ", and there are more"
    return f"{words} found{more}{shown}"


def _loop(row: MapRow, number: int, loop: Loop) -> Words:
    named = dict(row.loop_names).get(loop.key, "")
    title = f"{named} ({KINDS[loop.kind]}):" if named else f"Loop {number}, {KINDS[loop.kind]}:"
    through = len(loop.factor_ids)
    if through > LONGEST_LOOP:
        return (Strong(title), f"it goes through {through} factors.")
    return (Strong(title), sentence(loop, row.factors, row.links))
