"""The painting of the plan's cells: text, ticks, colours, and remarks below a title."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from resources.words import say
from ui.agenda.plan.cell_editor import CellTyping, Index
from ui.agenda.plan.lines import PlanLine
from ui.agenda.plan.plan_columns import PlanColumn
from ui.agenda.plan.plan_model import PlanModel
from ui.kit import theme
from ui.widgets.lists.cells import paint_chip
from upstream_workshop.letters import one_line

WARNING: Final = "⚠"
_SELECTED: Final = QStyle.StateFlag.State_Selected
_WITH_KEYS: Final = QStyle.StateFlag.State_HasFocus


class PlanCells(CellTyping):
    """Paints cells as declared by their column, never as rich text."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the ground, the text, and below a title what is wrong with the block."""
        model = index.model()
        assert isinstance(model, PlanModel)
        line, column = model.lines[index.row()], model.columns[index.column()]
        box: QRect = option.rect
        if option.state & _SELECTED:
            painter.fillRect(box, theme.colour("river_tint"))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, theme.colour("line"))
        if column.key == "starts" and line.block.category:
            bar = QRect(box.left() + 2, box.top() + 5, theme.px(4), box.height() - 11)
            painter.fillRect(bar, theme.colour(f"{line.block.category}_line"))
        if words := _shown(line, column):
            pad = theme.px("cell_pad")
            self._words(painter, QRectF(box.adjusted(pad, 0, -pad, -1)), words, line, column)
        if option.state & _WITH_KEYS:
            with _smooth(painter):
                painter.setPen(QPen(theme.colour("river"), 2))
                painter.drawRect(QRectF(box).adjusted(1, 1, -1, -2))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a row, with a line more for remarks."""
        model = index.model()
        assert isinstance(model, PlanModel)
        return QSize(theme.px(60), row_height(bool(model.lines[index.row()].remarks)))

    def _words(
        self, painter: QPainter, box: QRectF, text: str, line: PlanLine, column: PlanColumn
    ) -> None:
        if column.key == "category":
            with _smooth(painter):
                paint_chip(painter, box, text, line.block.category)
            return
        over = line.block.ended_at is not None or line.block.dropped
        strong = "strong" if column.key in ("starts", "title") and not line.is_new else ""
        if column.key == "title" and line.remarks:
            half = box.height() / 2
            upper = QRectF(box.left(), box.top() + theme.px(3), box.width(), half)
            _line_of(painter, upper, text, "soft" if over else "ink", strong=strong)
            lower = QRectF(box.left(), box.top() + half, box.width(), half - theme.px(3))
            remark = f"{WARNING} {line.remarks}" if line.wrong else line.remarks
            _line_of(painter, lower, remark, "sun" if line.wrong else "soft", "small")
            return
        role = "soft" if over or column.prose or line.is_new else "ink"
        right = column.right
        _line_of(painter, box, one_line(text), role, strong=strong, right=right)


def row_height(remarked: bool) -> int:
    """Return how high the row of a line is, in px."""
    return theme.px("row") + (theme.px(12) if remarked else 0)


def _shown(line: PlanLine, column: PlanColumn) -> str:
    """Return what a cell shows: a line for new blocks says no more than its track and what it is for."""
    if not line.is_new:
        return column.text(line.block)
    if column.key == "title":
        return say("Type a new block here")
    return column.text(line.block) if column.key == "track" else ""


@contextmanager
def _smooth(painter: QPainter) -> Iterator[None]:
    """Paint round shapes in the body; everything else stands on whole pixels and needs no smoothing."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    yield
    painter.restore()


def _line_of(
    painter: QPainter,
    box: QRectF,
    words: str,
    role: str,
    size: str = "body",
    strong: str = "",
    right: bool = False,
) -> None:
    painter.setFont(theme.font(size, strong))
    painter.setPen(theme.colour(role))
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(box.width()))
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | side, shown)
