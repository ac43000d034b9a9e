"""With every text in brackets and two fifths longer, each page shows nothing else and cuts nothing off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QMessageBox,
    QWidget,
)
from shiboken6 import isValid
from sqlalchemy import text

from resources import words
from ui.app import App
from ui.kit.settings import Settings
from ui.widgets import ElidedLabel
from upstream_workshop.session_file import schema
from upstream_workshop.whole import sample

# Print shows names of papers too, which exports do not say yet
ROOMS = ("run", "people", "themes", "vote", "workgroups", "maps")
NARROW = {("themes", "Chip")}  # beside the number of cards, in the narrowest column of the wall
SAID = re.compile(r"⟦[^⟦⟧]*[⟧…]")  # a label may end in an ellipsis where there is no room
KEYS = re.compile(r"\b(Ctrl|Shift|Alt|Enter|Esc|Space|Del|Tab|F\d+)\b|Upstream Workshop")
MONTHS = re.compile(r"\b\w+day \d+ \w+\b")


@pytest.fixture
def pseudo_app(tmp_path: Path) -> Iterator[App]:
    words.speak(words.PSEUDO)
    path = tmp_path / "1.upstream"
    sample.build(path).close()
    app = App([], Settings(tmp_path / "settings.ini"))
    try:
        app.open(path)
        app.window.resize(1366, 768)
        yield app
    finally:
        words.speak(words.ENGLISH)
        app.close()


def typed(app: App) -> list[str]:
    """What people typed, and lines of it, the longest first."""
    found: set[str] = set()
    with app.window.desk.workshop.read() as session:
        for table in schema.watched():
            for column in table.columns:
                rows = session.execute(text(f'SELECT "{column.name}" FROM "{table.name}"'))
                found |= {" ".join(value.split()) for (value,) in rows if isinstance(value, str)}
    parts = {part.strip() for value in found for part in value.split(";")}
    return sorted((value for value in found | parts if len(value) > 2), key=len, reverse=True)


def unsaid(shown: str, of_people: list[str]) -> str:
    """What of a text has come from neither the module of words nor from people."""
    while SAID.search(shown):
        shown = SAID.sub(" ", shown)
    shown = " ".join(re.sub(r"<[^>]+>", " ", shown).split())
    for value in of_people:
        shown = shown.replace(value, " ")
    shown = MONTHS.sub(" ", KEYS.sub(" ", shown))
    return shown if re.search(r"[^\W\d_]{2,}", shown) else ""


def texts(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    if isinstance(widget, QLineEdit):
        yield widget.placeholderText()
    if isinstance(widget, QComboBox):
        yield from (widget.itemText(at) for at in range(widget.count()))
    yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription())


def is_cut(widget: QWidget) -> bool:
    """Whether a button or a label, but for those that elide on purpose, has too little room."""
    if isinstance(widget, ElidedLabel) or not isinstance(widget, QLabel | QAbstractButton):
        return False
    if not widget.text():
        return False
    if isinstance(widget, QLabel) and widget.wordWrap():
        return widget.height() < widget.heightForWidth(widget.width()) - 1
    need = widget.sizeHint()
    return widget.width() < need.width() - 1 or widget.height() < need.height() - 1


def test_pages_show_only_what_is_said_and_cut_no_button(pseudo_app: App) -> None:
    of_people = typed(pseudo_app)
    unbracketed, cut, seen = set(), set(), 0
    looked_at: set[str] = set()
    for room in ROOMS:
        pseudo_app.window.go(room)
        assert pseudo_app.jobs.settled(60_000)
        for _ in range(30):
            pseudo_app.qt.processEvents()
        for widget in pseudo_app.window.findChildren(QWidget):
            if not isValid(widget) or not widget.isVisible():
                continue
            seen += 1
            if seen % 20 == 0:
                pseudo_app.qt.processEvents()  # the window is watched for gaps
            if is_cut(widget):
                cut.add((room, type(widget).__name__, widget.text()))  # type: ignore[attr-defined]
            for shown in {*filter(None, texts(widget))} - looked_at:
                looked_at.add(shown)
                if left := unsaid(shown, of_people):
                    unbracketed.add((room, type(widget).__name__, left))
    assert seen > 500
    assert unbracketed == set()
    assert {one for one in cut if one[:2] not in NARROW} == set()


def test_standard_buttons_are_said_too(pseudo_app: App) -> None:
    box = QMessageBox(QMessageBox.Icon.Question, "", "", QMessageBox.StandardButton.Cancel)
    (button,) = box.buttons()
    assert "⟦" in button.text()
    assert QKeySequence("Ctrl+F5").toString() == "Ctrl+F5"
    words.speak(words.ENGLISH)
    box = QMessageBox(QMessageBox.Icon.Question, "", "", QMessageBox.StandardButton.Cancel)
    (button,) = box.buttons()
    assert button.text().replace("&", "") == "Cancel"
