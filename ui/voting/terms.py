"""The line that shows what was declared about a ballot, and its state."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui.voting.wording import declared, secrecy, standing, ties
from ui.widgets import Chip, ElidedLabel
from upstream_workshop.voting.queries import BallotRow


class TermsLine(QWidget):
    """Two chips for terms and state, and the rule for ties."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.terms = Chip("", "plum")
        self.state = Chip("")
        self.ties = ElidedLabel("", "soft")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        for widget in (self.terms, self.state, self.ties):
            row.addWidget(widget, int(widget is self.ties))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_terms(self, ballot: BallotRow) -> None:
        """Show the terms of a ballot."""
        self.terms.set(f"{secrecy(ballot)} · {declared(ballot)}")
        self.state.set(*standing(ballot))
        self.ties.set_text(ties(ballot))
