"""What can be done to the event and to its plan; what is done while it runs is in `running`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date
from typing import Any, Final, TypedDict, Unpack

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from resources.words import noop, say
from upstream_workshop.agenda.kinds import Attribution, Category
from upstream_workshop.agenda.model import Block, Residential
from upstream_workshop.agenda.queries import agenda
from upstream_workshop.agenda.sequence import check_lock, lock_first, number, row_of, the_block
from upstream_workshop.agenda.templates import Template, TemplateBlock
from upstream_workshop.errors import WorkshopError, member_of

_FROM_TEMPLATE = ["locked_at", *(f.name for f in fields(TemplateBlock) if f.name != "at")]
_LAST_MINUTE = 24 * 60 - 1
_LAST_DAY = 31
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
    place: str
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
        number(row_of(session, day, track))
        lock_first(session, day, track)


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
    row = row_of(session, day, track)
    place = len(row)
    if after_id is not None:
        place = next((n for n, other in enumerate(row, 1) if other.id == after_id), place)
    block = Block(day=day, track=track, position=0, minutes=minutes, title=_titled(title))
    _write(block, values)
    _check(block)
    session.add(block)
    number([*row[:place], block, *row[place:]])
    lock_first(session, day, track)
    check_lock(session, block)
    return block.id


def amend_block(session: Session, block_id: int, **values: Unpack[BlockFields]) -> None:
    """Change what a block says: title, minutes, lock, minimum, marks, words; its day and its track."""
    block = the_block(session, block_id)
    stood = block.day, block.track, block.locked_at
    place = values.pop("day", block.day), " ".join(values.pop("track", block.track).split())
    _write(block, values)
    _check(block)
    if place != (block.day, block.track):
        _place(session, block, *place)
    lock_first(session, block.day, block.track)
    if stood != (block.day, block.track, block.locked_at):
        check_lock(session, block)


def remove_block(session: Session, block_id: int) -> None:
    """Take a block out of the plan; what follows moves up, except past locks."""
    block = the_block(session, block_id)
    if block.started_at is not None:
        raise WorkshopError(
            say("“{title}” has already run: it stays in the record.", title=block.title)
        )
    starts = {row.id: row.starts for row in agenda(session)}
    row = [other for other in row_of(session, block.day, block.track) if other is not block]
    if row and row[0].locked_at is None:
        row[0].locked_at = starts[block.id]
    session.delete(block)
    number(row)


def move_block(session: Session, block_id: int, steps: int) -> None:
    """Move a block up (-) or down (+) within its day and track; the day still starts when it did."""
    block = the_block(session, block_id)
    row = row_of(session, block.day, block.track)
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
    number(row)
    session.flush()
    check_lock(session, block)


def _place(session: Session, block: Block, day: int, track: str) -> None:
    """Put a block at the end of another day or track; it keeps no lock it had as the first of its own."""
    if block.started_at is not None:
        raise WorkshopError(
            say("“{title}” has already run: it stays in its day and track.", title=block.title)
        )
    if not 1 <= day <= _LAST_DAY:
        raise WorkshopError(say("There is no day {day}: give 1 to 31.", day=day))
    left = [other for other in row_of(session, block.day, block.track) if other is not block]
    if block.position == 0:
        if left and left[0].locked_at is None:
            left[0].locked_at = block.locked_at
        block.locked_at = None
    number(left)
    block.position = len(row_of(session, day, track))
    block.day, block.track = day, track


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
