"""A plan is saved as a template, and is there for the next session."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.showing import shown
from ui.agenda.page import RunPage
from ui.agenda.templates import template_actions
from ui.agenda.templates.template_actions import TemplateActions
from ui.agenda.templates.template_list import TemplateList
from ui.app import App
from ui.cli.verbs import main
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from upstream_workshop.agenda import queries, services
from upstream_workshop.agenda.templates import load_template, own_names

Answer = Callable[[dict[str, Any] | None], None]


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Answer:
    """Answers the next forms."""

    def give(answers: dict[str, Any] | None) -> None:
        monkeypatch.setattr(template_actions, "ask_form", lambda *_: answers)

    return give


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, jobs: Jobs) -> RunPage:
    desk.do("Found", services.found_residential, "Upstream", date(2026, 12, 1))
    desk.do("Lay out", services.lay_out, load_template("one-day"))
    return shown(qtbot, RunPage(desk, jobs, now=lambda: datetime(2026, 12, 1, 8)), 1180, 716)


def press(page: RunPage, name: str) -> None:
    found = [b for b in page.findChildren(QPushButton) if b.accessibleName() == name]
    next(b for b in found if b.isVisible()).click()


def test_the_plan_is_saved_and_laid_out_where_there_is_none(
    qtbot: QtBot, desk: Desk, page: RunPage, answer: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = desk.ledger.templates
    plan = desk.ask(queries.agenda)
    answer({"title": "Ein diwrnod", "summary": "Our day"})
    page.editing.setChecked(True)
    press(page, "Save as a template")
    assert own_names(folder) == ["Ein diwrnod"]
    asked: list[str] = []

    def no(_parent: object, _title: str, path: object) -> bool:
        asked.append(str(path))
        return False

    monkeypatch.setattr(template_actions, "ask_replace", no)
    press(page, "Save as a template")
    assert len(asked) == 1
    page.editing.setChecked(False)
    desk.do("Clear", services.remove_blocks, [block.id for block in plan])
    dialogs: list[TemplateList] = []

    def use(dialog: TemplateList) -> int:
        dialogs.append(dialog)
        dialog.on_lay_out()
        return 0

    monkeypatch.setattr(TemplateList, "exec", use)
    press(page, "My templates")
    assert [b.title for b in desk.ask(queries.agenda)] == [b.title for b in plan]
    assert len(dialogs) == 1


def test_templates_are_renamed_and_deleted_by_keys(
    qtbot: QtBot, desk: Desk, page: RunPage, answer: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    actions = TemplateActions(desk, page)
    for title in ("One", "Two"):
        answer({"title": title, "summary": ""})
        actions.save(desk.ask(queries.agenda), title)
    dialog = shown(qtbot, TemplateList(actions, None))
    answer({"title": "Three", "summary": ""})
    qtbot.keyClick(dialog.names, Qt.Key.Key_F2)
    assert own_names(actions.folder) == ["Three", "Two"]
    assert dialog.names.currentItem().text() == "Three"
    monkeypatch.setattr(template_actions, "ask_first", lambda *_: True)
    qtbot.keyClick(dialog.names, Qt.Key.Key_Delete)
    assert own_names(actions.folder) == ["Two"]


def test_a_plan_that_no_template_can_have_is_refused(
    desk: Desk, page: RunPage, answer: Answer
) -> None:
    said: list[str] = []
    desk.refused.connect(said.append)
    answer({"title": "Late", "summary": ""})
    first = desk.ask(queries.agenda)[0]
    desk.do("Longer", services.amend_block, first.id, minutes=1000)
    TemplateActions(desk, page).save(desk.ask(queries.agenda), "Late")
    assert len(said) == 1
    assert "cannot be fixed at" in said[0]
    assert own_names(desk.ledger.templates) == []


def test_the_start_page_offers_them_and_says_which_is_bad(app: App) -> None:
    folder = app.settings.ledger.templates
    folder.mkdir(parents=True)
    good = 'title = "Mine"\nsummary = "Ours"\n[[block]]\nday = 1\nminutes = 5\ntitle = "Hi"\n'
    (folder / "mine.toml").write_text(good, "utf-8")
    (folder / "bad.toml").write_text("title = 3", "utf-8")
    app.show_start()
    assert app.start_page is not None
    buttons = {b.text(): b for b in app.start_page.findChildren(QPushButton)}
    assert buttons["Mine"].accessibleDescription() == "Ours"
    assert "bad.toml" in buttons["bad"].accessibleDescription()
    buttons["bad"].click()
    assert app.start_page.banner.isVisible()


def test_the_command_line_knows_them(tmp_path: Any, capsys: pytest.CaptureFixture[str]) -> None:
    home = tmp_path / "home"
    (home / "templates").mkdir(parents=True)
    good = 'title = "Mine"\n[[block]]\nday = 1\nminutes = 5\ntitle = "Hi"\n'
    (home / "templates" / "mine.toml").write_text(good, "utf-8")
    (home / "templates" / "bad.toml").write_text(good.replace("5", "-5"), "utf-8")
    given = ["new", "--home", str(home)]
    assert main([*given, str(tmp_path / "a.upstream"), "--template", "mine"]) == 0
    assert main([*given, str(tmp_path / "b.upstream"), "--template", "bad"]) == 3
    assert "minutes = -5" in capsys.readouterr().err
    assert not (tmp_path / "b.upstream").exists()
    assert main([*given, str(tmp_path / "c.upstream"), "--template", "none"]) == 3
    assert "mine" in capsys.readouterr().err
