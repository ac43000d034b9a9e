"""The operator grid: slips counted, one line to key them, the papers keyed so far."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.kit.plurals import several
from ui.widgets import BigNumber, Chip, Column, EntryLine, QuietTable, Sheet, button, label
from upstream_workshop.voting.kinds import BallotState, VotingMethod
from upstream_workshop.voting.queries import BallotRow, PaperRow, Reconciliation
from upstream_workshop.voting.slips import as_typed, budget, read_slip

_HINTS = {
    VotingMethod.DOTS: "a number for each dot",
    VotingMethod.APPROVAL: "the numbers marked",
    VotingMethod.SCORE: "option=score",
    VotingMethod.RANKED: "best first",
}


class Keying(QWidget):
    """`keyed(number, Slip)` on Enter; `withdrawn(number)` on Delete; `counting` to count slips.

    `keying_again` to take all slips back, where they can no longer be told apart.
    """

    keyed = Signal(str, object)
    withdrawn = Signal(str)
    counting = Signal()
    keying_again = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ballot: BallotRow | None = None
        self._next = "1"
        names = (self.tr("issued"), self.tr("returned"), self.tr("keyed"), self.tr("spoilt"))
        self._numbers = [BigNumber(name, "0") for name in names]
        self._state = Chip("")
        self.entry = EntryLine(self.tr("Key a slip"), "pencil-simple")
        self.entry.edited.connect(self._on_edited)
        self.entry.entered.connect(self._on_entered)
        self.entry.field.installEventFilter(self)
        self.table = QuietTable(
            (
                Column(self.tr("Paper"), lambda row: row.number or "–", width=90, weight="strong"),
                Column(self.tr("Marks"), self._marks),
                Column(self.tr("State"), self._said, tone=self._tone, width=190),
            ),
            self.tr("Papers keyed"),
        )
        self.table.set_words_when_empty(self.tr("No slip keyed yet."))
        self.table.activated_row.connect(self._mend)
        self._hint = label("", "small", wrap=True)
        self.again = button(self.tr("Key all again"), "", self.keying_again.emit, role="link")
        self._lay_out()

    def show_papers(
        self, ballot: BallotRow, papers: tuple[PaperRow, ...], counts: Reconciliation
    ) -> None:
        """Show a ballot's papers; keying is possible while it is open."""
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
            self.tr("does not add up yet") if complaint else self.tr("reconciled"),
            "sun" if complaint else "leaf",
        )
        self._state.setToolTip(complaint)
        self._state.setVisible(bool(counts.issued or counts.returned or counts.keyed))
        self.table.set_rows(papers)
        self.entry.setVisible(ballot.state == BallotState.OPEN)
        self.again.setVisible(ballot.state == BallotState.OPEN and bool(nameless))
        self._hint.setText(self._told(ballot, complaint, nameless))
        self._on_edited(self.entry.field.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up in an empty line takes up the last paper, to mend it."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Up
            and self.table.rows()
        ):
            self._mend(self.table.current_row() or self._last())
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes the selected paper back."""
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
        row.addWidget(button(self.tr("Count slips"), "", self.counting.emit, "F4", role="link"))
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
            self.tr("slip {number} · {how} · x spoilt · Enter").format(number=number, how=how)
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

    def _told(self, ballot: BallotRow, complaint: str, nameless: int) -> str:
        """What to do next, under the slips."""
        if ballot.state == BallotState.DRAFT:
            return self.tr(
                "Hand out the slips, then open the ballot: after that they can be keyed."
            )
        if ballot.state == BallotState.OPEN and not self.table.rows():
            return self.tr("Type the option numbers of a slip, as they are marked, and Enter.")
        if ballot.state == BallotState.OPEN and nameless:
            return self.tr(
                "{n} keyed before this ballot closed can no longer be found by number: key only the "
                "slips that are missing, or key all again."
            ).format(n=several(nameless, self.tr("1 slip"), self.tr("{n} slips")))
        if ballot.state == BallotState.OPEN and complaint:
            return self.tr("{complaint} Up in the line mends a slip.").format(complaint=complaint)
        if ballot.secret and ballot.state != BallotState.OPEN and not complaint:
            return self.tr("Every slip that came back is keyed, and its number forgotten.")
        return complaint or self.tr("Every slip that came back is keyed.")

    def _last(self) -> PaperRow:
        """The one with the highest number, as far as there are numbers."""
        rows: Sequence[PaperRow] = self.table.rows()
        return next((row for row in reversed(rows) if row.number), rows[-1])

    def _mend(self, row: PaperRow) -> None:
        if self._ballot is None or self._ballot.state != BallotState.OPEN:
            return
        if not row.number:
            self.entry.set_chip(self.tr("its number is forgotten"), "sun")
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
        return as_typed(row.marks, method) if row.marks else self.tr("nothing marked")

    def _said(self, row: PaperRow) -> str:
        return self._verdict(row)[0]

    def _tone(self, row: PaperRow) -> str:
        return self._verdict(row)[1]

    def _verdict(self, row: PaperRow) -> tuple[str, str]:
        if row.spoilt:
            return self.tr("spoilt"), "rose"
        if self._ballot is None or self._ballot.method != VotingMethod.DOTS:
            return self.tr("{n} marked").format(n=len(row.marks)), "leaf"
        spent = sum(value for _, value in row.marks)
        words = self.tr("{spent} of {all}").format(spent=spent, all=self._ballot.dots)
        return words, "leaf" if spent == self._ballot.dots else "sun"
