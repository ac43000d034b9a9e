"""The blocks of a day and track in the order in which they stand, and what has to hold of them."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from resources.words import say
from upstream_workshop.agenda import locks, rules
from upstream_workshop.agenda.model import Block
from upstream_workshop.agenda.queries import agenda
from upstream_workshop.errors import WorkshopError


def the_block(session: Session, block_id: int) -> Block:
    """A block by its id. Raises WorkshopError if it is no longer there."""
    block = session.get(Block, block_id)
    if block is None:
        raise WorkshopError(say("This block is no longer in the plan: look at the agenda again."))
    return block


def row_of(session: Session, day: int, track: str) -> list[Block]:
    """The blocks of a day and track, in order."""
    placed = select(Block).where(Block.day == day, Block.track == track)
    return list(session.scalars(placed.order_by(Block.position, Block.id)))


def number(row: list[Block]) -> None:
    """Let each stand where it is in the list."""
    for position, block in enumerate(row):
        block.position = position


def lock_first(session: Session, day: int, track: str) -> None:
    """Lock the first block of a day and track, if it is not, to the usual time a day opens."""
    session.flush()
    first = row_of(session, day, track)[0]
    if first.locked_at is None:
        first.locked_at = rules.OPENING
        session.flush()


def check_lock(session: Session, block: Block) -> None:
    """Refuse a lock that cannot be kept, with the nearest times that can."""
    session.flush()
    row = [row for row in agenda(session) if (row.day, row.track) == (block.day, block.track)]
    found = locks.misfit(row, block.id)
    if found is None or block.locked_at is None:
        return
    raise WorkshopError(locks.refusal(found, block.title, block.locked_at))


def lasts(block: Block) -> int:
    """The minutes it is meant to take now."""
    return block.minutes + block.added
