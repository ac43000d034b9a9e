"""What a facilitator does at the Themes page, and what she sees there."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from ui.themes.page import ThemesPage
from upstream_workshop.themes import queries

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
RISK, MEASURES = "Reframing risk", "Meaningful measurement"


def enter(qtbot: QtBot, page: ThemesPage, text: str) -> None:
    assert page.entry.field.hasFocus()
    qtbot.keyClicks(page.entry.field, text)
    qtbot.keyClick(page.entry.field, Key.Key_Return)


def in_focus(page: ThemesPage) -> QWidget:
    """Where the next key goes; it must be somewhere on the page."""
    widget = QApplication.focusWidget()
    assert widget is not None
    assert page.isAncestorOf(widget)
    return widget


def press(qtbot: QtBot, page: ThemesPage, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(in_focus(page), key)


def choose(page: ThemesPage, *texts: str) -> None:
    """Select these cards, as a click and more clicks with Control would."""
    found = [card.id for card in page.desk.ask(queries.ideas) if card.text in texts]
    page.wall.show_cards(found)
    page.wall.setFocus()


def themes(page: ThemesPage) -> dict[str, list[str]]:
    rows = page.desk.ask(queries.themes)
    return {row.title: [card.text for card in row.cards] for row in rows}


def loose(page: ThemesPage) -> list[str]:
    return [card.text for card in page.desk.ask(queries.loose_cards)]


def chip(page: ThemesPage) -> str:
    return page.entry._chip.text()


def words_in(widget: QWidget) -> str:
    return "\n".join(shown.text() for shown in widget.findChildren(QLabel) if shown.isVisible())
