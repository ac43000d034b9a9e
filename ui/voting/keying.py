"""The entry of slips: numbers of slips, a line to enter one, and the papers entered so far."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resources.words import count, noop, say
from ui.widgets import BigNumber, Chip, Column, EntryLine, QuietTable, Sheet, button, label
from upstream_workshop.voting.kinds import BallotState, VotingMethod
from upstream_workshop.voting.queries import BallotRow, PaperRow, Reconciliation
from upstream_workshop.voting.slips import as_typed, budget, read_slip

_HINTS = {
    VotingMethod.DOTS: noop("a number for each dot"),
    VotingMethod.APPROVAL: noop("the numbers marked"),
    VotingMethod.SCORE: noop("option=score"),
    VotingMethod.RANKED: noop("best first"),
}


class Keying(QWidget):
    """Shows the numbers of slips, the entry line and the table of papers.

    `keyed(number, Slip)` is emitted on Enter, `withdrawn(number)` on Delete. `counting()` requests
    the form for the numbers of slips, `keying_again()` to take back all slips if they have no
    numbers any more.
    """

    keyed = Signal(str, object)
    withdrawn = Signal(str)
    counting = Signal()
    keying_again = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ballot: BallotRow | None = None
        self._next = "1"
        names = (say("issued"), say("returned"), say("keyed"), say("spoilt"))
        self._numbers = [BigNumber(name, "0") for name in names]
        self._state = Chip("")
        self.entry = EntryLine(say("Key a slip"), "pencil-simple")
        self.entry.edited.connect(self._on_edited)
        self.entry.entered.connect(self._on_entered)
        self.entry.field.installEventFilter(self)
        self.table = QuietTable(
            (
                Column(say("Paper"), lambda row: row.number or "–", width=90, weight="strong"),
                Column(say("Marks"), self._marks),
                Column(say("State"), self._state_words, tone=self._tone, width=190),
            ),
            say("Papers keyed"),
        )
        self.table.set_words_when_empty(say("No slip keyed yet."))
        self.table.activated_row.connect(self._edit)
        self._hint = label("", "small", wrap=True)
        self.again = button(say("Key all again"), "", self.keying_again.emit, role="link")
        self._lay_out()

    def show_papers(
        self, ballot: BallotRow, papers: tuple[PaperRow, ...], counts: Reconciliation
    ) -> None:
        """Show the papers of a ballot; slips can be entered while it is open."""
        self._ballot = ballot
        numbers = [int(row.number) for row in papers if row.number.isdecimal()]
        nameless = sum(not row.number for row in papers)
        self._next = str(max([*numbers, nameless]) + 1)
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
        self.table.set_rows(papers)
        self.entry.setVisible(ballot.state == BallotState.OPEN)
        self.again.setVisible(ballot.state == BallotState.OPEN and bool(nameless))
        self._hint.setText(self._advice(ballot, complaint, nameless))
        self._on_edited(self.entry.field.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Edit the selected paper, or else the last one, on Up in the entry line."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Up
            and self.table.rows()
        ):
            self._edit(self.table.current_row() or self._last())
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Emit `withdrawn` for the selected paper on Delete."""
        row = self.table.current_row()
        if event.key() == Qt.Key.Key_Delete and row is not None and self.table.hasFocus():
            self.withdrawn.emit(row.number)
        else:
            super().keyPressEvent(event)

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
        foot.addWidget(self.again)
        column.addLayout(foot)

    def _on_edited(self, text: str) -> None:
        if self._ballot is None:
            return
        slip = read_slip(text, self._ballot.terms)
        number = slip.number or self._next
        how = _HINTS[self._ballot.method]
        self.entry.set_hint(
            say("slip {number} · {how} · x spoilt · Enter", number=number, how=say(how))
        )
        words, tone = budget(slip, self._ballot.terms) if text.strip() else ("", "sun")
        self.entry.set_chip(words, tone)

    def _on_entered(self, text: str) -> None:
        if self._ballot is None:
            return
        slip = read_slip(text, self._ballot.terms)
        if slip.complaint:
            self.entry.set_chip(slip.complaint, "sun")
            return
        self.keyed.emit(slip.number or self._next, slip)

    def _advice(self, ballot: BallotRow, complaint: str, nameless: int) -> str:
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
        if ballot.state == BallotState.OPEN and complaint:
            return say("{complaint} Up in the line mends a slip.", complaint=complaint)
        if ballot.secret and ballot.state != BallotState.OPEN and not complaint:
            return say("Every slip that came back is keyed, and its number forgotten.")
        return complaint or say("Every slip that came back is keyed.")

    def _last(self) -> PaperRow:
        """Return the last paper that has a number, or else the last one."""
        rows: Sequence[PaperRow] = self.table.rows()
        return next((row for row in reversed(rows) if row.number), rows[-1])

    def _edit(self, row: PaperRow) -> None:
        if self._ballot is None or self._ballot.state != BallotState.OPEN:
            return
        if not row.number:
            self.entry.set_chip(say("its number is forgotten"), "sun")
            return
        typed = (
            f"x {row.spoilt}"
            if row.spoilt and not row.marks
            else as_typed(row.marks, self._ballot.method)
        )
        self.entry.field.setText(f"{row.number}: {typed}")
        self.entry.field.setFocus()

    def _marks(self, row: PaperRow) -> str:
        method = self._ballot.method if self._ballot else VotingMethod.DOTS
        return as_typed(row.marks, method) if row.marks else say("nothing marked")

    def _state_words(self, row: PaperRow) -> str:
        return self._verdict(row)[0]

    def _tone(self, row: PaperRow) -> str:
        return self._verdict(row)[1]

    def _verdict(self, row: PaperRow) -> tuple[str, str]:
        if row.spoilt:
            return say("spoilt"), "rose"
        if self._ballot is None or self._ballot.method != VotingMethod.DOTS:
            return say("{n} marked", n=len(row.marks)), "leaf"
        spent = sum(value for _, value in row.marks)
        words = say("{spent} of {all}", spent=spent, all=self._ballot.dots)
        return words, "leaf" if spent == self._ballot.dots else "sun"
