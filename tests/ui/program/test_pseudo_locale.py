"""With every text in brackets and two fifths longer, the window shows nothing else and cuts nothing off.

At 100 % and at 200 % on a small screen: every page with each of its views, every dialog that a command
opens, the start page, the backups and the palette; and of every page what the room would see.
"""

from __future__ import annotations

import dataclasses
import os
import random
import re
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Final

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QWidget,
)
from shiboken6 import isValid

from exports.editions import passages
from exports.editions.editions import edited
from resources import words
from tests.heard import Heard, marked, typed, unsaid, unsaid_within
from tests.ui.cut_words import cut_in_any_language, cut_on_a_label
from tests.ui.importing.choosing import choose
from ui.app import App
from ui.framework.frame_painting import FramePicture
from ui.importing.field_names import FIELD_NAMES
from ui.kit.settings import Settings
from ui.people.roster.erase_dialog import EraseDialog
from ui.people.slides import NetworkPicture
from ui.printing.deciding import PassagesDialog
from ui.rooms import ROOMS
from ui.widgets import Segments
from upstream_workshop.agenda.steps.formats import step_formats
from upstream_workshop.agenda.templates import load_template, template_names
from upstream_workshop.people import queries as people
from upstream_workshop.privacy import Edition
from upstream_workshop.readers.file_kinds import COLUMNS
from upstream_workshop.whole import erasing, sample
from upstream_workshop.whole.report import read_report

LONG: Final = bool(os.environ.get("UPSTREAM_LONG"))
FILES: Final = {
    "people": "people.csv", "cards": "cards.csv", "ballot-papers": "ballot-papers.csv",
    "choices": "choices.csv", "map": "map-how-trust-travels.csv",
}  # fmt: skip
# names of keys, of this program, of files, and of what is typed into them
KEYS: Final = re.compile(
    r"\b(Ctrl|Shift|Alt|Enter|Esc|Space|Del|Ins|Tab|F\d+)\b|Upstream Workshop"
    r"|[\w/-]+\.(?:pdf|html|csv|json|upstream)|(?:/[\w.-]+)+"
)


QT: Final = {"", "%p%", "QT_LAYOUT_DIRECTION", "Cancel", "&Cancel", "Close", "&Close", "&OK", "OK"}


class Seen:
    """What was found while everything was looked at."""

    def __init__(self, app: App) -> None:
        self.app = app
        self.unbracketed: set[tuple[str, str, str]] = set()
        self.cut: set[tuple[str, str, str]] = set()
        self.widgets = 0
        self._cut = (
            cut_on_a_label if app.window.settings.text_percent == 200 else cut_in_any_language
        )
        self._looked_at: set[str] = set()
        templates = [load_template(name) for name in template_names()]
        of_templates = [text for one in templates for text in (one.title, one.summary)]
        of_templates += [one.title for one in step_formats()]
        of_people = typed(app.window.desk.workshop)
        self.of_people = sorted({*of_people, *of_templates}, key=len, reverse=True)
        self.typed_words = {word for text in self.of_people for word in LETTERS.findall(text)}

    def settle(self) -> None:
        """Let all that is under way arrive."""
        assert self.app.jobs.settled(60_000)
        for _ in range(30):
            self.app.qt.processEvents()

    def look(self, where: str, whole: QWidget) -> None:
        """Look at everything that is visible in a window."""
        for widget in [whole, *whole.findChildren(QWidget)]:
            if not isValid(widget) or not widget.isVisible():
                continue
            self.widgets += 1
            if self.widgets % 20 == 0:
                self.app.qt.processEvents()  # the window is watched for gaps
            for cut in self._cut(widget):
                self.cut.add((where, type(widget).__name__, cut))
            for shown in {*filter(None, texts(widget))} - self._looked_at:
                self.read(where, type(widget).__name__, shown)

    def read(self, where: str, kind: str, shown: str) -> None:
        """Look at a text."""
        self._looked_at.add(shown)
        if any(one.startswith(shown.removesuffix("…")) for one in self.of_people):
            return
        left = unsaid(KEYS.sub(" ", shown), self.of_people)
        if set(left.split()) - self.typed_words - set(shortened(shown, self.typed_words)):
            self.unbracketed.add((where, kind, left))
        for text in unsaid_within(shown, self.of_people):
            self.unbracketed.add((where, kind, text))


LETTERS: Final = re.compile(r"[^\W\d_]{2,}")


def shortened(shown: str, known: set[str]) -> Iterator[str]:
    """The words of a text that are the beginning of one known, cut by an ellipsis."""
    for begun in re.findall(r"([^\W\d_]{2,})…", shown):
        if any(word.startswith(begun) for word in known):
            yield begun


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Iterator[Heard]:
    listener = Heard()
    monkeypatch.setattr(words, "translations", lambda _language: listener)
    monkeypatch.setenv(words.LANGUAGE, words.PSEUDO)
    yield listener
    monkeypatch.undo()
    words.speak(words.ENGLISH)


