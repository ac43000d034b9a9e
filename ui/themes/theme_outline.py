"""The outline: themes and cards as a tree, for keyboard and screen reader."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QTreeWidget, QTreeWidgetItem, QWidget

from resources.words import count, say
from ui.kit import theme
from ui.themes.wall.card_painting import provenance
from ui.themes.wording import standing
from ui.widgets import unmarked
from ui.widgets.lists.wrapped_rows import WrappedRows
from upstream_workshop.themes.queries import CardRow, ThemeRow

_CARD = Qt.ItemDataRole.UserRole
_THEME = Qt.ItemDataRole.UserRole + 1


class Outline(QTreeWidget):
    """A tree of themes with their cards below them; cards in no theme come first, under id 0.

    `asked_menu(QPoint)` is emitted with a point of the screen when the menu of the selection is asked for.
    """

    asked_menu = Signal(QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(say("Themes and their cards"))
        self.setHeaderHidden(True)
        self.setColumnCount(1)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._wrapping = WrappedRows(self)
        self.setItemDelegate(self._wrapping)

    def show_themes(self, themes: tuple[ThemeRow, ...], loose: tuple[CardRow, ...]) -> None:
        """Show themes and cards; what is selected and what is collapsed stays so."""
        place, chosen = self._place(), dict(self._chosen())
        folded = {item.data(0, _THEME) for item in self._lines() if not item.isExpanded()}
        self.clear()
        self._wrapping.expect(len(themes) + len(loose) + sum(len(each.cards) for each in themes))
        self._add(0, say("Loose cards"), loose)
        for number, each in enumerate(themes, 1):
            state, _tone = standing(each.state)
            words = f"{each.title} · {state}" if state else each.title
            self._add(each.id, f"{number}  {words}", each.cards)
        for item in self._lines():
            item.setExpanded(item.data(0, _THEME) not in folded)
        self._return_to(place, chosen)

    def selected_cards(self) -> tuple[int, ...]:
        """Return the ids of the selected cards."""
        found = (item.data(0, _CARD) for item in self.selectedItems())
        return tuple(card for card in found if card)

    def current_theme(self) -> int | None:
        """Return the id of the theme that the current line belongs to, or None."""
        item = self.currentItem()
        return item.data(0, _THEME) or None if item is not None else None

    def select_card(self, card_id: int) -> None:
        """Select a card, scroll to it and take the focus."""
        self._select(_CARD, card_id)

    def show_cards(self, card_ids: Collection[int]) -> None:
        """Select cards and scroll to the last of them."""
        wanted = {*card_ids}
        every = (item for top in self._lines() for item in self._cards(top))
        found = [item for item in every if item.data(0, _CARD) in wanted]
        self.clearSelection()
        for item in found:
            self.setCurrentItem(item, 0, QItemSelectionModel.SelectionFlag.Select)
            self.scrollToItem(item)

    def select_theme(self, theme_id: int) -> None:
        """Select a theme and scroll to it."""
        self._select(_THEME, theme_id)

    def take_focus(self) -> None:
        """Focus the tree, and make a line current if none is selected."""
        self.setFocus()
        if not self.selectedItems() and self._lines():
            self.setCurrentItem(self.currentItem() or self._lines()[0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave letters and digits to the page; use other keys to move in the tree."""
        if event.text().strip() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the selection, where the mouse is or at the current line."""
        event.accept()
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        item = self.currentItem()
        line = self.visualItemRect(item).center() if item is not None else QPoint()
        self.asked_menu.emit(event.globalPos() if by_mouse else self.viewport().mapToGlobal(line))

    def _add(self, theme_id: int, title: str, cards: tuple[CardRow, ...]) -> None:
        top = QTreeWidgetItem([f"{title} ({len(cards)})"])
        top.setData(0, _THEME, theme_id)
        top.setFont(0, theme.font("body", "strong"))
        self.addTopLevelItem(top)
        for card in cards:
            item = QTreeWidgetItem([_words(card)])
            item.setToolTip(0, unmarked(provenance(card)))
            item.setData(0, _CARD, card.id)
            item.setData(0, _THEME, theme_id)
            top.addChild(item)

    def _chosen(self) -> list[tuple[int, int]]:
        """Return the ids of the selected cards, each with the id of its theme."""
        items = (item for item in self.selectedItems() if item.data(0, _CARD))
        return [(item.data(0, _CARD), item.data(0, _THEME)) for item in items]

    def _place(self) -> tuple[int, int, int] | None:
        """Return the place of the current line, or None.

        It consists of the index of the theme's line, the id of the theme, and the card's index in
        it, which is negative for the theme's own line.
        """
        item = self.currentItem()
        if item is None:
            return None
        top = item.parent() or item
        at = top.indexOfChild(item)
        return self.indexOfTopLevelItem(top), top.data(0, _THEME), at

    def _return_to(self, place: tuple[int, int, int] | None, chosen: dict[int, int]) -> None:
        """Select the same cards again.

        If they have moved, select the line that took their place.
        """
        stayed = [
            item
            for top in self._lines()
            for item in self._cards(top)
            if chosen.get(item.data(0, _CARD)) == top.data(0, _THEME)
        ]
        if stayed:
            self.setCurrentItem(stayed[0], 0, QItemSelectionModel.SelectionFlag.NoUpdate)
            for item in stayed:
                item.setSelected(True)
        elif place is not None:
            line, theme_id, at = place
            tops = self._lines()
            top = next(
                (t for t in tops if t.data(0, _THEME) == theme_id), tops[min(line, len(tops) - 1)]
            )
            cards = self._cards(top)
            self.setCurrentItem(cards[min(at, len(cards) - 1)] if at >= 0 and cards else top)

    def _cards(self, top: QTreeWidgetItem) -> list[QTreeWidgetItem]:
        """Return the lines of a theme's cards."""
        return [child for at in range(top.childCount()) if (child := top.child(at))]

    def _select(self, role: int, wanted: int) -> None:
        for top in self._lines():
            for item in (top, *self._cards(top)):
                if item.data(0, role) == wanted:
                    self.setCurrentItem(item)
                    self.setFocus()
                    return

    def _lines(self) -> list[QTreeWidgetItem]:
        """Return the lines of the themes."""
        found = (self.topLevelItem(n) for n in range(self.topLevelItemCount()))
        return [item for item in found if item is not None]


def _words(card: CardRow) -> str:
    """Return a card's text, how often else it was said, and the table it comes from."""
    times = len(card.others)
    more = count(times, "+{n} wording", "+{n} wordings") if times else ""
    return " · ".join(part for part in (card.text, more, card.table) if part)
