"""What the tests of the views of the People page do and read there."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.showing import settled
from ui.people.page import PeoplePage
from ui.people.people_views import NETWORK
from upstream_workshop.people import queries
from upstream_workshop.people.introductions import queries as introduction_queries

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


def words_in(widget: QWidget) -> str:
    shown = [one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget)]
    return " | ".join(shown)


def ties(page: PeoplePage) -> set[tuple[str, str, str, str, bool]]:
    names = {row.id: row.name for row in page.desk.ask(queries.roster)}
    return {
        (names[tie.first_id], names[tie.second_id], tie.kind, tie.phase, tie.mutual)
        for tie in page.desk.ask(introduction_queries.ties)
        if not tie.dismissed
    }


def show_network(page: PeoplePage) -> None:
    page.show_view(NETWORK)
    settled(page.jobs)


def type_line(qtbot: QtBot, view: QWidget, line: str) -> None:
    field = view.entry.field  # type: ignore[attr-defined]
    for letter in line:
        if letter.isascii():
            qtbot.keyClicks(field, letter)
        else:
            field.insert(letter)
    qtbot.keyClick(field, Key.Key_Return)
