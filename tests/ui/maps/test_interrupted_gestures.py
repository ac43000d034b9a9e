"""What happens while the mouse is held down: a gesture ends with the map that it began on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.core.storage.test_undo import dump
from tests.ui.maps.test_gestures import check
from tests.ui.maps.test_page import factor, opened, type_in
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.maps.canvas.annotations.annotation_items import corners
from ui.maps.canvas.mouse.bend_link import grip_of
from ui.maps.page import MapsPage
from upstream_workshop.maps import queries

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
MIDDLE, NONE = Qt.MouseButton.MiddleButton, Qt.KeyboardModifier.NoModifier
WAY: Final = (QPoint(30, 20), QPoint(60, 45), QPoint(80, 50))


@pytest.fixture
def page(qtbot: QtBot, furnished_desk: Desk, jobs: Jobs) -> MapsPage:
    made = opened(qtbot, furnished_desk, jobs)
    type_in(qtbot, made, "Lwc -// Newest")  # which the first undo takes back
    made.stage.canvas.fit()
    return made


def on_factor(page: MapsPage) -> QPointF:
    return QPointF(*page.stage.scene.factors[factor(page, "Newest").id].box.rect.centre)


def on_edge(page: MapsPage) -> QPointF:
    box = page.stage.scene.factors[factor(page, "Newest").id].box.rect
    return QPointF(box.right - 3, box.centre[1])


def on_head(page: MapsPage) -> QPointF:
    return QPointF(*page.stage.scene.links[newest_link(page)].curve.points[3])


def on_bend(page: MapsPage) -> QPointF:
    grip = grip_of(page.stage.scene.links[newest_link(page)].curve)
    assert grip is not None
    return grip


def newest_link(page: MapsPage) -> int:
    """Select the newest link."""
    newest = max(page.stage.scene.links)
    page.stage.select((), [newest])
    return newest


def on_corner(page: MapsPage) -> QPointF:
    zone_id, item = next(iter(page.stage.scene.annotations.zones.items()))
    page.stage.select(zone_ids=[zone_id])
    return corners(item.box.rect)[3]


def on_title(page: MapsPage) -> QPointF:
    return QPointF(*next(iter(page.stage.scene.annotations.zones.values())).box.band.centre)


def nowhere(page: MapsPage) -> QPointF:
    return page.stage.canvas.place_at(QPoint(4, 4))


def new_zone(page: MapsPage) -> QPointF:
    page.stage.select()
    QTest.keyClick(page.stage.canvas, Qt.Key.Key_Z)
    return nowhere(page)


STARTS: Final = (on_factor, on_edge, on_head, on_bend, on_corner, on_title, nowhere, new_zone)


def undo(page: MapsPage) -> None:
    page.desk.undo()


def undo_twice(page: MapsPage) -> None:
    page.desk.undo()
    page.desk.undo()


def undo_and_redo(page: MapsPage) -> None:
    page.desk.undo()
    page.desk.redo()


def remove_all(page: MapsPage) -> None:
    page.stage.select([*page.stage.scene.factors])
    QTest.keyClick(page.stage.canvas, Qt.Key.Key_Delete)


def add(page: MapsPage) -> None:
    page.entry.entered.emit("Another - Lwc")


def show_other_map(page: MapsPage) -> None:
    page.show_row(page.desk.ask(queries.maps)[-1].id)


def remove_map(page: MapsPage) -> None:
    assert page.row is not None
    page.handlers.remove_map(page.row)


def hide(page: MapsPage) -> None:
    page.hide()
    page.show()


def leave(page: MapsPage) -> None:
    page.entry.field.setFocus()


CHANGES: Final = (undo, undo_twice, undo_and_redo, remove_all, add, show_other_map, remove_map)


@pytest.mark.parametrize("interrupt", [*CHANGES, hide, leave])
@pytest.mark.parametrize("start", STARTS)
def test_an_interrupted_gesture_files_nothing_and_leaves_nothing(
    page: MapsPage,
    jobs: Jobs,
    start: Callable[[MapsPage], QPointF],
    interrupt: Callable[[MapsPage], None],
) -> None:
    canvas, scene = page.stage.canvas, page.stage.scene
    spot = canvas.mapFromScene(start(page))
    QTest.mousePress(canvas.viewport(), LEFT, NONE, spot)
    assert canvas.is_busy()
    QTest.mouseMove(canvas.viewport(), spot + WAY[0])
    interrupt(page)
    after = dump(page.desk.workshop)
    QTest.mouseMove(canvas.viewport(), spot + WAY[1])
    QTest.mouseRelease(canvas.viewport(), LEFT, NONE, spot + WAY[2])
    assert jobs.settled(5_000)
    assert dump(page.desk.workshop) == after
    assert not canvas.is_busy()
    if page.row is not None:
        check(page)
    kept = scene.factors, scene.links, scene.annotations.zones, scene.annotations.notes
    assert len(scene.items()) == sum(map(len, (*kept, scene.marks.items)))


@pytest.mark.parametrize("start", STARTS)
def test_another_button_ends_no_gesture(
    page: MapsPage, start: Callable[[MapsPage], QPointF]
) -> None:
    canvas = page.stage.canvas
    spot = canvas.mapFromScene(start(page))
    QTest.mousePress(canvas.viewport(), LEFT, NONE, spot)
    for button in (RIGHT, MIDDLE):
        QTest.mousePress(canvas.viewport(), button, NONE, spot + WAY[0])
        QTest.mouseRelease(canvas.viewport(), button, NONE, spot + WAY[0])
        assert canvas.is_busy()
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert not canvas.is_busy()


@pytest.mark.parametrize("button", [RIGHT, MIDDLE])
def test_only_the_left_button_opens_by_two_clicks(
    qtbot: QtBot, page: MapsPage, button: Qt.MouseButton
) -> None:
    canvas, heard = page.stage.canvas, []
    canvas.opened.connect(lambda: heard.append("opened"))
    canvas.asked_factor.connect(lambda *_: heard.append("asked"))
    for place in (on_factor(page), nowhere(page)):
        spot = canvas.mapFromScene(place)
        QTest.mouseDClick(canvas.viewport(), button, NONE, spot)
        QTest.mouseRelease(canvas.viewport(), button, NONE, spot)
    assert not heard
    assert not canvas.is_busy()


def test_what_waits_to_be_drawn_is_forgotten_once_the_keys_go_elsewhere(page: MapsPage) -> None:
    """Else a later drag would draw a zone, though nothing shows it any more."""
    canvas = page.stage.canvas
    canvas.setFocus()
    spot = canvas.mapFromScene(new_zone(page))
    assert canvas.viewport().cursor().shape() == Qt.CursorShape.CrossCursor
    page.entry.field.setFocus()
    assert canvas.viewport().cursor().shape() != Qt.CursorShape.CrossCursor
    asked: list[object] = []
    canvas.asked_zone.connect(asked.append)
    QTest.mousePress(canvas.viewport(), LEFT, NONE, spot)
    QTest.mouseMove(canvas.viewport(), spot + WAY[2])
    QTest.mouseRelease(canvas.viewport(), LEFT, NONE, spot + WAY[2])
    assert not asked
