"""What can be done to the event, to its plan, and to the day while it runs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from datetime import date, datetime
from typing import Any, Final, TypedDict, Unpack

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from resources.words import noop, say
from upstream_workshop.agenda import locks, rules
from upstream_workshop.agenda.instants import seconds_between
from upstream_workshop.agenda.kinds import Attribution, Category, ConcessionKind
from upstream_workshop.agenda.lateness import repairs
from upstream_workshop.agenda.lateness.concessions import Concession
from upstream_workshop.agenda.model import Block, Residential
from upstream_workshop.agenda.queries import agenda
from upstream_workshop.agenda.templates import Template, TemplateBlock
from upstream_workshop.errors import WorkshopError, member_of

_FROM_TEMPLATE = ["locked_at", *(f.name for f in fields(TemplateBlock) if f.name != "at")]
_LAST_MINUTE = 24 * 60 - 1
_LAST_DAY = 31
_TAKING = (ConcessionKind.SHORTEN, ConcessionKind.DROP)
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
    day: int
    track: str


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
    track = " ".join(track.split())
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
    _check_lock(session, block)
    return block.id


def amend_block(session: Session, block_id: int, **values: Unpack[BlockFields]) -> None:
    """Change what a block says: title, minutes, lock, minimum, marks, words; its day and its track."""
    block = _block(session, block_id)
    stood = block.day, block.track, block.locked_at
    place = values.pop("day", block.day), " ".join(values.pop("track", block.track).split())
    _write(block, values)
    _check(block)
    if place != (block.day, block.track):
        _place(session, block, *place)
    _lock_first(session, block.day, block.track)
    if stood != (block.day, block.track, block.locked_at):
        _check_lock(session, block)


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
    session.flush()
    _check_lock(session, block)


def start(session: Session, block_id: int, at: datetime) -> None:
    """Start a block now; what was running in its track ends. A marker is passed, with those next to it."""
    block = _block(session, block_id)
    if block.started_at is not None:
        raise WorkshopError(
            say("“{title}” has already started: use Back to reopen it.", title=block.title)
        )
    at = _on_the_wall(at)
    for running in _running(session, block.track):
        _end(running, at)
    _begin(session, block, at)


def next_block(session: Session, at: datetime, track: str | None = None) -> int | None:
    """End the running block of a track and start the one that follows; markers between are passed.

    track: whose; without it that of the main room, or else of the first track where one runs.

    Answers the id of the block started, None at the day's end.
    """
    running = _leading(session, track)
    if running is None:
        raise WorkshopError(say("No block is running: start one first."))
    at = _on_the_wall(at)
    _end(running, at)
    later = [
        block
        for block in _row_of(session, running.day, running.track)
        if block.position > running.position and block.started_at is None and _to_come(block)
    ]
    return _begin(session, later[0], at) if later else None


def finish(session: Session, at: datetime, track: str | None = None) -> None:
    """End the running block with nothing after it, as at the end of a day; `track` as in `next_block`."""
    running = _leading(session, track)
    if running is None:
        raise WorkshopError(say("No block is running, so there is nothing to end."))
    _end(running, _on_the_wall(at))


def back(session: Session, track: str | None = None) -> int | None:
    """Undo a step of the day: the running block has not started, the one before it runs on.

    track: whose; without it as in `next_block`. Markers that were passed in that step are to come again.
    """
    running = _leading(session, track)
    ended = select(Block).where(Block.ended_at.is_not(None))
    if track is not None:
        ended = ended.where(Block.track == track)
    if running is not None:
        ended = ended.where(Block.day == running.day, Block.track == running.track)
        # first the one it followed, for the clock may have been set back since
        ended = ended.order_by((Block.ended_at == running.started_at).desc())
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
    block.paused_at = _no_earlier(_on_the_wall(at), block.started_at)


def resume(session: Session, block_id: int, at: datetime) -> None:
    """Let the clock of a paused block run on."""
    block = _block(session, block_id)
    if block.paused_at is None:
        raise WorkshopError(say("“{title}” is not paused.", title=block.title))
    _unpause(block, _on_the_wall(at))


def absorb(session: Session, takes: Iterable[tuple[int, int]]) -> None:
    """Apply a repair: take minutes from blocks to come, never from what is fixed or protected."""
    rows = {row.id: row for row in agenda(session)}
    for block_id, minutes in takes:
        row = rows.get(block_id)
        dropped = row is not None and repairs.droppable(row) and minutes == row.lasts
        if row is None or not (dropped or 0 < minutes <= repairs.spare(row)):
            raise WorkshopError(say("The plan has changed meanwhile: look at the ways back again."))
        _block(session, block_id).added -= minutes


def concede(session: Session, concession: Concession) -> None:
    """Give up what only people can: shorten or drop a block against its rules, move or undo a lock."""
    block = _block(session, concession.block_id)
    taking = concession.kind in _TAKING
    if block.ended_at is not None or (taking and (block.protected or block.started_at is not None)):
        raise WorkshopError(say("The plan has changed meanwhile: look at the ways back again."))
    if taking:
        block.added -= min(concession.minutes, _lasts(block))
    elif concession.kind is ConcessionKind.UNLOCK:
        block.locked_at = None
        _lock_first(session, block.day, block.track)
    elif concession.kind is ConcessionKind.END_LATER:  # planned longer, though it lasts no longer
        block.minutes = min(block.minutes + concession.minutes, _LAST_MINUTE)
        block.added -= concession.minutes
    elif block.locked_at is not None:
        block.locked_at = (block.locked_at + concession.minutes) % (_LAST_MINUTE + 1)
        _check_lock(session, block)


def _block(session: Session, block_id: int) -> Block:
    block = session.get(Block, block_id)
    if block is None:
        raise WorkshopError(say("This block is no longer in the plan: look at the agenda again."))
    return block


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
    row = _row_of(session, block.day, block.track)
    for each in row[row.index(block) :]:
        if each.started_at is not None or not _to_come(each):
            continue
        each.started_at = at
        if _lasts(each):
            return each.id
        each.ended_at = at
    return None


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


def _place(session: Session, block: Block, day: int, track: str) -> None:
    """Put a block at the end of another day or track; it keeps no lock it had as the first of its own."""
    if block.started_at is not None:
        raise WorkshopError(
            say("“{title}” has already run: it stays in its day and track.", title=block.title)
        )
    if not 1 <= day <= _LAST_DAY:
        raise WorkshopError(say("There is no day {day}: give 1 to 31.", day=day))
    left = [other for other in _row_of(session, block.day, block.track) if other is not block]
    if block.position == 0:
        if left and left[0].locked_at is None:
            left[0].locked_at = block.locked_at
        block.locked_at = None
    _number(left)
    block.position = len(_row_of(session, day, track))
    block.day, block.track = day, track


def _check_lock(session: Session, block: Block) -> None:
    """Refuse a lock that cannot be kept, with the nearest times that can."""
    session.flush()
    row = [row for row in agenda(session) if (row.day, row.track) == (block.day, block.track)]
    found = locks.misfit(row, block.id)
    if found is None or block.locked_at is None:
        return
    told = {
        "title": block.title,
        "time": rules.clock_time(block.locked_at),
        "other": found.title,
        "at": rules.clock_time(found.at),
    }
    near = [rules.clock_time(minute) for minute in found.nearest]
    raise WorkshopError(_cannot_be_locked(found.before, near, told))


def _cannot_be_locked(before: bool, near: list[str], told: Mapping[str, str]) -> str:
    if len(near) == 2:
        told = {**told, "first": near[0], "second": near[1]}
        if before:
            return say(
                "“{title}” cannot be locked to {time}: “{other}” comes before it and needs until {at}. "
                "The nearest that work are {first} and {second}.",
                **told,
            )
        return say(
            "“{title}” cannot be locked to {time}: “{other}” comes after it, at {at}. "
            "The nearest that work are {first} and {second}.",
            **told,
        )
    if near:
        return say(
            "“{title}” cannot be locked to {time} beside “{other}” at {at}: only {first} would work.",
            **told,
            first=near[0],
        )
    return say(
        "“{title}” cannot be locked to {time}, nor to any other time here: “{other}” at {at} leaves no "
        "room for it.",
        **told,
    )


def _lasts(block: Block) -> int:
    return block.minutes + block.added


def _to_come(block: Block) -> bool:
    """Whether it is to be run: it was not dropped."""
    return _lasts(block) > 0 or block.minutes == 0


def _passed(block: Block) -> bool:
    """Whether it is a marker that was passed."""
    return block.minutes == 0 and not _lasts(block) and block.started_at == block.ended_at


def _on_the_wall(at: datetime) -> datetime:
    """A moment as the clock on the wall says it, which is what the plan and the file keep."""
    return at.replace(tzinfo=None)


def _no_earlier(at: datetime, begun: datetime | None) -> datetime:
    """A moment, but never before another: the clock may have been set back."""
    return at if begun is None or seconds_between(begun, at) >= 0 else begun


def _end(block: Block, at: datetime) -> None:
    _unpause(block, at)
    block.ended_at = _no_earlier(at, block.started_at)


def _unpause(block: Block, at: datetime) -> None:
    if block.paused_at is not None:
        block.paused_seconds += max(seconds_between(block.paused_at, at), 0)
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
