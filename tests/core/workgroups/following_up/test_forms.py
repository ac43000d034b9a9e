"""Forms that come back: each answer counts once, however often its form is imported and in which shape."""

from __future__ import annotations

import email
import email.policy
import io
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from exports.documents.groups.follow_up_letter import (
    FollowUpLetter,
    letter_docx,
    letter_eml,
    letters,
)
from exports.rooms.workgroups import forms_csv
from upstream_workshop.errors import WorkshopError
from upstream_workshop.people.attendance.services import check_in
from upstream_workshop.people.services import add_participant, amend_participant
from upstream_workshop.readers.file_kinds import COLUMNS, READERS
from upstream_workshop.readers.lists.chosen_lists import chosen
from upstream_workshop.readers.lists.several_files import files_in, read_files
from upstream_workshop.readers.reading import NO_ANSWERS, Reading, sheet_and_line
from upstream_workshop.readers.workgroups.follow_up_forms import FormEntry
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.whole.report import Report, read_report
from upstream_workshop.workgroups import queries, services
from upstream_workshop.workgroups.charters import services as charter_services
from upstream_workshop.workgroups.following_up.form_codes import (
    FormReference,
    read_reference,
    weeks_due,
)
from upstream_workshop.workgroups.following_up.forms_plan import TAKE, planned_forms
from upstream_workshop.workgroups.following_up.indicator_rows import indicator_answers
from upstream_workshop.workgroups.following_up.services import add_indicator, import_forms

AT = datetime(2027, 1, 10, 9, 0)
ANSWERS = ("done", "Moved", "dropped", "not yet", "3", "9", "perhaps", "")
DAYS = ("", "4 Mar 2027", "two weeks", "soon")


@pytest.fixture
def report(workshop: Workshop) -> Report:
    """Two people who promised something, and an indicator that asks them both."""
    with workshop.change("Found") as session:
        group = services.add_workgroup(session, "Risk")
        for name in ("Ann Vale", "Ben Roth"):
            person = add_participant(session, name)
            check_in(session, person, 1, "here")
            services.move_member(session, person, group)
            charter_services.add_commitment(
                session, group, person, f"Ring {name}", date(2027, 1, 8)
            )
        amend_participant(session, person, email="ben@example.org")
        add_indicator(session, "How far do you rely on each other?", 1, 5, "not", "wholly")
        return read_report(session, AT)


def letter(report: Report, place: int = 0) -> FollowUpLetter:
    return tuple(letters(report, report))[place]


def taken(
    session: Session, reading: Reading[FormEntry], answers: Mapping[str, str] = NO_ANSWERS
) -> tuple[int, int, int, int]:
    done = import_forms(session, reading, answers)
    return done.added, done.updated, done.unchanged, len(done.refused)


def filled(content: bytes, path: Path, cells: Mapping[int, tuple[str, ...]]) -> Reading[FormEntry]:
    """Fill in the form of a Word document, save it as a word processor does, and read it."""
    document = docx.Document(io.BytesIO(content))
    (table,) = document.tables
    for row, texts in cells.items():
        for place, text in enumerate(texts, start=2):
            table.cell(row, place).text = text
    document.save(str(path))
    read: Reading[FormEntry] = READERS["forms"](path)
    return read


def test_a_form_in_word_counts_once_and_a_changed_one_asks(
    workshop: Workshop, report: Report, tmp_path: Path
) -> None:
    content, path = letter_docx(report, letter(report)), tmp_path / "Ann.docx"
    came = filled(content, path, {1: ("moved", "4 Mar 2027", "Nobody answers"), 2: ("4",)})
    with workshop.change("Import") as session:
        assert taken(session, came) == (2, 0, 0, 0)
        row = queries.workgroups(session)[0].commitments[0]
        assert (row.state, row.due, row.note) == ("moved", date(2027, 3, 4), "Nobody answers")
        assert [one.value for one in indicator_answers(session)] == [4]
        assert taken(session, came) == (0, 0, 2, 0), "a second copy changes nothing"
        changed = filled(content, path, {1: ("done",), 2: ("4",)})
        (question,) = planned_forms(session, changed, NO_ANSWERS).questions
        assert "Ann Vale" in question.what
        assert taken(session, changed) == (0, 0, 2, 0), "what came first is kept"
        assert taken(session, changed, {question.key: TAKE}) == (0, 1, 1, 0)
        assert queries.workgroups(session)[0].commitments[0].done


