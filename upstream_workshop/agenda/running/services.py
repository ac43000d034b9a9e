"""What can be done to the day while it runs: start, go on, go back, pause, give minutes, win them back.

Each service writes in the transaction of `session`. One that takes an id raises WorkshopError if there is no
such block; times are local, and `at` is the moment at which it is done.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from resources.words import say
from upstream_workshop.agenda.instants import seconds_between, seconds_later
from upstream_workshop.agenda.kinds import ConcessionKind
from upstream_workshop.agenda.lateness import catch_ups
from upstream_workshop.agenda.lateness.concessions import TAKING, Concession, changed
from upstream_workshop.agenda.model import Block, StepTimer
from upstream_workshop.agenda.planning.sequence import (
    lasts,
    lock_first,
    row_of,
    the_block,
)
from upstream_workshop.agenda.queries import agenda
from upstream_workshop.errors import WorkshopError


def start(session: Session, block_id: int, at: datetime) -> None:
    """Start a block now; what was running in its track ends. A marker is passed, with those next to it.

    Raises WorkshopError: when it has started already.
    """
    block = the_block(session, block_id)
    if block.started_at is not None:
        raise WorkshopError(
            say("“{title}” has already started: use Back to reopen it.", title=block.title)
        )
    at = _on_the_wall(at)
    for running in _running(session, block.track):
        _end(session, running, at)
    _begin(session, block, at)


def next_block(session: Session, at: datetime, track: str | None = None) -> int | None:
    """End the running block of a track and start the one that follows; markers between are passed.

    track: whose; without it that of the main room, or else of the first track where one runs.

    Returns the id of the block started, None at the day's end. Raises WorkshopError: when none is running.
    """
    running = _leading(session, track)
    if running is None:
        raise WorkshopError(say("No block is running: start one first."))
    at = _on_the_wall(at)
    _end(session, running, at)
    later = [
        block
        for block in row_of(session, running.day, running.track)
        if block.position > running.position and block.started_at is None and _to_come(block)
    ]
    return _begin(session, later[0], at) if later else None


def finish(session: Session, at: datetime, track: str | None = None) -> None:
    """End the running block with nothing after it, as at the end of a day; `track` as in `next_block`.

    Raises WorkshopError: when none is running.
    """
    running = _leading(session, track)
    if running is None:
        raise WorkshopError(say("No block is running, so there is nothing to end."))
    _end(session, running, _on_the_wall(at))


def back(session: Session, track: str | None = None) -> int | None:
    """Undo a step of the day: the running block has not started, the one before it runs on.

    track: whose; without it as in `next_block`. Markers that were passed in that step are to come again.

    Returns the id of the block that runs on, or None. Raises WorkshopError: when none has started yet.
    """
    running = _leading(session, track)
    ended = select(Block).where(Block.ended_at.is_not(None))
    if track is not None:
        ended = ended.where(Block.track == track)
    if running is not None:
        ended = ended.where(Block.day == running.day, Block.track == running.track)
        # first the one it followed, for the clock may have been set back since
        ended = ended.order_by((Block.ended_at == running.started_at).desc())
        session.execute(delete(StepTimer).where(StepTimer.block_id == running.id))
        began = running.started_at
        running.started_at, running.paused_at, running.paused_seconds = None, None, 0
    ended = ended.order_by(Block.ended_at.desc(), Block.position.desc())
    before = list(session.scalars(ended))
    if running is None and not before:
        raise WorkshopError(say("No block has started yet, so there is nothing to go back to."))
    if running is None:
        began = before[0].ended_at
    for block in before:
        if not _passed(block):
            block.ended_at = None
            return block.id
        if block.ended_at != began:
            break
        block.started_at = block.ended_at = None
    return None


def give_minutes(session: Session, block_id: int, minutes: int) -> None:
    """Give a block some minutes, or with a negative number take some.

    Raises WorkshopError: when it is over, or would have no time left.
    """
    block = the_block(session, block_id)
    if block.ended_at is not None:
        raise WorkshopError(
            say("“{title}” is over: give the minutes to a block still to come.", title=block.title)
        )
    if lasts(block) + minutes < 1:
        raise WorkshopError(
            say("“{title}” would have no time left: use Next to end it.", title=block.title)
        )
    block.added += minutes


def pause(session: Session, block_id: int, at: datetime) -> None:
    """Stop the clock of a running block. Raises WorkshopError: when it is not running."""
    block = the_block(session, block_id)
    if block.started_at is None or block.ended_at is not None or block.paused_at is not None:
        raise WorkshopError(
            say("“{title}” is not running, so it cannot be paused.", title=block.title)
        )
    block.paused_at = _no_earlier(_on_the_wall(at), block.started_at)


def resume(session: Session, block_id: int, at: datetime) -> None:
    """Let the clock of a paused block run on. Raises WorkshopError: when it is not paused."""
    block = the_block(session, block_id)
    if block.paused_at is None:
        raise WorkshopError(say("“{title}” is not paused.", title=block.title))
    _unpause(block, _on_the_wall(at))


def put_clock_right(session: Session, block_id: int, seconds: int) -> None:
    """Move what is noted of a running block by as much as the clock was set since it was noted.

    seconds: by how much it was set; negative if it was set back.

    Raises WorkshopError: when the block is not running.
    """
    block = the_block(session, block_id)
    if block.started_at is None or block.ended_at is not None:
        raise WorkshopError(say("“{title}” is not running.", title=block.title))
    block.started_at = seconds_later(block.started_at, seconds)
    if block.paused_at is not None:
        block.paused_at = seconds_later(block.paused_at, seconds)


def absorb(session: Session, takes: Iterable[tuple[int, int]]) -> None:
    """Apply a way to catch up: take minutes from blocks to come, never from what is fixed or protected.

    takes: pairs of block id and minutes.

    Raises WorkshopError: when a block can no longer give so many.
    """
    rows = {row.id: row for row in agenda(session)}
    for block_id, minutes in takes:
        row = rows.get(block_id)
        dropped = row is not None and catch_ups.droppable(row) and minutes == row.lasts
        if row is None or not (dropped or 0 < minutes <= catch_ups.spare(row)):
            raise WorkshopError(
                say("The plan has changed meanwhile: look again at the ways to catch up.")
            )
        the_block(session, block_id).added -= minutes


def concede(session: Session, concession: Concession) -> None:
    """Give up what only people can: shorten or drop a block against its rules, move or undo a lock.

    A lock that comes later may miss the next one, which it would miss anyway: that is then the next to give.

    Raises WorkshopError: when the block has started or ended meanwhile, or is protected now.
    """
    block = the_block(session, concession.block_id)
    taking = concession.kind in TAKING
    if block.ended_at is not None or (taking and (block.protected or block.started_at is not None)):
        raise WorkshopError(
            say("The plan has changed meanwhile: look again at the ways to catch up.")
        )
    for name, value in changed(block, concession).items():
        setattr(block, name, value)
    if concession.kind is ConcessionKind.UNLOCK:
        lock_first(session, block.day, block.track)


def _running(session: Session, track: str | None) -> list[Block]:
    """The blocks that run, the main room's first; of a track, if one is given."""
    under_way = select(Block).where(Block.started_at.is_not(None), Block.ended_at.is_(None))
    if track is not None:
        under_way = under_way.where(Block.track == track)
    return list(session.scalars(under_way.order_by(Block.track, Block.day.desc())))


