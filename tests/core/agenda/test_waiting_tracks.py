"""A track that waits for the main room is late with it, and no later than its own blocks make it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from hypothesis import assume, example, given
from hypothesis import strategies as st

from tests.core.agenda.plans import at
from upstream_workshop.agenda.lateness.forecasts import Deadline, deadlines, forecast, remaining
from upstream_workshop.agenda.rules import BlockRow, cascade

PLENARY, TALK, LUNCH, TABLE, MORE = 1, 2, 3, 4, 5
MINUTES = st.integers(5, 60)
EXTRA = st.integers(0, 60)


@dataclass(frozen=True)
class Morning:
    """Minutes of the blocks, and how late the plenary begins; “Table” waits for it, or for “Talk”."""

    plenary: int
    talk: int
    table: int
    more: int
    late: int
    for_talk: bool

    def rows(self, takes: Mapping[int, int] | None = None) -> tuple[BlockRow, ...]:
        """The main room until lunch at noon, and a track beside it, with minutes taken from blocks."""
        waits_until = 540 + self.plenary + self.talk * self.for_talk
        plan = cascade(
            [
                block(PLENARY, "", 0, self.plenary, 540),
                block(TALK, "", 1, self.talk),
                block(LUNCH, "", 2, 45, 720),
                block(TABLE, "B", 0, self.table, waits_until),
                block(MORE, "B", 1, self.more),
            ]
        )
        taken = (replace(row, added=-(takes or {}).get(row.id, 0)) for row in plan)
        begun = at(9) + timedelta(minutes=self.late)
        return tuple(replace(row, started_at=begun) if row.id == PLENARY else row for row in taken)

    def due(self, takes: Mapping[int, int] | None = None) -> dict[tuple[str, int], Deadline]:
        """The fixed times that are missed, by the track and the minute, as the plenary begins."""
        found = deadlines(self.rows(takes), at(9) + timedelta(minutes=self.late))
        return {(each.track, each.at): each for each in found}


def block(id_: int, track: str, position: int, minutes: int, locked: int | None = None) -> BlockRow:
    return BlockRow(
        id=id_, day=1, track=track, position=position, minutes=minutes, title=f"{id_}", locked_at=locked
    )  # fmt: skip


mornings = st.builds(Morning, MINUTES, MINUTES, MINUTES, MINUTES, st.integers(0, 60), st.booleans())


@given(mornings)
def test_a_track_begins_when_what_it_waits_for_has_ended(morning: Morning) -> None:
    ends = forecast(morning.rows(), at(9) + timedelta(minutes=morning.late))
    awaited = ends[TALK if morning.for_talk else PLENARY]
    assert ends[TABLE] == awaited + morning.table * 60
    assert ends[MORE] == ends[TABLE] + morning.more * 60


@given(mornings, st.fixed_dictionaries({TALK: MINUTES, TABLE: MINUTES, MORE: MINUTES}), EXTRA)
def test_what_is_still_missed_once_minutes_are_taken_is_what_a_new_look_finds(
    morning: Morning, takes: dict[int, int], extra: int
) -> None:
    """`extra`: minutes that were given to a block of the track before."""
    lengths = {TALK: morning.talk, TABLE: morning.table + extra, MORE: morning.more}
    takes = {id_: min(minutes, lengths[id_]) for id_, minutes in takes.items()}
    after = morning.due(takes | {TABLE: takes[TABLE] - extra})
    for key, each in morning.due({TABLE: -extra}).items():
        found = after[key].late if key in after else 0
        assert remaining(each, takes) == found, key
        assert remaining(each, {}) == each.late


@given(mornings, EXTRA)
@example(Morning(60, 30, 60, 25, 0, True), 20)
def test_it_is_said_which_blocks_a_late_track_waits_for(morning: Morning, extra: int) -> None:
    """The main room's blocks before it begins, and how late it would be without waiting."""
    begins = 540 + morning.plenary + morning.talk * morning.for_talk
    planned = begins + morning.table + morning.more
    assume(planned <= 720)
    lunch = morning.due({TABLE: -extra}).get(("B", 720))
    assert (lunch is None) == (planned + extra + morning.late <= 720)
    if lunch is not None:
        assert [row.id for row in lunch.before] == [TABLE, MORE]
        assert [row.id for row in lunch.behind] == [TALK] * (morning.for_talk and morning.late > 0)
        assert lunch.alone == max(planned + extra - 720, 0)
        assert lunch.late == planned + extra + morning.late - 720
