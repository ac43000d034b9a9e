"""What is kept of ties, matches, counts and consents, and what is refused."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.core.people.examples import furnish, someone
from upstream_workshop.errors import WorkshopError
from upstream_workshop.people import queries, services
from upstream_workshop.people.attendance import queries as attendance_queries
from upstream_workshop.people.attendance import services as attendance_services
from upstream_workshop.people.introductions import queries as introduction_queries
from upstream_workshop.people.introductions import services as introducing
from upstream_workshop.people.introductions.prompts import library
from upstream_workshop.people.kinds import Phase, TieKind
from upstream_workshop.people.model import PeerSupport
from upstream_workshop.people.questions import queries as question_queries
from upstream_workshop.people.questions import services as questions
from upstream_workshop.session_file.workshop import Workshop

NINE = datetime(2026, 11, 24, 9, 0)
THREE = datetime(2026, 11, 24, 15, 0)


@pytest.fixture
def full(workshop: Workshop) -> Workshop:
    with workshop.change("Furnish") as session:
        furnish(session)
    return workshop


def pair(workshop: Workshop, first: str, second: str) -> tuple[int, int]:
    with workshop.read() as session:
        return someone(session, first), someone(session, second)


def test_what_both_have_said_is_one_mutual_tie(full: Workshop) -> None:
    elin, jo = pair(full, "Elin Lloyd", "Jo Tennant")
    with full.change("Note") as session:
        first = introducing.note_tie(session, elin, jo, mutual=False)
        assert introducing.note_tie(session, elin, jo, mutual=False) == first
    with full.read() as session:
        assert [tie.mutual for tie in introduction_queries.ties(session) if tie.id == first] == [
            False
        ]
    with full.change("Note") as session:
        assert introducing.note_tie(session, jo, elin, mutual=False) == first
    with full.read() as session:
        assert [tie.mutual for tie in introduction_queries.ties(session) if tie.id == first] == [
            True
        ]


def test_a_meeting_set_aside_is_kept_and_can_come_back(full: Workshop) -> None:
    elin, ravi = pair(full, "Elin Lloyd", "Ravi Kapoor")
    with full.change("Set aside") as session:
        introducing.dismiss_meeting(session, ravi, elin)
    with full.read() as session:
        (tie,) = [
            tie for tie in introduction_queries.ties(session) if set(tie.pair) == {elin, ravi}
        ]
        assert (tie.kind, tie.dismissed) == (TieKind.MEET, True)
    with full.change("After all") as session:
        introducing.note_tie(session, elin, ravi, TieKind.MEET)
    with full.read() as session:
        (tie,) = [
            tie for tie in introduction_queries.ties(session) if set(tie.pair) == {elin, ravi}
        ]
        assert not tie.dismissed


def test_who_was_introduced_knows_each_other_afterwards(full: Workshop) -> None:
    ade, marta = pair(full, "Ade Okafor", "Marta Brzezińska")
    with full.change("Introduce") as session:
        made = introducing.introduce(session, ade, marta)
    with full.read() as session:
        (tie,) = [tie for tie in introduction_queries.ties(session) if tie.id == made]
        assert (tie.kind, tie.phase, tie.mutual) == (TieKind.KNOW, Phase.AFTER, True)


def test_a_person_removed_takes_ties_and_matches_along(full: Workshop) -> None:
    ade, _ = pair(full, "Ade Okafor", "Jo Tennant")
    with full.change("Remove") as session:
        services.remove_participant(session, ade)
    with full.read() as session:
        assert all(ade not in tie.pair for tie in introduction_queries.ties(session))
        assert introduction_queries.matches(session) == ()
    full.undo()
    with full.read() as session:
        assert any(ade in tie.pair for tie in introduction_queries.ties(session))
        assert len(introduction_queries.matches(session)) == 1


def test_a_decision_replaces_the_one_before(full: Workshop) -> None:
    with full.change("Decide") as session:
        (known,) = introduction_queries.matches(session)
        introducing.dismiss_match(session, known.ask_id, known.helper_id)
    with full.read() as session:
        (known,) = introduction_queries.matches(session)
        assert (known.state, known.reason) == ("dismissed", "")
    with full.change("Forget") as session:
        introducing.forget_match(session, known.ask_id, known.helper_id)
    with full.read() as session:
        assert introduction_queries.matches(session) == ()


def test_counts_are_by_answer_and_name_nobody(full: Workshop) -> None:
    with full.change("Count") as session:
        (prompt,) = question_queries.prompts(session)
        questions.count_answers(session, prompt.id, (4, 2))
    with full.read() as session:
        (prompt,) = question_queries.prompts(session)
        assert [(one.label, one.count) for one in prompt.options] == [
            ("Under an hour", 4),
            ("Longer", 2),
        ]
        assert prompt.answered == 6


def test_the_library_has_questions_with_a_seated_script() -> None:
    assert len(library()) >= 6
    assert all(len(one.options) >= 2 and one.script for one in library())


def test_who_leaves_keeps_when_they_came(full: Workshop) -> None:
    ade, _ = pair(full, "Ade Okafor", "Jo Tennant")
    with full.change("Leave") as session:
        attendance_services.check_in(session, ade, 1, "here", NINE)
        attendance_services.check_in(session, ade, 1, "left", THREE, "train")
    with full.read() as session:
        row = attendance_queries.attendance(session, 1)[ade]
        assert (row.at, row.left_at, row.state) == (NINE, THREE, "left")


def test_a_substitute_on_the_list_withdraws_whom_they_stand_for(full: Workshop) -> None:
    elin, ravi = pair(full, "Elin Lloyd", "Ravi Kapoor")
    with full.change("Substitute") as session:
        attendance_services.check_in(session, elin, 1, "substitute", NINE, stands_for_id=ravi)
    with full.read() as session:
        known = attendance_queries.attendance(session, 1)
        assert known[elin].stands_for_id == ravi
        assert known[ravi].state == "withdrawn"
    with full.change("Here after all") as session:
        attendance_services.check_in(session, elin, 1, "here", NINE)
    with full.read() as session:
        assert attendance_queries.attendance(session, 1)[elin].stands_for_id is None


def test_consents_are_not_asked_until_somebody_does(full: Workshop) -> None:
    ade, _ = pair(full, "Ade Okafor", "Jo Tennant")
    with full.read() as session:
        assert {(row.photo, row.attribution, row.directory) for row in queries.roster(session)} == {
            ("", "", "")
        }
    with full.change("Ask") as session:
        services.amend_participant(session, ade, photo="yes", attribution="no")
    with full.read() as session:
        (row,) = [row for row in queries.roster(session) if row.id == ade]
        assert (row.photo, row.attribution, row.directory) == ("yes", "no", "")


def test_a_file_of_the_first_format_has_asked_nobody(tmp_path: Path) -> None:
    path = tmp_path / "old.upstream"
    shutil.copyfile(Path(__file__).parents[2] / "old_files" / "format-1.upstream", path)
    with Workshop.open(path) as workshop, workshop.read() as session:
        assert queries.roster(session)
        assert {row.photo for row in queries.roster(session)} == {""}
        assert (
            introduction_queries.ties(session)
            == introduction_queries.matches(session)
            == question_queries.prompts(session)
            == ()
        )
        assert attendance_queries.attendance(session, 1)


def first_ask(session) -> int:  # type: ignore[no-untyped-def]
    return session.scalars(select(PeerSupport.id).where(PeerSupport.kind == "ask")).one()


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda s: introducing.note_tie(s, someone(s), someone(s)), "themselves"),
        (lambda s: introducing.note_tie(s, someone(s), 999), "no longer on the list"),
        (lambda s: introducing.note_tie(s, someone(s), someone(s, "Jo Tennant"), "like"), "no tie"),
        (lambda s: introducing.note_tie(s, 1, 2, TieKind.KNOW, "during"), "no tie"),
        (lambda s: introducing.remove_tie(s, 999), "no longer there"),
        (lambda s: introducing.confirm_match(s, 999, 1), "no longer there"),
        (lambda s: introducing.confirm_match(s, first_ask(s), someone(s)), "somebody else"),
        (lambda s: questions.ask_room(s, "Why?", ("Yes",)), "two different answers"),
        (lambda s: questions.ask_room(s, "Why?", ("Yes", " yes ")), "two different answers"),
        (lambda s: questions.ask_room(s, " ", ("Yes", "No")), "needs a name"),
        (lambda s: questions.count_answers(s, 1, (1,)), "2 answers and 1 number was"),
        (lambda s: questions.count_answers(s, 1, (1, -1)), "0 to 9999"),
        (lambda s: questions.count_answers(s, 999, (1, 1)), "no longer there"),
        (lambda s: questions.remove_prompt(s, 999), "no longer there"),
        (lambda s: services.amend_participant(s, someone(s), photo="maybe"), "no consent"),
        (
            lambda s: attendance_services.check_in(s, 1, 1, "substitute", stands_for_id=1),
            "stand in for themselves",
        ),
    ],
)
def test_refusals_are_one_sentence(full: Workshop, call, words: str) -> None:  # type: ignore[no-untyped-def]
    with full.read() as session:
        before = (
            introduction_queries.ties(session),
            introduction_queries.matches(session),
            question_queries.prompts(session),
        )
    with pytest.raises(WorkshopError, match=words), full.change("Refused") as session:
        call(session)
    with full.read() as session:
        assert (
            introduction_queries.ties(session),
            introduction_queries.matches(session),
            question_queries.prompts(session),
        ) == before


def test_both_phases_stand_beside_each_other(full: Workshop) -> None:
    elin, jo = pair(full, "Elin Lloyd", "Jo Tennant")
    with full.change("Note") as session:
        before = introducing.note_tie(session, elin, jo, TieKind.KNOW, Phase.BEFORE)
        after = introducing.note_tie(session, elin, jo, TieKind.KNOW, Phase.AFTER)
        assert before != after
        introducing.remove_tie(session, before)
    with full.read() as session:
        assert [
            tie.phase for tie in introduction_queries.ties(session) if set(tie.pair) == {elin, jo}
        ] == [Phase.AFTER]
