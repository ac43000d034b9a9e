"""Services of the maps room: factors.

Each service writes in the transaction of `session`. It raises WorkshopError if a row with an id
that it was given is not there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypedDict, Unpack

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.letters import has_words, one_line
from upstream_workshop.maps import layouts
from upstream_workshop.maps.analysis.factor_labels import folded
from upstream_workshop.maps.getters import (
    amended_colour,
    finite,
    found_factor,
    found_factors,
    found_map,
)
from upstream_workshop.maps.kinds import Colour
from upstream_workshop.maps.model import Factor, Link
from upstream_workshop.maps.named_loops.records import forget_loops

_MOVE = (
    update(Factor)
    .where(Factor.id == bindparam("moved"))
    .values(x=bindparam("to_x"), y=bindparam("to_y"))
)


class FactorFields(TypedDict, total=False):
    """The fields of a factor that can be amended; `move_factors` changes its place."""

    label: str
    colour: Colour
    note: str
    locked: bool


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
    forget_loops(session, session.scalars(select(Link.id).where(at_it)).all())
    session.delete(factor)


def move_factors(session: Session, positions: Mapping[int, tuple[float, float]]) -> None:
    """Move factors.

    positions: x and y by the id of the factor.

    Raises WorkshopError: when a coordinate is not finite.
    """
    rows = [
        {"moved": id_, "to_x": finite(x), "to_y": finite(y)} for id_, (x, y) in positions.items()
    ]
    session.flush()
    if rows and session.connection().execute(_MOVE, rows).rowcount < len(rows):
        for id_ in positions:
            found_factor(session, id_)
    for loaded in session.identity_map.values():
        if isinstance(loaded, Factor):
            session.expire(loaded, ("x", "y"))


def lock_factors(session: Session, factor_ids: Sequence[int], locked: bool = True) -> None:
    """Let layouts leave factors where they are, or move them again."""
    for factor in found_factors(session, factor_ids):
        factor.locked = locked


def _worded(label: str) -> str:
    wording = one_line(label)
    if not has_words(wording):
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
