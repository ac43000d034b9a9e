"""The table of the papers keyed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QWidget

from resources.words import say
from ui.widgets import Column, QuietTable
from upstream_workshop.voting.kinds import BallotState, VotingMethod
from upstream_workshop.voting.papers.queries import PaperRow
from upstream_workshop.voting.papers.typed_slips import shown
from upstream_workshop.voting.queries import BallotRow


class PaperTable(QuietTable):
    """A row for each paper: its number, on a named ballot its voter, what it says, and whether it counts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._ballot: BallotRow | None = None
        self._names: Mapping[int, str] = {}
        self._differed: Mapping[str, str] = {}
        self._voter = say("Name")
        columns = (
            Column(say("Paper"), lambda row: row.number or "–", width=64, weight="strong"),
            Column(self._voter, lambda row: self._names.get(row.participant_id, ""), width=150),
            Column(say("Marks"), self._marks),
            Column(say("State"), self._state, tone=self._tone, width=196),
        )
        super().__init__(columns, say("Papers keyed"), parent=parent)
        self.set_words_when_empty(say("No slip keyed yet."))

    def show_papers(
        self,
        ballot: BallotRow,
        papers: Sequence[PaperRow],
        names: Mapping[int, str],
        differed: Mapping[str, str],
    ) -> None:
        """Show the papers of a ballot.

        names: the names of people by id.
        differed: by number, how slips were keyed otherwise, in words; they stand first.
        """
        self._ballot, self._names, self._differed = ballot, names, differed
        self.leave_out((self._voter,) if ballot.secret else ())
        self.set_rows(sorted(papers, key=lambda row: row.number not in differed))

    def _marks(self, row: PaperRow) -> str:
        said = shown(row, self._ballot) if self._ballot else ""
        if row.spoilt and (said == "0" or said[:1].casefold() == "x"):
            return "–"  # the state has the reason
        return say("nothing marked") if said == "0" else said

    def _state(self, row: PaperRow) -> str:
        return self._verdict(row)[0]

    def _tone(self, row: PaperRow) -> str:
        return self._verdict(row)[1]

    def _verdict(self, row: PaperRow) -> tuple[str, str]:
        words, tone = self._verdict_of_one(row)
        if otherwise := self._differed.get(row.number):
            return (f"{words} · {otherwise}" if row.spoilt else otherwise), "sun"
        return words, tone

    def _verdict_of_one(self, row: PaperRow) -> tuple[str, str]:
        if row.spoilt:
            return say("spoilt: {reason}", reason=row.spoilt), "rose"
        if self._ballot is None:
            return "", "plain"
        words, tone = self._counted(row, self._ballot)
        if row.checked and self._ballot.state == BallotState.OPEN:
            return say("{words} · twice the same", words=words), tone
        return words, tone

    def _counted(self, row: PaperRow, ballot: BallotRow) -> tuple[str, str]:
        if ballot.method != VotingMethod.DOTS:
            return say("{n} marked", n=len(row.marks)), "leaf"
        spent = sum(value for _, value in row.marks)
        words = say("{spent} of {all}", spent=spent, all=ballot.dots)
        return words, "leaf" if spent == ballot.dots else "sun"
