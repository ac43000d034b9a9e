"""The list of people in one column: drawn rows, dragged between columns, walked by keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import (
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui import theme
from ui.widgets.cells import paint_chip
from ui.widgets.tags import initials, paint_avatar
from ui.workgroups.wording import aloud, ordinal, tr
from upstream_workshop.workgroups.queries import MemberRow

_MIME: Final = "application/x-upstream-participant"
_ROW: Final = Qt.ItemDataRole.UserRole
_PART: Final = Qt.ItemDataRole.UserRole + 1


class MemberList(QListWidget):
    """People of one group. `dropped(participant)` when somebody is let go here; `keyed(key)` for
    letters and digits, which the board understands.
    """

    dropped = Signal(int)
    keyed = Signal(str)
    asked = Signal(QPoint)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setProperty("framed", "false")
        self.setItemDelegate(_Painter(self))
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu)

    def show_members(self, members: Sequence[tuple[MemberRow, str]]) -> None:
        """Fill with people and the part each plays (lead, deputy or nothing)."""
        self.clear()
        for member, part in members:
            item = QListWidgetItem(member.name)
            item.setData(_ROW, member)
            item.setData(_PART, part)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, aloud(member, part))
            item.setToolTip("\n".join(t for t in (member.organisation, member.reason) if t))
            self.addItem(item)

    def current_member(self) -> MemberRow | None:
        """Whoever is selected."""
        item = self.currentItem()
        found = item.data(_ROW) if item and item.isSelected() else None
        return found if isinstance(found, MemberRow) else None

    def select(self, participant_id: int) -> bool:
        """Select somebody, if they are here."""
        for number in range(self.count()):
            if self.item(number).data(_ROW).participant_id == participant_id:
                self.setCurrentRow(number)
                return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters and digits are commands; the rest walks the list."""
        if event.text().strip() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.keyed.emit(event.text().upper())
        elif event.key() == Qt.Key.Key_Escape:
            self.keyed.emit("")
        else:
            super().keyPressEvent(event)

    def mimeTypes(self) -> list[str]:
        """Only people may be dropped."""
        return [_MIME]

    def mimeData(self, items: Sequence[QListWidgetItem]) -> QMimeData:
        """Whoever is dragged, by id."""
        data = QMimeData()
        data.setData(_MIME, str(items[0].data(_ROW).participant_id).encode())
        return data

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome people from other columns."""
        self._welcome(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Welcome them anywhere in the list."""
        self._welcome(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell the board; nothing moves until it is confirmed."""
        if event.mimeData().hasFormat(_MIME) and event.source() is not self:
            self.dropped.emit(int(bytes(event.mimeData().data(_MIME).data())))
            event.setDropAction(Qt.DropAction.IgnoreAction)
            event.accept()

    def _welcome(self, event: QDragMoveEvent) -> None:
        if event.mimeData().hasFormat(_MIME) and event.source() is not self:
            event.acceptProposedAction()
        else:
            event.ignore()

    def _on_menu(self, at: QPoint) -> None:
        if self.current_member() is not None:
            self.asked.emit(self.viewport().mapToGlobal(at))


class _Painter(QStyledItemDelegate):
    """Initials, name, chips for the part played and a lock, and the rank at the right."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Rows as tall as a finger wants."""
        return QSize(theme.px(80), theme.px(40))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """One row, from the right inwards so that the name gets what is left."""
        member, part = index.data(_ROW), index.data(_PART)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect)
        self._ground(painter, option, box)
        box.adjust(theme.px(6), 0, -theme.px(6), 0)
        side = float(theme.px(30))
        top = box.center().y() - side / 2
        paint_avatar(painter, QRectF(box.left(), top, side, side), initials(member.name))
        words = QRectF(box)
        words.setLeft(box.left() + side + theme.px(9))
        if member.rank:
            self._write(painter, words, ordinal(member.rank), "small", "soft", right=True)
            words.setRight(words.right() - theme.px(34))
        for chip, tone in ((part, "plain"), (tr("locked") if member.locked else "", "plum")):
            if chip:
                painter.setFont(theme.font("small"))
                wide = painter.fontMetrics().horizontalAdvance(chip) + theme.px(26)
                paint_chip(painter, words, chip, tone)
                words.setRight(words.right() - wide)
        self._write(painter, words, member.name, "body", "ink")
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, box: QRectF) -> None:
        state = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("river_tint" if selected else "hover"))
            painter.drawRoundedRect(box.adjusted(0, 1, 0, -1), 8, 8)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(theme.colour("river"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 2, -1, -2), 8, 8)

    def _write(
        self,
        painter: QPainter,
        box: QRectF,
        words: str,
        size: str,
        role: str,
        right: bool = False,
    ) -> None:
        painter.setFont(theme.font(size))
        painter.setPen(theme.colour(role))
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        shown = painter.fontMetrics().elidedText(
            words, Qt.TextElideMode.ElideRight, int(box.width())
        )
        painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, shown)
