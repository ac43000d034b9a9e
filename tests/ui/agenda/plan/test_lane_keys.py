"""The lanes of a day are walked and changed by keys, and a border is dragged for minutes."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.agenda.plan.typing_hands import (
    KEYS,
    SHIFT,
    blocks,
    edited,
    field,
)
from ui.agenda.page import RunPage
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from upstream_workshop.agenda import services
from upstream_workshop.agenda.templates import load_template


def test_lanes_are_walked_and_changed_by_keys(qtbot: QtBot, desk: Desk, jobs: Jobs) -> None:
    desk.do("Lay out", services.lay_out, load_template("open-space"))
    page = edited(qtbot, desk, jobs)
    page.editor.views.select(1)
    lanes = page.editor.lanes
    first = blocks(desk)[0]
    assert lanes.current_id() == first.id
    qtbot.keyClick(QApplication.focusWidget(), KEYS.Key_Down, SHIFT)
    assert blocks(desk)[0].minutes == first.minutes + 5
    qtbot.keyClick(QApplication.focusWidget(), KEYS.Key_Minus)
    assert blocks(desk)[0].minutes == first.minutes + 4
    qtbot.keyClick(QApplication.focusWidget(), KEYS.Key_Down)
    assert lanes.current_id() == blocks(desk)[1].id
    qtbot.keyClick(QApplication.focusWidget(), KEYS.Key_Right)
    beside = next(b for b in blocks(desk) if b.id == lanes.current_id())
    assert beside.track
    assert beside.title in QApplication.focusWidget().accessibleName()
    qtbot.keyClick(QApplication.focusWidget(), KEYS.Key_Return)
    qtbot.keyClicks(field(), "Pwnc")
    qtbot.keyClick(field(), KEYS.Key_Return)
    assert next(b for b in blocks(desk) if b.id == beside.id).title == "Pwnc"


def test_a_border_is_dragged_for_minutes_and_escape_lets_it_go(
    qtbot: QtBot, desk: Desk, page: RunPage
) -> None:
    page.editor.views.select(1)
    block = blocks(desk)[1]
    lane = page.editor.lanes._blocks[block.id]
    foot = QPoint(20, lane.height() - 3)
    per_minute = lane.height() / block.minutes
    down = foot + QPoint(0, round(20 * per_minute))
    left = Qt.MouseButton.LeftButton
    qtbot.mousePress(lane, left, pos=foot)
    qtbot.mouseMove(lane, down)
    qtbot.keyClick(lane, KEYS.Key_Escape)
    qtbot.mouseRelease(lane, left, pos=down)
    assert blocks(desk)[1].minutes == block.minutes
    qtbot.mousePress(lane, left, pos=foot)
    qtbot.mouseMove(lane, down)
    assert lane.minutes == block.minutes + 20
    qtbot.mouseRelease(lane, left, pos=down)
    assert blocks(desk)[1].minutes == block.minutes + 20
    desk.undo()
    assert blocks(desk)[1] == block
