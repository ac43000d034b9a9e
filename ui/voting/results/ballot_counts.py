"""The counts of ballots for the Vote page; what takes long is counted in a job."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, Signal

from resources.words import say
from ui.kit.jobs import Jobs, Ticket
from ui.voting.results.left_out import Comparison, compare
from upstream_workshop.voting.counting.ballot_terms import Terms
from upstream_workshop.voting.kinds import CountingRule
from upstream_workshop.voting.papers.queries import PaperRow
from upstream_workshop.voting.queries import BallotRow

AT_ONCE: Final = 20_000  # papers times options that are counted without a job
_DEEP: Final = frozenset({CountingRule.INSTANT_RUNOFF, CountingRule.STV, CountingRule.SCHULZE})
_DEEPER: Final = 5  # how many times longer those take, at least

Papers = tuple[PaperRow, ...]
Key = tuple[CountingRule, Terms, Papers]


class Counts(QObject):
    """Counts ballots by the declared rule and by those it is compared with, each once.

    `counted()` is emitted when a job has counted one, so that `of` answers it.
    """

    counted = Signal()

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._known: dict[int, tuple[Key, Comparison]] = {}
        self._under_way: dict[int, tuple[Key, Ticket]] = {}

    def of(self, ballot: BallotRow, papers: Papers) -> Comparison | None:
        """Return the results of a closed ballot; None while a job counts them.

        papers: all its papers, spoilt ones as well.
        """
        key = ballot.rule, ballot.terms, papers
        known = self._known.get(ballot.id)
        if known is not None and known[0] == key:
            return known[1]
        if _takes_long(ballot, papers):
            self._begin(ballot, key)
            return None
        self._known[ballot.id] = key, _counted(ballot, papers)
        return self._known[ballot.id][1]

    def _begin(self, ballot: BallotRow, key: Key) -> None:
        """Start a job, unless the one under way counts the same."""
        begun = self._under_way.get(ballot.id)
        if begun is not None:
            if begun[0] == key and not begun[1].cancelled:
                return
            begun[1].cancel()

        def work(ticket: Ticket) -> Comparison:
            ticket.look()
            return _counted(ballot, key[2])

        def then(found: Comparison) -> None:
            self._known[ballot.id] = key, found
            self.counted.emit()

        ticket = self._jobs.run(say("Counting the papers"), work, then, self)
        self._under_way[ballot.id] = key, ticket


def _takes_long(ballot: BallotRow, papers: Papers) -> bool:
    deep = _DEEPER if ballot.rule in _DEEP else 1
    return len(papers) * len(ballot.options) * deep > AT_ONCE


def _counted(ballot: BallotRow, papers: Papers) -> Comparison:
    return compare(ballot, tuple(dict(row.marks) for row in papers if not row.spoilt))
