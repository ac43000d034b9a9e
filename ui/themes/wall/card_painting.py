"""How a card and the ground of a theme are painted, and how tall a card is."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from resources.words import count
from ui.kit import theme
from ui.widgets.lists.two_lines import in_lines
from upstream_workshop.themes.queries import CardRow
from upstream_workshop.themes.wall.wall_layouts import WIDTH, Box

TINTS: Final = ("plum", "river", "leaf", "sun")  # each with a tint, in turn
PLAIN: Final = "paper"  # of loose cards, and of cards that come from no table
_SIZE: Final = 15  # px at 100 %, as all sizes here
_SMALL: Final = 13
_TITLE: Final = 16
_LEAST_TITLE: Final = 12.0  # px on the screen, however far away
_LINE: Final = 19.0
_SIDE: Final = 13.0
_TOP: Final = 11.0
_FOOT: Final = 18.0
_LEAST: Final = 58.0
_MOST: Final = 9  # lines; the tooltip has all
_LONG: Final = 14  # letters; shorter words fit on a line
_CORNER: Final = 12.0
_BAR: Final = 5.0


@dataclass(frozen=True, slots=True)
class Look:
    """How a card looks: its colour, and whether a bar at its side repeats it."""

    hue: str
    barred: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands over a theme's cards.

    number: the key that puts cards there, or 0.
    about: the number of cards, and the state.
    """

    title: str
    about: str
    number: int = 0


def height_of(card: CardRow) -> float:
    """Return how tall a card is, in pixels at 100 %."""
    return _height(card.text, bool(_foot(card)))


def rect_of(box: Box) -> QRectF:
    """Return a box of the layout as a QRectF."""
    return QRectF(*box)


def tint(hue: str) -> QColor:
    """Return the tint of a colour."""
    return theme.colour(hue if hue == PLAIN else f"{hue}_tint")


def paint_card(painter: QPainter, box: Box, card: CardRow, look: Look, chosen: bool) -> None:
    """Paint a card with its words, the table it comes from, and how often it was said."""
    rect = rect_of(box)
    painter.setPen(QPen(theme.colour("river" if chosen else "line"), 3 if chosen else 1))
    painter.setBrush(tint(look.hue))
    painter.drawPath(_curled(rect))
    if look.barred and look.hue != PLAIN:
        bar = QRectF(rect.left() + 1, rect.top() + 1, _BAR, rect.height() - 2)
        painter.fillRect(bar, theme.colour(look.hue))
    painter.setPen(theme.colour("ink"))
    painter.setFont(_font(_SIZE, "strong"))
    top = rect.top() + _TOP
    for at, line in enumerate(_lines(card.text)):
        painter.drawText(QPointF(rect.left() + _SIDE, top + (at + 0.75) * _LINE), line)
    foot = _foot(card)
    if foot:
        painter.setFont(_font(_SMALL, ""))
        room = QRectF(rect.left() + _SIDE, rect.bottom() - _FOOT - 5, WIDTH - 2 * _SIDE, _FOOT)
        words = painter.fontMetrics().elidedText(foot, _CUT, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)


def paint_ground(painter: QPainter, box: Box, hue: str, chosen: bool) -> None:
    """Paint the ground of a theme."""
    painter.setPen(QPen(theme.colour("river" if chosen else "line"), 3 if chosen else 1))
    painter.setBrush(theme.colour("mist" if hue == PLAIN else "hover"))
    painter.drawRoundedRect(rect_of(box), 10, 10)
    painter.fillRect(QRectF(box.x + 10, box.y, box.width - 20, 4), theme.colour(_edge(hue)))


def paint_heading(painter: QPainter, box: Box, heading: Heading, scale: float) -> None:
    """Paint a theme's title over its cards; from far away it is larger, so that it can be read."""
    larger = max(1.0, _LEAST_TITLE / (_TITLE * scale))
    font = _font(_TITLE * larger, "bold")
    title = f"{heading.number}  {heading.title}" if heading.number else heading.title
    lines = in_lines(title, font, box.width - 24, 2 if larger < 1.2 else 1)
    metrics = QFontMetricsF(font)
    top = box.y + 10 + metrics.ascent()
    painter.setPen(theme.colour("ink"))
    painter.setFont(font)
    for at, line in enumerate(lines):
        shown = metrics.elidedText(line, _CUT, box.width - 24)
        painter.drawText(QPointF(box.x + 12, top + at * metrics.lineSpacing()), shown)
    if larger < 1.2:
        painter.setPen(theme.colour("soft"))
        painter.setFont(_font(_SMALL, ""))
        under = top + (len(lines) - 1) * metrics.lineSpacing() + metrics.descent() + 13
        painter.drawText(QPointF(box.x + 12, under), heading.about)


def provenance(card: CardRow) -> str:
    """Return where a card comes from: its table, author and first wording, and those of the others."""
    said = [_origin(card.table, card.author, card.wording if card.wording != card.text else "")]
    said += [_origin(each.table, each.author, each.text) for each in card.others]
    return "\n".join(line for line in said if line)


def _origin(table: str, author: str, wording: str) -> str:
    parts = (table, author, f"“{wording}”" if wording else "")
    return " · ".join(part for part in parts if part)


def _edge(hue: str) -> str:
    return "edge" if hue == PLAIN else hue


def _foot(card: CardRow) -> str:
    times = len(card.others)
    more = count(times, "+{n} wording", "+{n} wordings") if times else ""
    return " · ".join(part for part in (card.table, more) if part)


@lru_cache(maxsize=20_000)
def _lines(text: str) -> tuple[str, ...]:
    """Return the lines of a card; what does not fit ends with an ellipsis.

    A word that is longer than a line is broken.
    """
    font, width = _font(_SIZE, "strong"), WIDTH - 2 * _SIDE
    words = [part for word in text.split() for part in _parts(word, font, width)]
    return tuple(in_lines(" ".join(words), font, width, _MOST))


def _parts(word: str, font: QFont, width: float) -> list[str]:
    """Return a word in parts that fit on a line each."""
    parts, metrics = [], QFontMetricsF(font)
    while len(word) > _LONG and metrics.horizontalAdvance(word) > width:
        at = range(2, len(word) + 1)
        fits = bisect_right(at, width, key=lambda n: metrics.horizontalAdvance(word[:n])) + 1
        parts.append(word[:fits])
        word = word[fits:]
    return [*parts, word]


@lru_cache(maxsize=20_000)
def _height(text: str, footed: bool) -> float:
    words = len(_lines(text)) * _LINE
    return max(_LEAST, _TOP + words + (_FOOT if footed else 0) + 12)


@lru_cache(maxsize=64)
def _font(size: float, weight: str) -> QFont:
    """Return a font in a size that does not follow the text size: the view is zoomed instead."""
    font = theme.font("body", weight)
    font.setPixelSize(max(1, round(size)))
    return font


def _curled(box: QRectF) -> QPainterPath:
    """Return a rectangle with its upper right corner rounded."""
    path = QPainterPath(box.bottomLeft())
    path.lineTo(box.topLeft())
    path.lineTo(box.right() - _CORNER, box.top())
    path.quadTo(box.right(), box.top(), box.right(), box.top() + _CORNER)
    path.lineTo(box.bottomRight())
    path.closeSubpath()
    return path


_CUT: Final = Qt.TextElideMode.ElideRight
