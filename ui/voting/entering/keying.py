"""The entry of slips: numbers of slips, a line to enter one, and the papers entered so far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resources.words import count, say
from ui.voting.entering.paper_table import PaperTable
from ui.voting.entering.second_entries import SecondEntries
from ui.voting.entering.slip_line import SlipLine
from ui.voting.entering.voters import NOBODY, Voters
from ui.widgets import BigNumber, Chip, Sheet, button, label
from upstream_workshop.voting.kinds import BallotState
from upstream_workshop.voting.papers.queries import PaperRow, Reconciliation
from upstream_workshop.voting.papers.typed_slips import Entry, Pile
from upstream_workshop.voting.queries import BallotRow

_WAITING = 6  # names of those without a paper that are shown


class Keying(QWidget):
    """Shows the numbers of slips, the entry line and the table of papers.

    `keyed(Entry)` is emitted for a slip that is to be kept, `withdrawn(number)` on Delete. `counting()`
    requests the form for the numbers of slips, `keying_again()` to take back all slips if they have no
    numbers any more.
    """

    keyed = Signal(object)
    withdrawn = Signal(str)
    counting = Signal()
    keying_again = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ballot: BallotRow | None = None
        self._pile: Pile | None = None
        self._second = 0  # the ballot whose slips are keyed a second time
        self._differences = SecondEntries()
        self._names: Mapping[int, str] = {}
        names = (say("issued"), say("returned"), say("keyed"), say("spoilt"))
        self._numbers = [BigNumber(name, "0") for name in names]
        self._state = Chip("")
        self.entry = SlipLine()
        self.entry.filed.connect(self._on_filed)
        self.entry.corrected.connect(self._point)
        self.entry.differed.connect(self._on_differed)
        self.table = PaperTable()
        self.table.activated_row.connect(self._on_activated)
        self._hint = label("", "small", wrap=True)
        self.again = button(say("Key all again"), "", self.keying_again.emit, role="link")
        self.twice = button("", "", self.turn_second, role="link")
        self._lay_out()

    def show_papers(
        self,
        ballot: BallotRow,
        papers: tuple[PaperRow, ...],
        counts: Reconciliation,
        voters: Voters = NOBODY,
    ) -> None:
        """Show the papers of a ballot; slips can be entered while it is open."""
        self._ballot = ballot
        is_open = ballot.state == BallotState.OPEN
        nameless = sum(not row.number for row in papers)
        self._show_numbers(counts)
        self._names = voters.names
        self._show_rows(ballot, papers)
        self.entry.setVisible(is_open)
        self.again.setVisible(is_open and bool(nameless))
        self._pile = Pile(ballot, papers, None if ballot.secret else voters.may)
        self._show_pile()
        self._hint.setText(self._advice(ballot, counts.complaint, nameless, voters.waiting))
        self._hint.setToolTip(", ".join(voters.waiting))

    def settle(self, number: str) -> None:
        """Clear the line after a paper was kept, and select that paper."""
        if self._differences.keep():
            self._show_differences()
        self.entry.settle()
        self._point(number)

    def turn_second(self) -> None:
        """Begin or end the second entry of every slip."""
        if self._ballot is not None:
            self._second = 0 if self._second == self._ballot.id else self._ballot.id
            self.entry.settle()
            self._show_pile()
            self.entry.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Emit `withdrawn` for the selected paper on Delete."""
        row = self.table.current_row()
        if event.key() == Qt.Key.Key_Delete and row is not None and self.table.hasFocus():
            self.withdrawn.emit(row.number)
        else:
            super().keyPressEvent(event)

    def _show_rows(self, ballot: BallotRow, papers: Sequence[PaperRow]) -> None:
        differed = self._differences.of(ballot, papers)
        self.table.show_papers(ballot, papers, self._names, differed)

    def _show_differences(self) -> None:
        if self._pile is not None:
            self._show_rows(self._pile.ballot, self._pile.papers)
            self._show_pile()

    def _show_numbers(self, counts: Reconciliation) -> None:
        for shown, value in zip(
            self._numbers,
            (counts.issued, counts.returned, counts.keyed, counts.spoilt),
            strict=True,
        ):
            shown.set_value(value)
        complaint = counts.complaint
        self._state.set(
            say("does not add up yet") if complaint else say("reconciled"),
            "sun" if complaint else "leaf",
        )
        self._state.setToolTip(complaint)
        self._state.setVisible(bool(counts.issued or counts.returned or counts.keyed))

    def _show_pile(self) -> None:
        if self._pile is None:
            return
        second = self._second == self._pile.ballot.id
        ballot, numbered = self._pile.ballot, [row for row in self._pile.papers if row.number]
        differed = self._differences.of(ballot, numbered)
        same = sum(row.checked and row.number not in differed for row in numbered)
        self.entry.show_pile(replace(self._pile, second=second, left=tuple(differed)))
        self.twice.setVisible(self._pile.ballot.state == BallotState.OPEN and bool(numbered))
        self.twice.setText(
            self._told(same, len(numbered), len(differed)) if second else say("Second entry")
        )

    def _told(self, same: int, every: int, differed: int) -> str:
        told = say("End second entry: {n} of {all} the same", n=same, all=every)
        if not differed:
            return told
        return count(differed, "{told}, {n} not", "{told}, {n} not", told=told)

    def _on_filed(self, entry: Entry) -> None:
        if self._pile is not None:
            self._differences.note(entry, self._pile)
        self.keyed.emit(entry)

    def _point(self, number: str) -> None:
        self.table.select(lambda row: row.number == number)

    def _on_differed(self, entry: Entry) -> None:
        """List a slip of which a second entry says something else, to be settled later."""
        if self._pile is not None:
            self._differences.note(entry, self._pile)
            self._differences.keep()
            self._show_differences()

    def _on_activated(self, row: PaperRow) -> None:
        if self._ballot is not None and self._ballot.state == BallotState.OPEN:
            self.entry.correct(row)

    def _lay_out(self) -> None:
        numbers = Sheet()
        row = QHBoxLayout()
        row.setSpacing(20)
        for number in self._numbers:
            row.addWidget(number)
        row.addStretch(1)
        row.addWidget(self._state)
        row.addWidget(button(say("Count slips"), "", self.counting.emit, "F4", role="link"))
        numbers.body.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(numbers)
        column.addWidget(self.entry)
        column.addWidget(self.table, 1)
        foot = QHBoxLayout()
        foot.addWidget(self._hint, 1)
        foot.addWidget(self.twice)
        foot.addWidget(self.again)
        column.addLayout(foot)

    def _advice(
        self, ballot: BallotRow, complaint: str, nameless: int, waiting: tuple[str, ...]
    ) -> str:
        """Return a text below the slips that says what to do next."""
        if ballot.state == BallotState.DRAFT:
            return say("Hand out the slips, then open the ballot: after that they can be keyed.")
        if ballot.state == BallotState.OPEN and not self.table.rows():
            return say("Type the option numbers of a slip, as they are marked, and Enter.")
        if ballot.state == BallotState.OPEN and nameless:
            return say(
                "{n} keyed before this ballot closed can no longer be found by number: key only the "
                "slips that are missing, or key all again.",
                n=count(nameless, "1 slip", "{n} slips"),
            )
        if ballot.state == BallotState.OPEN and waiting:
            return _waited_for(waiting)
        if ballot.state == BallotState.OPEN and complaint:
            return say("{complaint} Up in the line mends a slip.", complaint=complaint)
        if ballot.secret and ballot.state != BallotState.OPEN and not complaint:
            return say("Every slip that came back is keyed, and its number forgotten.")
        return complaint or say("Every slip that came back is keyed.")


def _waited_for(waiting: tuple[str, ...]) -> str:
    """Return who has given in no paper, the first few by name."""
    named, more = ", ".join(waiting[:_WAITING]), len(waiting) - _WAITING
    if more > 0:
        return say("No paper yet from {names} and {n} more.", names=named, n=more)
    return say("No paper yet from {names}.", names=named)
