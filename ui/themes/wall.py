"""The wall: a column of sticky cards for each theme, and one for the loose cards."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui import theme
from ui.themes.sticky import CardList
from ui.widgets import Chip, ElidedLabel
from upstream_workshop.themes.queries import CardRow, ThemeRow

TINTS = ("plum_tint", "river_tint", "leaf_tint", "sun_tint")
TONES = {"on the ballot": "river", "chosen": "leaf", "parked": "plain"}
_WIDTH = 214  # px at 100 %


class ThemeColumn(QWidget):
    """A theme's number, title, state and count over its cards; theme 0 holds the loose ones."""

    def __init__(self, theme_id: int, tint: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme_id = theme_id
        self.cards = CardList(name, tint)
        self._number = Chip("")
        self._title = ElidedLabel("", "section")
        self._state = Chip("")
        self._count = Chip("")
        head = QHBoxLayout()
        head.setSpacing(6)
        for widget in (self._number, self._title, self._state, self._count):
            head.addWidget(widget, int(widget is self._title))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.cards, 1)
        self.setMinimumWidth(theme.px(_WIDTH))

    def show_column(
        self, number: int, title: str, state: str, said: str, cards: tuple[CardRow, ...]
    ) -> None:
        """Show a theme; `number` 1 to 9 is the key that puts cards here."""
        self._number.set(str(number))
        self._number.setVisible(number <= 9)
        self._title.set_text(title)
        self._state.set(said, TONES.get(state, "plain"))
        self._state.setVisible(state in TONES)
        self._count.set(str(len(cards)))
        self.cards.setAccessibleName(title)
        self.cards.show_cards(cards)


class Wall(QScrollArea):
    """Themes side by side. `put(card ids, theme id or None)` when cards are dragged across."""

    put = Signal(tuple, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns: dict[int, ThemeColumn] = {}
        self._last = 0
        inner = QWidget()
        self._row = QHBoxLayout(inner)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(16)
        self.setWidget(inner)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_themes(self, themes: tuple[ThemeRow, ...], loose: tuple[CardRow, ...]) -> None:
        """Show every theme and the loose cards; columns that stay are kept."""
        wanted = [0, *(each.id for each in themes)]
        for gone in self._columns.keys() - set(wanted):
            column = self._columns.pop(gone)
            self._row.removeWidget(column)
            column.hide()
            column.deleteLater()
        for place, theme_id in enumerate(wanted):
            self._row.insertWidget(place, self._column(theme_id, place))
        self._columns[0].show_column(0, self.tr("Loose cards"), "", "", loose)
        for number, each in enumerate(themes, 1):
            said = self.tr(each.state) if each.state in TONES else ""
            self._columns[each.id].show_column(number, each.title, each.state, said, each.cards)

    def selected_cards(self) -> tuple[int, ...]:
        """The selected cards' ids."""
        return tuple(card for column in self._columns.values() for card in column.cards.selected())

    def current_theme(self) -> int | None:
        """The theme whose column was last entered."""
        return self._last if self._last in self._columns and self._last else None

    def select_card(self, card_id: int) -> None:
        """Show one card, selected."""
        for column in self._columns.values():
            if column.cards.select(card_id):
                self.ensureWidgetVisible(column)
                column.cards.setFocus()

    def select_theme(self, theme_id: int) -> None:
        """Show one theme's column and enter it."""
        column = self._columns.get(theme_id)
        if column is not None:
            self._enter(theme_id)
            self.ensureWidgetVisible(column)
            column.cards.setFocus()

    def take_focus(self) -> None:
        """Enter the wall: where one last was."""
        column = self._columns.get(self._last) or next(iter(self._columns.values()), None)
        if column is not None:
            column.cards.setFocus()
            if column.cards.currentRow() < 0:
                column.cards.setCurrentRow(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right move to the next column; the rest is the page's."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            event.ignore()
            return
        places = [self._row.itemAt(place).widget() for place in range(self._row.count())]  # type: ignore[union-attr]
        columns = [column for column in places if isinstance(column, ThemeColumn)]
        here = next((n for n, c in enumerate(columns) if c.theme_id == self._last), 0)
        self._last = columns[(here + step) % len(columns)].theme_id
        self.take_focus()
        self.ensureWidgetVisible(self._columns[self._last])

    def _column(self, theme_id: int, place: int) -> ThemeColumn:
        if theme_id not in self._columns:
            tint = TINTS[(place - 1) % len(TINTS)] if theme_id else "paper"
            column = ThemeColumn(theme_id, tint, "")
            column.cards.dropped.connect(partial(self._on_dropped, theme_id))
            column.cards.itemSelectionChanged.connect(partial(self._enter, theme_id))
            self._columns[theme_id] = column
        return self._columns[theme_id]

    def _on_dropped(self, theme_id: int, cards: tuple[int, ...]) -> None:
        self.put.emit(cards, theme_id or None)

    def _enter(self, theme_id: int) -> None:
        """One column at a time holds the selection."""
        self._last = theme_id
        for column in self._columns.values():
            if column.theme_id != theme_id and column.cards.selectedItems():
                column.cards.blockSignals(True)
                column.cards.clearSelection()
                column.cards.blockSignals(False)
                column.cards.viewport().update()
