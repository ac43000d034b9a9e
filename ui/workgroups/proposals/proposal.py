"""The sheet that shows a proposal of groups and who moves, or a conflict of rules with its ways out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from resources.words import say
from ui.kit import theme
from ui.widgets import Sheet, button, label, scrolled
from ui.widgets.flow_layout import FlowLayout
from ui.workgroups.proposals.proposal_words import ProposalWords, way_words, words_of
from upstream_workshop.workgroups.repairing.moves import Move
from upstream_workshop.workgroups.rules import Placement, Problem, WayOut

_TALLEST = 132  # px at 100 % of the list of moves


class ProposalSheet(Sheet):
    """A sheet that is hidden until there is a proposal to decide on.

    `pending` is True until then `accepted()` or `discarded()` is emitted. `relaxed(WayOut)` asks to change a
    rule of a conflict.
    """

    accepted = Signal()
    discarded = Signal()
    relaxed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(" ", parent=parent)
        self.pending = False
        self._summary = label("", wrap=True)
        self._groups = label("", "soft", wrap=True)
        self._moves = label("", wrap=True)
        self._moves.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._list = scrolled(self._moves)
        self.accept: QPushButton = button(say("Accept"), "check", self._on_accepted, main=True)
        self.discard = button(say("Discard"), "x", self._on_discarded)
        self.ways: list[QPushButton] = []
        self._row = FlowLayout()
        self._lay_out()
        self.hide()

    def show_proposal(
        self, problem: Problem, placement: Placement, moves: Sequence[Move] = ()
    ) -> None:
        """Show what a proposal would give; it can only be accepted if it has seats.

        problem: the people, themes and rules.
        placement: what the solver found.
        moves: who would leave the present groups for which.
        """
        words = words_of(problem, placement, moves)
        self.accept.setVisible(bool(placement.seats))
        self.set_tone(words.tone)
        self._show(words)
        self._show_ways(placement.ways_out)
        self.pending = True
        self.show()
        (self.accept if placement.seats else next(iter(self.ways), self.discard)).setFocus()

    def withdraw(self) -> None:
        """Hide the sheet, since what it says is no longer so."""
        self.pending = False
        self.hide()

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

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        for part in (self._summary, self._list, self._groups):
            left.addWidget(part)
        left.addLayout(self._row)
        right = QHBoxLayout()
        right.addWidget(self.discard)
        right.addWidget(self.accept)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addLayout(left, 1)
        row.addLayout(right)
        row.setAlignment(right, Qt.AlignmentFlag.AlignBottom)
        self.body.addLayout(row)

    def _show(self, words: ProposalWords) -> None:
        self.set_title(words.title)
        self.setAccessibleName(words.title)
        for part, text in (
            (self._summary, words.summary), (self._moves, words.moves), (self._groups, words.groups),
        ):  # fmt: skip
            part.setText(text)
            part.setVisible(bool(text))
        self._list.setVisible(bool(words.moves))
        lines = (words.moves.count("\n") + 2) * self._moves.fontMetrics().lineSpacing()
        self._list.setFixedHeight(min(lines, theme.px(_TALLEST)))

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
