"""The head of the Vote page: the ballot in front, what was declared, and what can be done with it now."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from resources.words import say
from ui.voting.results.left_out import Comparison
from ui.voting.results.revealing import Revealing
from ui.voting.terms import TermsLine
from ui.voting.wording import level_told, next_step
from ui.widgets import PageHeader, label
from ui.widgets.inputs.boxes import ChoiceBox
from upstream_workshop.voting.kinds import BallotState
from upstream_workshop.voting.queries import BallotRow


class BallotHead(QWidget):
    """The question, the other ballots, a button for each thing that can be done, and the terms.

    revealing: how far results were shown to the room.

    `chosen(id)` names a ballot to show; the other signals request what the buttons say.
    """

    chosen = Signal(int)
    importing = Signal()
    amending = Signal()
    taking_choices = Signal()
    making_runoff = Signal()
    making = Signal()
    stepping = Signal()

    def __init__(self, revealing: Revealing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._revealing = revealing
        self.header = PageHeader(say("Vote"))
        self.terms = TermsLine()
        self.level = label("", wrap=True)
        self.choice = ChoiceBox()
        self.choice.setAccessibleName(say("Ballot"))
        self.choice.activated.connect(lambda at: self.chosen.emit(self.choice.itemData(at)))
        self.header.add_widget(self.choice)
        add = self.header.add_action
        self.papers = add(say("Import papers"), "upload-simple", self.importing.emit)
        self.changing = add(say("Change"), "pencil-simple", self.amending.emit, "F2")
        self.choices = add(say("Take over as choices"), "users-three", self.taking_choices.emit)
        self.runoff = add(say("Make the run-off"), "scales", self.making_runoff.emit)
        add(say("New ballot"), "plus", self.making.emit)
        self.step = add("", "arrow-right", self.stepping.emit, "Ctrl+Return", main=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        for widget in (self.header, self.terms, self.level):
            column.addWidget(widget)

    def show_ballot(
        self, ballot: BallotRow | None, ballots: Sequence[BallotRow], compared: Comparison | None
    ) -> None:
        """Show the head of a ballot, or of no ballot yet.

        ballots: all of the session.
        compared: the results of the one in front; None until they are counted.
        """
        self._fill_choice(ballot, ballots)
        for part in (self.step, self.terms):
            part.setVisible(ballot is not None)
        self.header.set_title((ballot.question or ballot.name) if ballot else say("Vote"))
        runoffs = (row for row in ballots if ballot and row.runoff_of_id == ballot.id)
        self._offer(ballot, compared, next(runoffs, None))
        if ballot is not None:
            self.terms.show_terms(ballot)
            self.name_step(ballot)

    def name_step(self, ballot: BallotRow) -> None:
        """Say on the button what the next step is."""
        revealed = ballot.state == BallotState.REVEALED
        words = self._revealing.words(ballot.id) if revealed else next_step(ballot)
        self.step.setText(words)
        self.step.setAccessibleName(words)

    def _fill_choice(self, ballot: BallotRow | None, ballots: Sequence[BallotRow]) -> None:
        self.choice.clear()
        for row in ballots:
            self.choice.addItem(row.name, row.id)
        self.choice.setCurrentIndex(self.choice.findData(ballot.id) if ballot else -1)
        self.choice.setVisible(len(ballots) > 1)

    def _offer(
        self, ballot: BallotRow | None, compared: Comparison | None, runoff: BallotRow | None
    ) -> None:
        """Show the buttons for what can be done now, and which options were level."""
        state = ballot.state if ballot else None
        counted = state in (BallotState.CLOSED, BallotState.REVEALED)
        self.changing.setVisible(state == BallotState.DRAFT)
        self.papers.setVisible(state == BallotState.OPEN)
        self.choices.setVisible(ballot is not None and counted and not ballot.secret)
        self.step.setEnabled(not counted or compared is not None)
        tally = compared.tallies[0] if compared is not None else None
        self.runoff.setVisible(tally is not None and tally.undecided > 0 and runoff is None)
        words = (
            level_told(ballot, tally, runoff) if ballot is not None and tally is not None else ""
        )
        self.level.setText(words)
        self.level.setVisible(bool(words))
