"""Formats in timed steps: what is typed is read, and the step that is on is the one that ought to be."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from tests.core.agenda.plans import at
from upstream_workshop.agenda import services as plan
from upstream_workshop.agenda.running import services as running_day
from upstream_workshop.agenda.steps import services
from upstream_workshop.agenda.steps.formats import step_formats
from upstream_workshop.agenda.steps.queries import step_timers
from upstream_workshop.agenda.steps.rules import (
    StepTimerRow,
    TimedStep,
    after_back,
    after_skip,
    read_steps,
    step_now,
    steps_text,
)
from upstream_workshop.errors import WorkshopError
from upstream_workshop.session_file.workshop import Workshop

lengths = st.lists(st.integers(1, 900), min_size=1, max_size=9)


def timer(seconds: list[int], gone: int = 0) -> StepTimerRow:
    steps = tuple(TimedStep(f"Step {n}", each) for n, each in enumerate(seconds))
    return StepTimerRow(1, 1, "Own", steps, gone, at(10))


@given(lengths, st.integers(0, 9000))
def test_the_step_that_is_on_is_the_one_whose_seconds_these_are(
    seconds: list[int], gone: int
) -> None:
    seen = step_now(timer(seconds), at(10) + timedelta(seconds=gone))
    by_second = [n for n, each in enumerate(seconds) for _ in range(each)]
    if gone < len(by_second):
        assert (seen.over, seen.number) == (False, by_second[gone])
        assert seen.left == sum(seconds[: seen.number + 1]) - gone
    else:
        assert (seen.over, seen.left) == (True, len(by_second) - gone)


@given(lengths, st.integers(0, 9000))
def test_skipping_goes_on_one_step_and_back_never_forward(seconds: list[int], gone: int) -> None:
    row, now = timer(seconds, gone), at(10)
    seen = step_now(row, now)
    skipped = step_now(timer(seconds, after_skip(row, now)), now)
    if not seen.over:
        assert skipped.over == (seen.number == len(seconds) - 1)
        assert skipped.over or skipped.left == seconds[skipped.number]
        assert skipped.number == min(seen.number + 1, len(seconds) - 1)
    before = step_now(timer(seconds, after_back(row, now)), now)
    assert not before.over
    assert before.left == seconds[before.number]
    assert before.number in (seen.number, max(seen.number - 1, 0))


@given(lengths)
def test_what_is_written_is_read_again(seconds: list[int]) -> None:
    steps = timer(seconds).steps
    assert read_steps(steps_text(steps)) == steps


@pytest.mark.parametrize(
    ("line", "name", "seconds"),
    [
        ("In pairs 2", "In pairs", 120),
        ("Alone, in silence: 1:30", "Alone, in silence", 90),
        ("Round 2 10 min", "Round 2", 600),
        ("Consult – 4 minutes", "Consult", 240),
        ("Challenge\t1", "Challenge", 60),
        ("Open questions, 15'", "Open questions", 900),
    ],
)
def test_minutes_are_read_as_people_write_them(line: str, name: str, seconds: int) -> None:
    assert read_steps(f"\n{line}\n\n") == (TimedStep(name, seconds),)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no step yet"),
        ("In pairs 2\nAll together", "Line 2, “All together”"),
        ("In pairs 0", "Line 1"),
        ("5", "Line 1"),
        ("Long 9999", "Line 1"),
        ("In pairs 2\n" * 201, "200 is the most"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_line(text: str, said: str) -> None:
    with pytest.raises(WorkshopError, match=said):
        read_steps(text)


def test_every_format_is_as_long_as_its_sources_say() -> None:
    assert {each.title: each.minutes for each in step_formats()} == {
        "Troika consulting": 26, "Peer assist": 45, "Action learning set": 34, "1-2-4-All": 12,
        "Wise Crowds": 60,
    }  # fmt: skip
    assert all("{" not in step.name for each in step_formats() for step in each.steps)


def begun(session: Session) -> tuple[int, int]:
    block = plan.add_block(session, 1, "Troika", 30)
    plan.add_block(session, 1, "After", 30)
    running_day.start(session, block, at(10))
    steps = (TimedStep("A", 60), TimedStep("B", 120))
    return block, services.start_steps(session, block, " Own  one ", steps, at(10, 1))


def test_steps_pause_and_go_on_and_end_with_their_block(workshop: Workshop) -> None:
    with workshop.change("Begin") as session:
        _, made = begun(session)
        services.pause_steps(session, made, 70)
        (row,) = step_timers(session)
        assert (row.name, row.gone, row.since) == ("Own one", 70, None)
        assert step_now(row, at(11)).name == "B"
        services.resume_steps(session, made, at(11))
        with pytest.raises(WorkshopError, match="running already"):
            services.resume_steps(session, made, at(11))
    with workshop.change("Next") as session:
        running_day.next_block(session, at(12))
        assert step_timers(session) == ()
        with pytest.raises(WorkshopError, match="have ended"):
            services.end_steps(session, made)
    workshop.undo()
    with workshop.read() as session:
        assert [each.id for each in step_timers(session)] == [made]


def test_steps_need_a_running_block(workshop: Workshop) -> None:
    with workshop.change("Begin") as session:
        block, _ = begun(session)
        other = services.start_steps(session, block, "", (TimedStep("C", 60),), at(10, 5))
        assert [each.id for each in step_timers(session)] == [other]
        running_day.finish(session, at(11))
        with pytest.raises(WorkshopError, match="is not running"):
            services.start_steps(session, block, "", (TimedStep("C", 60),), at(11))
