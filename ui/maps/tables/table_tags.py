"""The tags of what differs between two maps, on the laptop and in the room."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ui.kit import theme
from ui.maps.canvas.emphasis.emphasis import PLAIN, Emphasis
from ui.maps.canvas.emphasis.map_painting import is_far, paint_map, placed
from ui.maps.canvas.painting import IN_ROOM, map_font, measure, rect_of
from upstream_workshop.maps.drawing.rectangles import Rect
from upstream_workshop.maps.drawing.tag_places import tag_places
from upstream_workshop.maps.geometry import FactorBox, LinkCurve, MapDrawing

Toned: TypeAlias = Mapping[int, tuple[str, str]]  # a word and its tone, by the id of a part
_IN_ROOM: Final = {"river": "room_bar", "plum": "room_plum", "rose": "room_first"}


@dataclass(frozen=True, slots=True)
class Tag:
    """A word in a frame; its tone has a tint, a text and a line on a sheet, and a colour in the room."""

    words: str
    tone: str
    rect: Rect


@dataclass(frozen=True, slots=True)
class ComparisonPicture:
    """Paints two maps as one on the room screen, with tags; equal to another that would paint the same."""

    drawing: MapDrawing
    tags: tuple[Tag, ...]
    emphasis: Emphasis = PLAIN

    def __call__(self, painter: QPainter, room: QRectF) -> None:
        """Paint it into a box."""
        paint_map(painter, room, self.drawing, IN_ROOM, self.emphasis)
        with placed(painter, room, self.drawing):
            far = is_far(painter, len(self.tags))
            for tag in self.tags:
                (paint_patch if far else paint_tag)(painter, tag, in_room=True)


def tags(
    boxes: Sequence[FactorBox], curves: Sequence[LinkCurve], factors: Toned, links: Toned
) -> Iterator[Tag]:
    """Yield the tags of factors and of links where they find room, each once it has found it."""
    words = [{id_: each for id_, (each, _) in toned.items()} for toned in (factors, links)]
    of_parts = (factors, links)
    for of_link, id_, rect in tag_places(boxes, curves, words[0], words[1], measure):
        yield Tag(*of_parts[of_link][id_], rect)


def paint_tag(painter: QPainter, tag: Tag, in_room: bool = False) -> None:
    """Paint a tag: filled lightly on a sheet, and darkly in the room."""
    ink = _ink(tag, in_room)
    painter.setPen(QPen(ink, 1.4))
    painter.setBrush(theme.colour("room" if in_room else f"{tag.tone}_tint"))
    painter.drawRoundedRect(rect_of(tag.rect), 6, 6)
    painter.setFont(map_font())
    painter.drawText(rect_of(tag.rect), Qt.AlignmentFlag.AlignCenter, tag.words)


def paint_patch(painter: QPainter, tag: Tag, in_room: bool = False) -> None:
    """Paint a tag where its word cannot be read: a patch of its colour."""
    painter.fillRect(rect_of(tag.rect), _ink(tag, in_room))


def _ink(tag: Tag, in_room: bool) -> QColor:
    return theme.colour(_IN_ROOM[tag.tone] if in_room else f"{tag.tone}_text")
