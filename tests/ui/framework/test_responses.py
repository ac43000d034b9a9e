"""A roundtable keyed live and answered by single keys, then a second draft and what is printed of it."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from exports.documents.framework.you_said_paper import you_said_page
from tests.ui.showing import shown
from ui.framework.page import RESPONSES, FrameworkPage
from ui.framework.responses import response_forms as forms
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from upstream_workshop.framework import queries, services
from upstream_workshop.framework.drafts.queries import drafts
from upstream_workshop.framework.kinds import Disposition, DraftState
from upstream_workshop.framework.responses.queries import responses, roundtables
from upstream_workshop.framework.statements import services as statements
from upstream_workshop.framework.templates.frame_templates import USUAL, frame_template
from upstream_workshop.people.services import add_participant
from upstream_workshop.whole.report import read_report

Key = Qt.Key
KEYS = (Key.Key_A, Key.Key_P, Key.Key_N, Key.Key_L)


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, jobs: Jobs) -> FrameworkPage:
    """A page with a frame of two statements, in front the view of responses."""
    with desk.workshop.change("Furnish") as session:
        services.make_frame(session, "Ours", frame_template(USUAL), examples=False)
        slot = queries.frames(session)[0].slots[0].id
        statements.add_statement(session, slot, "Good lives for everybody")
        statements.add_statement(session, slot, "Public money spent well")
        add_participant(session, "Ada Bell", organisation="Leeds")
    page = shown(qtbot, FrameworkPage(desk, jobs))
    page.show_view(RESPONSES)
    return page


def test_a_roundtable_is_keyed_answered_changed_and_printed(
    qtbot: QtBot, page: FrameworkPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = page.stack.responses
    monkeypatch.setattr(forms, "ask_draft", lambda *_: (date(2020, 4, 2), ""))
    view.freeze_draft()
    for number in range(12):
        qtbot.keyClicks(view.line.field, f"1.{1 + number % 2} ada: point {number}, for whom?")
        assert "Ada Bell" in view.line.field.ghost
        qtbot.keyClick(view.line.field, Key.Key_Return)
    rows = page.desk.ask(responses)
    assert [one.person for one in rows] == ["Ada Bell"] * 12
    assert {one.organisation for one in rows} == {"Leeds"}
    view.table.select(lambda row: row.id == rows[0].id)
    view.table.setFocus()
    for number in range(12):  # a letter, two for the reason and Enter: at most five keys
        qtbot.keyClick(view.table, KEYS[number % 4])
        qtbot.keyClicks(view.line.field, "so")
        qtbot.keyClick(view.line.field, Key.Key_Return)
    answers = [one.disposition for one in page.desk.ask(responses)]
    expected = [Disposition.ACCEPTED, Disposition.PARTLY, Disposition.NO, Disposition.LATER]
    assert answers == expected * 3
    monkeypatch.setattr(forms, "ask_wording", lambda *_: "Good lives for all who live here")
    view.table.select(lambda row: row.id == rows[0].id)
    qtbot.keyClick(view.table, Key.Key_F2)
    monkeypatch.setattr(forms, "ask_publishing", lambda *_: (date(2020, 5, 1), ""))
    view.of_draft.publish()
    view.freeze_draft()
    first, second = page.desk.ask(drafts)
    assert (first.state, second.state) == (DraftState.PUBLISHED, DraftState.OUT)
    view.turn()
    html = view.text.toHtml()
    assert "line-through" in html
    assert "underline" in html
    printed = you_said_page(page.desk.ask(read_report)).decode()
    assert "Good lives for all who live here" in printed
    page.desk.undo()
    assert len(page.desk.ask(drafts)) == 1


def test_what_is_refused_stays_and_an_answer_needs_a_reason(
    qtbot: QtBot, page: FrameworkPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    view, refused = page.stack.responses, list[Any]()
    page.desk.refused.connect(refused.append)
    monkeypatch.setattr(forms, "ask_draft", lambda *_: (date(2020, 4, 2), ""))
    view.freeze_draft()
    qtbot.keyClicks(view.line.field, "9.9 what?")
    qtbot.keyClick(view.line.field, Key.Key_Return)
    assert "9.9" in view.line.refusal()
    qtbot.keyClicks(view.line.field, "too long")
    qtbot.keyClick(view.line.field, Key.Key_Return)
    qtbot.keyClick(view.line.field, Key.Key_Down)
    qtbot.keyClick(view.table, Key.Key_N)
    qtbot.keyClick(view.line.field, Key.Key_Return)
    assert refused
    assert page.desk.ask(responses)[0].disposition is Disposition.OPEN
    qtbot.keyClick(view.line.field, Key.Key_Escape)
    assert view.line.answering is Disposition.OPEN


def test_drafts_roundtables_and_words_are_changed_and_removed(
    qtbot: QtBot, page: FrameworkPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    view, refused = page.stack.responses, list[str]()
    page.desk.refused.connect(refused.append)
    run = {command.label: command.run for command in page.commands()}
    run["Change the roundtable"]()
    assert "freeze one first" in refused.pop()
    monkeypatch.setattr(forms, "ask_draft", lambda *_: (date(2020, 4, 2), "First"))
    view.freeze_draft()
    run["Change the roundtable"]()
    assert "no roundtable" in refused.pop()
    monkeypatch.setattr(forms, "ask_roundtable", lambda *_: ("In Leeds", date(2020, 4, 3), "Who?"))
    run["Begin a roundtable"]()
    qtbot.keyClicks(view.line.field, "1.1 too vauge")
    qtbot.keyClick(view.line.field, Key.Key_Return)
    (row,) = page.desk.ask(responses)
    assert (row.roundtable_id, row.received) == (1, date(2020, 4, 3))
    monkeypatch.setattr(forms, "ask_words", lambda *_: "Too vague")
    qtbot.keyClick(view.table, Key.Key_E)
    assert page.desk.ask(responses)[0].text == "Too vague"
    monkeypatch.setattr(forms, "ask_roundtable", lambda *_: ("In York", None, ""))
    run["Change the roundtable"]()
    (table,) = page.desk.ask(roundtables)
    assert (table.title, table.day, table.questions) == ("In York", None, "")
    run["Remove the roundtable"]()
    assert page.desk.ask(responses)[0].roundtable_id is None
    monkeypatch.setattr(forms, "ask_draft", lambda *_: (date(2020, 4, 9), "Second"))
    run["Change day and note of the draft"]()
    run["Freeze a draft"]()
    first, second = page.desk.ask(drafts)
    assert (first.day, first.note, second.note) == (date(2020, 4, 9), "Second", "Second")
    assert view.draft() == second
    view.picker.picked.emit(first.id)
    assert view.draft() == first
    assert [one.text for one in view.table.rows()] == ["Too vague"]
    run["Remove the draft"]()
    assert page.desk.ask(drafts) == (second,)
    assert view.draft() == second


def test_the_room_sees_drafts_and_answers_and_nobodys_name(
    qtbot: QtBot, page: FrameworkPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = page.stack.responses
    frame = page.frame()
    assert frame is not None
    assert page.subject() == (frame.id, 0)  # without a draft, the picture
    monkeypatch.setattr(forms, "ask_draft", lambda *_: (date(2020, 4, 2), ""))
    view.freeze_draft()
    text = page.slide()
    assert text is not None
    assert "1.1\tGood lives for everybody" in text.lines
    for words in ("1.1 ada: for whom?", "Bo Sten, York: too long"):
        qtbot.keyClicks(view.line.field, words)
        qtbot.keyClick(view.line.field, Key.Key_Return)
    rows = page.desk.ask(responses)
    view.actions_of.answer(rows[0], Disposition.PARTLY, "It says so now.")
    subject = page.subject()
    slide = page.slide_about(subject)
    assert slide is not None
    assert slide.lines == ("In part\t“for whom?” It says so now.",)
    assert "1 response" in slide.footer
    assert not {"Ada", "Bell", "Leeds", "Sten", "York"} & {*re.findall(r"\w+", repr(slide))}
    view.turn()
    assert page.slide_about(page.subject()) == text
    page.desk.undo()
    view.of_draft.remove()
    assert page.slide_about(subject) is None
