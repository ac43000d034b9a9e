"""What can be done with maps, factors, links and the names of loops."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypedDict, Unpack

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from upstream_workshop.errors import WorkshopError
from upstream_workshop.maps import layouts, queries
from upstream_workshop.maps.model import Factor, Link, LoopName, SystemMap
from upstream_workshop.people.rules import folded
from upstream_workshop.readers.maps import MapEntry
from upstream_workshop.readers.reading import ImportOutcome, Reading

SIGNS = ("+", "-", "")


class FactorFields(TypedDict, total=False):
    """What can be amended about a factor."""

    label: str
    colour: str
    note: str


class LinkFields(TypedDict, total=False):
    """What can be amended about a link."""

    sign: str
    delay: bool
    strength: str
    note: str


def add_map(session: Session, title: str, table: str = "") -> int:
    """A new, empty map; answers its id."""
    wanted = _worded(title, "map")
    _refuse_taken(session, wanted)
    last = session.scalar(select(func.max(SystemMap.position)))
    made = SystemMap(title=wanted, table=table.strip(), position=(last or 0) + 1)
    session.add(made)
    session.flush()
    return made.id


def rename_map(session: Session, map_id: int, title: str, table: str | None = None) -> None:
    """Call a map differently, or say which table drew it."""
    found = _map(session, map_id)
    wanted = _worded(title, "map")
    if folded(wanted) != folded(found.title):
        _refuse_taken(session, wanted)
    found.title = wanted
    if table is not None:
        found.table = table.strip()


def remove_map(session: Session, map_id: int) -> None:
    """Take a map away with everything on it."""
    session.delete(_map(session, map_id))


def add_factor(
    session: Session,
    map_id: int,
    label: str,
    x: float | None = None,
    y: float | None = None,
    near: int | None = None,
) -> int:
    """A factor at a place, or in a free one beside `near` (a factor's id); answers its id."""
    _map(session, map_id)
    wanted = _worded(label, "factor")
    if x is None or y is None:
        places = _places(session, map_id)
        x, y = layouts.beside(places, places.get(near) if near is not None else None)
    made = Factor(map_id=map_id, label=wanted, x=x, y=y)
    session.add(made)
    session.flush()
    return made.id


def amend_factor(session: Session, factor_id: int, **fields: Unpack[FactorFields]) -> None:
    """Change a factor's words, colour or note."""
    factor = _factor(session, factor_id)
    factor.label = _worded(fields.get("label", factor.label), "factor")
    factor.colour = fields.get("colour", factor.colour)
    factor.note = fields.get("note", factor.note)


def remove_factor(session: Session, factor_id: int) -> None:
    """Take a factor away, with the links at it."""
    remove_parts(session, [factor_id], [])


def remove_parts(session: Session, factor_ids: Sequence[int], link_ids: Sequence[int]) -> None:
    """Take factors and links away as one step; links at a removed factor go with it."""
    factors = [_factor(session, factor_id) for factor_id in factor_ids]
    links = [_link(session, link_id) for link_id in link_ids]
    for link in links:
        session.delete(link)
    session.flush()
    for factor in factors:
        session.delete(factor)
    session.flush()


def move_factors(session: Session, places: Mapping[int, tuple[float, float]]) -> None:
    """Put factors somewhere else: one drag, or one layout, is one step."""
    for factor_id, (x, y) in places.items():
        factor = _factor(session, factor_id)
        factor.x, factor.y = x, y


def add_link(
    session: Session,
    source_id: int,
    target_id: int,
    sign: str = "",
    delay: bool = False,
    strength: str = "",
    note: str = "",
) -> int:
    """An influence of one factor on another; answers its id."""
    source, target = _factor(session, source_id), _factor(session, target_id)
    if source.map_id != target.map_id:
        raise WorkshopError("A link joins two factors of one map.")
    _check_sign(sign)
    same = select(Link).where(
        Link.source_id == source_id, Link.target_id == target_id, Link.sign == sign
    )
    if session.scalar(same):
        raise WorkshopError(f"{source.label} and {target.label} have that link already.")
    made = Link(
        map_id=source.map_id,
        source_id=source_id,
        target_id=target_id,
        sign=sign,
        delay=delay,
        strength=strength.strip(),
        note=note.strip(),
    )
    session.add(made)
    session.flush()
    return made.id


def amend_link(session: Session, link_id: int, **fields: Unpack[LinkFields]) -> None:
    """Change a link's sign, delay, strength or note."""
    link = _link(session, link_id)
    _check_sign(fields.get("sign", link.sign))
    for field, value in fields.items():
        setattr(link, field, value)


def remove_link(session: Session, link_id: int) -> None:
    """Take a link away."""
    session.delete(_link(session, link_id))


def name_loop(session: Session, map_id: int, link_ids: Sequence[int], name: str) -> None:
    """Give a loop a name of its own; a blank one takes it back."""
    _map(session, map_id)
    key = " ".join(map(str, link_ids))
    row = session.scalar(select(LoopName).where(LoopName.map_id == map_id, LoopName.links == key))
    if row is None and name.strip():
        session.add(LoopName(map_id=map_id, links=key, name=name.strip()))
    elif row is not None and name.strip():
        row.name = name.strip()
    elif row is not None:
        session.delete(row)
    session.flush()


def import_map(session: Session, title: str, reading: Reading[MapEntry]) -> ImportOutcome:
    """Take a map in under this title, made if missing; counts links and lone factors.

    A link already there with the same sign is updated when its other fields differ, else unchanged.
    """
    there = next((row for row in queries.maps(session) if folded(row.title) == folded(title)), None)
    map_id = there.id if there else add_map(session, title)
    known = {folded(row.label): row.id for row in there.factors} if there else {}
    before = len(known)
    counted = {"added": 0, "updated": 0, "unchanged": 0}
    for entry in reading.entries:
        counted[_take(session, map_id, entry, known)] += 1
    if not before:
        row = queries.map_row(session, map_id)
        move_factors(session, layouts.force(row.factors, row.links))
    session.flush()
    return ImportOutcome(**counted, refused=reading.refused, unmapped=reading.unmapped)


def _take(session: Session, map_id: int, entry: MapEntry, known: dict[str, int]) -> str:
    names = [entry.source, entry.target] if entry.target else [entry.source]
    new = False
    for name in names:
        if folded(name) not in known:
            known[folded(name)] = add_factor(session, map_id, name)
            new = True
    if not entry.target:
        return "added" if new else "unchanged"
    ends = known[folded(entry.source)], known[folded(entry.target)]
    link = session.scalar(
        select(Link).where(
            Link.source_id == ends[0], Link.target_id == ends[1], Link.sign == entry.sign
        )
    )
    if link is None:
        add_link(session, *ends, entry.sign, entry.delay, entry.strength, entry.note)
        return "added"
    if (link.delay, link.strength, link.note) == (entry.delay, entry.strength, entry.note):
        return "unchanged"
    link.delay, link.strength, link.note = entry.delay, entry.strength, entry.note
    return "updated"


def _places(session: Session, map_id: int) -> dict[int, tuple[float, float]]:
    return {row.id: (row.x, row.y) for row in queries.map_row(session, map_id).factors}


def _refuse_taken(session: Session, title: str) -> None:
    if any(folded(row.title) == folded(title) for row in queries.maps(session)):
        raise WorkshopError(f"There is a map called “{title}” already: choose another title.")


def _check_sign(sign: str) -> None:
    if sign not in SIGNS:
        raise WorkshopError(f"“{sign}” is no sign of a link: use +, - or leave it blank.")


def _worded(text: str, kind: str) -> str:
    words = " ".join(text.split())
    if not words:
        raise WorkshopError(f"A {kind} needs some words.")
    return words


def _map(session: Session, map_id: int) -> SystemMap:
    found = session.get(SystemMap, map_id)
    if found is None:
        raise WorkshopError("This map is no longer there: choose another one.")
    return found


def _factor(session: Session, factor_id: int) -> Factor:
    found = session.get(Factor, factor_id)
    if found is None:
        raise WorkshopError("This factor is no longer there.")
    return found


def _link(session: Session, link_id: int) -> Link:
    found = session.get(Link, link_id)
    if found is None:
        raise WorkshopError("This link is no longer there.")
    return found
