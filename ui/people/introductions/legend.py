"""The legend of the drawn network, wrapped into as many lines as needed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from resources.words import say
from ui.kit import theme
from ui.people.groups import Group
from ui.people.introductions.network_painting import ON_SHEET, shape_path, tie_pen
from upstream_workshop.people.kinds import (
    Phase,
    TieKind,
)

_SIDE = 7.0  # px at 100 %: half a shape
_LINE = 26.0


@dataclass(frozen=True, slots=True)
class Entry:
    """A sign and its meaning.

    words: the meaning.
    paint: paints the sign at a point, at a scale.
    """

    words: str
    paint: Callable[[QPainter, QPointF, float], None]


class Legend(QWidget):
    """The legend: shapes of the groups, then lines of the ties."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[Entry, ...] = ()
        self._groups: tuple[Group, ...] = ()
        self._lines_only = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_groups(self, groups: Sequence[Group]) -> None:
        """Show these groups, and the lines, which are always the same."""
        self._groups = tuple(groups)
        self._rebuild()

    def set_lines_alone(self, alone: bool) -> None:
        """Set whether to leave out the groups, to save room."""
        self._lines_only = alone
        self._rebuild()

    def _rebuild(self) -> None:
        groups = () if self._lines_only else self._groups
        self._entries = (*(self._group(group) for group in groups), *self._lines())
        self.setAccessibleName(
            say("Legend: {words}", words="; ".join(e.words for e in self._entries))
        )
        self._set_height()
        self.update()

    def entries(self) -> tuple[str, ...]:
        """Return the words of all entries."""
        return tuple(entry.words for entry in self._entries)

    def sizeHint(self) -> QSize:
        """Return the present height, which follows from the width."""
        return QSize(theme.px(300), self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the entries again."""
        super().resizeEvent(event)
        self._set_height()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint each sign with its words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font("small"))
        for entry, place in zip(self._entries, self._places(), strict=True):
            scale = theme.current_appearance().scale
            entry.paint(painter, QPointF(place.left() + 14 * scale, place.center().y()), scale)
            painter.setPen(theme.colour("soft"))
            words = place.adjusted(31 * scale, 0, 0, 0)
            painter.drawText(
                words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, entry.words
            )
        painter.end()

    def _places(self) -> list[QRectF]:
        scale = theme.current_appearance().scale
        x = y = 0.0
        found: list[QRectF] = []
        ruler = QFontMetricsF(theme.font("small"))
        for entry in self._entries:
            wide = ruler.horizontalAdvance(entry.words) + 46 * scale
            if x and x + wide > self.width():
                x, y = 0.0, y + _LINE * scale
            found.append(QRectF(x, y, wide, _LINE * scale))
            x += wide
        return found

    def _set_height(self) -> None:
        places = self._places()
        self.setFixedHeight(round(max((place.bottom() for place in places), default=0.0)) or 1)

    def _group(self, group: Group) -> Entry:
        def paint(painter: QPainter, at: QPointF, scale: float) -> None:
            painter.setPen(QPen(theme.colour(f"{group.tone}_text"), 1.6 * scale))
            painter.setBrush(theme.colour(f"{group.tone}_tint"))
            painter.drawPath(shape_path(group.shape, at, _SIDE * scale))

        return Entry(f"{group.name or say('others')} {group.count}", paint)

    def _lines(self) -> tuple[Entry, ...]:
        return (
            Entry(say("knew each other"), _line(TieKind.KNOW, Phase.BEFORE)),
            Entry(say("met here"), _line(TieKind.KNOW, Phase.AFTER)),
            Entry(say("work together (thick)"), _line(TieKind.WORK, Phase.AFTER)),
            Entry(say("should meet (dashed)"), _line(TieKind.MEET, Phase.BEFORE)),
            Entry(say("dotted ring: no tie yet"), _paint_alone),
            Entry(say("double ring, tick: holds parts together"), _paint_bridging),
        )


def _line(kind: TieKind, phase: Phase) -> Callable[[QPainter, QPointF, float], None]:
    def paint(painter: QPainter, at: QPointF, scale: float) -> None:
        painter.setPen(tie_pen(kind, phase, ON_SHEET, scale=scale))
        reach = QPointF(12 * scale, 0)
        painter.drawLine(at - reach, at + reach)

    return paint


def _paint_alone(painter: QPainter, at: QPointF, scale: float) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.colour("ink"), 1.6 * scale, Qt.PenStyle.DotLine))
    painter.drawEllipse(at, _SIDE * scale, _SIDE * scale)


def _paint_bridging(painter: QPainter, at: QPointF, scale: float) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.colour("sun"), 2 * scale))
    painter.drawEllipse(at, (_SIDE + 1) * scale, (_SIDE + 1) * scale)
    painter.setPen(QPen(theme.colour("soft"), 1.4 * scale))
    painter.drawEllipse(at, (_SIDE - 3) * scale, (_SIDE - 3) * scale)