@pytest.fixture(params=[100, 200])
def pseudo_app(request: pytest.FixtureRequest, heard: Heard, tmp_path: Path) -> Iterator[App]:
    path = tmp_path / "1.upstream"
    sample.build(path).close()
    words.speak(words.PSEUDO)
    settings = Settings(tmp_path / "settings.ini")
    settings.text_percent = request.param
    app = App([], settings)
    try:
        app.open(path)
        app.window.resize(1366, 768)
        yield app
    finally:
        words.speak(words.ENGLISH)
        app.close()


def texts(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    if isinstance(widget, QLineEdit):
        yield widget.placeholderText()
    if isinstance(widget, QComboBox):
        yield from (widget.itemText(at) for at in range(widget.count()))
    yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription())


def strings(value: object) -> Iterator[str]:
    """Every text in a slide, without what pictures are drawn from: parts of words, names of colours."""
    if isinstance(value, NetworkPicture | FramePicture):
        return
    if isinstance(value, StrEnum):  # of a drawing
        return
    if isinstance(value, str):
        yield value
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from strings(getattr(value, field.name))
    elif isinstance(value, tuple | list):
        for one in value:
            yield from strings(one)


def look_at_pages(app: App, seen: Seen) -> None:
    """Every page, each of its views, and what the room would see of it."""
    for room in ROOMS:
        page = app.window.go(room.key)
        views = getattr(page, "views", None)
        for view in range(len(views.names()) if isinstance(views, Segments) else 1):
            if isinstance(views, Segments):
                views.select(view)
            seen.settle()
            seen.look(f"{room.key} {view}", app.window)
            for text in strings(page.slide()):
                seen.read(f"{room.key} {view}", "Slide", text)


def look_at_dialogs(app: App, seen: Seen) -> None:
    """Every dialog that a command opens or a file, and the window's own."""
    for room in ROOMS:
        for command in app.window.go(room.key).commands():
            command.run()
            seen.settle()
            app.window.go(room.key)
    for kind, file in FILES.items():
        choose(app.window, kind, sample.source(file))
        seen.settle()
    desk = app.window.desk
    EraseDialog(desk.rehearse(erasing.preview, desk.ask(people.roster)[0].id)).exec()
    look_at_passages(app)
    palette = app.window.open_palette()
    seen.look("palette", palette)
    palette.hide()
    backups = app.show_backups()
    seen.settle()
    seen.look("backups", backups)
    backups.hide()
    app.show_start()
    seen.settle()
    for window in app.qt.topLevelWidgets():
        if window.isVisible() and window is not app.window:
            seen.look("start", window)


def look_at_passages(app: App) -> None:
    """The passages of a redacted archive: undecided, with words that are doubted, and all decided."""
    report = app.window.desk.ask(read_report)
    shown = edited(report, Edition.REDACTED, random.Random(1))
    listed = passages.found(report, shown)
    assert listed
    dialog = PassagesDialog(listed, {}, passages.recheck(report, shown), app.window)
    dialog.exec()
    dialog.change_one()
    dialog.instead.setText(report.people[0].name)
    dialog.instead.returnPressed.emit()
    assert report.people[0].name in dialog.where.text()
    dialog.exec()
    dialog.decisions.update(dict.fromkeys(listed, passages.CUT))
    PassagesDialog(listed, dialog.decisions, passages.recheck(report, shown), app.window).exec()


def test_the_window_shows_only_what_is_said_and_cuts_nothing(
    pseudo_app: App, heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = Seen(pseudo_app)
    opened: list[str] = []

    def look(dialog: QDialog) -> int:
        opened.append(type(dialog).__name__)
        dialog.show()
        for _ in range(10):
            pseudo_app.qt.processEvents()
        seen.look(type(dialog).__name__, dialog)
        dialog.hide()
        return 0

    monkeypatch.setattr(QDialog, "exec", look)
    for name in ("getOpenFileName", "getOpenFileNames", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, name, staticmethod(lambda *_a, **_k: ("", "")))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", staticmethod(lambda *_a, **_k: ""))
    look_at_pages(pseudo_app, seen)
    if LONG or pseudo_app.window.settings.text_percent == 200:
        look_at_dialogs(pseudo_app, seen)
        assert {
            "FormDialog",
            "ImportDialog",
            "MergeDialog",
            "EraseDialog",
            "PassagesDialog",
        } <= set(opened)
    assert seen.widgets > 500
    assert seen.unbracketed == set()
    assert seen.cut == set()
    assert heard.texts - marked() - QT == set()


def test_every_field_of_a_file_is_marked() -> None:
    fields = {field for columns in COLUMNS.values() for field in columns.fields}
    assert fields <= set(FIELD_NAMES) <= marked()


def test_standard_buttons_are_said_too(heard: Heard, app: App) -> None:
    words.speak(words.PSEUDO)
    box = QMessageBox(QMessageBox.Icon.Question, "", "", QMessageBox.StandardButton.Cancel)
    (button,) = box.buttons()
    assert "⟦" in button.text()
    assert QKeySequence("Ctrl+F5").toString() == "Ctrl+F5"
    words.speak(words.ENGLISH)
