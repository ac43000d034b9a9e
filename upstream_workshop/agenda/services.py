"""What can be done to the event, to its plan, and to the day while it runs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from datetime import date, datetime
from typing import Any, Final, TypedDict, Unpack

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from resources.words import noop, say
from upstream_workshop.agenda import repairs, rules
from upstream_workshop.agenda.kinds import Attribution, Category
from upstream_workshop.agenda.model import Block, Residential
from upstream_workshop.agenda.queries import agenda
from upstream_workshop.agenda.templates import Template, TemplateBlock
from upstream_workshop.errors import WorkshopError, member_of

_FROM_TEMPLATE = ["locked_at", *(f.name for f in fields(TemplateBlock) if f.name != "at")]
_LAST_MINUTE = 24 * 60 - 1
_NO_CATEGORY = noop("“{given}” is no category of a block: choose one of {known}.")
_NO_ATTRIBUTION = noop("“{given}” says not who may be named: write open or chatham.")


class BlockDetails(TypedDict, total=False):
    """What can be said of a block beside its title and length, as in `Block`."""

    locked_at: int | None
    minimum: int | None
    optional: bool
    buffer: bool
    protected: bool
    purpose: str
    lead: str
    materials: str
    category: Category
    room: str
    notes: str
    attribution: Attribution


class BlockFields(BlockDetails, total=False):
    """Everything that can be amended about a block."""

    title: str
    minutes: int


class ResidentialFields(TypedDict, total=False):
    """What can be said of the event."""

    title: str
    place: str
    starts: date | None


def found_residential(
    session: Session, title: str, starts: date | None = None, place: str = ""
) -> int:
    """Name the event of this session file; founding again renames the one there is."""
    found = session.scalars(select(Residential)).first() or Residential()
    found.title, found.starts, found.place = _titled(title), starts, place.strip()
    session.add(found)
    session.flush()
    return found.id


def amend_residential(session: Session, **values: Unpack[ResidentialFields]) -> None:
    """Change the event's title, place or starts."""
    found = session.scalars(select(Residential)).first()
    if found is None:
        raise WorkshopError(say("This session has no residential yet: give it a title first."))
    _write(found, values)


def lay_out(session: Session, template: Template) -> None:
    """Replace the plan by a template's blocks; refused once a block has started."""
    if session.scalars(select(Block.id).where(Block.started_at.is_not(None))).first():
        raise WorkshopError(
            say("The plan is already running: add and change single blocks instead.")
        )
    session.execute(delete(Block))
    for block in template.blocks:
        values = {name: getattr(block, name) for name in _FROM_TEMPLATE}
        session.add(Block(position=0, **values))
    session.flush()
    for day, track in sorted({(block.day, block.track) for block in template.blocks}):
        _number(_row_of(session, day, track))
        _lock_first(session, day, track)


def add_block(
    session: Session,
    day: int,
    title: str,
    minutes: int,
    track: str = "",
    after_id: int | None = None,
    **values: Unpack[BlockDetails],
) -> int:
    """A new block after another, or at the end of its day and track; answers its id."""
    row = _row_of(session, day, track)
    place = len(row)
    if after_id is not None:
        place = next((n for n, other in enumerate(row, 1) if other.id == after_id), place)
    block = Block(day=day, track=track, position=0, minutes=minutes, title=_titled(title))
    _write(block, values)
    _check(block)
    session.add(block)
    _number([*row[:place], block, *row[place:]])
    _lock_first(session, day, track)
    return block.id


def amend_block(session: Session, block_id: int, **values: Unpack[BlockFields]) -> None:
    """Change what a block says: title, minutes, lock, minimum, marks, words."""
    block = _block(session, block_id)
    _write(block, values)
    _check(block)
    _lock_first(session, block.day, block.track)


def remove_block(session: Session, block_id: int) -> None:
    """Take a block out of the plan; what follows moves up, except past locks."""
    block = _block(session, block_id)
    if block.started_at is not None:
        raise WorkshopError(
            say("“{title}” has already run: it stays in the record.", title=block.title)
        )
    starts = {row.id: row.starts for row in agenda(session)}
    row = [other for other in _row_of(session, block.day, block.track) if other is not block]
    if row and row[0].locked_at is None:
        row[0].locked_at = starts[block.id]
    session.delete(block)
    _number(row)


def move_block(session: Session, block_id: int, steps: int) -> None:
    """Move a block up (-) or down (+) within its day and track; the day still starts when it did."""
    block = _block(session, block_id)
    row = _row_of(session, block.day, block.track)
    old = row.index(block)
    new = min(max(old + steps, 0), len(row) - 1)
    if new == old:
        end = "first" if steps < 0 else "last"
        raise WorkshopError(
            say("“{title}” is already the {end} of its day.", title=block.title, end=end)
        )
    opens = row[0].locked_at
    if 0 in (old, new):
        row[0].locked_at = None
    row.insert(new, row.pop(old))
    if 0 in (old, new):
        row[0].locked_at = opens
    _number(row)


def start(session: Session, block_id: int, at: datetime) -> None:
    """Start a block now; whatever was running ends."""
    block = _block(session, block_id)
    if block.started_at is not None:
        raise WorkshopError(
            say("“{title}” has already started: use Back to reopen it.", title=block.title)
        )
    running = _running(session)
    if running is not None:
        _end(running, at)
    block.started_at = at


def next_block(session: Session, at: datetime) -> int | None:
    """End the running block and start the one that follows; answers its id, None at the day's end."""
    running = _running(session)
    if running is None:
        raise WorkshopError(say("No block is running: start one first."))
    _end(running, at)
    later = [
        block
        for block in _row_of(session, running.day, running.track)
        if block.position > running.position and block.started_at is None and _lasts(block)
    ]
    if not later:
        return None
    later[0].started_at = at
    return later[0].id


