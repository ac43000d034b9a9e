"""Plans of other tools in the session: what is added, what stays, and what has to be asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from tests import sessions
from upstream_workshop.agenda import queries, services
from upstream_workshop.agenda.importing import questions
from upstream_workshop.agenda.importing import services as intake
from upstream_workshop.agenda.importing.questions import (
    ADD,
    EVENT,
    KEEP,
    MAIN,
    PART,
    PLAN,
    REPLACE,
    TAKE,
)
from upstream_workshop.agenda.rules import seams
from upstream_workshop.agenda.running import services as running
from upstream_workshop.agenda.templates import load_template
from upstream_workshop.errors import WorkshopError
from upstream_workshop.readers.agendas.plans import PlanEntry, PlanReading, in_tracks
from upstream_workshop.readers.reading import SHEET_LINES, Refusal


@pytest.fixture
def session() -> Session:
    return fresh()


def fresh() -> Session:
    made = sessions.in_memory()
    services.found_residential(made, "Ours", None, "Here")
    return made


def reading(*entries: PlanEntry, **facts: str) -> PlanReading:
    return PlanReading(tuple(in_tracks(entries)), **facts)


def block(
    title: str, starts: int | None, minutes: int = 30, day: int = 1, **more: object
) -> PlanEntry:
    return replace(PlanEntry(1, day, title, minutes, starts), **more)  # type: ignore[arg-type]


def placed(session: Session) -> list[tuple[int, str, int, int, str, int | None]]:
    return [
        (row.day, row.track, row.starts, row.ends, row.title, row.locked_at)
        for row in queries.agenda(session)
    ]


def test_what_meets_flows_and_what_does_not_is_locked(session: Session) -> None:
    plan = reading(block("A", 540), block("B", 570), block("C", 620), block("D", 650, locked=True))
    outcome = intake.import_agenda(session, plan, {})
    assert outcome.added == 4
    assert placed(session) == [
        (1, "", 540, 570, "A", 540),
        (1, "", 570, 600, "B", None),
        (1, "", 620, 650, "C", 620),
        (1, "", 650, 680, "D", 650),
    ]


def test_again_it_adds_nothing_and_keeps_what_was_typed_here(session: Session) -> None:
    plan = reading(block("A", 540, notes="theirs"), block("B", 570))
    intake.import_agenda(session, plan, {})
    first, second = queries.agenda(session)
    services.amend_block(session, second.id, notes="ours", optional=True, locked_at=570)
    outcome = intake.import_agenda(session, plan, {})
    assert (outcome.added, outcome.updated, outcome.unchanged) == (0, 0, 2)
    assert queries.agenda(session)[1].notes == "ours"
    assert queries.agenda(session)[1].locked_at == 570
    assert first.notes == "theirs"


def test_what_differs_is_brought_up_to_date(session: Session) -> None:
    intake.import_agenda(session, reading(block("A", 540), block("B", 570)), {})
    outcome = intake.import_agenda(session, reading(block("A", 540, 20), block("b", 560, 45)), {})
    assert (outcome.added, outcome.updated) == (0, 2)
    assert placed(session) == [(1, "", 540, 560, "A", 540), (1, "", 560, 605, "B", None)]


def test_what_would_run_beside_another_is_refused_and_moves_nothing(session: Session) -> None:
    intake.import_agenda(session, reading(block("A", 540, 60), block("B", 600, 60)), {})
    before = placed(session)
    outcome = intake.import_agenda(session, reading(block("New", 570, 60)), {})
    assert outcome.added == 0
    assert "“New” would run beside “A”" in outcome.refused[0].why
    assert placed(session) == before


def test_a_gap_is_filled_and_the_rest_stays_where_it_is(session: Session) -> None:
    intake.import_agenda(session, reading(block("A", 540), block("C", 600)), {})
    intake.import_agenda(session, reading(block("B", 575, 20)), {})
    assert [row[2:5] for row in placed(session)] == [
        (540, 570, "A"), (575, 595, "B"), (600, 630, "C"),
    ]  # fmt: skip


def test_a_running_plan_is_added_to_and_not_replaced(session: Session) -> None:
    intake.import_agenda(session, reading(block("A", 540), block("B", 570)), {})
    running.start(session, queries.agenda(session)[0].id, datetime(2026, 12, 2, 9, 0))
    (question,) = questions.ask(session, reading(block("A", 540)))
    assert [key for key, _ in question.choices] == [ADD]
    with pytest.raises(WorkshopError, match="already running"):
        intake.import_agenda(session, reading(block("X", 540)), {PLAN: REPLACE})
    outcome = intake.import_agenda(session, reading(block("A", 545, 90), block("D", 660)), {})
    assert (outcome.added, outcome.unchanged) == (1, 1)
    assert placed(session)[0][2:4] == (540, 570)


def test_replaced_only_when_asked(session: Session) -> None:
    intake.import_agenda(session, reading(block("A", 540)), {})
    (question,) = questions.ask(session, reading(block("B", 600)))
    assert (question.key, question.default) == (PLAN, ADD)
    intake.import_agenda(session, reading(block("B", 600)), {PLAN: REPLACE})
    assert [row[4] for row in placed(session)] == ["B"]


def test_parts_are_left_out_unless_taken(session: Session) -> None:
    plan = reading(block("A", 540), block("Load in", 480, part="Backstage"))
    (question,) = questions.ask(session, plan)
    assert question.key == PART + "Backstage"
    assert intake.import_agenda(session, plan, {}).added == 1
    intake.import_agenda(session, plan, {PART + "Backstage": TAKE})
    assert [row[:2] + row[4:5] for row in placed(session)] == [
        (1, "", "A"), (1, "Backstage", "Load in"),
    ]  # fmt: skip


def test_the_fullest_room_is_the_main_one_unless_another_is_named(session: Session) -> None:
    plan = reading(block("A", 540, 60, track="Hall"), block("B", 540, 30, track="Attic"))
    (question,) = questions.ask(session, plan)
    assert (question.key, question.default) == (MAIN, "Hall")
    intake.import_agenda(session, plan, {})
    assert [row[1] for row in placed(session)] == ["", "Attic"]
    intake.import_agenda(session, plan, {PLAN: REPLACE, MAIN: "-"})
    assert [row[1] for row in placed(session)] == ["Attic", "Hall"]


@pytest.mark.parametrize(
    ("beside", "asked"),
    [
        (("Tea", 600, 15, ""), True),  # a break in no room is in the only one
        (("Tea", 590, 15, ""), False), (("Tea", 600, 90, ""), False), (("Tea", 600, 15, "Attic"), False),
    ],
)  # fmt: skip
def test_the_only_room_is_the_main_one(
    session: Session, beside: tuple[str, int, int, str], asked: bool
) -> None:
    title, starts, minutes, track = beside
    last = block("C", 700, 5) if track else block("C", 700, 5, track="Hall")
    plan = reading(
        block("A", 540, 60, track="Hall"), block(title, starts, minutes, track=track), last
    )
    assert bool(questions.ask_main(plan)) is asked
    intake.import_agenda(session, plan, {})
    assert ({row[1] for row in placed(session)} == {""}) is asked


def test_title_and_dates_are_taken_only_when_asked(session: Session) -> None:
    plan = reading(block("A", 540), title="Theirs", starts="2026-12-02")
    (question,) = questions.ask(session, plan)
    assert (question.key, question.default) == (EVENT, KEEP)
    intake.import_agenda(session, plan, {})
    assert queries.residential(session) == queries.ResidentialRow("Ours", "Here", None)
    intake.import_agenda(session, plan, {EVENT: TAKE})
    taken = queries.ResidentialRow("Theirs", "Here", date(2026, 12, 2))
    assert queries.residential(session) == taken
    assert questions.ask(session, plan) == questions.ask(session, reading(block("A", 540)))


def test_a_file_of_which_nothing_can_be_taken_replaces_nothing(session: Session) -> None:
    services.lay_out(session, load_template("one-day"))
    before = placed(session)
    nothing = PlanReading((), (Refusal(2, "it lasts −20 minutes"),))
    assert questions.ask(session, nothing) == ()
    for answers in ({}, {PLAN: REPLACE}):
        outcome = intake.import_agenda(session, nothing, answers)
        assert (outcome.changes, len(outcome.refused)) == (0, 1)
        assert placed(session) == before


def test_of_blocks_of_one_title_that_at_the_same_time_is_meant(session: Session) -> None:
    """Whichever was added, left out or moved: what was typed here of the others stays with them."""
    tea = [block("Tea", at, 15) for at in (600, 700, 800)]
    intake.import_agenda(session, reading(*tea), {})
    for row in queries.agenda(session):
        services.amend_block(session, row.id, notes=f"at {row.starts}")
    intake.import_agenda(session, reading(block("Tea", 500, 15), *tea[1:]), {PLAN: REPLACE})
    assert [(row.starts, row.notes) for row in queries.agenda(session)] == [
        (500, "at 600"), (700, "at 700"), (800, "at 800"),
    ]  # fmt: skip
    intake.import_agenda(session, reading(block("Tea", 550, 15), *tea[2:]), {PLAN: REPLACE})
    assert [(row.starts, row.notes) for row in queries.agenda(session)] == [
        (550, "at 600"), (800, "at 800"),
    ]  # fmt: skip


def test_two_sheets_are_two_days(session: Session) -> None:
    sheets = [
        block(title, 540, day=day, line=day * SHEET_LINES) for title, day in (("A", 2), ("B", 3))
    ]
    intake.import_agenda(session, reading(*sheets), {})
    assert [(row[0], row[4]) for row in placed(session)] == [(1, "A"), (2, "B")]


def test_words_that_no_block_has_are_told_once_and_not_taken(session: Session) -> None:
    said = {"category": "mauve", "page": "attic", "attribution": "all"}
    rows = [block("A", 540, **said), block("B", 570, **said), block("C", 600, category="plum")]
    outcome = intake.import_agenda(session, reading(*rows), {})
    assert outcome.added == 3
    assert outcome.unmapped == ("category: mauve", "page: attic", "who may be named: all")
    assert [row.category for row in queries.agenda(session)] == ["", "", "plum"]


PLANS = st.lists(
    st.builds(
        PlanEntry,
        st.integers(1, 50),
        st.integers(1, 2),
        st.sampled_from(["A", "B", "C", "D"]),
        st.integers(0, 120),
        st.none() | st.integers(480, 1200),
        locked=st.booleans(),
        track=st.sampled_from(["", "", "East"]),
        optional=st.booleans(),
    ),
    max_size=12,
)


@settings(max_examples=60, deadline=None, phases=(Phase.explicit, Phase.generate))
@given(PLANS, PLANS)
@example(  # tracks that become one, with blocks of one title in each
    one=[
        block("A", 837), block("A", 600, track="East"), block("C", 540, track="East"),
        block("D", 700, track="East"),
    ],
    other=[],
)  # fmt: skip
def test_any_plan_lands_as_it_says_and_lands_once(
    one: list[PlanEntry], other: list[PlanEntry]
) -> None:
    session = fresh()
    first, second = reading(*one), reading(*other)
    intake.import_agenda(session, first, {})
    there = placed(session)
    assert len(there) == len(first.entries)
    assert [(row[0], row[2], row[4]) for row in there if row[1] == "East"] == [
        (e.day, e.starts, e.title) for e in first.entries if e.track == "East"
    ] or questions.ask_main(first)
    assert not [seam for seam in seams(queries.agenda(session)) if seam.minutes < 0]
    again = intake.import_agenda(session, first, {})
    assert (again.added, again.updated) == (0, 0)
    assert placed(session) == there
    intake.import_agenda(session, second, {})
    assert not [seam for seam in seams(queries.agenda(session)) if seam.minutes < 0]
