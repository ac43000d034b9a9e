"""What can be done to the event and to its plan; what is done while it runs is in `running`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date
from typing import Any, Final, TypeAlias, TypedDict, Unpack

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from resources.words import say
from upstream_workshop.agenda.model import Block, Residential
from upstream_workshop.agenda.planning.block_fields import BlockDetails, BlockFields, titled, write
from upstream_workshop.agenda.planning.sequence import (
    arrange,
    can_be_kept,
    check_lock,
    lock_first,
    number,
    refuse_started,
    row_of,
    the_block,
)
from upstream_workshop.agenda.queries import agenda
from upstream_workshop.agenda.templates import Template, TemplateBlock
from upstream_workshop.errors import WorkshopError
from upstream_workshop.letters import one_line

Written: TypeAlias = tuple[int | None, BlockFields]  # a block's id, or None for a new one
NEW_MINUTES: Final = 30  # of a block about whose length nothing was said

_FROM_TEMPLATE = ["locked_at", *(f.name for f in fields(TemplateBlock) if f.name != "at")]
_PLACED = {"day", "track", "locked_at"}  # what can leave a day without a time at which it opens
_WORDS = [name for name in _FROM_TEMPLATE if name not in ("day", "track", "locked_at")]


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
    found.title, found.starts, found.place = titled(title), starts, place.strip()
    session.add(found)
    session.flush()
    return found.id


def amend_residential(session: Session, **values: Unpack[ResidentialFields]) -> None:
    """Change the event's title, place or starts. Raises WorkshopError: when there is no event yet."""
    found = session.scalars(select(Residential)).first()
    if found is None:
        raise WorkshopError(say("This session has no residential yet: give it a title first."))
    for name, value in values.items():
        setattr(found, name, titled(str(value)) if name == "title" else value)


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
    track = one_line(track)
    row = row_of(session, day, track)
    place = next((n for n, other in enumerate(row, 1) if other.id == after_id), len(row))
    refuse_started(row[place:])
    block = Block(day=day, track=track, position=0, minutes=minutes, title=titled(title))
    write(block, values)
    session.add(block)
    number([*row[:place], block, *row[place:]])
    lock_first(session, day, track)
    check_lock(session, block)
    return block.id


def amend_block(session: Session, block_id: int, **values: Unpack[BlockFields]) -> None:
    """Change what a block says: title, minutes, lock, minimum, marks, words; its day and its track."""
    write_blocks(session, [(block_id, values)], 1)


def write_blocks(
    session: Session, rows: Sequence[Written], day: int, track: str = ""
) -> tuple[int, ...]:
    """Change several blocks at once, and add new ones at the end of a day and track; answers all their ids.

    Every lock that is new, or stands in another row, has to hold when all is written.
    """
    looked_at = []
    ids = []
    for block_id, values in rows:
        if block_id is None:
            title = values.get("title", "") or say("New block")
            block_id = add_block(session, day, title, values.get("minutes", NEW_MINUTES), track)
        block = the_block(session, block_id)
        stood = block.day, block.track, block.locked_at
        _amend(session, block, values)
        if stood != (block.day, block.track, block.locked_at):
            looked_at.append(block)
        ids.append(block.id)
    for block in looked_at:
        check_lock(session, block)
    return tuple(ids)


def insert_blocks(
    session: Session, blocks: Sequence[TemplateBlock], day: int, track: str, after_id: int | None
) -> tuple[int, ...]:
    """New blocks like these after another, or at the end of a day and track; answers their ids.

    Blocks of several tracks go each into its own. A lock that cannot be kept there is left out.
    """
    several = len({block.track for block in blocks}) > 1
    ids = []
    for new in blocks:
        into = new.track if several else track
        values: dict[str, Any] = {name: getattr(new, name) for name in _WORDS}
        made = add_block(session, day, track=into, after_id=after_id, **values)
        block = the_block(session, made)
        if new.locked_at is not None:
            opened, block.locked_at = block.locked_at, new.locked_at
            if not can_be_kept(session, block):
                block.locked_at = opened
        after_id = made
        ids.append(made)
    return tuple(ids)


def remove_blocks(session: Session, block_ids: Sequence[int]) -> None:
    """Take blocks out of the plan; what follows moves up, except past locks."""
    for block_id in block_ids:
        _remove(session, block_id)


def move_blocks(
    session: Session,
    block_ids: Sequence[int],
    day: int,
    track: str = "",
    before_id: int | None = None,
) -> None:
    """Put blocks, in this order, before another or at the end of a day and track.

    A day still starts when it did, unless what is now its first block has a time of its own.
    """
    moving = [the_block(session, block_id) for block_id in block_ids]
    arrange(session, moving, day, one_line(track), before_id)


def _amend(session: Session, block: Block, values: Mapping[str, Any]) -> None:
    """Write values into a block, and put it at the end of another day or track if they say so."""
    here = {name: value for name, value in values.items() if name not in ("day", "track")}
    write(block, here)
    day = values.get("day", block.day)
    track = one_line(values.get("track", block.track))
    if (day, track) != (block.day, block.track):
        arrange(session, [block], day, track, opens="locked_at" not in here)
    if values.keys() & _PLACED:
        lock_first(session, block.day, block.track)


def _remove(session: Session, block_id: int) -> None:
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
