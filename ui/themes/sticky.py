"""Sticky cards: how one is painted, and a list of them that can be dragged from and dropped on."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import takewhile
from typing import Any

from PySide6.QtCore import (
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
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.kit import theme
from ui.widgets.labels import unmarked
from upstream_workshop.themes.queries import CardRow

CARDS = "application/x-upstream-cards"
_ID = Qt.ItemDataRole.UserRole
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class StickyPainter(QStyledItemDelegate):
    """Paints a card's words on the tint of its theme, one corner rounded as if it curled."""

    def __init__(self, tint: str, parent: QListWidget) -> None:
        super().__init__(parent)
        self._tint = tint
        self._list = parent

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """The card, its edge, its words."""
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
        """As wide as its column, as high as its words."""
        width = self._list.viewport().width()
        return QSize(width - 2, _height(index.data(), width, theme.look().scale))


class CardList(QListWidget):
    """The cards of one theme, or the loose ones; `dropped(card ids)` when others are put here."""

    dropped = Signal(tuple)

    def __init__(self, name: str, tint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[CardRow, ...] = ()
        self.setProperty("framed", False)
        self.setItemDelegate(StickyPainter(tint, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.CopyAction)
        self.setWordWrap(True)
        self.setAccessibleName(name)

    def show_cards(self, cards: tuple[CardRow, ...]) -> None:
        """Show these cards, keeping the selection; where the selected ones went, the next one is."""
        if cards == self._shown:
            return
        chosen = set(self.selected())
        row = min(self.row(item) for item in self.selectedItems()) if chosen else -1
        self.blockSignals(True)
        self._put_in_place(cards)
        for at, card in enumerate(cards):
            if chosen:
                self.item(at).setSelected(card.id in chosen)
        kept = [at for at, card in enumerate(cards) if card.id in chosen]
        if kept:
            self.setCurrentRow(kept[0], QItemSelectionModel.SelectionFlag.NoUpdate)
        elif row >= 0:
            self.setCurrentRow(min(row, len(cards) - 1))
        self.blockSignals(False)

    def selected(self) -> tuple[int, ...]:
        """The ids of the selected cards, from the top."""
        rows = sorted(self.row(item) for item in self.selectedItems())
        return tuple(self.item(row).data(_ID) for row in rows)

    def select(self, card_id: int) -> bool:
        """Select and show one card; whether it is here."""
        for row, card in enumerate(self._shown):
            if card.id == card_id:
                self.setCurrentRow(row)
                self.scrollToItem(self.item(row))
                return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows and space are the list's; letters and digits the page's."""
        if event.text().strip() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mimeData(self, items: Sequence[QListWidgetItem]) -> QMimeData:
        """What is dragged: the cards' ids."""
        carried = QMimeData()
        ids = " ".join(str(item.data(_ID)) for item in items)
        carried.setData(CARDS, ids.encode())
        return carried

    def mimeTypes(self) -> list[str]:
        """Only our cards."""
        return [CARDS]

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome cards from another list."""
        self._welcome(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Welcome them all the way."""
        self._welcome(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell whose cards were put here; the page writes it and we are shown the result."""
        if event.mimeData().hasFormat(CARDS) and event.source() is not self:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            ids = bytes(event.mimeData().data(CARDS).data()).decode().split()
            self.dropped.emit(tuple(int(card) for card in ids))

    def _put_in_place(self, cards: tuple[CardRow, ...]) -> None:
        """Change the lines between those that stay at the top and those that stay at the end."""
        before, self._shown = self._shown, cards
        first = shared(before, cards)
        last = shared(before[first:][::-1], cards[first:][::-1])
        for _ in range(len(before) - first - last):
            self.takeItem(first)
        for at in range(first, len(cards) - last):
            self.insertItem(at, _item(cards[at]))

    def _welcome(self, event: Any) -> None:
        if event.mimeData().hasFormat(CARDS):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
        else:
            event.ignore()


def shared(before: Sequence[object], after: Sequence[object]) -> int:
    """How many are the same from the beginning on."""
    pairs = zip(before, after, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _item(card: CardRow) -> QListWidgetItem:
    item = QListWidgetItem(card.text)
    item.setData(_ID, card.id)
    item.setToolTip(unmarked(_provenance(card)))
    return item


def _provenance(card: CardRow) -> str:
    """Whose card it is, and how it first read if that has changed."""
    parts = [card.table, card.author, f"“{card.wording}”" if card.wording != card.text else ""]
    return " · ".join(part for part in parts if part)


@lru_cache(maxsize=20_000)
def _height(words: str, width: int, _scale: float) -> int:
    """How high a card is in a column of this width; kept for each size of text, as breaking lines is slow."""
    metrics = QFontMetrics(theme.font("body", "strong"))
    room = QRect(0, 0, max(width - 4 - theme.px(28), theme.px(60)), 10_000)
    drawn = metrics.boundingRect(room, _WRAP, words)
    return max(drawn.height() + theme.px(26), theme.px(58)) + theme.px(9)


def _inside(card: QRect) -> QRect:
    return card.adjusted(theme.px(14), theme.px(12), -theme.px(12), -theme.px(6))


def _curled(box: QRect, radius: int) -> QPainterPath:
    """A sheet with its upper right corner rounded."""
    path = QPainterPath()
    path.moveTo(box.bottomLeft())
    path.lineTo(box.topLeft())
    path.lineTo(box.right() - radius, box.top())
    path.quadTo(box.right(), box.top(), box.right(), box.top() + radius)
    path.lineTo(box.bottomRight())
    path.closeSubpath()
    return path
