"""The stored names of loops, which go with the links of their loops."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from upstream_workshop.maps.model import LoopLink, LoopName


def loop_name(session: Session, order: tuple[int, ...]) -> LoopName | None:
    """Return the name of the loop with these links in this order, or None."""
    first = select(LoopLink.loop_id).where(LoopLink.position == 0, LoopLink.link_id == order[0])
    for name in session.scalars(select(LoopName).where(LoopName.id.in_(first))):
        links = select(LoopLink.link_id).where(LoopLink.loop_id == name.id)
        if tuple(session.scalars(links.order_by(LoopLink.position))) == order:
            return name
    return None


def forget_loops(session: Session, link_ids: Sequence[int]) -> None:
    """Delete the names of loops that contain any of these links."""
    broken = select(LoopLink.loop_id).where(LoopLink.link_id.in_(link_ids))
    for name in session.scalars(select(LoopName).where(LoopName.id.in_(broken))):
        session.delete(name)
