"""Services of the maps room: links.

Each service writes in the transaction of `session`. It raises WorkshopError if a row with an id
that it was given is not there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple, TypedDict, Unpack

from sqlalchemy import select
from sqlalchemy.orm import Session

from resources.words import noop, say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.maps.analysis.factor_labels import folded
from upstream_workshop.maps.factors.services import add_factor
from upstream_workshop.maps.getters import finite, found_factor, found_link, found_links, found_map
from upstream_workshop.maps.kinds import Sign
from upstream_workshop.maps.model import Factor, Link
from upstream_workshop.maps.named_loops.records import forget_loops
from upstream_workshop.readers.maps.signs import sign_of


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
    found_map(session, map_id)
    labels = select(Factor.label, Factor.id).where(Factor.map_id == map_id).order_by(Factor.id)
    by_label = {folded(label): id_ for label, id_ in session.execute(labels)}
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
    for link in found_links(session, link_ids):
        amend_link(session, link.id, sign=sign)


def delay_links(session: Session, link_ids: Sequence[int], delay: bool) -> None:
    """Set whether the effect of several links takes time."""
    for link in found_links(session, link_ids):
        link.delay = delay


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
    forget_loops(session, [link_id])
    link.source_id, link.target_id, link.map_id = source.id, target.id, source.map_id


def remove_link(session: Session, link_id: int) -> None:
    """Delete a link and the names of loops through it."""
    link = found_link(session, link_id)
    forget_loops(session, [link_id])
    session.delete(link)


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
