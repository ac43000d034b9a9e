"""The list of people in one column of the board."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QMimeData, QPoint, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

from ui.widgets import show_current, unmarked
from ui.workgroups.board.seats import SEAT, Seat, SeatPainter
from upstream_workshop.workgroups.queries import MemberRow

_MIME: Final = "application/x-upstream-participant"


class MemberList(QListWidget):
    """The people of one group, painted by `SeatPainter`.

    name: the name for screen readers.

    `dropped(participant id, list)` is emitted when a person is dropped here from the list of another column.
    `keyed(key)` carries an upper-case letter or a digit, or an empty string for Escape, for the
    board. `asked(position)` requests the menu at a position on the screen.
    """

    dropped = Signal(int, object)
    keyed = Signal(str)
    asked = Signal(QPoint)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[Seat, ...] = ()
        self.setAccessibleName(name)
        self.setProperty("framed", "false")
        self.setItemDelegate(SeatPainter(self))
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu)

    def show_seats(self, seats: Sequence[Seat]) -> None:
        """Fill the list, unless it shows these seats already."""
        if tuple(seats) == self._shown:
            return
        self._shown = tuple(seats)
        self.clear()
        for seat in seats:
            item = QListWidgetItem(seat.member.name)
            item.setData(SEAT, seat)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, seat.aloud())
            about = (seat.member.name, seat.member.organisation, seat.about, seat.member.reason)
            item.setToolTip(unmarked("\n".join(dict.fromkeys(words for words in about if words))))
            self.addItem(item)

    def sizeHint(self) -> QSize:
        """Return the least size: the list takes what room there is, and a column need not be higher."""
        return self.minimumSizeHint()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Make a person current when the list gets the focus, so that keys act on a visible one."""
        super().focusInEvent(event)
        show_current(self)

    def current_member(self) -> MemberRow | None:
        """Return the selected person, or None."""
        item = self.currentItem()
        seat = item.data(SEAT) if item and item.isSelected() else None
        return seat.member if isinstance(seat, Seat) else None

    def select(self, participant_id: int) -> bool:
        """Select a person; return False if they are not in the list."""
        for number in range(self.count()):
            if self.item(number).data(SEAT).member.participant_id == participant_id:
                self.setCurrentRow(number)
                return True
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the names again.

        Qt itself only reacts to a change of height, and a scroll bar changes the width.
        """
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Emit letters, digits and Escape as `keyed`, open the menu on Enter, or move in the list."""
        letter = event.text().strip()
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if letter.isprintable() and letter and not held:
            self.keyed.emit(letter.upper())
        elif event.key() == Qt.Key.Key_Escape:
            self.keyed.emit("")
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentItem():
            self._on_menu(self.visualItemRect(self.currentItem()).center())
        else:
            super().keyPressEvent(event)

    def mimeTypes(self) -> list[str]:
        """Return the only type that may be dropped, which stands for a participant."""
        return [_MIME]

    def mimeData(self, items: Sequence[QListWidgetItem]) -> QMimeData:
        """Return the id of the dragged participant."""
        data = QMimeData()
        data.setData(_MIME, str(items[0].data(SEAT).member.participant_id).encode())
        return data

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept people from other columns."""
        self._accept(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Accept people from other columns, anywhere in the list."""
        self._accept(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Emit `dropped`; the list itself does not change until the move is confirmed."""
        if event.mimeData().hasFormat(_MIME) and event.source() is not self:
            who = int(bytes(event.mimeData().data(_MIME).data()))
            self.dropped.emit(who, event.source())
            event.setDropAction(Qt.DropAction.IgnoreAction)
            event.accept()

    def _accept(self, event: QDragMoveEvent) -> None:
        if event.mimeData().hasFormat(_MIME) and event.source() is not self:
            event.acceptProposedAction()
        else:
            event.ignore()

    def _on_menu(self, at: QPoint) -> None:
        if self.current_member() is not None:
            self.asked.emit(self.viewport().mapToGlobal(at))
