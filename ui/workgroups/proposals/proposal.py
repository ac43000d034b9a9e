"""The sheet that shows a proposal of groups, or the rules that cannot all hold."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from resources.words import say
from ui.widgets import Sheet, button, label
from ui.workgroups.wording import promised, proof
from upstream_workshop.workgroups.kinds import PlacementStatus
from upstream_workshop.workgroups.rules import Placement, Problem, named_groups


class ProposalSheet(Sheet):
    """A sheet that is hidden until there is a proposal to decide on.

    `pending` is True until then `accepted()` or `discarded()` is emitted.
    """

    accepted = Signal()
    discarded = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(" ", parent=parent)
        self.pending = False
        self._summary = label("", wrap=True)
        self._groups = label("", "soft", wrap=True)
        self.accept: QPushButton = button(say("Accept"), "check", self._on_accepted, main=True)
        self.discard = button(say("Discard"), "x", self._on_discarded)
        row = QHBoxLayout()
        row.addWidget(self._groups, 1)
        row.addWidget(self.discard)
        row.addWidget(self.accept)
        self.body.addWidget(self._summary)
        self.body.addLayout(row)
        self.hide()

    def show_proposal(self, problem: Problem, placement: Placement) -> None:
        """Show what a proposal would give; it can only be accepted if it has seats.

        problem: the people, themes and rules.
        placement: what the solver found.
        """
        self.accept.setVisible(bool(placement.seats))
        if placement.seats:
            groups = named_groups(problem, placement)
            self.set_tone("river")
            self._show(
                proof(problem, placement),
                promised(problem, placement),
                " · ".join(f"{title} {len(members)}" for title, members in groups),
            )
        elif placement.status == PlacementStatus.INFEASIBLE:
            self.set_tone("rose")
            self._show(
                say("These rules cannot all hold"),
                "; ".join(placement.conflict) + ".",
                self._size(problem) + " " + say("Change any one of these rules and propose again."),
            )
        else:
            self.set_tone("sun")
            self._show(
                say("Nothing found in a minute"), say("Loosen a rule and propose again."), ""
            )
        self.pending = True
        self.show()
        (self.accept if placement.seats else self.discard).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Discard the proposal on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self._on_discarded()
        else:
            super().keyPressEvent(event)

    def words(self) -> str:
        """Return all text shown now."""
        return "\n".join((self.accessibleName(), self._summary.text(), self._groups.text()))

    def _size(self, problem: Problem) -> str:
        return say(
            "{people} people, {themes} themes.",
            people=len(problem.people),
            themes=len(problem.topics),
        )

    def _show(self, title: str, summary: str, groups: str) -> None:
        self.set_title(title)
        self.setAccessibleName(title)
        self._summary.setText(summary)
        self._groups.setText(groups)

    def _on_accepted(self) -> None:
        self._close()
        self.accepted.emit()

    def _on_discarded(self) -> None:
        self._close()
        self.discarded.emit()

    def _close(self) -> None:
        self.pending = False
        self.hide()
