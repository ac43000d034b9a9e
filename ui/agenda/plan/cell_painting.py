"""The painting of the plan's cells: text, ticks, colours, and remarks below a title."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem

from resources.words import say
from ui.agenda.plan.cell_editor import CellTyping, Index
from ui.agenda.plan.lines import PlanLine
from ui.agenda.plan.plan_columns import PlanColumn
from ui.agenda.plan.plan_model import LINE_ROLE, PlanModel
from ui.kit import theme
from ui.widgets.lists.cells import paint_chip

WARNING: Final = "⚠"


class PlanCells(CellTyping):
    """Paints cells as declared by their column, never as rich text."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the ground, the text, and below a title what is wrong with the block."""
        model = index.model()
        assert isinstance(model, PlanModel)
        line, column = index.data(LINE_ROLE), model.columns[index.column()]
        box = QRectF(option.rect)
        painter.save()
        painter.setClipRect(box)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, theme.colour("river_tint"))
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), theme.colour("line"))
        pad = theme.px("cell_pad")
        inner = box.adjusted(pad, 0, -pad, -1)
        if column.key == "starts" and line.block.category:
            bar = QRectF(box.left() + 2, box.top() + 5, theme.px(4), box.height() - 11)
            painter.fillRect(bar, theme.colour(f"{line.block.category}_line"))
        self._words(painter, inner, line, column)
        if _is_current(option, index):
            painter.setPen(QPen(theme.colour("river"), 2))
            painter.drawRect(box.adjusted(1, 1, -1, -2))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a row, with a line more for remarks."""
        return QSize(theme.px(60), row_height(index.data(LINE_ROLE)))

    def _words(self, painter: QPainter, box: QRectF, line: PlanLine, column: PlanColumn) -> None:
        text = column.text(line.block)
        if line.is_new:
            hint = say("Type a new block here") if column.key == "title" else ""
            if column.key == "track":
                hint = text
            _line_of(painter, box, hint, "soft")
            return
        if column.key == "category" and text:
            paint_chip(painter, box, text, line.block.category)
            return
        over = line.block.ended_at is not None or line.block.dropped
        strong = "strong" if column.key in ("starts", "title") else ""
        if column.key == "title" and line.remarks:
            half = box.height() / 2
            upper = QRectF(box.left(), box.top() + theme.px(3), box.width(), half)
            _line_of(painter, upper, text, "soft" if over else "ink", strong=strong)
            lower = QRectF(box.left(), box.top() + half, box.width(), half - theme.px(3))
            remark = f"{WARNING} {line.remarks}" if line.wrong else line.remarks
            _line_of(painter, lower, remark, "sun" if line.wrong else "soft", "small")
            return
        role = "soft" if over or column.prose else "ink"
        _line_of(painter, box, " ".join(text.split()), role, strong=strong, right=column.right)


def row_height(line: PlanLine) -> int:
    """Return how high the row of a line is, in px."""
    return theme.px("row") + (theme.px(12) if line.remarks else 0)


def _is_current(option: QStyleOptionViewItem, index: Index) -> bool:
    view = option.widget
    return isinstance(view, QAbstractItemView) and view.hasFocus() and view.currentIndex() == index


def _line_of(
    painter: QPainter,
    box: QRectF,
    words: str,
    role: str,
    size: str = "body",
    strong: str = "",
    right: bool = False,
) -> None:
    if not words:
        return
    painter.setFont(theme.font(size, strong))
    painter.setPen(theme.colour(role))
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(box.width()))
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | side, shown)