def test_a_day_whose_month_may_come_first_is_asked_about(
    workshop: Workshop, report: Report, tmp_path: Path
) -> None:
    content, path = letter_docx(report, letter(report)), tmp_path / "Ann.docx"
    came = filled(content, path, {1: ("moved", "12/1/2027", "")})
    with workshop.change("Import") as session:
        (question,) = planned_forms(session, came, NO_ANSWERS).questions
        assert question.what == "“12/1/2027”: which day is that?"
        assert dict(question.choices) == {"day": "12 Jan 2027", "month": "1 Dec 2027"}
        assert question.line == came.entries[0].line
        (assumed,) = planned_forms(session, came, NO_ANSWERS).heard
        (answered,) = planned_forms(session, came, {question.key: "month"}).heard
        assert (assumed.day, answered.day) == (date(2027, 1, 12), date(2027, 12, 1))
        for told in ("25/1/2027", "12.1.2027", "12 Jan 2027"):
            sure = filled(content, path, {1: ("moved", told, "")})
            assert planned_forms(session, sure, NO_ANSWERS).questions == ()


def test_a_folder_of_forms_is_read_as_one_and_says_which_file_cannot_be_read(
    workshop: Workshop, report: Report, tmp_path: Path
) -> None:
    for place, name in enumerate(("Ann.docx", "Ben.docx")):
        content = letter_docx(report, letter(report, place))
        filled(content, tmp_path / name, {1: ("done",), 2: ("x", "")})
    (tmp_path / "a note.txt").write_text("Thank you!", "utf-8")
    (tmp_path / "~$Ann.docx").write_bytes(b"open in Word")
    (tmp_path / "photo.png").write_bytes(b"x")
    book = read_files(READERS["table"], files_in(tmp_path))
    found = chosen(book, COLUMNS["forms"], NO_ANSWERS)
    assert [note for note in found.notes if "a note.txt" in note]
    reading = found.reading(COLUMNS["forms"], None)
    with workshop.change("Import") as session:
        outcome = import_forms(session, reading)
        assert (outcome.added, len(outcome.refused)) == (2, 2)
        assert {sheet_and_line(one.line)[0] for one in outcome.refused} == {1, 2}
        assert taken(session, reading)[:3] == (0, 0, 2)
    for name in ("Ann.docx", "Ben.docx"):
        (tmp_path / name).unlink()
    with pytest.raises(WorkshopError, match="no row"):
        read_files(READERS["table"], [tmp_path / "a note.txt"] * 2)
    (tmp_path / "a note.txt").unlink()
    with pytest.raises(WorkshopError, match="holds no list"):
        files_in(tmp_path)


def test_what_is_noted_by_hand_later_is_not_undone_by_a_second_copy(
    workshop: Workshop, report: Report, tmp_path: Path
) -> None:
    came = filled(letter_docx(report, letter(report)), tmp_path / "a.docx", {1: ("done",)})
    with workshop.change("Import") as session:
        taken(session, came)
        row = queries.workgroups(session)[0].commitments[0]
        charter_services.amend_commitment(session, row.id, done=False)
        assert taken(session, came) == (0, 0, 1, 0)
        assert not queries.workgroups(session)[0].commitments[0].done


