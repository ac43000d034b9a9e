"""The blocks of a day and track in the order in which they stand, and what has to hold of them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from resources.words import say
from upstream_workshop.agenda import locks, rules
from upstream_workshop.agenda.model import Block
from upstream_workshop.agenda.planning.block_fields import LAST_DAY
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
    return list(session.scalars(_placed(day, track)))


def number(row: list[Block]) -> None:
    """Let each stand where it is in the list."""
    for position, block in enumerate(row):
        block.position = position


def lock_first(session: Session, day: int, track: str) -> None:
    """Lock the first block of a day and track, if it is not, to the usual time a day opens."""
    session.flush()
    first = session.scalars(_placed(day, track).limit(1)).one()
    if first.locked_at is None:
        first.locked_at = rules.OPENING
        session.flush()


def check_lock(session: Session, block: Block) -> None:
    """Refuse a lock that cannot be kept, with the nearest times that can."""
    found = _misfit(session, block)
    if found is not None and block.locked_at is not None:
        raise WorkshopError(locks.refusal(found, block.title, block.locked_at))


def can_be_kept(session: Session, block: Block) -> bool:
    """Return whether a block can begin when its lock says, where it stands."""
    return _misfit(session, block) is None


def refuse_started(blocks: Sequence[Block]) -> None:
    """Refuse to put anything before, or to move, blocks of which one has started."""
    for block in blocks:
        if block.started_at is not None:
            raise WorkshopError(
                say(
                    "“{title}” has already run: it stays where it is, and what is new comes after it.",
                    title=block.title,
                )
            )


def _refuse_day(day: int) -> None:
    if not 1 <= day <= LAST_DAY:
        raise WorkshopError(say("There is no day {day}: give 1 to 31.", day=day))


def arrange(
    session: Session,
    moving: Sequence[Block],
    day: int,
    track: str,
    before_id: int | None = None,
    opens: bool = True,
) -> None:
    """Put blocks before another or at the end of a day and track; locks that they bring have to hold there.

    opens: whether a block that was the first of its day leaves the time at which that day opens behind.

    Raises WorkshopError: when there is no such day, when a block that would move has started, or when a lock
    would not hold.
    """
    _refuse_day(day)
    refuse_started(moving)
    places = {(block.day, block.track) for block in moving} | {(day, track)}
    rows = {place: row_of(session, *place) for place in places}
    first = {place: row[0] for place, row in rows.items() if row}
    opened = {place: block.locked_at for place, block in first.items()}
    there = rows[day, track]
    at = next((n for n, block in enumerate(there) if block.id == before_id), len(there))
    refuse_started(there[at:])
    tail = [block for block in there[at:] if block not in moving]
    head = [block for block in there[:at] if block not in moving]
    for place, row in rows.items():
        rows[place] = [block for block in row if block not in moving]
    rows[day, track] = [*head, *moving, *tail]
    for block in moving:
        if opens and block is first.get((block.day, block.track)):
            block.locked_at = None
        block.day, block.track = day, track
    bringing = [block for block in moving if block.locked_at is not None]
    for place, row in rows.items():
        number(row)
        _open(row, first.get(place), opened.get(place))
        bringing += [block for block in row[1:] if block is first.get(place)]
    for block in bringing:
        check_lock(session, block)


def _placed(day: int, track: str) -> Select[Block]:
    placed = select(Block).where(Block.day == day, Block.track == track)
    return placed.order_by(Block.position, Block.id)


def _open(row: Sequence[Block], first: Block | None, opened: int | None) -> None:
    """Let a day open when it did, if its first block is another now and has no time of its own."""
    if not row:
        return
    if row[0].locked_at is None:
        row[0].locked_at = rules.OPENING if opened is None else opened
        if first in row[1:] and first is not None:
            first.locked_at = None


def _misfit(session: Session, block: Block) -> locks.Misfit | None:
    session.flush()
    row = [row for row in agenda(session) if (row.day, row.track) == (block.day, block.track)]
    return locks.misfit(row, block.id)


def lasts(block: Block) -> int:
    """The minutes it is meant to take now."""
    return block.minutes + block.added
