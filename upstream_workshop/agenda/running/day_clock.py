"""The clock of the running day: the time of day, and beside it how long ago a noted moment really was.

What happens is noted by the time of day, which the plan and the file keep. Somebody may set that clock, or
the network may. A steady clock beside it tells by how much, so that a block under way goes on counting.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from typing import Final, TypeAlias

from upstream_workshop.agenda.instants import seconds_between, seconds_later
from upstream_workshop.agenda.rules import BlockRow
from upstream_workshop.agenda.steps.rules import StepTimerRow

_LEAST: Final = 2  # seconds by which the two may differ without the clock having been set
Noted: TypeAlias = tuple[str, float, int]  # a moment, its steady second, what the clock was set by


class DayClock:
    """The time of day, and by how much that clock was set since a moment was noted.

    wall: the time of day.
    steady: seconds that no setting of the clock moves, those of sleep included; without it the time of day is
    believed as it is.
    boot: names the time in which steady seconds can be compared; blank if unknown.
    """

    def __init__(
        self,
        wall: Callable[[], datetime],
        steady: Callable[[], float] | None = None,
        boot: str = "",
    ) -> None:
        self._wall = wall
        self._steady = steady
        self._boot = boot
        self._began: dict[datetime, float] = {}  # steady seconds of noted moments
        self._asked: set[datetime] = set()  # those that somebody still counts from
        self._seen = self._read()

    def now(self) -> datetime:
        """The time of day."""
        return self._wall()

    def note(self) -> datetime:
        """The time of day, for something to be noted at: it is known from now on how long ago that is."""
        wall, steady = self._read()
        self._began[wall.replace(tzinfo=None)] = steady
        return wall

    def set_since(self, moment: datetime) -> int:
        """Seconds by which the clock was set forward (negative: back) since a moment was noted."""
        wall, steady = self._read()
        self._asked.add(moment)
        since = self._began.setdefault(moment, steady - seconds_between(moment, wall))
        by = seconds_between(moment, wall) - round(steady - since)
        return by if abs(by) >= _LEAST else 0

    def set_since_begun(self, blocks: Iterable[BlockRow]) -> dict[int, int]:
        """Seconds by which the clock was set since blocks under way began, by id, where it was."""
        begun = {each.id: each.started_at for each in blocks if each.running}
        by = {block: self.set_since(at) for block, at in begun.items() if at is not None}
        return {block: seconds for block, seconds in by.items() if seconds}

    def put_right(self, blocks: Iterable[BlockRow]) -> tuple[BlockRow, ...]:
        """The blocks, those under way with their moments as the clock would have told them that it is now."""
        found = tuple(blocks)
        by = self.set_since_begun(found)
        return tuple(moved(each, by[each.id]) if each.id in by else each for each in found)

    def was_set(self) -> int:
        """Seconds by which the clock was set forward (negative: back) since this was asked last.

        Without a steady clock only what it was set back can be seen.
        """
        (wall, steady), self._seen = self._seen, self._read()
        went = seconds_between(wall, self._seen[0])
        by = went - round(self._seen[1] - steady) if self._steady else min(went, 0)
        return by if abs(by) >= _LEAST else 0

    @property
    def steady(self) -> bool:
        """Whether there is a steady clock beside the time of day."""
        return self._steady is not None

    def memory(self) -> tuple[str, tuple[Noted, ...]]:
        """What is known of the moments asked for since the last call: for a start after a crash."""
        asked, self._asked = sorted(self._asked), set()
        noted = tuple(
            (each.isoformat(), round(self._began[each], 1), self.set_since(each)) for each in asked
        )
        self._asked.clear()
        return self._boot, noted

    def recall(self, boot: str, noted: Iterable[Noted]) -> None:
        """Know again what another run of the program knew.

        Of another start of the computer only what the clock had been set by is believed.
        """
        wall, steady = self._read()
        for told, since, by in noted:
            moment = datetime.fromisoformat(told)
            if not boot or boot != self._boot:
                since = steady - seconds_between(moment, wall) + by
            self._began[moment] = since

    def _read(self) -> tuple[datetime, float]:
        wall = self._wall()
        return wall, self._steady() if self._steady else wall.timestamp()


def moved(block: BlockRow, seconds: int) -> BlockRow:
    """A running block whose moments were noted by a clock that was set by so many seconds since."""
    started, paused = (
        seconds_later(each, seconds) if each is not None else None
        for each in (block.started_at, block.paused_at)
    )
    return replace(block, started_at=started, paused_at=paused)


def put_steps_right(timer: StepTimerRow, clock: DayClock) -> StepTimerRow:
    """Steps with the moment since which they run as the clock would have told it that it is now."""
    if timer.since is None:
        return timer
    by = clock.set_since(timer.since)
    return replace(timer, since=seconds_later(timer.since, by)) if by else timer
