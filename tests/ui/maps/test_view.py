"""What is seen of a map: zoom by the wheel at any depth, and what was just made or chosen."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.showing import settled, shown
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.maps.page import MapsPage
from ui.maps.reading.readings import Kind
from ui.maps.reading.side_column import PATHS, SIZES
from upstream_workshop.maps import queries
from upstream_workshop.maps.factors.services import add_factor
from upstream_workshop.maps.services import add_map

NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def page(qtbot: QtBot, furnished_desk: Desk, jobs: Jobs) -> MapsPage:
    return shown(qtbot, MapsPage(furnished_desk, jobs), 1366, 768)


def wheel(page: MapsPage, at: QPoint, turned: int, tilted: int = 0) -> None:
    port = page.stage.canvas.viewport()
    event = QWheelEvent(
        QPointF(at), QPointF(port.mapToGlobal(at)), QPoint(), QPoint(tilted, turned),
        Qt.MouseButton.NoButton, NONE, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(port, event)


def seen(page: MapsPage) -> QRectF:
    canvas = page.stage.canvas
    low = canvas.viewport().rect().bottomRight()
    return QRectF(canvas.place_at(QPoint()), canvas.place_at(low))


def sees(page: MapsPage, factor_id: int) -> bool:
    pixel = page.stage.canvas.reach(2)
    area = seen(page).adjusted(-pixel, -pixel, pixel, pixel)
    return area.contains(page.stage.scene.factors[factor_id].sceneBoundingRect())


def zoom_into_a_corner(page: MapsPage) -> None:
    for _ in range(8):
        wheel(page, page.stage.canvas.viewport().rect().topRight(), 120)
    assert not any(sees(page, id_) for id_ in page.stage.scene.factors)


@pytest.mark.parametrize("far", [300.0, 20_000.0, 900_000.0])
def test_the_wheel_keeps_the_point_under_it_however_far_apart_factors_lie(
    page: MapsPage, far: float
) -> None:
    """All is seen when it is fitted; from there the wheel never turns the other way."""
    map_id = page.desk.do("Add", add_map, "Far")
    assert map_id is not None
    for label, x in (("Here", -far), ("There", far)):
        page.desk.do("Add", add_factor, map_id, label, x, x)
    page.show_row(map_id)
    canvas, dice = page.stage.canvas, random.Random(7)
    canvas.fit()
    assert all(sees(page, id_) for id_ in page.stage.scene.factors)
    port = canvas.viewport().rect()
    corners = [
        port.topLeft(),
        port.topRight(),
        port.bottomLeft(),
        port.bottomRight(),
        port.center(),
    ]
    for turned in [-120] * 3 + [120] * 60 + [-120] * 80 + dice.choices((120, -120, 15, -360), k=60):
        at, before = dice.choice(corners), canvas.transform().m11()
        place = canvas.place_at(at)
        wheel(page, at, turned)
        now = canvas.viewportTransform().map(place)
        assert max(abs(now.x() - at.x()), abs(now.y() - at.y())) < 2
        assert (canvas.transform().m11() - before) * turned >= 0


@pytest.mark.parametrize("line", ["Brand new", "Brand new + Luck", "Brand new - Quite new"])
def test_what_was_typed_is_seen_wherever_the_map_is_zoomed(
    qtbot: QtBot, page: MapsPage, line: str
) -> None:
    zoom_into_a_corner(page)
    scale = page.stage.canvas.transform().m11()
    page.entry.field.setFocus()
    qtbot.keyClicks(page.entry.field, line)
    qtbot.keyClick(page.entry.field, Qt.Key.Key_Return)
    assert page.typing.current is not None
    assert sees(page, page.typing.current)
    assert page.stage.canvas.transform().m11() == pytest.approx(scale)


def test_what_is_chosen_in_a_list_is_seen(page: MapsPage, jobs: Jobs) -> None:
    """A loop, a path or a factor; everything else is faded, or too far away."""
    assert page.row is not None
    settled(jobs)
    zoom_into_a_corner(page)
    assert page.loops.table.select(lambda line: bool(line.loop))
    loop = page.loops.current()
    assert loop is not None
    assert all(sees(page, id_) for id_ in loop.loop.factor_ids)
    page.loops.clear()
    zoom_into_a_corner(page)
    page.side.turn_to(PATHS)
    link = page.row.links[0]
    page.stage.select([link.source_id, link.target_id])
    settled(jobs)
    assert page.side.reading()[:1] == (Kind.PATH,)
    assert sees(page, link.source_id)
    zoom_into_a_corner(page)
    page.side.turn_to(SIZES)
    page.side.opened.emit(link.target_id)
    assert sees(page, link.target_id)


def test_a_tilted_wheel_pans_sideways(page: MapsPage) -> None:
    before = seen(page)
    wheel(page, QPoint(50, 50), 0, -120)
    assert seen(page).top() == pytest.approx(before.top())
    assert seen(page).left() - before.left() == pytest.approx(page.stage.canvas.reach(120))


def test_a_page_that_is_built_anew_has_the_zoom_of_each_map(
    qtbot: QtBot, page: MapsPage, furnished_desk: Desk, jobs: Jobs
) -> None:
    """As when the text size or the colours change."""
    assert page.row is not None
    first = page.row.id
    other = page.desk.do("Add", add_map, "Other")
    assert other is not None
    page.desk.do("Add", add_factor, other, "Trust", 0, 0)
    views = {}
    for map_id in (first, other):
        page.show_row(map_id)
        wheel(page, QPoint(40, 60), 360 + 120 * map_id)
        views[map_id] = seen(page)
    memory = page.memory()
    page.close()
    fresh = shown(qtbot, MapsPage(furnished_desk, jobs), 1366, 768)
    fresh.recall(memory)
    assert fresh.row is not None
    assert fresh.row.id == other
    for map_id in (other, first):
        fresh.show_row(map_id)
        view = seen(fresh)
        assert view.center().x() == pytest.approx(views[map_id].center().x(), abs=1)
        assert view.width() == pytest.approx(views[map_id].width(), rel=0.01)


def test_a_new_map_has_not_the_zoom_of_one_that_is_gone(page: MapsPage) -> None:
    """Though it gets its number."""
    added = page.desk.do("Add map", add_map, "First")
    assert added is not None
    page.show_row(added)
    page.desk.do("Add factor", add_factor, added, "Far away", 0.0, 0.0)
    page.stage.canvas.zoom(3)
    page.stage.canvas.pan(-5_000, -3_000)
    page.handlers.remove_map(page.desk.ask(queries.map_row, added))
    again = page.desk.do("Add map", add_map, "Second")
    assert again == added
    page.show_row(again)
    assert not page.stage.canvas.is_zoomed()