def finish(session: Session, at: datetime) -> None:
    """End the running block with nothing after it, as at the end of a day."""
    running = _running(session)
    if running is None:
        raise WorkshopError(say("No block is running, so there is nothing to end."))
    _end(running, at)


def back(session: Session) -> int | None:
    """Undo a step of the day: the running block has not started, the one before it runs on."""
    running = _running(session)
    ended = select(Block).where(Block.ended_at.is_not(None))
    if running is not None:
        ended = ended.where(Block.day == running.day, Block.track == running.track)
        # first the one it followed, for the clock may have been set back since
        ended = ended.order_by((Block.ended_at == running.started_at).desc())
        running.started_at, running.paused_at, running.paused_seconds = None, None, 0
    before = session.scalars(ended.order_by(Block.ended_at.desc(), Block.position.desc())).first()
    if running is None and before is None:
        raise WorkshopError(say("No block has started yet, so there is nothing to go back to."))
    if before is None:
        return None
    before.ended_at = None
    return before.id


def give_minutes(session: Session, block_id: int, minutes: int) -> None:
    """Give a block some minutes, or with a negative number take some."""
    block = _block(session, block_id)
    if block.ended_at is not None:
        raise WorkshopError(
            say("“{title}” is over: give the minutes to a block still to come.", title=block.title)
        )
    if _lasts(block) + minutes < 1:
        raise WorkshopError(
            say("“{title}” would have no time left: use Next to end it.", title=block.title)
        )
    block.added += minutes


def pause(session: Session, block_id: int, at: datetime) -> None:
    """Stop the clock of a running block."""
    block = _block(session, block_id)
    if block.started_at is None or block.ended_at is not None or block.paused_at is not None:
        raise WorkshopError(
            say("“{title}” is not running, so it cannot be paused.", title=block.title)
        )
    block.paused_at = max(at, block.started_at)


def resume(session: Session, block_id: int, at: datetime) -> None:
    """Let the clock of a paused block run on."""
    block = _block(session, block_id)
    if block.paused_at is None:
        raise WorkshopError(say("“{title}” is not paused.", title=block.title))
    _unpause(block, at)


def absorb(session: Session, takes: Iterable[tuple[int, int]]) -> None:
    """Apply a repair: take minutes from blocks to come, never from what is fixed or protected."""
    rows = {row.id: row for row in agenda(session)}
    for block_id, minutes in takes:
        row = rows.get(block_id)
        dropped = row is not None and repairs.droppable(row) and minutes == row.lasts
        if row is None or not (dropped or 0 < minutes <= repairs.spare(row)):
            raise WorkshopError(say("The plan has changed meanwhile: look at the ways back again."))
        _block(session, block_id).added -= minutes


def _block(session: Session, block_id: int) -> Block:
    block = session.get(Block, block_id)
    if block is None:
        raise WorkshopError(say("This block is no longer in the plan: look at the agenda again."))
    return block


def _running(session: Session) -> Block | None:
    under_way = select(Block).where(Block.started_at.is_not(None), Block.ended_at.is_(None))
    return session.scalars(under_way).first()


def _row_of(session: Session, day: int, track: str) -> list[Block]:
    placed = select(Block).where(Block.day == day, Block.track == track)
    return list(session.scalars(placed.order_by(Block.position, Block.id)))


def _number(row: list[Block]) -> None:
    for position, block in enumerate(row):
        block.position = position


def _lock_first(session: Session, day: int, track: str) -> None:
    session.flush()
    first = _row_of(session, day, track)[0]
    if first.locked_at is None:
        first.locked_at = rules.OPENING
        session.flush()


def _lasts(block: Block) -> int:
    return block.minutes + block.added


def _end(block: Block, at: datetime) -> None:
    _unpause(block, at)
    block.ended_at = max(at, block.started_at or at)  # the clock may have been set back


def _unpause(block: Block, at: datetime) -> None:
    if block.paused_at is not None:
        block.paused_seconds += max(int((at - block.paused_at).total_seconds()), 0)
        block.paused_at = None


def _write(row: Block | Residential, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        setattr(row, name, _READ[name](value) if name in _READ else value)


def _titled(title: str) -> str:
    words = " ".join(title.split())
    if not words:
        raise WorkshopError(say("A title is missing: say in a few words what this is."))
    return words


_READ: Final[Mapping[str, Callable[[str], str]]] = {
    "title": _titled,
    "category": lambda word: member_of(Category, word, _NO_CATEGORY),
    "attribution": lambda word: member_of(Attribution, word, _NO_ATTRIBUTION),
}


def _check(block: Block) -> None:
    if not 0 <= block.minutes <= _LAST_MINUTE:
        raise WorkshopError(
            say(
                "“{title}” lasts {minutes} minutes: give 0 to 1439.",
                title=block.title,
                minutes=block.minutes,
            )
        )
    if block.locked_at is not None and not 0 <= block.locked_at <= _LAST_MINUTE:
        raise WorkshopError(
            say("“{title}” is locked to no time of day: write it as 12:30.", title=block.title)
        )
    if block.minimum is not None and not 0 <= block.minimum <= block.minutes:
        raise WorkshopError(
            say(
                "“{title}” lasts {minutes} minutes, so it cannot need at least "
                "{minimum}: lower the minimum.",
                title=block.title,
                minutes=block.minutes,
                minimum=block.minimum,
            )
        )
