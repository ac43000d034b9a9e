"""The proposal: what it would give in plain words, or the rules that cannot all hold."""

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
    """Hidden until there is something to decide, `pending` till then. `accepted` or `discarded`."""

    accepted = Signal()
    discarded = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(" ", parent=parent)
        self.pending = False
        self._said = label("", wrap=True)
        self._groups = label("", "soft", wrap=True)
        self.accept: QPushButton = button(say("Accept"), "check", self._on_accepted, main=True)
        self.discard = button(say("Discard"), "x", self._on_discarded)
        row = QHBoxLayout()
        row.addWidget(self._groups, 1)
        row.addWidget(self.discard)
        row.addWidget(self.accept)
        self.body.addWidget(self._said)
        self.body.addLayout(row)
        self.hide()

    def show_proposal(self, problem: Problem, placement: Placement) -> None:
        """Say what would come of it; only a placement can be accepted."""
        self.accept.setVisible(bool(placement.seats))
        if placement.seats:
            groups = named_groups(problem, placement)
            self.set_tone("river")
            self._say(
                proof(placement),
                promised(problem, placement),
                " · ".join(f"{title} {len(members)}" for title, members in groups),
            )
        elif placement.status == PlacementStatus.INFEASIBLE:
            self.set_tone("rose")
            self._say(
                say("These rules cannot all hold"),
                "; ".join(placement.conflict) + ".",
                self._size(problem) + " " + say("Change any one of these rules and propose again."),
            )
        else:
            self.set_tone("sun")
            self._say(say("Nothing found in a minute"), say("Loosen a rule and propose again."), "")
        self.pending = True
        self.show()
        (self.accept if placement.seats else self.discard).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape discards it."""
        if event.key() == Qt.Key.Key_Escape:
            self._on_discarded()
        else:
            super().keyPressEvent(event)

    def words(self) -> str:
        """Everything it says now."""
        return "\n".join((self.accessibleName(), self._said.text(), self._groups.text()))

    def _size(self, problem: Problem) -> str:
        said = say("{people} people, {themes} themes.")
        return said.format(people=len(problem.people), themes=len(problem.topics))

    def _say(self, title: str, said: str, groups: str) -> None:
        self.set_title(title)
        self.setAccessibleName(title)
        self._said.setText(said)
        self._groups.setText(groups)

    def _on_accepted(self) -> None:
        self._decided()
        self.accepted.emit()

    def _on_discarded(self) -> None:
        self._decided()
        self.discarded.emit()

    def _decided(self) -> None:
        self.pending = False
        self.hide()
