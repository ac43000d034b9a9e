"""Factors of a file that bear the name of one on the map: whether they are the same is asked."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from resources.words import count, say
from upstream_workshop.maps.analysis.factor_labels import folded
from upstream_workshop.maps.model import Factor, SystemMap
from upstream_workshop.readers.maps.map_parts import MapFactor
from upstream_workshop.readers.maps.tabular.link_tables import MapEntry
from upstream_workshop.readers.reading import Question, Reading

KEY: Final = "same factors"
SAME, APART = "same", "apart"
_SHOWN: Final = 5  # names in the question


def ask(session: Session, title: str, reading: Reading[Any]) -> tuple[Question, ...]:
    """Return the question whether factors of one name are one, if the map with a title has any.

    What has an id in its file is proposed to be the same only if it had that id before. What has none,
    as in a table, is told apart by its name there, and so here.
    """
    return question(factors_on(session, title), reading.entries)


def question(there: Iterable[Factor], entries: Iterable[Any]) -> tuple[Question, ...]:
    """Return the question about factors on a map and those of a file."""
    here = {folded(factor.label): factor for factor in there}
    ids = _labels(entries)
    both = [(here[label], id_) for label, id_ in ids.items() if label in here]
    if not both:
        return ()
    known = all(id_ is None or id_ == foreign_id(factor.carried) for factor, id_ in both)
    names = ", ".join(f"“{factor.label[:40]}”" for factor, _ in both[:_SHOWN])
    left = len(both) - _SHOWN
    what = count(
        len(both),
        "{n} factor has the name of one on the map ({names}): is it the same?",
        "{n} factors have the names of some on the map ({names}): are they the same?",
        names=say("{listed} and {n} more", listed=names, n=left) if left > 0 else names,
    )
    choices = (
        (APART, say("no: keep them apart, with a number behind the name")),
        (SAME, say("yes: add to those on the map")),
    )
    return (Question(KEY, what, choices, SAME if known else APART),)


def are_joined(there: Iterable[Factor], entries: Iterable[Any], answers: Mapping[str, str]) -> bool:
    """Check whether factors of one name are one, by what was answered or else proposed."""
    return all(asked.answer(answers) == SAME for asked in question(there, entries))


def factors_on(session: Session, title: str) -> list[Factor]:
    """Return the factors on the map with a title; none if there is no such map."""
    named = session.execute(select(SystemMap.id, SystemMap.title)).all()
    wanted = folded(title)
    map_id = next((id_ for id_, name in named if folded(name) == wanted), None)
    return list(session.scalars(select(Factor).where(Factor.map_id == map_id)))


def foreign_id(carried: str) -> str:
    """Return the id that a factor had in its file; blank if it came from none.

    carried: what its file says of it, as JSON, mostly under the name of its format.
    """
    found = _read(carried)
    inner = [each for each in found.values() if isinstance(each, dict)]
    ids = (each[key] for each in (found, *inner) for key in ("_id", "id") if key in each)
    return next((str(id_) for id_ in ids if isinstance(id_, str | int)), "")


def _read(carried: str) -> dict[str, Any]:
    try:
        found = json.loads(carried or "{}")
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _labels(entries: Iterable[Any]) -> dict[str, str | None]:
    """Return the labels of a file, each with its id there, or None if it has no id but its name."""
    found: dict[str, str | None] = {}
    for entry in entries:
        if isinstance(entry, MapFactor):
            found.setdefault(folded(entry.label), foreign_id(entry.carried) or None)
        elif isinstance(entry, MapEntry):
            found.setdefault(folded(entry.source), None)
            if entry.target:
                found.setdefault(folded(entry.target), None)
    return found
