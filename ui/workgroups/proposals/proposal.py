"""The sheet that shows a proposal of groups and who moves, or a conflict of rules with its ways out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLayout, QPushButton, QVBoxLayout, QWidget

from resources.words import say
from ui.kit import theme
from ui.widgets import Sheet, button, label, scrolled
from ui.widgets.flow_layout import FlowLayout
from ui.workgroups.proposals.proposal_words import NOTHING, ProposalWords, way_words, words_of
from upstream_workshop.workgroups.repairing.absent_members import Succession
from upstream_workshop.workgroups.repairing.moves import Move
from upstream_workshop.workgroups.rules import Placement, Problem, WayOut

LOW = 420  # px at 100 %: the height of a page below which the board makes room for a proposal
_PART = 0.3  # of the height of the page: the most that the text takes beside the board
_ALONE = 0.5  # the most that it takes where the board makes room


class ProposalSheet(Sheet):
    """A sheet that is hidden until there is a proposal to decide on.

    `pending` is True until then `accepted()` or `discarded()` is emitted. `relaxed(WayOut)` asks to change a
    rule of a conflict, `set_aside()` to compare the proposal with another one. While a search goes on,
    `searching` is True and `stopped()` asks to end it with the best so far.
    """

    accepted = Signal()
    discarded = Signal()
    relaxed = Signal(object)
    set_aside = Signal()
    stopped = Signal()
    turned = Signal()  # shown or hidden

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(" ", parent=parent)
        self.pending = self.searching = False
        self._summary = label("", wrap=True)
        self._groups = label("", "soft", wrap=True)
        self._moves = label("", wrap=True)
        self._inner = QWidget()
        self._text = scrolled(self._inner)
        self.accept: QPushButton = button(say("Accept"), "check", self._on_accepted, main=True)
        self.discard = button(say("Discard"), "x", self._on_discarded)
        self.compare = button(say("Set aside"), "columns", self.set_aside.emit)
        self.keep = button(say("Keep this one now"), "check", self.stopped.emit)
        self.ways: list[QPushButton] = []
        self._row = FlowLayout()
        self._lay_out()
        self.hide()

    def show_proposal(
        self,
        problem: Problem,
        placement: Placement,
        moves: Sequence[Move] = (),
        lost: Sequence[Succession] = (),
        removed: Mapping[int, str] = NOTHING,
    ) -> None:
        """Show what a proposal would give; it can only be accepted if it has seats.

        problem: the people, themes and rules.
        placement: what the solver found.
        moves: who would leave the present groups for which.
        lost: the groups whose lead is gone; a repair replaces it.
        removed: the titles of the present groups that it leaves without anybody, by topic.
        """
        self._begin(words_of(problem, placement, moves, lost, removed))
        self.accept.setVisible(bool(placement.seats))
        self.compare.setVisible(bool(placement.seats))
        self._show_ways(placement.ways_out)
        self.pending = True
        self._fit()
        (self.accept if placement.seats else next(iter(self.ways), self.discard)).setFocus()

    def show_search(self, problem: Problem, placement: Placement) -> None:
        """Show the best placement so far of a search that goes on; the keyboard focus stays where it is."""
        self._begin(words_of(problem, placement, (), searching=True))
        self.searching = True
        self.keep.show()
        self._show_ways(())
        self._fit()

    def withdraw(self) -> None:
        """Hide the sheet, since what it says is no longer so."""
        self.pending = self.searching = False
        self.hide()
        self.turned.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Discard the proposal on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self._on_discarded()
        else:
            super().keyPressEvent(event)

    def words(self) -> str:
        """Return all text shown now."""
        ways = (way.text() for way in self.ways)
        shown = (self.accessibleName(), self._summary, self._moves, self._groups)
        return "\n".join((*(one if isinstance(one, str) else one.text() for one in shown), *ways))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the text again."""
        super().resizeEvent(event)
        self._fit()

    def _lay_out(self) -> None:
        self.set_margins(20, 12)
        self.add_corner(self.discard)
        self.add_corner(self.compare)
        self.add_corner(self.keep)
        self.add_corner(self.accept)
        column = QVBoxLayout(self._inner)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (self._summary, self._moves, self._groups):
            column.addWidget(part)
        column.addLayout(self._row)
        self.body.addWidget(self._text)

    def _begin(self, words: ProposalWords) -> None:
        """Show the words, without any button but that to discard."""
        self.pending = self.searching = False
        for way in (self.accept, self.compare, self.keep):
            way.hide()
        self.set_tone(words.tone)
        self._show(words)
        self.show()
        self.turned.emit()

    def _fit(self) -> None:
        """Give the text the height it needs, but no more than a part of the page; it scrolls then."""
        page = self.parentWidget()
        column = self._column_of_text()
        # -1 where no text is shown
        needed = max(0, column.totalHeightForWidth(self._text.viewport().width()))
        part = _PART if page is None or page.height() >= theme.px(LOW) else _ALONE
        self._text.setFixedHeight(min(needed, int(page.height() * part) if page else needed))

    def _column_of_text(self) -> QLayout:
        column = self._inner.layout()
        assert column is not None  # set by `_lay_out`
        return column

    def _show(self, words: ProposalWords) -> None:
        self.set_title(words.title)
        self.setAccessibleName(words.title)
        for part, text in (
            (self._summary, words.summary), (self._moves, words.moves), (self._groups, words.groups),
        ):  # fmt: skip
            part.setText(text)
            part.setVisible(bool(text))

    def _show_ways(self, ways: Sequence[WayOut]) -> None:
        while (item := self._row.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.ways = []
        for way in ways:
            made = button(way_words(way), "", partial(self._on_relaxed, way))
            self._row.addWidget(made)
            self.ways.append(made)
            made.show()

    def _on_relaxed(self, way: WayOut) -> None:
        self.withdraw()
        self.relaxed.emit(way)

    def _on_accepted(self) -> None:
        self.withdraw()
        self.accepted.emit()

    def _on_discarded(self) -> None:
        self.withdraw()
        self.discarded.emit()
