"""Two proposals side by side: what each gives, who would sit elsewhere, and in which choice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resources.words import count, say
from ui.kit import theme
from ui.widgets import Column, QuietTable, Sheet, button, label, scrolled
from ui.workgroups.proposals.proven_words import how_far, proof
from ui.workgroups.wording import ordinal, promised
from upstream_workshop.workgroups.repairing.moves import Move, moves
from upstream_workshop.workgroups.rules import Placement, Problem, broken, declared

_TABLE: Final = 160  # px at 100 %: the least height of the table


@dataclass(frozen=True, slots=True)
class Proposal:
    """A placement, and the problem that it solves."""

    problem: Problem
    placement: Placement


class ComparisonSheet(Sheet):
    """A sheet that is hidden until there are two proposals to choose from.

    `pending` is True until then `kept(0 or 1)` or `discarded()` is emitted. The keys 1 and 2 keep a proposal,
    Escape discards both.
    """

    kept = Signal(int)
    discarded = Signal()
    turned = Signal()  # shown or hidden

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(say("Side by side"), parent=parent)
        self.pending = False
        self._texts = [label("", wrap=True) for _ in range(2)]
        self._inner = QWidget()
        self._scroll = scrolled(self._inner)
        self.keeps = [
            button(say("Keep the first"), "check", partial(self._keep, 0)),
            button(say("Keep the second"), "check", partial(self._keep, 1)),
        ]
        self.discard = button(say("Discard both"), "x", self._on_discarded)
        self._count = label("", "soft", wrap=True)
        self.table = QuietTable(_columns(), say("Who would sit elsewhere"), header=True)
        self._lay_out()
        self.hide()

    def show_proposals(self, first: Proposal, second: Proposal) -> None:
        """Show two proposals for the same people and themes.

        Each is held against the rules of the second, which are those of today.
        """
        both = (first, second)
        for text, title, one, other in zip(self._texts, _titles(), both, both[::-1], strict=True):
            text.setText(f"{title}\n{_summary(one, other, second.problem)}")
        moving = moves(second.problem, first.placement.seats, second.placement.seats)
        self._count.setText(_counted(moving))
        self.table.set_rows(moving)
        self.pending = True
        self.show()
        self.turned.emit()
        self.keeps[0].setFocus()

    def withdraw(self) -> None:
        """Hide the sheet."""
        self.pending = False
        self.hide()
        self.turned.emit()

    def words(self) -> str:
        """Return all text shown now, but for the table."""
        return "\n".join((*(text.text() for text in self._texts), self._count.text()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep a proposal on 1 or 2, discard both on Escape."""
        if event.text() in ("1", "2"):
            self._keep(int(event.text()) - 1)
        elif event.key() == Qt.Key.Key_Escape:
            self._on_discarded()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        """Put the texts above the table; on a low page all of it scrolls together."""
        self.set_margins(20, 12)
        for way in (self.discard, *self.keeps):
            self.add_corner(way)
        sides = QHBoxLayout()
        sides.setContentsMargins(0, 0, 0, 0)
        sides.setSpacing(28)
        for text in self._texts:
            text.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            sides.addWidget(text, 1)
        column = QVBoxLayout(self._inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(sides)
        column.addWidget(self._count)
        column.addWidget(self.table, 1)
        self.table.setMinimumHeight(theme.px(_TABLE))
        self.body.addWidget(self._scroll, 1)

    def _keep(self, which: int) -> None:
        self.withdraw()
        self.kept.emit(which)

    def _on_discarded(self) -> None:
        self.withdraw()
        self.discarded.emit()


def _titles() -> tuple[str, str]:
    return say("1 · the first, set aside"), say("2 · the second")


def _columns() -> tuple[Column, ...]:
    return (
        Column(say("Person"), lambda move: move.who),
        Column(say("In the first"), lambda move: move.origin or say("no group"), stays=True),
        Column(say("choice"), lambda move: _choice(move.rank_before), width=110, stays=True),
        Column(say("In the second"), lambda move: move.target or say("no group"), stays=True),
        Column(say("choice"), lambda move: _choice(move.rank_after), width=110, stays=True),
    )


def _choice(rank: int | None) -> str:
    return ordinal(rank) if rank else say("not chosen")


def _summary(one: Proposal, other: Proposal, today: Problem) -> str:
    """Return what a proposal gives, the rules that only it was made for, and those it breaks today."""
    others = {rule.words for rule in declared(other.problem)}
    own = [rule.words for rule in declared(one.problem) if rule.words not in others]
    broken_now = [rule.words for rule in broken(today, one.placement.seats)]
    parts = [f"{proof(one.placement)}.", promised(one.problem, one.placement)]
    parts.append(how_far(one.placement))
    if own:
        parts.append(say("Made for these rules alone: {rules}.", rules="; ".join(own)))
    if broken_now:
        parts.append(say("It breaks: {rules}.", rules="; ".join(broken_now)))
    return " ".join(filter(None, parts))


def _counted(moving: Sequence[Move]) -> str:
    """Return how many people sit elsewhere in the second, and for how many that is better or worse."""
    if not moving:
        return say("Everybody sits in the same group in both.")
    better = sum(_place(one.rank_after) < _place(one.rank_before) for one in moving)
    worse = sum(_place(one.rank_after) > _place(one.rank_before) for one in moving)
    words = count(
        len(moving),
        "{n} person sits elsewhere in the second",
        "{n} people sit elsewhere in the second",
    )
    return say(
        "{words}: {better} in a better choice, {worse} in a worse one, {same} in an equal one.",
        words=words,
        better=better,
        worse=worse,
        same=len(moving) - better - worse,
    )


def _place(rank: int | None) -> int:
    return 99 if rank is None else rank
