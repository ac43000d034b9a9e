"""From choices to printed charters in the window, by keys alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtPdf import QPdfDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.printing.test_paper_printing import dark, printer
from tests.ui.showing import settled
from tests.ui.workgroups.opening import with_four_people
from ui.kit.desk import Desk
from ui.printing import preview
from ui.printing.page import PrintingPage
from ui.window.main_window import MainWindow
from ui.workgroups.group_views import CHARTERS, CHOICES
from ui.workgroups.page import WorkgroupsPage
from upstream_workshop.workgroups import queries

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
CHOSEN = ("ade 1 2", "sian 1", "jo 2 1", "brz 2")
QUESTION = "What would change if doing nothing was scored"


def press(*keys: Key, control: bool = False) -> None:
    """Press keys where the keyboard is."""
    for key in keys:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key, CONTROL if control else Qt.KeyboardModifier.NoModifier)


def press_until(reached: Callable[[], bool], key: Key, control: bool = False) -> None:
    """Press a key until something is so."""
    for _ in range(60):
        if reached():
            return
        press(key, control=control)
    pytest.fail(f"not reached by {key}")


def has_keys(widget: QWidget) -> bool:
    return QApplication.focusWidget() is widget


def type_line(words: str) -> None:
    """Type a line and Enter where the keyboard is."""
    QTest.keyClicks(QApplication.focusWidget(), words)
    press(Key.Key_Return)


@pytest.fixture
def window(desk: Desk, open_window: Callable[[Desk], MainWindow]) -> MainWindow:
    """Four people and two themes, nothing chosen."""
    with_four_people(desk)
    return open_window(desk)


def test_choices_become_groups_charters_and_paper_by_keys(
    window: MainWindow, tmp_path: Path
) -> None:
    desk, jobs = window.desk, window.jobs
    press(Key.Key_6, control=True)
    page = window.current
    assert isinstance(page, WorkgroupsPage)
    press_until(lambda: page.views.current() == CHOICES, Key.Key_Tab, control=True)
    press_until(lambda: has_keys(page.body.choices.entry.field), Key.Key_Tab)
    for line in CHOSEN:
        type_line(line)
    assert len(desk.ask(queries.choices)) == len(CHOSEN)
    press(Key.Key_Return, control=True)  # propose
    settled(jobs)
    press(Key.Key_Return)  # accept
    assert [len(group.members) for group in desk.ask(queries.workgroups)] == [2, 2]

    turns = iter(range(500))

    def fill_in() -> None:
        form, focus = QApplication.activeModalWidget(), QApplication.focusWidget()
        if form is None or focus is None or not form.isAncestorOf(focus):
            if next(turns, None) is not None:
                QTimer.singleShot(10, fill_in)
            elif form is not None:
                form.close()
            return
        QTest.keyClicks(QApplication.focusWidget(), QUESTION)
        press(Key.Key_Return, control=True)

    press_until(lambda: page.views.current() == CHARTERS, Key.Key_Tab, control=True)
    QTimer.singleShot(0, fill_in)
    press(Key.Key_Return)
    assert desk.ask(queries.workgroups)[0].question == QUESTION
    window.activateWindow()  # as a desktop does once a form is gone
    assert QTest.qWaitForWindowActive(window)

    press(Key.Key_0, control=True)
    settled(jobs)
    papers = window.current
    assert isinstance(papers, PrintingPage)
    press_until(lambda: papers.table.current_row().id == "charters", Key.Key_Down)
    settled(jobs)
    press_until(lambda: has_keys(papers.preview.print), Key.Key_Tab)
    printed = tmp_path / "charters.pdf"
    with patch.object(preview, "ask_printer", lambda _, content: printer(content, printed)):
        press(Key.Key_Space)
    settled(jobs)
    document = QPdfDocument()
    document.load(str(printed))
    assert document.pageCount() == 2
    assert dark(document, 0), "something is on it"
    assert QUESTION in " ".join(papers.preview.pdf.getAllText(0).text().split())
