"""Services of the maps room: maps, factors, links and names of loops.

Each service writes in the transaction of `session`. It raises WorkshopError if a row with an id
that it was given is not there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple, TypedDict, Unpack

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from resources.words import noop, say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.maps import layouts, queries
from upstream_workshop.maps.analysis.factor_labels import folded
from upstream_workshop.maps.getters import (
    amended_colour,
    finite,
    found_factor,
    found_link,
    found_map,
    found_note,
    found_zone,
)
from upstream_workshop.maps.kinds import Colour, Sign
from upstream_workshop.maps.model import Factor, Link, LoopLink, LoopName, SystemMap
from upstream_workshop.maps.rules import rotated
from upstream_workshop.readers.maps.signs import sign_of


class FactorFields(TypedDict, total=False):
    """The fields of a factor that can be amended; `move_factors` changes its place."""

    label: str
    colour: Colour
    note: str
    locked: bool


class LinkFields(TypedDict, total=False):
    """The fields of a link that can be amended; its ends cannot."""

    sign: Sign
    delay: bool
    strength: str
    note: str
    bend: float


class Ends(NamedTuple):
    """The ids of a link and of its two factors."""

    link_id: int
    source_id: int
    target_id: int


def add_map(session: Session, title: str, table: str = "") -> int:
    """Add an empty map after the others and return its id.

    table: the name of the table that drew it.

    Raises WorkshopError: when the title is blank or taken by another map, ignoring case.
    """
    wording = _free_title(session, title)
    last = session.scalar(select(func.max(SystemMap.position)))
    made = SystemMap(title=wording, table=table.strip(), position=0 if last is None else last + 1)
    session.add(made)
    session.flush()
    return made.id


def rename_map(session: Session, map_id: int, title: str, table: str | None = None) -> None:
    """Change the title of a map.

    table: the name of the table that drew it; None to leave that unchanged.

    Raises WorkshopError: when the title is blank or taken by another map, ignoring case.
    """
    found = found_map(session, map_id)
    found.title = _free_title(session, title, apart_from=map_id)
    if table is not None:
        found.table = table.strip()


def remove_map(session: Session, map_id: int) -> None:
    """Delete a map with everything on it."""
    session.delete(found_map(session, map_id))


def add_factor(
    session: Session,
    map_id: int,
    label: str,
    x: float | None = None,
    y: float | None = None,
    near: int | None = None,
) -> int:
    """Add a factor to a map and return its id.

    x, y: its place; if either is None, a free place is found.
    near: the id of the factor beside which a free place is looked for.

    Raises WorkshopError: when the label is blank or on the map already, or a coordinate is not
    finite.
    """
    wording = _worded(label)
    found_map(session, map_id)
    columns = select(Factor.id, Factor.label, Factor.x, Factor.y)
    factors = session.execute(columns.where(Factor.map_id == map_id)).all()
    _refuse_taken([factor.label for factor in factors], wording)
    if x is None or y is None:
        neighbour = next(((f.x, f.y) for f in factors if f.id == near), None)
        x, y = layouts.free_place([(factor.x, factor.y) for factor in factors], neighbour)
    made = Factor(map_id=map_id, label=wording, x=finite(x), y=finite(y))
    session.add(made)
    session.flush()
    return made.id


def amend_factor(session: Session, factor_id: int, **fields: Unpack[FactorFields]) -> None:
    """Change the given fields of a factor.

    Raises WorkshopError: when the label is blank or on the map already, or the colour is not one of
    `Colour`.
    """
    factor = found_factor(session, factor_id)
    if "label" in fields:
        wording = _worded(fields["label"])
        same = select(Factor.label).where(Factor.map_id == factor.map_id, Factor.id != factor.id)
        _refuse_taken(session.scalars(same).all(), wording)
        factor.label = wording
    if "colour" in fields:
        factor.colour = amended_colour(fields["colour"])
    factor.note = fields.get("note", factor.note).strip()
    factor.locked = fields.get("locked", factor.locked)


def remove_factor(session: Session, factor_id: int) -> None:
    """Delete a factor with its links and the names of loops through these."""
    factor = found_factor(session, factor_id)
    at_it = (Link.source_id == factor_id) | (Link.target_id == factor_id)
    _forget_loops(session, session.scalars(select(Link.id).where(at_it)).all())
    session.delete(factor)


def remove_parts(
    session: Session,
    factor_ids: Sequence[int],
    link_ids: Sequence[int],
    zone_ids: Sequence[int] = (),
    note_ids: Sequence[int] = (),
) -> None:
    """Delete factors, links, zones and notes.

    Links of a deleted factor are deleted too; what lies in a deleted zone stays.
    """
    for link_id in link_ids:
        remove_link(session, link_id)
    session.flush()
    for factor_id in factor_ids:
        remove_factor(session, factor_id)
    for zone_id in zone_ids:
        session.delete(found_zone(session, zone_id))
    for note_id in note_ids:
        session.delete(found_note(session, note_id))


def move_factors(session: Session, positions: Mapping[int, tuple[float, float]]) -> None:
    """Move factors.

    positions: x and y by the id of the factor.

    Raises WorkshopError: when a coordinate is not finite.
    """
    wanted = select(Factor).where(Factor.id.in_(positions))
    factors = {factor.id: factor for factor in session.scalars(wanted)}
    for factor_id, (x, y) in positions.items():
        factor = factors.get(factor_id) or found_factor(session, factor_id)
        factor.x, factor.y = finite(x), finite(y)


def lock_factors(session: Session, factor_ids: Sequence[int], locked: bool = True) -> None:
    """Let layouts leave factors where they are, or move them again."""
    for factor_id in factor_ids:
        found_factor(session, factor_id).locked = locked


def add_link(
    session: Session,
    source_id: int,
    target_id: int,
    sign: Sign = Sign.UNKNOWN,
    delay: bool = False,
    strength: str = "",
    note: str = "",
) -> int:
    """Add a link between two factors of one map and return its id.

    delay: whether the effect takes time.

    Raises WorkshopError: when the factors are on different maps, or the same link with the same sign
    is there already.
    """
    source, target = found_factor(session, source_id), found_factor(session, target_id)
    _refuse_other_map(source, target)
    made = Link(
        map_id=source.map_id, source_id=source_id, target_id=target_id, sign=_signed(sign),
        delay=delay, strength=strength.strip(), note=note.strip(),
    )  # fmt: skip
    _refuse_double(session, made)
    session.add(made)
    session.flush()
    return made.id


def connect(
    session: Session,
    map_id: int,
    source: str,
    target: str,
    sign: Sign = Sign.UNKNOWN,
    delay: bool = False,
    strength: str = "",
) -> Ends:
    """Link two factors of a map by their labels, ignoring case and spaces, and return the ids.

    A factor that is not there is added: a new target beside the source, a new source beside the target.

    Raises WorkshopError: when a label is blank, or the same link with the same sign is there already.
    """
    factors = queries.map_row(session, map_id).factors
    by_label = {folded(factor.label): factor.id for factor in factors}
    first, last = by_label.get(folded(source)), by_label.get(folded(target))
    if first is None:
        first = add_factor(session, map_id, source, near=last)
    if last is None and folded(source) == folded(target):
        last = first
    if last is None:
        last = add_factor(session, map_id, target, near=first)
    return Ends(add_link(session, first, last, sign, delay, strength), first, last)


def amend_link(session: Session, link_id: int, **fields: Unpack[LinkFields]) -> None:
    """Change the given fields of a link.

    Raises WorkshopError: when the sign is not one of `Sign`, or the same link with that sign is
    there already.
    """
    link = found_link(session, link_id)
    if "sign" in fields:
        sign = _signed(fields["sign"])
        if sign != link.sign:
            wanted = Link(source_id=link.source_id, target_id=link.target_id, sign=sign)
            _refuse_double(session, wanted)
            link.sign = sign
    link.delay = fields.get("delay", link.delay)
    link.strength = fields.get("strength", link.strength).strip()
    link.note = fields.get("note", link.note).strip()
    link.bend = finite(fields.get("bend", link.bend))


def sign_links(session: Session, link_ids: Sequence[int], sign: Sign) -> None:
    """Set the sign of several links.

    Raises WorkshopError: when the sign is not one of `Sign`, or one of the links with that sign is there
    already.
    """
    for link_id in link_ids:
        amend_link(session, link_id, sign=sign)


def delay_links(session: Session, link_ids: Sequence[int], delay: bool) -> None:
    """Set whether the effect of several links takes time."""
    for link_id in link_ids:
        amend_link(session, link_id, delay=delay)


def bend_links(session: Session, bends: Mapping[int, float]) -> None:
    """Bend links by hand.

    bends: by how many points the middle of each link is moved to its left, by the id of the link; with
        0 it finds its own way again.

    Raises WorkshopError: when a number is not finite.
    """
    for link_id, bend in bends.items():
        amend_link(session, link_id, bend=bend)


def lead_link(
    session: Session, link_id: int, source_id: int | None = None, target_id: int | None = None
) -> None:
    """Lead an end of a link to another factor; names of loops through it are deleted.

    source_id, target_id: the new ends; None for an end that stays.

    Raises WorkshopError: when the factors are on different maps, or the same link with the same sign
    is there already.
    """
    link = found_link(session, link_id)
    source = found_factor(session, link.source_id if source_id is None else source_id)
    target = found_factor(session, link.target_id if target_id is None else target_id)
    if (source.id, target.id) == (link.source_id, link.target_id):
        return
    _refuse_other_map(source, target)
    _refuse_double(session, Link(source_id=source.id, target_id=target.id, sign=link.sign))
    _forget_loops(session, [link_id])
    link.source_id, link.target_id, link.map_id = source.id, target.id, source.map_id


def remove_link(session: Session, link_id: int) -> None:
    """Delete a link and the names of loops through it."""
    link = found_link(session, link_id)
    _forget_loops(session, [link_id])
    session.delete(link)


def name_loop(
    session: Session,
    map_id: int,
    link_ids: Sequence[int],
    name: str,
    story: str | None = None,
    number: int = 0,
) -> None:
    """Name a loop, or delete its name.

    link_ids: the links of the loop in their order, from any of them on.
    name: the name; a blank one deletes the present one with its story.
    story: what the loop tells; None to leave it unchanged.
    number: the number by which it is shown, kept from the first time it is given.

    Raises WorkshopError: when the links do not form a loop or are on another map.
    """
    _refuse_no_loop([found_link(session, link_id) for link_id in link_ids], map_id)
    order = rotated(link_ids)
    found = _loop_name(session, order)
    wording = " ".join(name.split())
    if found is not None and not wording:
        session.delete(found)
    elif found is not None:
        found.name = wording
        found.story = found.story if story is None else story.strip()
        found.number = found.number or number
    elif wording:
        made = LoopName(map_id=map_id, name=wording, number=number, story=(story or "").strip())
        session.add(made)
        session.flush()
        session.add_all(
            LoopLink(loop_id=made.id, position=place, link_id=id_)
            for place, id_ in enumerate(order)
        )


def _refuse_no_loop(links: Sequence[Link], map_id: int) -> None:
    onward = [*links[1:], *links[:1]]
    if not links or any(a.target_id != b.source_id for a, b in zip(links, onward, strict=True)):
        raise WorkshopError(
            say("These links do not make a loop any more: choose a loop from the list.")
        )
    if any(link.map_id != map_id for link in links):
        raise WorkshopError(say("This loop is not on this map: choose a loop from its list."))


def _worded(label: str) -> str:
    wording = " ".join(label.split())
    if not wording:
        raise WorkshopError(say("A factor needs a name: say in a few words what goes up or down."))
    return wording


def _refuse_taken(taken: Sequence[str], label: str) -> None:
    wanted = folded(label)
    for other in taken:
        if folded(other) == wanted:
            raise WorkshopError(
                say(
                    "“{label}” is on this map already: link to it, or use another name.",
                    label=other,
                )
            )


def _free_title(session: Session, title: str, apart_from: int | None = None) -> str:
    wording = " ".join(title.split())
    if not wording:
        raise WorkshopError(say("A map needs a title: say in a few words what it shows."))
    for row in session.scalars(select(SystemMap).where(SystemMap.snapshot_of.is_(None))):
        if row.id != apart_from and row.title.casefold() == wording.casefold():
            raise WorkshopError(
                say("There is a map called “{title}”: choose another title.", title=row.title)
            )
    return wording


def _signed(sign: str) -> Sign:
    found = sign_of(sign)
    if found is None:
        raise WorkshopError(say("“{sign}” is no sign: use +, - or leave it blank.", sign=sign))
    return Sign(found)


_DOUBLE: Final = {
    Sign.MORE: noop(
        "“{label}” leads to “{target_label}” with + already: change that link instead."
    ),
    Sign.LESS: noop(
        "“{label}” leads to “{target_label}” with − already: change that link instead."
    ),
    Sign.UNKNOWN: noop(
        "“{label}” leads to “{target_label}” without a sign already: change that link instead."
    ),
}


def _refuse_other_map(source: Factor, target: Factor) -> None:
    if source.map_id != target.map_id:
        raise WorkshopError(
            say(
                "“{label}” and “{target_label}” stand on different maps: link two of one map.",
                label=source.label,
                target_label=target.label,
            )
        )


def _refuse_double(session: Session, link: Link) -> None:
    same = select(Link.id).where(
        Link.source_id == link.source_id, Link.target_id == link.target_id, Link.sign == link.sign
    )
    with session.no_autoflush:
        if session.scalar(same) is None:
            return
    source, target = found_factor(session, link.source_id), found_factor(session, link.target_id)
    raise WorkshopError(say(_DOUBLE[link.sign], label=source.label, target_label=target.label))


def _loop_name(session: Session, order: tuple[int, ...]) -> LoopName | None:
    """Return the name of the loop with these links in this order, or None."""
    first = select(LoopLink.loop_id).where(LoopLink.position == 0, LoopLink.link_id == order[0])
    for name in session.scalars(select(LoopName).where(LoopName.id.in_(first))):
        links = select(LoopLink.link_id).where(LoopLink.loop_id == name.id)
        if tuple(session.scalars(links.order_by(LoopLink.position))) == order:
            return name
    return None


def _forget_loops(session: Session, link_ids: Sequence[int]) -> None:
    """Delete the names of loops that contain any of these links."""
    broken = select(LoopLink.loop_id).where(LoopLink.link_id.in_(link_ids))
    for name in session.scalars(select(LoopName).where(LoopName.id.in_(broken))):
        session.delete(name)
