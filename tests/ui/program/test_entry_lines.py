"""Every entry line of the program: what it refuses stays, selected, and nothing is filed or lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.showing import settled
from ui.kit.desk import Desk
from ui.page import Page
from ui.rooms import ROOMS
from ui.widgets import EntryLine
from ui.widgets.inputs.segments import Segments
from ui.window.main_window import MainWindow
from upstream_workshop.session_file.steps import Change
from upstream_workshop.voting import services as votes
from upstream_workshop.voting.records import Line

TYPED = (
    "   ",
    "zzqx",
    "9 9 9 9 9 9 9",
    ": : :",
    "1: 99 99",
    "zzqx: 1 2",
    "+",
    "=",
    "->",
    "? ?",
    "zzqx? a quiet word",
    "zzqx+ a quiet word",
    "s?",
    "zzqx 3 1 7",
    "-5",
    "1e999",
    "٣ ٣",
    "\u200b\u202e",
    "x" * 3000,
)
EXPECTED = {
    "people": 4,
    "evidence": 1,
    "themes": 1,
    "vote": 1,
    "workgroups": 1,
    "maps": 1,
}  # at least so many


@pytest.fixture(autouse=True)
def cancelled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every dialog that opens is left at once."""
    monkeypatch.setattr(QDialog, "exec", lambda *_: int(QDialog.DialogCode.Rejected))


def lines(page: Page) -> Iterator[QLineEdit]:
    """Show each view of a page in turn, and return the lines that are seen there."""
    seen: set[QLineEdit] = set()
    for segments in (None, *page.findChildren(Segments)):
        for at in range(len(segments.names()) if segments else 1):
            if segments is not None and segments.isVisible():
                segments.select(at)
                QApplication.processEvents()
            for line in page.findChildren(QLineEdit):
                boxed = isinstance(line.parentWidget(), QAbstractSpinBox | QComboBox)
                if line.isVisible() and line not in seen and not boxed:
                    seen.add(line)
                    yield line


def escape(qtbot: QtBot, line: QLineEdit) -> None:
    """Type into a line that is no entry line: Escape takes the words back, and leaves nothing filed."""
    line.setFocus()
    line.clear()
    qtbot.keyClicks(line, "zqx")
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert line.text() != "zqx", (line.accessibleName(), "Escape did not clear it")


def enter(qtbot: QtBot, window: MainWindow, line: EntryLine, text: str) -> None:
    """Type a text and Enter once; what the line does with it must be plain."""
    line.field.setFocus()
    line.field.clear()
    line.field.setText(text)
    changes: list[Change] = []
    window.desk.changed.connect(changes.append)
    qtbot.keyClick(line.field, Qt.Key.Key_Return)
    settled(window.jobs)
    window.desk.changed.disconnect(changes.append)
    name, kept = line.field.accessibleName(), line.field.text()
    if changes:
        assert text.strip(), (name, "a blank text was filed")
        assert kept != text, (name, text, "filed, and still there to be filed again")
        return
    if not text.strip():
        return
    assert kept == text, (name, text, "lost: nothing was filed and the text is gone")
    assert line.field.selectedText() == text, (name, text, "refused and not selected")
    qtbot.keyClick(line.field, Qt.Key.Key_Escape)
    assert line.field.text() == "", (name, text, "Escape did not clear it")


@pytest.mark.parametrize("room", [room.key for room in ROOMS])
def test_what_is_refused_stays_selected_and_files_nothing(
    qtbot: QtBot, furnished_desk: Desk, open_window: Callable[[Desk], MainWindow], room: str
) -> None:
    ballot = furnished_desk.do("Draft", votes.draft_ballot, "More", [Line("A"), Line("B")])
    furnished_desk.do("Open", votes.open_ballot, ballot)
    window = open_window(furnished_desk)
    page = window.go(room)
    found = 0
    for field in lines(page):
        line = field.parentWidget()
        if not isinstance(line, EntryLine):
            escape(qtbot, field)
            continue
        found += 1
        for text in TYPED:
            if line.isVisible():
                enter(qtbot, window, line, text)
    assert found >= EXPECTED.get(room, 0)
