"""A new session: its title, first day and place are asked, and Escape makes nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from ui.app import App
from ui.kit import folders
from ui.start.new_session import filled, new_session_form
from ui.widgets import FormDialog
from ui.widgets.inputs.date_field import DateField
from upstream_workshop.agenda import queries
from upstream_workshop.agenda.templates import load_template, template_names

ENTER, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Escape


@pytest.fixture
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where new sessions are offered; the system's file dialog takes what it offers."""
    monkeypatch.setattr(folders, "documents", lambda: tmp_path)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *asked: (asked[2], ""))
    return tmp_path


def when_asked(qtbot: QtBot, act: Callable[[FormDialog], None]) -> None:
    """Do this with the form once it is there."""

    def acting() -> None:
        form = QApplication.activeModalWidget()
        assert isinstance(form, FormDialog)
        act(form)

    QTimer.singleShot(0, acting)


def test_type_a_title_and_enter(app: App, qtbot: QtBot, documents: Path) -> None:
    app.begin(None)
    assert app.start_page is not None
    ready = {}

    def act(form: FormDialog) -> None:
        ready["keys"] = form.focusWidget() is form.control("title")
        qtbot.keyClicks(form.control("title"), "Two days: north / south")
        starts = form.control("starts")
        assert isinstance(starts, DateField)
        starts.set_day(date(2027, 3, 1))
        place = form.control("place")
        assert isinstance(place, QLineEdit)
        place.setText("Tŷ Newydd")
        qtbot.keyClick(place, ENTER)

    when_asked(qtbot, act)
    app.start_page.new_requested.emit("one-day")
    assert ready == {"keys": True}
    event = app.window.desk.ask(queries.residential)
    assert (event.title, event.starts, event.place) == (
        "Two days: north / south", date(2027, 3, 1), "Tŷ Newydd",
    )  # fmt: skip
    assert app.window.desk.workshop.path == documents / "Two days north south.upstream"


def test_enter_alone_takes_good_defaults_and_no_file_that_is_there(
    app: App, qtbot: QtBot, documents: Path
) -> None:
    title = load_template("one-day").title
    (documents / f"{title}.upstream").write_bytes(b"another's")
    app.begin(None)
    assert app.start_page is not None
    when_asked(qtbot, lambda form: qtbot.keyClick(form, ENTER))
    app.start_page.new_requested.emit("one-day")
    event = app.window.desk.ask(queries.residential)
    assert (event.title, event.starts, event.place) == (title, date.today(), "")
    assert app.window.desk.workshop.path == documents / f"{title} 2.upstream"
    assert (documents / f"{title}.upstream").read_bytes() == b"another's"


@pytest.mark.parametrize("where", ["form", "file"])
def test_escape_makes_nothing(
    app: App, qtbot: QtBot, documents: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    app.begin(None)
    assert app.start_page is not None
    key = ESCAPE if where == "form" else ENTER
    when_asked(qtbot, lambda form: qtbot.keyClick(form, key))
    app.start_page.new_requested.emit("one-day")
    assert app.start_page is not None
    assert app.start_page.isVisible()
    assert list(documents.glob("*.upstream")) == []


def test_a_blank_title_is_asked_for(qtbot: QtBot) -> None:
    form = new_session_form(None, load_template("two-day"), date(2026, 12, 2))
    qtbot.addWidget(form)
    title = form.control("title")
    assert isinstance(title, QLineEdit)
    title.setText("  ")
    form.accept()
    assert not form.result()


@pytest.mark.parametrize("name", template_names())
def test_the_form_says_which_days_the_template_fills(qtbot: QtBot, name: str) -> None:
    template = load_template(name)
    form = new_session_form(None, template, date(2026, 12, 31))
    qtbot.addWidget(form)
    starts = form.control("starts")
    assert isinstance(starts, DateField)
    starts.set_day(date(2027, 12, 31))
    said = starts.accessibleDescription()
    assert said == filled(template, date(2027, 12, 31))
    assert f"{len(template.blocks)} blocks" in said
    assert ("1 January 2028" in said) == (max(b.day for b in template.blocks) == 2)
