"""Blocks dragged between lanes change their track, and are put back by one undo."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.showing import shown
from ui.agenda.page import RunPage
from ui.agenda.plan.lanes.lane_block import LaneBlock
from ui.agenda.plan.lanes.lanes import Lanes
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from upstream_workshop.agenda import queries, services
from upstream_workshop.agenda.rules import BlockRow
from upstream_workshop.agenda.running import services as running_day

LEFT = Qt.MouseButton.LeftButton
KEYS = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def lanes(qtbot: QtBot, desk: Desk, jobs: Jobs) -> Lanes:
    """Two tracks of three blocks each, an hour long, side by side."""
    desk.do("Found", services.found_residential, "Upstream", date(2026, 12, 1))
    for track in ("", "Barn"):
        for number in range(3):
            desk.do("Add", services.add_block, 1, f"{track}{number}", 60, track, None)
    page = RunPage(desk, jobs, now=lambda: datetime(2026, 12, 1, 8, 0))
    shown(qtbot, page, 1180, 716)
    page.editing.setChecked(True)
    page.editor.views.select(1)
    return page.editor.lanes


def order(desk: Desk) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for block in desk.ask(queries.agenda):
        found.setdefault(block.track, []).append(block.title)
    return found


def block_of(lanes: Lanes, title: str) -> LaneBlock:
    return next(each for each in lanes.findChildren(LaneBlock) if each.block.title == title)


def drag(block: LaneBlock, by: QPoint, drop: bool = True) -> None:
    """Take hold in the middle and move the pointer, as a hand does in several steps."""
    held = block.rect().center()
    start = block.mapToGlobal(held)
    QTest.mousePress(block, LEFT, pos=held)
    for part in range(1, 5):
        QTest.mouseMove(block, block.mapFromGlobal(start + by * part / 4))
    if drop:
        QTest.mouseRelease(block, LEFT, pos=block.mapFromGlobal(start + by))


def test_a_block_dragged_to_another_lane_changes_its_track_in_one_step(
    desk: Desk, lanes: Lanes
) -> None:
    before = desk.ask(queries.agenda)
    dragged, target = block_of(lanes, "1"), block_of(lanes, "Barn2")
    drag(dragged, target.pos() - dragged.pos())
    assert order(desk) == {"": ["0", "2"], "Barn": ["Barn0", "Barn1", "1", "Barn2"]}
    moved = block_of(lanes, "1")
    assert moved.x() == block_of(lanes, "Barn2").x()
    assert moved.y() < block_of(lanes, "Barn2").y()
    desk.undo()
    assert desk.ask(queries.agenda) == before


@pytest.mark.parametrize(
    ("title", "onto", "found"),
    [("0", "2", ["1", "0", "2"]), ("2", "0", ["2", "0", "1"]), ("1", "1", ["0", "1", "2"])],
)
def test_a_block_is_dragged_within_its_lane(
    desk: Desk, lanes: Lanes, title: str, onto: str, found: list[str]
) -> None:
    dragged, target = block_of(lanes, title), block_of(lanes, onto)
    drag(dragged, target.pos() - dragged.pos() + QPoint(0, 12 if title == onto else 0))
    assert order(desk)[""] == found


def test_what_is_let_go_or_refused_lies_where_it_lay(
    qtbot: QtBot, desk: Desk, lanes: Lanes
) -> None:
    first: BlockRow = desk.ask(queries.agenda)[0]
    desk.do("Start", running_day.start, first.id, datetime(2026, 12, 1, 9, 0))
    before = desk.ask(queries.agenda)
    run, coming = block_of(lanes, first.title), block_of(lanes, "1")
    for block in (run, coming):
        home = block.geometry()
        drag(block, QPoint(400, 30), drop=block is run)
        if block is coming:
            qtbot.keyClick(block, KEYS.Key_Escape)
            QTest.mouseRelease(block, LEFT)
        assert block.geometry() == home
    assert desk.ask(queries.agenda) == before


def test_keys_take_a_block_to_the_lane_beside_it_and_back(
    qtbot: QtBot, desk: Desk, lanes: Lanes
) -> None:
    block_of(lanes, "1").setFocus()
    qtbot.keyClick(block_of(lanes, "1"), KEYS.Key_Right, ALT)
    assert order(desk) == {"": ["0", "2"], "Barn": ["Barn0", "1", "Barn1", "Barn2"]}
    qtbot.keyClick(block_of(lanes, "1"), KEYS.Key_Left, ALT)
    assert order(desk) == {"": ["0", "1", "2"], "Barn": ["Barn0", "Barn1", "Barn2"]}
