"""The Framework page, used by keyboard as a facilitator uses it; then the file is looked at."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from tests.ui.showing import shown
from ui.framework import framework_forms as forms
from ui.framework import framework_verbs as verbs
from ui.framework import template_flow
from ui.framework.page import CANVAS, COMPARE, OUTLINE, FrameworkPage
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from upstream_workshop.evidence import services as evidence
from upstream_workshop.evidence.kinds import Use
from upstream_workshop.framework import queries, services
from upstream_workshop.framework.templates.frame_templates import USUAL, frame_template
from upstream_workshop.framework.templates.own_frame_templates import (
    all_templates,
    own_frame_templates,
)

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, jobs: Jobs) -> FrameworkPage:
    """A page with an empty frame and findings of three places, one of which may not be used."""
    with desk.workshop.change("Furnish") as session:
        services.make_frame(session, "Ours", frame_template(USUAL), examples=False)
        for home in ("Kirklees", "Oldham", "Leeds"):
            evidence.add_visit(session, home, consent=Use.NAMED)
        for home in ("Kirklees", "Oldham"):
            text = f"{home} waits nine months"
            evidence.add_finding(
                session, text=text, organisation=home, quote="We wait", use=Use.NAMED
            )
        evidence.add_finding(session, text="Kept apart", organisation="Leeds", use=Use.NEVER)
    return shown(qtbot, FrameworkPage(desk, jobs))


def slots(page: FrameworkPage) -> dict[str, list[str]]:
    """The texts in each slot of the first frame, by its key."""
    frame = page.desk.ask(queries.frames)[0]
    return {slot.key: [one.text for one in slot.statements] for slot in frame.slots}


def typed(qtbot: QtBot, page: FrameworkPage, line: str) -> None:
    qtbot.keyClicks(page.entry.field, line)
    qtbot.keyClick(page.entry.field, Key.Key_Return)


def test_statements_are_typed_into_slots_and_moved_by_keys(
    qtbot: QtBot, page: FrameworkPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    qtbot.keyClicks(page.entry.field, "mind: look for causes")
    assert page.entry.field.ghost == "→ Mindset"
    qtbot.keyClick(page.entry.field, Key.Key_Return)
    typed(qtbot, page, "ask who is not here")
    assert slots(page)["mindset"] == ["look for causes", "ask who is not here"]
    qtbot.keyClick(page.entry.field, Key.Key_Escape)  # leads to the outline
    assert page.outline.hasFocus()
    qtbot.keyClick(page.outline, Key.Key_Up, CONTROL)
    assert slots(page)["mindset"] == ["ask who is not here", "look for causes"]
    monkeypatch.setattr(forms, "ask_wording", lambda *_: "ask who is missing")
    qtbot.keyClick(page.outline, Key.Key_F2)
    assert slots(page)["mindset"][0] == "ask who is missing"
    assert page.desk.ask(queries.frames)[0].slots[1].statements[0].wordings == (
        "ask who is not here",
    )
    qtbot.keyClick(page.outline, Key.Key_Delete)
    assert slots(page)["mindset"] == ["look for causes"]
    page.desk.undo()
    assert slots(page)["mindset"][0] == "ask who is missing"


def test_what_is_refused_stays_selected_and_files_nothing(
    qtbot: QtBot, page: FrameworkPage
) -> None:
    before = slots(page)
    typed(qtbot, page, "mindfulness: breathe")
    assert slots(page) == before
    assert page.entry.field.selectedText() == "mindfulness: breathe"
    assert "no slot called “mindfulness”" in page.entry.refusal()
    qtbot.keyClick(page.entry.field, Key.Key_Escape)
    assert page.entry.field.text() == ""


def test_a_pasted_list_is_one_step_or_nothing(qtbot: QtBot, page: FrameworkPage) -> None:
    before = slots(page)
    QGuiApplication.clipboard().setText("mindset: one\ntwo\nnowhere: three")
    qtbot.keyClick(page.entry.field, Key.Key_V, CONTROL)
    assert "Line 3" in page.entry.refusal()
    assert slots(page) == before
    QGuiApplication.clipboard().setText("mindset: one\ntwo\noutcomes: three: four")
    qtbot.keyClick(page.entry.field, Key.Key_V, CONTROL)
    found = slots(page)
    assert (found["mindset"], found["outcomes"]) == (["one", "two"], ["three: four"])
    page.desk.undo()
    assert slots(page) == before


def test_evidence_is_put_under_a_statement_and_who_is_silent_is_said(
    qtbot: QtBot, page: FrameworkPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: list[Any] = []

    def choose(_over: object, _title: str, findings: Any) -> Any:
        offered.extend(findings)
        return findings[0]

    monkeypatch.setattr(verbs, "ask_finding", choose)
    typed(qtbot, page, "mindset: take the time it takes")
    qtbot.keyClick(page.entry.field, Key.Key_Down)
    qtbot.keyClick(page.outline, Key.Key_E)
    assert [one.organisation for one in offered] == ["Kirklees", "Oldham"]
    row = page.stack.chosen()
    assert isinstance(row, queries.StatementRow)
    assert len(row.findings) == 1
    qtbot.keyClick(page.outline, Key.Key_X)
    row = page.stack.chosen()
    assert isinstance(row, queries.StatementRow)
    assert not row.findings


def test_a_groups_statement_is_taken_over_from_the_comparison(
    qtbot: QtBot, page: FrameworkPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(qtbot, page, "mindset: Not acting is a risk too")
    monkeypatch.setattr(forms, "ask_copy", lambda *_: forms.CopiedFrame("Table 2", None, False))
    page.frames.copy_frame()
    typed(qtbot, page, "mindset: Not acting is a risk as well")
    typed(qtbot, page, "outcomes: fewer doors")
    page.show_frame(page.desk.ask(queries.frames)[0].id)
    page.show_view(COMPARE)
    table = page.stack.compare.table
    kinds = {line.where for line in table.rows()}
    assert kinds == {"alike", "there", "blank"}
    table.select(lambda line: line.where == "alike")
    qtbot.keyClick(table, Key.Key_S)
    assert {line.where for line in table.rows()} == {"both", "there", "blank"}
    table.select(lambda line: line.where == "there")
    qtbot.keyClick(table, Key.Key_T)
    assert slots(page)["outcomes"] == ["fewer doors"]
    (taken,) = page.desk.ask(queries.frames)[0].slots[-1].statements
    assert taken.source == "Table 2"


def test_the_picture_is_read_by_keys_and_shows_the_room_no_small_number(
    qtbot: QtBot, page: FrameworkPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verbs, "ask_finding", lambda _over, _title, findings: findings[0])
    typed(qtbot, page, "mindset: take the time it takes")
    qtbot.keyClick(page.entry.field, Key.Key_Down)
    qtbot.keyClick(page.outline, Key.Key_E)
    slide = page.slide()
    assert slide is not None
    assert (slide.title, slide.lines) == ("Mindset", ("take the time it takes",))
    assert "not told" in slide.footer
    page.show_view(CANVAS)
    canvas = page.stack.canvas.focusProxy()
    assert canvas is not None
    assert "Mindset: take the time it takes." in canvas.accessibleDescription()
    for _ in range(2):
        qtbot.keyClick(canvas, Key.Key_Right)
    chosen = page.stack.canvas.chosen()
    assert chosen is not None
    assert chosen.key == "mindset"
    whole = page.slide()
    assert whole is not None
    assert whole.picture is not None
    assert whole == page.slide_about(page.subject())  # nothing is painted anew that is the same
    qtbot.keyClick(canvas, Key.Key_Return)
    assert page.views.current() == OUTLINE
    assert page.stack.chosen() == page.desk.ask(queries.frames)[0].slots[1]


def test_templates_of_ones_own_are_renamed_and_deleted(
    page: FrameworkPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def own() -> tuple[str, ...]:
        return own_frame_templates(template_flow.folder(page.desk))

    def run(label: str, *answers: dict[str, str]) -> None:
        given = iter(answers)
        monkeypatch.setattr(template_flow, "ask_form", lambda *_: next(given))
        next(one for one in page.commands() if one.label == label).run()

    refused: list[str] = []
    page.desk.refused.connect(refused.append)
    monkeypatch.setattr(template_flow, "ask_first", lambda *_: True)
    run("Delete a template of a framework")
    assert "no template of your own" in refused.pop()
    run("Save the slots as a template", {"title": "Ours"})
    run("Rename a template of a framework", {"name": "Ours"}, {"title": "Everybody’s"})
    assert own() == ("Everybody’s",)
    template = all_templates(template_flow.folder(page.desk))["Everybody’s"]
    assert [slot.key for slot in template.slots] == list(slots(page))
    run("Rename a template of a framework", {"name": "Everybody’s"}, {"title": "Blank"})
    assert "of this program" in refused.pop()
    run("Delete a template of a framework", {"name": "Everybody’s"})
    assert own() == ()