def _leading(session: Session, track: str | None) -> Block | None:
    return next(iter(_running(session, track)), None)


def _begin(session: Session, block: Block, at: datetime) -> int | None:
    """Start a block, or from a marker on the first block with a length; answers its id if there is one."""
    row = row_of(session, block.day, block.track)
    for each in row[row.index(block) :]:
        if each.started_at is not None or not _to_come(each):
            continue
        each.started_at = at
        if lasts(each):
            return each.id
        each.ended_at = at
    return None


def _to_come(block: Block) -> bool:
    """Whether it is to be run: it was not dropped."""
    return lasts(block) > 0 or block.minutes == 0


def _passed(block: Block) -> bool:
    """Whether it is a marker that was passed."""
    return block.minutes == 0 and not lasts(block) and block.started_at == block.ended_at


def _on_the_wall(at: datetime) -> datetime:
    """A moment as the clock on the wall says it, which is what the plan and the file keep."""
    return at.replace(tzinfo=None)


def _no_earlier(at: datetime, begun: datetime | None) -> datetime:
    """A moment, but never before another: the clock may have been set back."""
    return at if begun is None or seconds_between(begun, at) >= 0 else begun


def _end(session: Session, block: Block, at: datetime) -> None:
    """End a block, and with it the steps that run in it."""
    session.execute(delete(StepTimer).where(StepTimer.block_id == block.id))
    _unpause(block, at)
    block.ended_at = _no_earlier(at, block.started_at)


def _unpause(block: Block, at: datetime) -> None:
    if block.paused_at is not None:
        block.paused_seconds += max(seconds_between(block.paused_at, at), 0)
        block.paused_at = None
