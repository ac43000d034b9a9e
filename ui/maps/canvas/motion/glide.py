"""The motion in which factors glide to new places after a layout, an undo or an alignment."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QEasingCurve, QEvent, QObject, QVariantAnimation

from ui.kit import theme
from ui.maps.canvas.scene import MapScene
from upstream_workshop.maps.drawing.annotation_boxes import NoteBox, ZoneBox
from upstream_workshop.maps.drawing.gliding import box_between, curve_between, rect_between
from upstream_workshop.maps.geometry import FactorBox, LinkCurve

TIME: Final = 320  # milliseconds
MOST: Final = 300  # factors and links; more are moved at once


@dataclass(frozen=True, slots=True)
class Shapes:
    """What a scene shows of a map, by the ids of factors, links, zones and notes."""

    map_id: int
    boxes: dict[int, FactorBox]
    curves: dict[int, LinkCurve]
    zones: dict[int, ZoneBox]
    notes: dict[int, NoteBox]


class Glide(QObject):
    """Moves what a scene shows from where it was to where the map has it; changes no data.

    There is none if the system asks for no animation, on a large map, or if fewer than two factors
    have moved. A mouse button that is pressed ends it.
    """

    def __init__(self, scene: MapScene) -> None:
        super().__init__(scene)
        self._scene = scene
        self._before = self._after = Shapes(0, {}, {}, {}, {})
        self._motion = QVariantAnimation(self)
        self._motion.setDuration(TIME)
        self._motion.setStartValue(0.0)
        self._motion.setEndValue(1.0)
        self._motion.setEasingCurve(QEasingCurve.Type.InOutCubic)
        self._motion.valueChanged.connect(self._show)

    def is_under_way(self) -> bool:
        """Return whether shapes are on their way."""
        return self._motion.state() == QVariantAnimation.State.Running

    def shapes(self) -> Shapes:
        """Return what the scene shows now."""
        return Shapes(
            self._scene.row.id,
            {id_: item.box for id_, item in self._scene.factors.items()},
            {id_: item.curve for id_, item in self._scene.links.items()},
            {id_: item.box for id_, item in self._scene.annotations.zones.items()},
            {id_: item.box for id_, item in self._scene.annotations.notes.items()},
        )

    def start(self, before: Shapes) -> None:
        """Move from these shapes to those that the scene has now."""
        after = self.shapes()
        few = len(after.boxes) + len(after.curves) <= MOST
        if theme.current_appearance().still or not few or before.map_id != after.map_id:
            return
        boxes = {
            id_: box
            for id_, box in after.boxes.items()
            if id_ in before.boxes and before.boxes[id_].rect.centre != box.rect.centre
        }
        curves = {id_: each for id_, each in after.curves.items() if id_ in before.curves}
        if len(boxes) > 1:
            zones = {id_: each for id_, each in after.zones.items() if id_ in before.zones}
            notes = {id_: each for id_, each in after.notes.items() if id_ in before.notes}
            self._before = before
            self._after = Shapes(after.map_id, boxes, curves, zones, notes)
            self._motion.start()

    def finish(self) -> None:
        """Be there at once."""
        if self.is_under_way():
            self._motion.stop()
            self._show(1.0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """End the motion before a mouse button takes hold of something."""
        if event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick):
            self.finish()
        return False

    def _show(self, share: float) -> None:
        for id_, box in self._after.boxes.items():
            if id_ in self._scene.factors:
                shown = box if share >= 1 else box_between(self._before.boxes[id_], box, share)
                self._scene.factors[id_].show_box(shown)
        for id_, curve in self._after.curves.items():
            if id_ in self._scene.links:
                on_way = curve_between(self._before.curves[id_], curve, share)
                self._scene.links[id_].show_curve(curve if share >= 1 else on_way)
        layer, before = self._scene.annotations, self._before
        zones = {
            id_: replace(box, rect=rect_between(before.zones[id_].rect, box.rect, share))
            for id_, box in self._after.zones.items()
        }
        notes = {
            id_: replace(box, rect=rect_between(before.notes[id_].rect, box.rect, share))
            for id_, box in self._after.notes.items()
        }
        layer.show_boxes(zones, notes)
