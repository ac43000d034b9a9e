"""The outline: the same themes and cards as a tree, for the keyboard and for screen readers."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QTreeWidget, QTreeWidgetItem, QWidget

from ui.themes.wall import TONES
from upstream_workshop.themes.queries import CardRow, ThemeRow

_CARD = Qt.ItemDataRole.UserRole
_THEME = Qt.ItemDataRole.UserRole + 1


class Outline(QTreeWidget):
    """Themes with their cards below them; the loose ones come first, as theme 0."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Themes and their cards"))
        self.setHeaderHidden(True)
        self.setColumnCount(1)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(True)

    def show_themes(self, themes: tuple[ThemeRow, ...], loose: tuple[CardRow, ...]) -> None:
        """Show everything, keeping what is selected and what is folded."""
        chosen, current = set(self.selected_cards()), self.current_theme()
        folded = {item.data(0, _THEME) for item in self._lines() if not item.isExpanded()}
        self.clear()
        self._add(0, self.tr("Loose cards"), loose, chosen)
        for number, each in enumerate(themes, 1):
            state = f" · {self.tr(each.state)}" if each.state in TONES else ""
            self._add(each.id, f"{number}  {each.title}{state}", each.cards, chosen)
        for item in self._lines():
            item.setExpanded(item.data(0, _THEME) not in folded)
            if not chosen and current and item.data(0, _THEME) == current:
                self.setCurrentItem(item)

    def selected_cards(self) -> tuple[int, ...]:
        """The selected cards' ids."""
        found = (item.data(0, _CARD) for item in self.selectedItems())
        return tuple(card for card in found if card)

    def current_theme(self) -> int | None:
        """The theme of the current line, if it is in one."""
        item = self.currentItem()
        return item.data(0, _THEME) or None if item is not None else None

    def select_card(self, card_id: int) -> None:
        """Show one card, selected."""
        self._select(_CARD, card_id)

    def select_theme(self, theme_id: int) -> None:
        """Show one theme, selected."""
        self._select(_THEME, theme_id)

    def take_focus(self) -> None:
        """Enter the tree."""
        self.setFocus()
        if self.currentItem() is None and self._lines():
            self.setCurrentItem(self._lines()[0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows are the tree's; letters and digits the page's."""
        if event.text().strip() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _add(self, theme_id: int, title: str, cards: tuple[CardRow, ...], chosen: set[int]) -> None:
        top = QTreeWidgetItem([f"{title} ({len(cards)})"])
        top.setData(0, _THEME, theme_id)
        self.addTopLevelItem(top)
        for card in cards:
            item = QTreeWidgetItem([card.text])
            item.setData(0, _CARD, card.id)
            item.setData(0, _THEME, theme_id)
            top.addChild(item)
            if card.id in chosen:
                self.setCurrentItem(item)
                item.setSelected(True)

    def _select(self, role: int, wanted: int) -> None:
        for top in self._lines():
            cards = [child for m in range(top.childCount()) if (child := top.child(m))]
            for item in (top, *cards):
                if item.data(0, role) == wanted:
                    self.setCurrentItem(item)
                    self.setFocus()
                    return

    def _lines(self) -> list[QTreeWidgetItem]:
        """The lines of the themes."""
        found = (self.topLevelItem(n) for n in range(self.topLevelItemCount()))
        return [item for item in found if item is not None]
