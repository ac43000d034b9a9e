"""The painting of cells in a quiet table: text in a weight, a chip, initials, a line below."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.kit import theme
from ui.widgets.lists.table_columns import ROW_ROLE, Column, Index, RowModel
from ui.widgets.lists.tags import paint_avatar
from ui.widgets.lists.two_lines import in_lines, paint_lines

_WEIGHTS = {
    "strong": ("body", "strong", "ink"),
    "soft": ("body", "", "soft"),
    "small": ("small", "", "soft"),
    "late": ("small", "", "sun"),
}


class CellPainter(QStyledItemDelegate):
    """Paints cells as declared by their column, never as rich text."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the background, the line below, then the text or chip."""
        model = index.model()
        if not isinstance(model, RowModel):
            super().paint(painter, option, index)
            return
        column = model.columns[index.column()]
        row = index.data(ROW_ROLE)
        box = QRectF(option.rect)
        painter.save()
        painter.setClipRect(box)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pointed = getattr(option.widget, "pointed", -1) == index.row()
        self._ground(painter, option, box, pointed, index.row() == model.rowCount() - 1)
        pad = theme.px("first_pad" if index.column() == 0 else "cell_pad")
        inner = box.adjusted(pad, 0, -theme.px("cell_pad"), -1)
        if column.badge is not None:
            side = theme.px(32)
            disc = QRectF(inner.left(), inner.center().y() - side / 2, side, side)
            paint_avatar(painter, disc, column.badge(row))
            inner.setLeft(disc.right() + theme.px(12))
        if column.picture is not None:
            slot = QRectF(inner.left(), inner.top(), theme.px(40), inner.height())
            _paint_picture(painter, slot, column.picture(row))
            inner.setLeft(slot.right() + theme.px(12))
        words = column.text(row)
        if column.tone is not None and words:
            paint_chip(painter, inner, words, column.tone(row))
        else:
            over = column.faded is not None and column.faded(row)
            _paint_words(painter, inner, words, column, over)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a row; widths are set by the table."""
        return QSize(theme.px(60), theme.px("row"))

    def _ground(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        box: QRectF,
        pointed: bool,
        last: bool,
    ) -> None:
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, theme.colour("river_tint"))
        elif pointed:
            painter.fillRect(box, theme.colour("hover"))
        if not last:
            painter.fillRect(
                QRectF(box.left(), box.bottom() - 1, box.width(), 1), theme.colour("line")
            )


def paint_chip(painter: QPainter, box: QRectF, words: str, tone: str) -> None:
    """Paint a chip at the right of a cell."""
    painter.setFont(theme.font("small"))
    metrics = painter.fontMetrics()
    height = float(theme.px("chip"))
    width = min(box.width(), metrics.horizontalAdvance(words) + theme.px(22))
    chip = QRectF(box.right() - width, box.center().y() - height / 2, width, height)
    tone = tone or "plain"
    painter.setPen(theme.colour(f"{tone}_line"))
    painter.setBrush(theme.colour(f"{tone}_tint"))
    painter.drawRoundedRect(chip.adjusted(0.5, 0.5, -0.5, -0.5), height / 2, height / 2)
    painter.setPen(theme.colour(f"{tone}_text"))
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, int(width - theme.px(16)))
    painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, shown)


def _paint_picture(painter: QPainter, slot: QRectF, picture: QPixmap | QIcon | None) -> None:
    """Paint an icon, a small sheet of paper or a blank one in the middle of a slot."""
    if isinstance(picture, QIcon):
        glyph = QRect(0, 0, theme.px("glyph"), theme.px("glyph"))
        glyph.moveCenter(slot.center().toPoint())
        picture.paint(painter, glyph)
        return
    edge = theme.px(5)
    room = slot.adjusted(0, edge, 0, -edge).size()
    shape = QSizeF(picture.size()) if picture is not None else QSizeF(210, 297)
    sheet = QRectF(QPointF(), shape.scaled(room, Qt.AspectRatioMode.KeepAspectRatio))
    sheet.moveCenter(slot.center())
    if picture is not None:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(sheet.toRect(), picture)
    painter.setPen(theme.colour("line"))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(sheet.toRect())


def _paint_words(painter: QPainter, box: QRectF, words: str, column: Column, over: bool) -> None:
    size, weight, role = _WEIGHTS.get(column.weight, ("body", "", "ink"))
    painter.setFont(theme.font(size, weight))
    painter.setPen(theme.colour("soft" if over and role == "ink" else role))
    metrics = painter.fontMetrics()
    if column.right or metrics.horizontalAdvance(words) <= box.width():
        side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | side, words)
        return
    lines = in_lines(words, painter.font(), box.width())
    if len(lines) * metrics.height() > box.height():
        lines = [metrics.elidedText(words, Qt.TextElideMode.ElideRight, int(box.width()))]
    top = box.center().y() - len(lines) * metrics.height() / 2
    paint_lines(painter, box.left(), top, lines)
