"""The zones and notes of a scene."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QGraphicsScene

from ui.maps.canvas.annotations.annotation_items import NoteItem, ZoneItem, corners
from ui.maps.canvas.painting import ON_SHEET, measure, paint_zone_ground
from upstream_workshop.maps.annotations.whole_drawing import note_box, zone_box
from upstream_workshop.maps.drawing.annotation_boxes import NoteBox, ZoneBox
from upstream_workshop.maps.drawing.rectangles import Place, Rect
from upstream_workshop.maps.map_rows import MapRow, NoteRow, ZoneRow

_BORDER: Final = 7.0  # pixels from a zone's border within which it is taken hold of


class AnnotationLayer:
    """Adds, changes and removes the items of zones and notes, by id."""

    def __init__(self, scene: QGraphicsScene) -> None:
        self._scene = scene
        self._zone_rows: dict[int, ZoneRow] = {}
        self._note_rows: dict[int, NoteRow] = {}
        self.zones: dict[int, ZoneItem] = {}
        self.notes: dict[int, NoteItem] = {}

    def mirror(self, row: MapRow) -> None:
        """Show the zones and notes of a map; items that have not changed are kept."""
        self._zone_rows = {zone.id: zone for zone in row.zones}
        self._note_rows = {note.id: note for note in row.notes}
        for gone in self.zones.keys() - self._zone_rows.keys():
            self._scene.removeItem(self.zones.pop(gone))
        for gone in self.notes.keys() - self._note_rows.keys():
            self._scene.removeItem(self.notes.pop(gone))
        for zone in row.zones:
            self._show_zone(zone)
        for note in row.notes:
            self._show_note(note)
        self._repaint()

    def preview(self, zones: Mapping[int, Rect], notes: Mapping[int, Place]) -> None:
        """Show zones and notes at other places while they are dragged."""
        for zone_id, (x, y, width, height) in zones.items():
            zone = self._zone_rows[zone_id]
            self._show_zone(replace(zone, x=x, y=y, width=width, height=height))
        for note_id, (x, y) in notes.items():
            self._show_note(replace(self._note_rows[note_id], x=x, y=y))
        if zones:
            self._repaint()

    def show_boxes(self, zones: Mapping[int, ZoneBox], notes: Mapping[int, NoteBox]) -> None:
        """Show zones and notes in these shapes, as far as they are still there."""
        for zone_id, zone in zones.items():
            if zone_id in self.zones:
                self.zones[zone_id].show_box(zone)
        for note_id, note in notes.items():
            if note_id in self.notes:
                self.notes[note_id].show_box(note)
        if zones:
            self._repaint()

    def paint(self, painter: QPainter) -> None:
        """Paint the grounds of the zones, the largest first."""
        boxes = [item.box for item in self.zones.values()]
        for box in sorted(boxes, key=lambda box: -box.rect.width * box.rect.height):
            paint_zone_ground(painter, box, ON_SHEET)

    def zone_at(self, place: QPointF, pixel: float) -> ZoneItem | None:
        """Return the smallest zone whose title or border is at a place, or None.

        pixel: how many points of the map a pixel is.
        """
        reach, at = _BORDER * pixel, (place.x(), place.y())
        found = [
            item
            for item in self.zones.values()
            if item.box.band.contains(at)
            or (item.box.rect.grown(reach).contains(at) and not _inner(item, reach).contains(at))
        ]
        return min(found, key=lambda item: item.box.rect.width * item.box.rect.height, default=None)

    def note_at(self, place: QPointF) -> NoteItem | None:
        """Return the note at a place, or None."""
        at = (place.x(), place.y())
        found = (item for item in reversed(self.notes.values()) if item.box.rect.contains(at))
        return next(found, None)

    def grip_at(self, place: QPointF, reach: float) -> tuple[int, int] | None:
        """Return the id of the only selected zone and which of its corners is at a place, or None."""
        chosen = self.selected_zones()
        if len(chosen) != 1 or len(self._scene.selectedItems()) != 1:
            return None
        for number, corner in enumerate(corners(self.zones[chosen[0]].box.rect)):
            away = corner - place
            if max(abs(away.x()), abs(away.y())) <= reach:
                return chosen[0], number
        return None

    def selected_zones(self) -> list[int]:
        """Return the ids of the selected zones."""
        return [id_ for id_, item in self.zones.items() if item.isSelected()]

    def selected_notes(self) -> list[int]:
        """Return the ids of the selected notes."""
        return [id_ for id_, item in self.notes.items() if item.isSelected()]

    def items(self, zone_ids: Collection[int], note_ids: Collection[int]) -> set[QGraphicsItem]:
        """Return the items of zones and notes; ids that are not on the map are ignored."""
        found: set[QGraphicsItem] = {self.zones[id_] for id_ in zone_ids if id_ in self.zones}
        return found | {self.notes[id_] for id_ in note_ids if id_ in self.notes}

    def inside(self, frame: QRectF) -> tuple[list[int], list[int]]:
        """Return the ids of the zones and of the notes that are completely inside a frame."""
        return (
            [id_ for id_, item in self.zones.items() if frame.contains(item.boundingRect())],
            [id_ for id_, item in self.notes.items() if frame.contains(item.boundingRect())],
        )

    def rects(self) -> list[Rect]:
        """Return the areas of all zones and notes."""
        zones = [item.box.rect for item in self.zones.values()]
        return zones + [item.box.rect for item in self.notes.values()]

    def _show_zone(self, zone: ZoneRow) -> None:
        box = zone_box(zone, measure)
        if zone.id in self.zones:
            self.zones[zone.id].show_box(box)
        else:
            self.zones[zone.id] = ZoneItem(box)
            self._scene.addItem(self.zones[zone.id])

    def _show_note(self, note: NoteRow) -> None:
        box = note_box(note, measure)
        if note.id in self.notes:
            self.notes[note.id].show_box(box)
        else:
            self.notes[note.id] = NoteItem(box)
            self._scene.addItem(self.notes[note.id])

    def _repaint(self) -> None:
        self._scene.invalidate(QRectF(), QGraphicsScene.SceneLayer.BackgroundLayer)


def _inner(item: ZoneItem, reach: float) -> Rect:
    return item.box.rect.grown(-reach)
