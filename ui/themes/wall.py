"""The wall: a column of cards for each theme, and a pinned one for cards in no theme."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from resources.words import count, say
from ui.kit import theme
from ui.themes.sticky import CardList
from ui.themes.wording import standing
from ui.widgets import Chip, ElidedLabel, SideBySide, TwoLineLabel, label
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.lists.two_lines import in_lines
from upstream_workshop.themes.kinds import ThemeState
from upstream_workshop.themes.queries import CardRow, ThemeRow

TINTS = ("plum_tint", "river_tint", "leaf_tint", "sun_tint")
_LEAST, _MOST = 196, 300  # px at 100 % of a column


class ThemeColumn(QWidget):
    """The column of one theme: title, key, number of cards, state and the cards.

    theme_id: the id of the theme; 0 for cards in no theme.
    tint: the role of the cards' colour.

    The widgets inside are built by `fill`, which then emits `built`; until then the column only
    stores what it is to show.
    """

    built = Signal()

    def __init__(self, theme_id: int, tint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme_id = theme_id
        self._tint = tint
        self._content: tuple[int, str, ThemeState, tuple[CardRow, ...]] = (
            0,
            "",
            ThemeState.CANDIDATE,
            (),
        )
        self.filled = False

    @property
    def words(self) -> str:
        """The theme's title."""
        return self._content[1]

    def show_column(
        self, number: int, title: str, state: ThemeState, cards: tuple[CardRow, ...]
    ) -> None:
        """Show a theme.

        number: the number of the theme; up to 9 it is the key that puts cards here.
        """
        before, self._content = self._content, (number, title, state, cards)
        if self.filled and self._content != before:
            self._show()

    def fill(self) -> None:
        """Build the widgets and show the theme, unless that was done already."""
        if not self.filled:
            self.filled = True
            self._build()
            self._show()
            self.built.emit()

    def select(self, card_id: int) -> bool:
        """Select a card and scroll to it; return False if it is not in this column."""
        if all(card.id != card_id for card in self._content[3]):
            return False
        self.fill()
        return self.cards.select(card_id)

    def selected(self) -> tuple[int, ...]:
        """Return the ids of the selected cards, from the top."""
        return self.cards.selected() if self.filled else ()

    def _build(self) -> None:
        self.cards = CardList("", self._tint)
        self.title = TwoLineLabel("section", "bold")
        self._number, self._count, self._state = Chip(""), ElidedLabel("", "small"), Chip("")
        about = FlowLayout(spacing=8)
        for widget in (self._number, self._count, self._state):
            about.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(7)
        column.addWidget(self.title)
        column.addLayout(about)
        column.addWidget(self.cards, 1)
        self.cards.show()  # at once, since they may be about to get the focus

    def _show(self) -> None:
        number, title, state, cards = self._content
        self._number.set(str(number))
        self._number.setVisible(number <= 9)
        self._number.setToolTip(say("Key: {key}", key=number))
        self.title.set_text(title)
        words, tone = standing(state)
        self._state.set(words, tone)
        self._state.setVisible(bool(words))
        self._count.set_text(count(len(cards), "{n} card", "{n} cards"))
        self.cards.setAccessibleName(title)
        self.cards.show_cards(cards)


class Wall(SideBySide):
    """Columns of themes side by side.

    `put(card ids, theme id or None)` is emitted when cards are dropped in another column.
    """

    put = Signal(tuple, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        loose = ThemeColumn(0, "paper")
        super().__init__(loose, _LEAST, _MOST, parent=parent)
        self._columns_of = {0: loose}
        self._last = 0
        loose.built.connect(partial(self._connect_column, loose))
        self.shared.connect(self._level_titles)

    def show_themes(self, themes: tuple[ThemeRow, ...], loose: tuple[CardRow, ...]) -> None:
        """Show all themes and the cards in none; existing columns are kept."""
        kept = {each.id: self._column(each.id, at) for at, each in enumerate(themes)}
        self._columns_of = {0: self._columns_of[0], **kept}
        self._columns_of[0].show_column(0, say("Loose cards"), ThemeState.CANDIDATE, loose)
        for number, each in enumerate(themes, 1):
            kept[each.id].show_column(number, each.title, each.state, each.cards)
        self.set_columns([*kept.values()] or [self._first_step()])
        columns = self._columns_of.values()
        self.fill({column: column.fill for column in columns if not column.filled})

    def selected_cards(self) -> tuple[int, ...]:
        """Return the ids of the selected cards."""
        columns = self._columns_of.values()
        return tuple(card for column in columns for card in column.selected())

    def current_theme(self) -> int | None:
        """Return the id of the theme whose column was used last, or None."""
        return self._last if self._last in self._columns_of and self._last else None

    def select_card(self, card_id: int) -> None:
        """Select a card and scroll to it."""
        for column in self._columns_of.values():
            if column.select(card_id):
                self.bring(column)
                column.cards.setFocus()

    def select_theme(self, theme_id: int) -> None:
        """Focus a theme's column."""
        if theme_id in self._columns_of:
            self._enter(theme_id)
            self.take_focus()

    def take_focus(self) -> None:
        """Focus the column that was used last, and select a card in it."""
        column = self._columns_of.get(self._last, self._columns_of[0])
        column.fill()
        self._enter(column.theme_id)
        column.cards.setFocus()
        if not column.cards.selected():  # focus makes a card current but selects none
            column.cards.setCurrentIndex(
                column.cards.rows.index(max(column.cards.currentIndex().row(), 0))
            )
        self.bring(column)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the focus to the next column on left and right; leave other keys to the page."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            event.ignore()
            return
        order = [*self._columns_of]
        here = order.index(self._last) if self._last in order else 0
        self._last = order[(here + step) % len(order)]
        self.take_focus()

    def _column(self, theme_id: int, at: int) -> ThemeColumn:
        if theme_id not in self._columns_of:
            self._columns_of[theme_id] = made = ThemeColumn(theme_id, TINTS[at % len(TINTS)])
            made.built.connect(partial(self._connect_column, made))
        return self._columns_of[theme_id]

    def _connect_column(self, column: ThemeColumn) -> None:
        column.cards.dropped.connect(partial(self._on_dropped, column.theme_id))
        column.cards.chosen.connect(partial(self._enter, column.theme_id))
        self._level_titles(column.maximumWidth())

    def _first_step(self) -> QWidget:
        """Return a hint on how to make the first theme."""
        return label(
            say(
                "Choose cards that belong together: Down or a click leads to them, Shift takes "
                "several. Then press T and type what the theme is called."
            ),
            "soft",
            wrap=True,
        )

    def _level_titles(self, width: int) -> None:
        """Give all titles the same height, so that the cards begin at the same level."""
        columns, font = self._columns_of.values(), theme.font("section", "bold")
        lines = max(len(in_lines(column.words, font, width)) for column in columns)
        for column in columns:
            if column.filled:
                column.title.setFixedHeight(lines * QFontMetrics(font).height())

    def _on_dropped(self, theme_id: int, cards: tuple[int, ...]) -> None:
        self.put.emit(cards, theme_id or None)

    def _enter(self, theme_id: int) -> None:
        """Deselect the cards of all other columns."""
        self._last = theme_id
        for column in self._columns_of.values():
            if column.theme_id != theme_id and column.selected():
                column.cards.blockSignals(True)
                column.cards.clearSelection()
                column.cards.blockSignals(False)
                column.cards.viewport().update()