@settings(
    max_examples=15,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_however_often_a_pile_is_imported_it_counts_once(
    workshop: Workshop, report: Report, data: st.DataObject
) -> None:
    lines = [line.reference for one in letters(report, report) for line in one.lines]
    references = st.sampled_from([*lines, "nobody’s", lines[0].lower().replace("-", " ")])
    row = st.tuples(references, st.sampled_from(ANSWERS), st.sampled_from(DAYS), st.text("ab "))
    rows = data.draw(st.lists(row, max_size=8))
    pile = Reading(tuple(FormEntry(line, *cells) for line, cells in enumerate(rows, start=2)))
    with workshop.rehearse() as session:
        asked = planned_forms(session, pile, NO_ANSWERS).questions
        first = import_forms(session, pile)
        heard = queries.workgroups(session), indicator_answers(session)
        again = import_forms(session, pile)
        assert (queries.workgroups(session), indicator_answers(session)) == heard
        assert (again.changes, len(again.refused)) == (0, len(first.refused))
        assert len({one.asked for one in planned_forms(session, pile, {}).heard}) >= first.added
        assert {one.default for one in asked} <= {"keep"}


def test_forms_of_others_and_answers_beside_the_question_are_refused_with_a_reason(
    workshop: Workshop, report: Report
) -> None:
    mine, theirs = (letter(report, place) for place in (0, 1))
    promise = read_reference(theirs.lines[0].reference)
    assert promise is not None
    wrong = {
        "AAAAAAAA-C1": ("done", "on no form of this session"),
        str(FormReference(mine.code, promise.commitment_id)): ("done", "no such commitment"),
        mine.lines[0].reference: ("perhaps", "not one of done"),
        mine.lines[1].reference: ("9", "no answer from 1 to 5"),
        theirs.lines[0].reference: ("moved", "the new day is missing"),
    }
    rows = [FormEntry(2, reference, now) for reference, (now, _) in wrong.items()]
    with workshop.change("Import") as session:
        refused = import_forms(session, Reading(tuple(rows))).refused
    assert len(refused) == len(wrong)
    for one, (_, why) in zip(refused, wrong.values(), strict=True):
        assert why in one.why


def test_the_table_of_all_forms_is_keyed_and_read(
    workshop: Workshop, report: Report, tmp_path: Path
) -> None:
    path = tmp_path / "keyed.csv"
    path.write_bytes(forms_csv(report).replace(b"by 8 Jan 2027,,", b"by 8 Jan 2027,done,"))
    with workshop.change("Import") as session:
        assert taken(session, READERS["forms"](path)) == (2, 0, 0, 0)


def test_a_message_holds_the_form_and_nobody_can_write_its_head(report: Report) -> None:
    people = [
        replace(one, name="Ben\r\nBcc: all@example.org", email=address)
        for one in report.people[1:]
        for address in ("ben@example.org", "no address", "x@y\r\nBcc: z@example.org")
    ]
    for person in people:
        made = letter_eml(report, replace(letter(report, 1), person=person))
        message = email.message_from_bytes(made, policy=email.policy.default)
        assert message["Bcc"] is None
        assert message["X-Unsent"] == "1"
        (form,) = message.iter_attachments()
        assert form.get_content() == letter_docx(report, replace(letter(report, 1), person=person))
        assert ("ben@example.org" in str(message["To"])) == (person.email == "ben@example.org")


@pytest.mark.parametrize("word", ["word ", "\U0001f680", "x", "<b, "])
def test_a_header_of_a_message_shows_where_it_is_cut(report: Report, word: str) -> None:
    """The form in it has the whole of it."""
    long = word * 2_000
    person = replace(report.people[0], name=long, email="ben@example.org")
    named = report.with_values(event=replace(report.event, title=long))
    made = letter_eml(named, replace(letter(report, 1), person=person))
    message = email.message_from_bytes(made, policy=email.policy.default)
    for header in ("Subject", "To"):
        said = str(message[header])
        assert word.strip() in said, header
        assert "…" in said, header
        assert len(said) < 300, header


def test_a_letter_asks_for_the_nearest_number_of_weeks() -> None:
    last = date(2026, 12, 3)
    asked = [weeks_due(last, date(2026, 12, day)) for day in (3, 20)]
    later = [
        weeks_due(last, day) for day in (date(2027, 1, 14), date(2027, 3, 1), date(2028, 1, 1))
    ]
    assert (asked, later) == ([0, 0], [6, 12, 12])
