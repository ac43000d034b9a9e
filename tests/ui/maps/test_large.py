"""A large map on its canvas: a rough picture first, then the map in slices, with the keys alive."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest
from PySide6.QtCore import QObject, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QGraphicsItem, QLineEdit
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from tests.ui.showing import shown
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.maps.calculations import calculated
from ui.maps.canvas.canvas import MapCanvas
from ui.maps.canvas.emphasis import map_painting
from ui.maps.canvas.emphasis.close_up import CloseUp
from ui.maps.canvas.emphasis.emphasis import PLAIN, Emphasis
from ui.maps.canvas.outline.map_outline import MapOutline
from ui.maps.canvas.painting import measure
from ui.maps.canvas.scene import MapScene
from ui.maps.page import MapsPage
from upstream_workshop.maps.analysis.pushes import Effect
from upstream_workshop.maps.annotations.whole_drawing import draw_whole, whole_drawer
from upstream_workshop.maps.geometry import Rect
from upstream_workshop.maps.map_rows import FactorRow, LinkRow, MapRow
from upstream_workshop.maps.model import Factor, SystemMap

LARGE = 360


def grid(map_id: int = 1, count: int = LARGE) -> MapRow:
    """Factors in rows, each linked to the next, and to the one below."""
    factors = tuple(FactorRow(n, f"F{n}", n % 20 * 200.0, n // 20 * 120.0) for n in range(count))
    links = tuple(LinkRow(n, n % count, (n * 7 + 1) % count, "+") for n in range(count))
    return MapRow(map_id, f"Map {map_id}", "", factors, links)


def fill(session: Session) -> None:
    """Add a map of 700 factors in one place."""
    made = SystemMap(title="Large", position=0)
    session.add(made)
    session.flush()
    session.add_all(Factor(map_id=made.id, label=f"F{n}", x=n, y=n) for n in range(700))


def picture(scene: MapScene) -> QImage:
    made = QImage(800, 600, QImage.Format.Format_ARGB32)
    made.fill(Qt.GlobalColor.white)
    painter = QPainter(made)
    scene.render(painter, source=scene.content())
    painter.end()
    return made


@pytest.fixture
def scene(qtbot: QtBot) -> MapScene:
    return MapScene()


def test_a_rough_picture_comes_first_and_then_the_map_as_it_would_have_been(
    qtbot: QtBot, scene: MapScene
) -> None:
    row = grid()
    scene.mirror(row)
    assert not scene.is_complete()
    assert not scene.factors
    assert scene.content().width() > 3000
    colours = picture(scene)
    assert len({colours.pixel(x, y) for x in range(0, 800, 3) for y in range(0, 600, 3)}) > 1
    qtbot.waitUntil(scene.is_complete, timeout=20_000)
    boxes, curves = whole_drawer(row, measure).shapes()
    assert {id_: item.box for id_, item in scene.factors.items()} == {b.factor_id: b for b in boxes}
    assert {id_: item.curve for id_, item in scene.links.items()} == {c.link_id: c for c in curves}


def test_a_map_that_comes_back_whole_is_painted_roughly_first(
    qtbot: QtBot, scene: MapScene
) -> None:
    row = grid()
    scene.mirror(row)
    scene.finish()
    scene.mirror(replace(row, factors=(), links=()))
    assert scene.is_complete()
    scene.mirror(row)
    assert not scene.far.area.isEmpty()
    qtbot.waitUntil(scene.is_complete, timeout=20_000)
    assert scene.far.area.isEmpty()
    assert len(scene.factors) == LARGE


def test_a_change_while_it_is_drawn_is_on_it(scene: MapScene) -> None:
    row = grid()
    scene.mirror(row)
    QApplication.processEvents()
    new = FactorRow(LARGE, "New", -300.0, -300.0)
    links = tuple(k for k in row.links if 0 not in (k.source_id, k.target_id))
    changed = MapRow(1, "Map", "", (*row.factors[1:], new), links)
    scene.mirror(changed)
    scene.select([LARGE], ())
    assert not scene.selected_factors()
    scene.finish()
    assert scene.is_complete()
    assert scene.factors.keys() == {each.id for each in changed.factors}
    assert scene.links.keys() == {each.id for each in links}
    assert scene.selected_factors() == [LARGE]


def test_another_selection_takes_the_place_of_one_that_waits(scene: MapScene) -> None:
    scene.mirror(grid())
    scene.select([3], ())
    scene.select((), ())
    scene.finish()
    assert scene.selected_factors() == []


def test_what_is_removed_changes_the_selection_once(scene: MapScene) -> None:
    row = grid(count=120)
    scene.mirror(row)
    scene.finish()
    scene.select(range(100), range(100))
    told = QSignalSpy(scene.selectionChanged)
    scene.mirror(MapRow(1, "Map", "", row.factors[90:], ()))
    assert told.count() == 1
    assert scene.selected_factors() == list(range(90, 100))


def test_far_away_a_crowd_is_painted_at_once_and_the_rest_faded(scene: MapScene) -> None:
    """Also what a push does to it; a few that are emphasised paint themselves."""
    alone = QGraphicsItem.GraphicsItemFlag.ItemHasNoContents

    def painting() -> set[int]:
        return {id_ for id_, item in scene.factors.items() if not item.flags() & alone}

    row = grid()
    scene.mirror(row)
    scene.finish()
    scene.set_scale(0.1)
    plain = picture(scene)
    scene.emphasise(Emphasis(frozenset([3, 4]), frozenset()))
    assert painting() == {3, 4}
    faded = picture(scene)
    assert faded != plain
    effects = tuple((each.id, Effect.MORE, False) for each in row.factors)
    scene.emphasise(Emphasis(frozenset(range(LARGE)), frozenset(range(LARGE)), effects))
    assert painting() == set()
    crowd = picture(scene)
    assert crowd not in (plain, faded)
    scene.emphasise(Emphasis(frozenset(range(LARGE)), frozenset(range(LARGE))))
    assert picture(scene) != crowd
    scene.emphasise(PLAIN)
    assert picture(scene) == plain
    scene.select(range(LARGE), range(LARGE))
    assert painting() == set()
    assert picture(scene) != plain
    scene.set_scale(1.0)
    assert painting() == set(range(LARGE))


def test_the_view_shows_at_once_what_the_far_picture_becomes(qtbot: QtBot, scene: MapScene) -> None:
    """The view keeps the picture, and the origin of the map may be out of view."""
    canvas = shown(qtbot, MapCanvas(scene), 700, 500)
    scene.mirror(grid())
    scene.finish()
    canvas.fit()
    canvas.zoom(2.0)
    canvas.show_place(scene.content().bottomRight())
    every = frozenset(range(LARGE))
    pictures = []
    for emphasis in (PLAIN, Emphasis(every), Emphasis(frozenset([3])), PLAIN):
        scene.emphasise(emphasis)
        QApplication.processEvents()
        pictures.append(canvas.viewport().grab().toImage())
    plain, crowd, faded, again = pictures
    assert scene.far.shown
    assert crowd not in (plain, faded)
    assert faded != plain
    assert again == plain


def test_the_outline_of_a_large_map_is_filled_in_slices(qtbot: QtBot) -> None:
    outline = MapOutline()
    qtbot.addWidget(outline)
    outline.show_map(grid())
    outline.show_selection([LARGE - 1], [5])
    outline.show()
    assert outline.topLevelItemCount() < LARGE
    qtbot.waitUntil(lambda: outline.topLevelItemCount() == LARGE, timeout=20_000)
    qtbot.waitUntil(lambda: len(outline.selectedItems()) == 3, timeout=20_000)
    assert outline.currentItem().text(0) == f"F{LARGE - 1}"
    outline.show_selection(range(LARGE), range(LARGE))
    assert len(outline.selectedItems()) == 3 * LARGE


def test_where_each_of_many_selected_rows_is_painted_is_not_looked_for(qtbot: QtBot) -> None:
    """Qt looks for each from the top, among all rows, to paint a part of what is seen."""
    outline = shown(qtbot, MapOutline(), 400, 300)
    outline.show_map(grid())
    qtbot.waitUntil(lambda: outline.topLevelItemCount() == LARGE, timeout=20_000)
    outline.show_selection([1], ())
    (index,) = outline.selectedIndexes()
    few = outline.visualRegionForSelection(outline.selectionModel().selection())
    assert few.contains(outline.visualRect(index).center())
    assert few.boundingRect().height() < outline.viewport().height() / 4
    outline.show_selection(range(LARGE), range(LARGE))
    many = outline.visualRegionForSelection(outline.selectionModel().selection())
    assert many.boundingRect() == outline.viewport().rect()


def test_a_name_is_typed_in_place_though_the_outline_is_not_filled_yet(qtbot: QtBot) -> None:
    outline = MapOutline()
    qtbot.addWidget(outline)
    outline.show_map(grid())
    outline.show()
    outline.type_name(LARGE - 1)
    assert outline.findChild(QLineEdit).text() == f"F{LARGE - 1}"


def test_another_map_takes_the_place_of_one_that_is_being_drawn(scene: MapScene) -> None:
    scene.mirror(grid())
    small = grid(2, 5)
    scene.mirror(small)
    assert scene.is_complete()
    assert scene.factors.keys() == {each.id for each in small.factors}
    assert all(item.opacity() == 1.0 for item in scene.factors.values())


def test_its_layout_is_fitted_once_it_is_drawn(qtbot: QtBot, desk: Desk, jobs: Jobs) -> None:
    desk.do("Fill", fill)
    page = shown(qtbot, MapsPage(desk, jobs), 1366, 768)
    page.stage.scene.finish()
    said: list[str] = []
    desk.reported.connect(said.append)
    page.lay_out("circle")
    assert jobs.settled()
    desk.finish()
    page.stage.scene.finish()
    canvas = page.stage.canvas
    area = page.stage.scene.content()
    seen = canvas.mapToScene(canvas.viewport().rect()).boundingRect()
    assert seen.contains(area.adjusted(200, 200, -200, -200))
    assert said


def test_the_room_paints_one_by_one_only_what_can_be_read(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawing = draw_whole(grid(), measure)
    apart: list[object] = []
    for name in ("paint_box", "paint_curve"):
        monkeypatch.setattr(map_painting, name, lambda _painter, shape, *_: apart.append(shape))
    image = QImage(960, 540, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.black)
    painter = QPainter(image)
    map_painting.RoomPicture(drawing)(painter, QRectF(image.rect()))
    assert not apart
    CloseUp(drawing, Rect(0, 0, 900, 500))(painter, QRectF(image.rect()))
    painter.end()
    seen = {box for box in drawing.boxes if box.rect.x < 900 and box.rect.y < 500}
    painted = {*drawing.boxes} & {*apart}
    assert seen <= painted
    assert len(painted) < len(drawing.boxes) / 4


def test_a_job_that_no_longer_waits_for_the_window_is_told_all_the_same(
    qtbot: QtBot, jobs: Jobs
) -> None:
    """As when the window is busy for longer than the job waits, which is gone when the window is free."""
    owner = QObject()
    found: list[int] = []
    there = {*threading.enumerate()}
    calculated(jobs, "", [grid()], lambda _ticket: 1, found.append, owner)
    for job in {*threading.enumerate()} - there:
        job.join(5)
    assert jobs.settled()
    qtbot.waitUntil(lambda: not owner.children())
    assert found == [1]
