"""The columns of the plan as data: what a cell shows of a block, and what is meant by what is typed there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, TypeVar, cast

from resources.words import say
from ui.agenda.plan.rows import attributions, colours, room_names
from upstream_workshop.agenda import rules
from upstream_workshop.agenda.planning.block_fields import BlockFields
from upstream_workshop.agenda.rules import BlockRow
from upstream_workshop.errors import WorkshopError
from upstream_workshop.letters import loosened
from upstream_workshop.readers.agendas import times, written_days

Member = TypeVar("Member", bound=str)
Read = Callable[[str, BlockRow], BlockFields]
_DAY: Final = 24 * 60
TICK: Final = "✓"


@dataclass(frozen=True, slots=True)
class PlanColumn:
    """A column of the plan.

    key: the field of a block that it is about.
    text: what it shows of a block.
    read: what a text typed there says of a block. Raises WorkshopError for what says nothing.
    width: px at 100 %.
    choices: returns all texts that can be typed, if they are few.
    ticked: whether it is a tick that a key or a click sets and takes away.
    prose: whether there can be several lines of text.
    """

    key: str
    title: str
    text: Callable[[BlockRow], str]
    read: Read
    width: int
    choices: Callable[[], tuple[str, ...]] | None = None
    ticked: bool = False
    prose: bool = False
    right: bool = False

    def spoken(self, block: BlockRow) -> str:
        """Return what a screen reader says of the cell after its title."""
        if self.ticked:
            return say("yes") if self.text(block) else say("no")
        return self.text(block) or say("blank")


def plan_columns() -> tuple[PlanColumn, ...]:
    """Return the columns, the most used first."""
    return (
        PlanColumn("starts", say("Start"), _starts, _read_start, 82),
        PlanColumn("minutes", say("Minutes"), lambda b: str(b.minutes), _read_minutes, 82, right=True),
        _words("title", say("Title"), 270, prose=False),
        _words("purpose", say("Purpose, for the room"), 230),
        _words("lead", say("Lead"), 120, prose=False),
        PlanColumn("locked_at", say("Fixed time"), _locked, _read_lock, 96, ticked=True),
        _words("materials", say("Materials"), 190),
        _chosen("category", say("Colour"), colours, 92),
        _words("place", say("Place"), 130, prose=False),
        _chosen("room", say("Page"), _pages, 116),
        _words("track", say("Track"), 120, prose=False),
        PlanColumn("day", say("Day"), lambda b: str(b.day), _read_day, 62, right=True),
        _tick("optional", say("Optional"), 92),
        PlanColumn("minimum", say("Shrinks to"), _minimum, _read_minimum, 98, right=True),
        _tick("buffer", say("Buffer"), 80),
        _tick("protected", say("Protected"), 98),
        _chosen("attribution", say("Who may be named"), attributions, 170),
        _words("notes", say("Note to self"), 260),
    )  # fmt: skip


def read_time(words: str) -> int:
    """Return the minutes after midnight of a time of day, however it is written. Raises WorkshopError."""
    found = times.time_of_day(words)
    if found is None:
        raise WorkshopError(say("“{words}” is no time of day: write it as 12:30.", words=words))
    return found


def _words(key: str, title: str, width: int, prose: bool = True) -> PlanColumn:
    def read(words: str, _block: BlockRow) -> BlockFields:
        return cast("BlockFields", {key: words.strip()})

    return PlanColumn(key, title, lambda b: str(getattr(b, key)), read, width, prose=prose)


def _tick(key: str, title: str, width: int) -> PlanColumn:
    def read(words: str, _block: BlockRow) -> BlockFields:
        return cast("BlockFields", {key: _yes(words)})

    return PlanColumn(
        key, title, lambda b: TICK if getattr(b, key) else "", read, width, ticked=True
    )


def _chosen(
    key: str, title: str, known: Callable[[], Mapping[Member, str]], width: int
) -> PlanColumn:
    def read(words: str, _block: BlockRow) -> BlockFields:
        given = loosened(words)
        for value, name in known().items():
            if given in (loosened(name), loosened(value)):
                return cast("BlockFields", {key: value})
        names = ", ".join(known().values())
        raise WorkshopError(
            say("“{words}” is none of them: choose one of {names}.", words=words, names=names)
        )

    def text(block: BlockRow) -> str:
        value = getattr(block, key)
        return known().get(value, "") if value else ""

    return PlanColumn(key, title, text, read, width, lambda: tuple(known().values()))


def _pages() -> dict[str, str]:
    return {"": say("none"), **room_names()}


def _starts(block: BlockRow) -> str:
    return rules.clock_time(block.starts)


def _locked(block: BlockRow) -> str:
    return "" if block.locked_at is None else TICK


def _minimum(block: BlockRow) -> str:
    return "" if block.minimum is None else str(block.minimum)


def _read_start(words: str, block: BlockRow) -> BlockFields:
    """A start that is typed is a fixed time; without one the block follows what comes before it."""
    if not words.strip():
        return _read_lock("", block)
    minute = read_time(words)
    if block.locked_at is None and block.id and minute == block.starts % _DAY:
        return BlockFields()
    return BlockFields(locked_at=minute)


def _read_lock(words: str, block: BlockRow) -> BlockFields:
    """A time, or a tick for the one at which it starts now; 1 and 0 are ticks, as in spreadsheets."""
    timed = times.time_of_day(words) is not None or any(map(str.isdigit, words))
    if timed and words.strip() not in ("0", "1"):
        return BlockFields(locked_at=read_time(words))
    if _yes(words):
        return BlockFields(locked_at=block.starts % _DAY)
    if block.id and not block.position:
        raise WorkshopError(
            say(
                "“{title}” comes first: its time is when the day begins, so type another instead.",
                title=block.title,
            )
        )
    return BlockFields(locked_at=None)


def _read_minutes(words: str, _block: BlockRow) -> BlockFields:
    found = times.length(words)
    if found is None:
        raise WorkshopError(say("“{words}” is no length: write minutes, as 45.", words=words))
    return BlockFields(minutes=found)


def _read_minimum(words: str, _block: BlockRow) -> BlockFields:
    if not words.strip():
        return BlockFields(minimum=None)
    found = times.length(words)
    if found is None:
        raise WorkshopError(
            say(
                "“{words}” is no number of minutes: write a number, or leave it blank.", words=words
            )
        )
    return BlockFields(minimum=found)


def _read_day(words: str, _block: BlockRow) -> BlockFields:
    found = written_days.day_number(words)
    if found is None:
        raise WorkshopError(
            say("“{words}” is no day: write 1 for the first one, 2 for the next.", words=words)
        )
    return BlockFields(day=found)


def _yes(words: str) -> bool:
    given = loosened(words)
    if words.strip() in (TICK, "✔"):
        return True
    if given in ("", loosened(say("no")), "no", "n", "false", "0", "-"):
        return False
    if given in (loosened(say("yes")), "yes", "y", "true", "1", "x"):
        return True
    raise WorkshopError(say("“{words}” is neither yes nor no: write one of them.", words=words))
