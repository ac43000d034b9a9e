"""Cards as sticky notes: how one is painted, and a list of them that supports dragging."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import takewhile
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelection,
    QItemSelectionModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.kit import theme
from ui.widgets.labels import unmarked
from upstream_workshop.themes.queries import CardRow

CARDS = "application/x-upstream-cards"
_NONE = QModelIndex()
_NO_UPDATE = QItemSelectionModel.SelectionFlag.NoUpdate
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class StickyPainter(QStyledItemDelegate):
    """Paints a card's text on a tint, with one rounded corner.

    tint: the role of the colour.
    """

    def __init__(self, tint: str, parent: QListView) -> None:
        super().__init__(parent)
        self._tint = tint
        self._list = parent

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint a card."""
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        card = rect.adjusted(1, 1, -3, -theme.px(9))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("river" if chosen else "line"), 2 if chosen else 1))
        painter.setBrush(theme.colour(self._tint))
        painter.drawPath(_curled(card, theme.px(12)))
        painter.setFont(theme.font("body", "strong"))
        painter.setPen(theme.colour("ink"))
        painter.drawText(_inside(card), _WRAP, index.data())
        painter.restore()

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the width of the list and the height that the text needs."""
        width = self._list.viewport().width()
        return QSize(width - 2, _height(index.data(), width, theme.current_appearance().scale))


class Cards(QAbstractListModel):
    """The model of one list; thousands of list items would be slow to create and delete."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.cards: tuple[CardRow, ...] = ()

    def set_cards(self, cards: tuple[CardRow, ...]) -> None:
        """Replace the rows that differ, between the equal ones at the top and at the end."""
        first = shared(self.cards, cards)
        last = shared(self.cards[first:][::-1], cards[first:][::-1])
        if removed := len(self.cards) - first - last:
            self.beginRemoveRows(QModelIndex(), first, first + removed - 1)
            self.cards = self.cards[:first] + self.cards[first + removed :]
            self.endRemoveRows()
        if added := len(cards) - first - last:
            self.beginInsertRows(QModelIndex(), first, first + added - 1)
            self.cards = cards
            self.endInsertRows()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NONE) -> int:
        """Return the number of cards."""
        return 0 if parent.isValid() else len(self.cards)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the text of a card, or for the tooltip its origin."""
        if not index.isValid():
            return None
        card = self.cards[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return card.text
        return unmarked(_provenance(card)) if role == Qt.ItemDataRole.ToolTipRole else None

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """Allow cards to be dragged."""
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:
        """Return the only type that may be dropped, which stands for cards."""
        return [CARDS]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Return the ids of the dragged cards."""
        carried = QMimeData()
        ids = " ".join(str(self.cards[index.row()].id) for index in indexes)
        carried.setData(CARDS, ids.encode())
        return carried


class CardList(QListView):
    """The cards of one theme, or those in no theme.

    name: the name for screen readers.
    tint: the role of the cards' colour.

    `chosen()` is emitted when the selection changes, `dropped(card ids)` when cards of another list
    are dropped here.
    """

    chosen = Signal()
    dropped = Signal(tuple)

    def __init__(self, name: str, tint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = Cards(self)
        self.setModel(self.rows)
        self.setProperty("framed", False)
        self.setItemDelegate(StickyPainter(tint, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.CopyAction)
        self.setWordWrap(True)
        self.setAccessibleName(name)

    def show_cards(self, cards: tuple[CardRow, ...]) -> None:
        """Show these cards.

        The selection stays or, if its cards are gone, moves to the next one.
        """
        if cards == self.rows.cards:
            return
        chosen = set(self.selected())
        row = min(self._chosen_rows(), default=-1)
        self.blockSignals(True)
        self.rows.set_cards(cards)
        kept = [at for at, card in enumerate(cards) if card.id in chosen]
        if kept:
            self.select_rows(kept)
        elif row >= 0 and cards:
            self.setCurrentIndex(self.rows.index(min(row, len(cards) - 1)))
        self.blockSignals(False)

    def select_rows(self, rows: Sequence[int]) -> None:
        """Select only these rows; the first becomes current."""
        selection = QItemSelection()
        for at in rows:
            selection.select(self.rows.index(at), self.rows.index(at))
        held = self.selectionModel()
        held.setCurrentIndex(self.rows.index(rows[0]), _NO_UPDATE)
        held.select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def selected(self) -> tuple[int, ...]:
        """Return the ids of the selected cards, from the top."""
        return tuple(self.rows.cards[row].id for row in self._chosen_rows())

    def select(self, card_id: int) -> bool:
        """Select a card and scroll to it; return False if it is not in this list."""
        for row, card in enumerate(self.rows.cards):
            if card.id == card_id:
                self.setCurrentIndex(self.rows.index(row))
                return True
        return False

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Emit `chosen`."""
        super().selectionChanged(selected, deselected)
        self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave letters and digits to the page; use other keys to move in the list."""
        if event.text().strip() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept cards from another list."""
        self._accept(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Accept cards anywhere in the list."""
        self._accept(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Emit `dropped`; the list shows the result after the page has stored it."""
        if event.mimeData().hasFormat(CARDS) and event.source() is not self:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            ids = bytes(event.mimeData().data(CARDS).data()).decode().split()
            self.dropped.emit(tuple(int(card) for card in ids))

    def _chosen_rows(self) -> list[int]:
        return sorted(index.row() for index in self.selectionModel().selectedIndexes())

    def _accept(self, event: Any) -> None:
        if event.mimeData().hasFormat(CARDS):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
        else:
            event.ignore()


def shared(before: Sequence[object], after: Sequence[object]) -> int:
    """Return how many items are the same from the beginning."""
    pairs = zip(before, after, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _provenance(card: CardRow) -> str:
    """Return the origin of a card, and its first wording if that was changed."""
    parts = [card.table, card.author, f"“{card.wording}”" if card.wording != card.text else ""]
    return " · ".join(part for part in parts if part)


@lru_cache(maxsize=20_000)
def _height(words: str, width: int, _scale: float) -> int:
    """Return the height of a card in a column of this width.

    Results are cached for each text size, since breaking lines is slow.
    """
    metrics = QFontMetrics(theme.font("body", "strong"))
    room = QRect(0, 0, max(width - 4 - theme.px(28), theme.px(60)), 10_000)
    drawn = metrics.boundingRect(room, _WRAP, words)
    return max(drawn.height() + theme.px(26), theme.px(58)) + theme.px(9)


def _inside(card: QRect) -> QRect:
    return card.adjusted(theme.px(14), theme.px(12), -theme.px(12), -theme.px(6))


def _curled(box: QRect, radius: int) -> QPainterPath:
    """Return a rectangle with its upper right corner rounded."""
    path = QPainterPath()
    path.moveTo(box.bottomLeft())
    path.lineTo(box.topLeft())
    path.lineTo(box.right() - radius, box.top())
    path.quadTo(box.right(), box.top(), box.right(), box.top() + radius)
    path.lineTo(box.bottomRight())
    path.closeSubpath()
    return path
