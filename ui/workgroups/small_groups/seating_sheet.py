"""The sheet that shows a seating that was found, to accept or discard."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from resources.words import say
from ui.widgets import Sheet, button, label, scrolled


class SeatingSheet(Sheet):
    """A sheet that is hidden until there is a seating to decide on.

    `offered()` is emitted when it is shown; it ends with `accepted()` or `discarded()`.
    """

    offered = Signal()
    accepted = Signal()
    discarded = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(say("Proposal"), parent=parent)
        self._summary = label("", wrap=True)
        self._groups = label("", "soft", wrap=True)
        self.accept = button(say("Accept"), "check", self._on_accepted, main=True)
        self.discard = button(say("Discard"), "x", self._on_discarded)
        self.add_corner(self.discard)
        self.add_corner(self.accept)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._summary)
        column.addWidget(self._groups)
        column.addStretch(1)
        self.body.addWidget(scrolled(inner), 1)
        self.hide()

    def show_seating(
        self, sentences: Sequence[str], rounds: Sequence[Sequence[Sequence[str]]]
    ) -> None:
        """Show what a seating reaches, and who sits together.

        rounds: the names in each group of each round.
        """
        self._summary.setText(" ".join(sentences))
        self._groups.setText(
            "\n\n".join(
                "\n".join(
                    (
                        say("Round {n}", n=number),
                        *(f"{n}   {', '.join(group)}" for n, group in enumerate(groups, 1)),
                    )
                )
                for number, groups in enumerate(rounds, 1)
            )
        )
        self.show()
        self.offered.emit()
        self.accept.setFocus()

    def words(self) -> str:
        """Return all text shown now."""
        return f"{self._summary.text()}\n{self._groups.text()}"

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Discard the proposal on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self._on_discarded()
        else:
            super().keyPressEvent(event)

    def _on_accepted(self) -> None:
        self.hide()
        self.accepted.emit()

    def _on_discarded(self) -> None:
        self.hide()
        self.discarded.emit()
