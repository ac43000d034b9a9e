"""A list of proposals with reasons: Enter accepts one, Delete dismisses it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from resources.words import say
from ui.kit import theme
from ui.widgets.lists.nothing import show_if_empty
from ui.widgets.lists.two_lines import in_lines, paint_lines

Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()
_ROW: Final = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposal.

    title: what is proposed.
    reason: why.
    what: the object that the signals carry.
    """

    title: str
    reason: str
    what: Any


class _Proposals(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: tuple[Proposal, ...] = ()

    def show_rows(self, rows: Sequence[Proposal]) -> None:
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of proposals."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the title; with the reason for tooltips and screen readers.

        The row itself for painting.
        """
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return f"{row.title}: {row.reason}"
        return row if role == _ROW else None


class _Painter(QStyledItemDelegate):
    """Paints the title in strong and the reason in soft type, each in at most two lines."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the background, the words and a line below."""
        row: Proposal = index.data(_ROW)
        box = QRectF(option.rect)
        painter.save()
        state = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, theme.colour("river_tint"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, theme.colour("hover"))
        pad = theme.px(12)
        top = box.top() + theme.px(8)
        for words, size, weight, role in self._parts(row):
            painter.setFont(theme.font(size, weight))
            painter.setPen(theme.colour(role))
            lines = in_lines(words, theme.font(size, weight), box.width() - 2 * pad)
            paint_lines(painter, box.left() + pad, top, lines)
            top += len(lines) * painter.fontMetrics().height()
        painter.fillRect(QRectF(box.left(), box.bottom(), box.width(), 1), theme.colour("line"))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height that the words need."""
        view = option.widget
        width = (view.viewport().width() if isinstance(view, QListView) else 300) - 2 * theme.px(12)
        tall = theme.px(16)
        for words, size, weight, _ in self._parts(index.data(_ROW)):
            font = theme.font(size, weight)
            tall += len(in_lines(words, font, width)) * QFontMetrics(font).height()
        return QSize(width, tall)

    def _parts(self, row: Proposal) -> list[tuple[str, str, str, str]]:
        parts = [(row.title, "body", "strong", "ink"), (row.reason, "small", "", "soft")]
        return [part for part in parts if part[0]]


class ProposalList(QListView):
    """A list of proposals to decide on.

    name: the name for screen readers.
    nothing: the text shown while the list is empty.

    `taken(what)` is emitted on Enter or a double click, `dropped(what)` on Delete, and `passed(what
    or None)` as the current proposal changes.
    """

    taken = Signal(object)
    dropped = Signal(object)
    passed = Signal(object)

    def __init__(self, name: str, nothing: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._nothing = nothing
        self._proposals = _Proposals(self)
        self.setModel(self._proposals)
        self.setItemDelegate(_Painter(self))
        self.setAccessibleName(name)
        self.setAccessibleDescription(say("Enter takes the proposal, Delete sets it aside."))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setProperty("framed", "false")
        self.doubleClicked.connect(lambda index: self.taken.emit(index.data(_ROW).what))
        self.selectionModel().currentChanged.connect(lambda *_: self.passed.emit(self.current()))

    def show_proposals(self, rows: Sequence[Proposal]) -> None:
        """Show these proposals.

        The same row number stays current, so that one key can decide on the whole list.
        """
        if tuple(rows) == self._proposals.rows:
            return
        number = max(0, self.currentIndex().row())
        self._proposals.show_rows(rows)
        if rows:
            self.setCurrentIndex(self._proposals.index(min(number, len(rows) - 1)))
        else:
            self.passed.emit(None)

    def rows(self) -> tuple[Proposal, ...]:
        """Return the proposals shown."""
        return self._proposals.rows

    def current(self) -> Any | None:
        """Return `what` of the current proposal, or None."""
        index = self.currentIndex()
        return index.data(_ROW).what if index.isValid() else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Accept the current proposal on Enter, dismiss it on Delete."""
        current = self.current()
        if current is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit(current)
        elif current is not None and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.dropped.emit(current)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the proposals, or the text for an empty list."""
        super().paintEvent(event)
        show_if_empty(self, self._nothing)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the words again."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
