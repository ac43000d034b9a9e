"""Random keys and mouse in the plan: what the table shows is always what the file holds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from random import Random

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent, QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.showing import shown
from ui.agenda.page import RunPage
from ui.agenda.plan.lanes.lane_block import LaneBlock
from ui.agenda.plan.lines import plan_lines
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from upstream_workshop.agenda import queries, services
from upstream_workshop.agenda.planning.plan_conflicts import conflicts
from upstream_workshop.agenda.templates import load_template

KEYS = Qt.Key
NONE = Qt.KeyboardModifier.NoModifier
ALT, CTRL, SHIFT = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
LEFT = Qt.MouseButton.LeftButton
STEPS = 70
TEXTS = (
    "25", "0", "-5", "1h10", "12:30", "00:15", "23:59", "25:00", "Cinio", " ", "yes", "no", "2", "99",
    "North", "sun", "mauve", "vote", "ŵ", "😀", "=1+1", "a\tb", "“x”", "7" * 30,
)  # fmt: skip
CLIPS = (
    "Title\tMinutes\tTrack\nSŵn\t15\tBarn\nCanu\t0:20\t\n", "25\tCroeso\n35\tCynnig\n", "16:30\t10\tOne\n",
    "soon\n", "", "\n\n", "x" * 500, '"open', "20\n" * 40, "1\t2\t3\t4\t5\t6\t7\t8\t9",
)  # fmt: skip
ENDS = (KEYS.Key_Return, KEYS.Key_Tab, KEYS.Key_Backtab, KEYS.Key_Escape, KEYS.Key_Down)
ARROWS = (
    KEYS.Key_Up, KEYS.Key_Down, KEYS.Key_Left, KEYS.Key_Right, KEYS.Key_Home, KEYS.Key_End,
    KEYS.Key_PageUp, KEYS.Key_PageDown,
)  # fmt: skip
VERBS = (
    (KEYS.Key_Delete, NONE), (KEYS.Key_Insert, NONE), (KEYS.Key_Up, ALT), (KEYS.Key_Down, ALT),
    (KEYS.Key_A, CTRL), (KEYS.Key_C, CTRL), (KEYS.Key_X, CTRL), (KEYS.Key_V, CTRL), (KEYS.Key_V, CTRL),
    (KEYS.Key_F2, NONE), (KEYS.Key_Space, NONE), (KEYS.Key_Backspace, NONE), (KEYS.Key_Return, NONE),
    (KEYS.Key_Tab, NONE), (KEYS.Key_Backtab, NONE),
)  # fmt: skip


class Hands:
    """Somebody at the plan who does anything at any time, and what she did."""

    def __init__(self, page: RunPage, desk: Desk, seed: int) -> None:
        self.page, self.desk = page, desk
        self.table = page.editor.table
        self.any = Random(seed)
        self.did: list[str] = []
        self.refused: list[str] = []
        desk.refused.connect(self.refused.append)

    def step(self) -> None:
        """Do one thing."""
        doing: tuple[Callable[[], object], ...] = (
            self.type, self.type, self.type, self.press, self.press, self.arrow, self.arrow, self.click,
            self.drag_rows, self.paste, self.step_back, self.lanes, self.other_day,
        )  # fmt: skip
        if not self.page.editing.isChecked():
            self.page.editing.setChecked(True)
        self.any.choice(doing)()

    def press(self) -> None:
        """Press a key that does something."""
        self.key(*self.any.choice(VERBS))

    def arrow(self) -> None:
        """Go somewhere, at times selecting."""
        self.key(self.any.choice(ARROWS), self.any.choice((NONE, NONE, SHIFT)))

    def type(self) -> None:
        """Type a text and end it; a text that is refused stays in its field, selected."""
        text, end = self.any.choice(TEXTS), self.any.choice(ENDS)
        self.did.append(f"type {text!r} {end.name}")
        before, said = self.desk.ask(queries.agenda), len(self.refused)
        for letter in text:
            self.letter(letter)
        field = QApplication.focusWidget()
        typed = isinstance(field, QLineEdit | QPlainTextEdit) and text_in(field)
        QTest.keyClick(self.keys(), end)
        if len(self.refused) > said and end in (KEYS.Key_Return, KEYS.Key_Tab):
            assert self.desk.ask(queries.agenda) == before or typed is False
            assert not typed or text_in(self.keys()) == typed

    def click(self) -> None:
        """Click on any cell, or twice."""
        lines, columns = self.table.plan.rowCount(), self.table.plan.columnCount()
        index = self.table.plan.index(self.any.randrange(lines), self.any.randrange(columns))
        self.table.scrollTo(index)
        place = self.table.visualRect(index).center()
        self.did.append(f"click {index.row()}, {index.column()}")
        QTest.mouseClick(self.table.viewport(), LEFT, pos=place)
        if self.any.random() < 0.3:
            QTest.mouseDClick(self.table.viewport(), LEFT, pos=place)

    def drag_rows(self) -> None:
        """Drop some rows between others: a real drag holds the test until the pointer is let go."""
        lines = self.table.plan.rowCount()
        rows = sorted(self.any.sample(range(lines), self.any.randint(1, min(3, lines))))
        carried = self.table.plan.mimeData([self.table.plan.index(row, 0) for row in rows])
        onto = self.table.visualRect(self.table.plan.index(self.any.randrange(lines), 2))
        self.did.append(f"drag {rows} to {onto.y()}")
        place = QPointF(onto.center().x(), onto.top() + self.any.choice((1, onto.height() - 1)))
        drop = QDropEvent(place, Qt.DropAction.MoveAction, carried, LEFT, NONE)
        self.table.dropEvent(drop)

    def paste(self) -> None:
        """Paste what a spreadsheet may have copied."""
        text = self.any.choice(CLIPS)
        QGuiApplication.clipboard().setText(text)
        self.key(KEYS.Key_V, CTRL)

    def step_back(self) -> None:
        """Undo, redo."""
        back = self.any.random() < 0.6
        self.did.append("undo" if back else "redo")
        (self.desk.undo if back else self.desk.redo)()

    def lanes(self) -> None:
        """Drag a block in the lanes, and come back to the table."""
        self.page.editor.views.select(1)
        blocks = [b for b in self.page.editor.lanes.findChildren(LaneBlock) if not b.isHidden()]
        if blocks:
            dragged, at = self.any.choice(blocks), self.any.choice(blocks).pos()
            held = dragged.rect().center()
            by = at - dragged.pos() + QPoint(self.any.randint(-300, 300), self.any.randint(-40, 40))
            start = dragged.mapToGlobal(held)
            self.did.append(f"lane drag {dragged.block.title} by {by.toTuple()}")
            QTest.mousePress(dragged, LEFT, pos=held)
            for part in (by / 2, by):
                QTest.mouseMove(dragged, dragged.mapFromGlobal(start + part))
            QTest.mouseRelease(dragged, LEFT, pos=dragged.mapFromGlobal(start + by))
        self.page.editor.views.select(0)

    def other_day(self) -> None:
        """Look at another day."""
        day = self.any.randrange(min(len(self.page._days()), 2))
        self.did.append(f"day {day}")
        self.page.days._segments.select(day)

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
        """Press a key where the keys are."""
        self.did.append(f"{key.name} {held.name}")
        QTest.keyClick(self.keys(), key, held)

    def letter(self, letter: str) -> None:
        """Type a letter, also one that QTest has no key for."""
        if letter.isascii() and letter.isprintable():
            QTest.keyClicks(self.keys(), letter)
            return
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(self.keys(), QKeyEvent(kind, 0, NONE, letter))

    def keys(self) -> QWidget:
        """Return what has the keys; the table where nothing of the plan has them."""
        found = QApplication.focusWidget()
        if found is None or not (found is self.table or self.table.isAncestorOf(found)):
            self.table.setFocus()
            found = self.table
        return found

    def check(self) -> None:
        """Check that the table shows what the file holds, and that the keys are somewhere."""
        assert QApplication.activeModalWidget() is None, self.did
        assert QApplication.activePopupWidget() is None or self.table.isVisible(), self.did
        blocks, model = self.desk.ask(queries.agenda), self.table.plan
        lines = plan_lines(blocks, conflicts(blocks), self.page.days.day)
        if not self.page.editing.isChecked():
            return
        assert list(model.lines) == list(lines), self.did
        assert self.table.currentIndex().isValid(), self.did
        rows = [index.row() for index in self.table.selectionModel().selectedRows()]
        assert all(row < len(lines) for row in rows), self.did
        assert len(self.table.selected()) == sum(not lines[row].is_new for row in rows), self.did
        places = [(b.day, b.track, b.position) for b in blocks]
        assert len(set(places)) == len(places), self.did


def text_in(field: object) -> str | None:
    if isinstance(field, QPlainTextEdit):
        return field.toPlainText()
    return field.text() if isinstance(field, QLineEdit) else None


@pytest.mark.parametrize("seed", range(8))
def test_the_table_is_the_file_whatever_is_done(
    qtbot: QtBot, desk: Desk, jobs: Jobs, seed: int
) -> None:
    desk.do("Found", services.found_residential, "Upstream", date(2026, 12, 1))
    desk.do("Lay out", services.lay_out, load_template("open-space"))
    page = RunPage(desk, jobs, now=lambda: datetime(2026, 12, 1, 8, 0))
    shown(qtbot, page, 1180, 716)
    page.editing.setChecked(True)
    hands = Hands(page, desk, seed)
    for _ in range(STEPS):
        hands.step()
        hands.check()
    last = desk.ask(queries.agenda)
    done = 0
    while desk.workshop.undo_label is not None:
        desk.undo()
        hands.check()
        done += 1
    for _ in range(done):
        desk.redo()
    hands.check()
    assert desk.ask(queries.agenda) == last, hands.did
