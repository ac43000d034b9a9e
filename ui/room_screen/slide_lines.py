"""Lines on a slide, each whole: as large as they fit, in columns, on pages where those are too few."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from resources.words import say
from ui.room_screen.room_type import BIG, LEAST, RIGHT, TOP, WRAP, room_font, write

_MANNERS: Final = ((1, BIG), (1, 46), (2, BIG), (2, 46), (2, LEAST), (3, LEAST))  # columns, px
_PAGED: Final = 2  # columns, where there are pages
_BESIDE: Final = 48.0  # px from column to column
_AFTER_MARK: Final = 22.0  # px from a mark to its words
_BETWEEN: Final = 14.0  # px from line to line, at the least
_MOST: Final = 52.0  # px, at the most
_FOOT: Final = 56.0  # px for the number of the page
_PLAIN: Final = QFont.Weight.Normal
_STRONG: Final = QFont.Weight.DemiBold


@dataclass(frozen=True, slots=True)
class _Grid:
    """Lines in columns; those beside each other stand level.

    size: px of the letters; mark: px that the marks take; rows: px that each row takes.
    """

    lines: tuple[str, ...]
    columns: int
    size: int
    width: float
    mark: float
    rows: tuple[float, ...]

    @property
    def height(self) -> float:
        """Px that all rows take."""
        return sum(self.rows) + _BETWEEN * (len(self.rows) - 1)


def paint_lines(painter: QPainter, box: QRectF, lines: Sequence[str], page: int = 0) -> None:
    """Paint a page of lines; where all fit at once, there is but one.

    A tab parts a mark, as a time, from the words that hang beside it.
    """
    found = pages(lines, box)
    grid = found[page % len(found)]
    if len(found) > 1:
        foot = QRectF(box.left(), box.bottom() - _FOOT, box.width(), _FOOT)
        words = say("Page {n} of {all}", n=page % len(found) + 1, all=len(found))
        write(painter, foot, words, LEAST, "room_soft", align=RIGHT)
        box = box.adjusted(0, 0, 0, -_FOOT)
    _paint(painter, box, grid)


def pages(lines: Sequence[str], box: QRectF) -> tuple[_Grid, ...]:
    """Return the lines by pages on which none is cut, unless it would not fit a page of its own."""
    for columns, size in _MANNERS:
        grid = _grid(lines, columns, size, box.width())
        if grid.height <= box.height():
            return (grid,)
    found = []
    rest = list(lines)
    while rest:
        grid = _first_page(rest, box.width(), box.height() - _FOOT)
        found.append(grid)
        del rest[: len(grid.lines)]
    return tuple(found)


def _first_page(lines: Sequence[str], width: float, height: float) -> _Grid:
    """Return as many of the first lines as fit."""
    grid = _grid(lines[:1], 1, LEAST, width)
    for number in range(2, len(lines) + 1):
        more = _grid(lines[:number], _PAGED, LEAST, width)
        if more.height > height:
            break
        grid = more
    return grid


def _grid(lines: Sequence[str], columns: int, size: int, width: float) -> _Grid:
    wide = (width - _BESIDE * (columns - 1)) / columns
    strong, plain = (QFontMetricsF(room_font(size, weight)) for weight in (_STRONG, _PLAIN))
    marks = [strong.horizontalAdvance(line.partition("\t")[0]) for line in lines if "\t" in line]
    mark = max(marks) + _AFTER_MARK if marks else 0.0
    room = QRectF(0, 0, wide - mark, 100_000)
    high = [plain.boundingRect(room, int(TOP | WRAP), _words(line)).height() for line in lines]
    rows = -(-len(lines) // columns)
    level = tuple(max(high[row::rows]) for row in range(rows))
    return _Grid(tuple(lines), columns, size, wide, mark, level)


def _paint(painter: QPainter, box: QRectF, grid: _Grid) -> None:
    between = (box.height() - grid.height) / len(grid.rows) + _BETWEEN
    between = min(max(between, _BETWEEN), _MOST)
    for number, line in enumerate(grid.lines):
        column, row = divmod(number, len(grid.rows))
        left = box.left() + column * (grid.width + _BESIDE)
        top = box.top() + sum(grid.rows[:row]) + between * row
        high = min(grid.rows[row], box.height())
        if "\t" in line:
            mark = QRectF(left, top, grid.mark, high)
            write(painter, mark, line.partition("\t")[0], grid.size, "room_bar", _STRONG, TOP)
        words = QRectF(left + grid.mark, top, grid.width - grid.mark, high)
        write(painter, words, _words(line), grid.size, align=TOP)


def _words(line: str) -> str:
    """Return what stands after the mark, if the line has one."""
    return line.partition("\t")[2] if "\t" in line else line
