"""What is painted of a map: signs in front of every line, and nothing outside the area that an item gives.

Qt paints anew only the area that an item gives, so that what reaches beyond it leaves traces.
"""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBitmap, QImage, QPainter, QRegion
from PySide6.QtWidgets import QApplication, QGraphicsItem, QStyleOptionGraphicsItem

from tests.core.maps.test_marks import laid_out
from ui.kit import theme
from ui.maps.canvas.emphasis import map_painting
from ui.maps.canvas.emphasis.emphasis import Emphasis
from ui.maps.canvas.items import LinkItem
from ui.maps.canvas.mouse.bend_link import grip_of, paint_grip
from ui.maps.canvas.painting import IN_ROOM, ON_SHEET, Inks, measure, paint_sign
from ui.maps.canvas.scene import MapScene
from upstream_workshop.maps.analysis.pushes import Effect
from upstream_workshop.maps.annotations.whole_drawing import draw_whole
from upstream_workshop.maps.geometry import LinkCurve, MapDrawing
from upstream_workshop.maps.map_rows import FactorRow, LinkRow, MapRow, NoteRow, ZoneRow
from upstream_workshop.maps.rules import loops_of

SCALE = 4
ROUND_IT = 80  # points
HOLLOW = 0.75  # of a sign's disc: without its ring, which is blended with what lies behind

CROSSING = MapRow(
    1,
    "Crossing",
    "",
    tuple(
        FactorRow(n, name, x, y)
        for n, (name, x, y) in enumerate(
            (("West", -300, 0), ("East", 300, 0), ("North", 0, -300), ("South", 0, 300)), 1
        )
    ),
    (LinkRow(1, 1, 2, "-", bend=0.1), LinkRow(2, 3, 4, "+", bend=0.1)),
)


def crowded(seed: int) -> MapRow:
    """A map whose links cross in many places, with locks, delays and bends."""
    row = laid_out(seed, "circle")
    factors = tuple(replace(each, locked=each.id % 2 == 0) for each in row.factors)
    links = tuple(
        replace(each, bend=0.0 if each.id % 3 else 70.0, delay=each.id % 2 == 0)
        for each in row.links
    )
    zones = (ZoneRow(1, "A zone with a title", -200, -150, 500, 400, "leaf"),)
    notes = (NoteRow(1, "A note\nof two lines", 40, 380),)
    return replace(row, factors=factors, links=links, zones=zones, notes=notes)


MAPS = (CROSSING, *map(crowded, range(6)))


def sheet(area: QRectF, colour: str, scale: int = SCALE) -> tuple[QImage, QPainter]:
    """A blank picture of an area of the map, and a painter in its coordinates."""
    image = QImage((area.size() * scale).toSize(), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(theme.colour(colour) if colour else Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(scale, scale)
    painter.translate(-area.topLeft())
    return image, painter


def inside(image: QImage, area: QRectF, curve: LinkCurve) -> list[int]:
    """The pixels of a picture within a sign."""
    x, y = (curve.badge.x - area.x()) * SCALE, (curve.badge.y - area.y()) * SCALE
    reach = curve.radius * SCALE * HOLLOW
    whole = range(math.ceil(-reach), math.floor(reach))
    return [
        image.pixel(round(x) + right, round(y) + down)
        for right in whole
        for down in whole
        if math.hypot(right, down) < reach
    ]


def crossed_out(image: QImage, area: QRectF, drawing: MapDrawing, inks: Inks) -> list[int]:
    """The links whose signs look otherwise than painted by themselves."""
    blank, painter = sheet(area, inks.ground)
    for curve in drawing.curves:
        paint_sign(painter, curve, inks)
    painter.end()
    alike = {c.link_id: inside(image, area, c) == inside(blank, area, c) for c in drawing.curves}
    return [link_id for link_id, is_alike in alike.items() if not is_alike]


@pytest.mark.parametrize("row", MAPS)
def test_no_line_crosses_out_a_sign_on_the_canvas(qapp: QApplication, row: MapRow) -> None:
    scene = MapScene()
    scene.mirror(row)
    scene.finish()
    area = scene.content()
    image, painter = sheet(area, ON_SHEET.ground)
    scene.render(painter, target=area, source=area)
    painter.end()
    assert not crossed_out(image, area, draw_whole(row, measure), ON_SHEET)


@pytest.mark.parametrize("row", MAPS)
def test_no_line_crosses_out_a_sign_in_the_room(qapp: QApplication, row: MapRow) -> None:
    drawing = draw_whole(row, measure)
    bounds = drawing.bounds
    area = QRectF(bounds.x, bounds.y, bounds.width, bounds.height)
    image, painter = sheet(area, IN_ROOM.ground)
    map_painting.paint_parts(painter, drawing, IN_ROOM)
    painter.end()
    assert not crossed_out(image, area, drawing, IN_ROOM)


def painted(item: QGraphicsItem) -> QRectF:
    """Where an item paints anything when it is painted by itself."""
    around = item.boundingRect().adjusted(-ROUND_IT, -ROUND_IT, ROUND_IT, ROUND_IT)
    image, painter = sheet(around, "", 1)
    item.paint(painter, QStyleOptionGraphicsItem())
    if isinstance(item, LinkItem):
        item.paint_sign(painter)
        if (grip := grip_of(item.curve)) is not None:
            paint_grip(painter, grip)
    painter.end()
    seen = QRegion(QBitmap.fromImage(image.createAlphaMask())).boundingRect()
    return QRectF(seen).translated(around.topLeft())


@pytest.mark.parametrize("row", MAPS)
def test_nothing_is_painted_outside_the_area_that_an_item_gives(
    qapp: QApplication, row: MapRow
) -> None:
    scene = MapScene()
    scene.mirror(row)
    scene.finish()
    scene.show_loops(row, loops_of(row))
    ids = [factor.id for factor in row.factors]
    effects = tuple((id_, list(Effect)[n % 4], n % 2 == 0) for n, id_ in enumerate(ids))
    links = frozenset(link.id for link in row.links)
    scene.emphasise(Emphasis(frozenset(ids), links, effects))
    scene.select(ids, links, [zone.id for zone in row.zones], [note.id for note in row.notes])
    items = scene.items()
    assert len(items) >= len(ids) + len(links)
    for item in items:
        room = item.boundingRect().adjusted(-1, -1, 1, 1)  # for what is rounded to whole pixels
        assert room.contains(painted(item)), (type(item), room, painted(item))
