"""Commands about maps: the loops of one, and how two differ."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping
from typing import Any

from resources.words import noop, say
from ui.cli.answer import Answer
from ui.cli.lookup import by_name
from ui.cli.sessions import opened_session
from upstream_workshop.errors import WorkshopError
from upstream_workshop.maps import queries
from upstream_workshop.maps.analysis.map_comparison import compared, proposals
from upstream_workshop.maps.citations.loop_bases import LoopBasis, basis_sentence, loop_basis
from upstream_workshop.maps.citations.queries import cited
from upstream_workshop.maps.map_rows import MapRow
from upstream_workshop.maps.rules import loops_of

_NO_MAP = noop("There is no map called {name}; there is: {known}.")


def loops(asked: argparse.Namespace) -> Answer:
    """List the feedback loops of a map."""
    with opened_session(asked) as opened:
        chosen = _named(asked.map_name, opened.ask(queries.maps))
        behind = opened.ask(cited).links
    found = loops_of(chosen)
    bases = [loop_basis(loop.link_ids, loop.kind, behind) for loop in found.loops]
    label = {factor.id: factor.label for factor in chosen.factors}
    names = dict(chosen.loop_names)
    rows: list[dict[str, Any]] = [
        {
            "factors": [label[factor] for factor in loop.factor_ids],
            "kind": loop.kind,
            "number": loop.number,
            "mark": loop.mark,
            "name": names.get(loop.link_ids, ""),
            **(_basis(basis) if chosen.shows_basis else {}),
        }
        for loop, basis in zip(found.loops, bases, strict=True)
    ]
    lines = [
        "  ".join(filter(None, (row["mark"], " → ".join(row["factors"]), row["name"])))
        for row in rows
    ]
    if chosen.shows_basis:
        lines = [f"{line}\n    {row['basis']}" for line, row in zip(lines, rows, strict=True)]
    whole = say("All of them.") if lines else say("There are no loops on this map.")
    lines.append(whole if found.complete else say("There are more than these."))
    return Answer({"loops": rows, "complete": found.complete}, tuple(lines))


def compare(asked: argparse.Namespace) -> Answer:
    """Tell what only one of two maps has, and which links have opposite signs.

    Names that are only alike are listed too, as they may mean the same.
    """
    if len(asked.map_names) != 2:
        raise WorkshopError(say("Name two maps: --map A --map B."))
    a, b = _maps(asked, *asked.map_names)
    found = compared(a, b)
    label_a, label_b = ({factor.id: factor.label for factor in row.factors} for row in (a, b))
    links_a, links_b = ({link.id: link for link in row.links} for row in (a, b))
    opposite = [
        {
            "from": label_a[links_a[one].source_id],
            "to": label_a[links_a[one].target_id],
            "a": links_a[one].sign,
            "b": links_b[other].sign,
        }
        for one, other in found.opposite
    ]
    only_a = _parts(a, found.factors_only_a, found.links_only_a)
    only_b = _parts(b, found.factors_only_b, found.links_only_b)
    alike = [{"a": label_a[one], "b": label_b[other]} for one, other, _ in proposals(a, b)]
    values = {"only_a": only_a, "only_b": only_b, "opposite": opposite, "alike": alike}
    lines = [
        *_listed(say("Only in {map}:", map=a.title), (_told(part) for part in only_a)),
        *_listed(say("Only in {map}:", map=b.title), (_told(part) for part in only_b)),
        *_listed(say("With opposite signs:"), (f"{k['from']} → {k['to']}" for k in opposite)),
        *_listed(say("Perhaps the same:"), (f"{each['a']} = {each['b']}" for each in alike)),
    ]
    same = say("Both maps have the same factors and links, and none with opposite signs.")
    return Answer(values, tuple(lines) or (same,))


def _maps(asked: argparse.Namespace, *names: str) -> list[MapRow]:
    """Return the maps of these names. Raises WorkshopError: when there is none of a name."""
    with opened_session(asked) as opened:
        there = opened.ask(queries.maps)
        return [_named(name, there) for name in names]


def _named(name: str, there: Iterable[MapRow]) -> MapRow:
    return by_name(name, there, lambda row: row.title, _NO_MAP)


def _basis(basis: LoopBasis) -> dict[str, Any]:
    """Return what a loop rests on, as numbers and as a sentence."""
    return {
        "findings": basis.findings,
        "organisations": basis.organisations,
        "links_without_evidence": list(basis.bare),
        "disputed_links": list(basis.contested),
        "basis": basis_sentence(basis),
    }


def _parts(row: MapRow, factors: Iterable[int], links: Iterable[int]) -> list[dict[str, Any]]:
    labels = {factor.id: factor.label for factor in row.factors}
    by_id = {link.id: link for link in row.links}
    parts: list[dict[str, Any]] = [{"factor": labels[id_]} for id_ in factors]
    for link in (by_id[id_] for id_ in links):
        ends = {"from": labels[link.source_id], "to": labels[link.target_id]}
        parts.append({**ends, "sign": link.sign, "delay": link.delay})
    return parts


def _told(part: Mapping[str, Any]) -> str:
    if "factor" in part:
        return str(part["factor"])
    return f"{part['from']} {part['sign'] or '?'}→ {part['to']}"


def _listed(title: str, lines: Iterable[str]) -> list[str]:
    found = [f"  {line}" for line in lines]
    return [title, *found] if found else []
