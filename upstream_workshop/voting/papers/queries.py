"""Queries for ballot papers, which return frozen rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from upstream_workshop.storage.query_cache import Table, cached
from upstream_workshop.voting import rules
from upstream_workshop.voting.model import BallotPaper, Mark
from upstream_workshop.voting.queries import ballot, ballots


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A ballot paper as it was keyed.

    number: the number of its slip; blank for papers keyed before a secret ballot closed.
    participant_id: the voter; None on a secret ballot.
    spoilt: the reason why the paper does not count; blank if it counts.
    written: what was typed for it; blank for a paper from a file.
    checked: whether a second entry said the same.
    marks: pairs of option number and value.
    """

    id: int
    number: str
    participant_id: int | None
    spoilt: str
    written: str
    checked: bool
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """The comparison of slips and papers of a ballot.

    issued, returned: how many slips were handed out and how many came back.
    keyed: how many papers were keyed that count.
    spoilt: how many papers were keyed that do not count.
    complaint: a sentence about what does not add up; blank if all does.
    """

    issued: int
    returned: int
    keyed: int
    spoilt: int
    complaint: str


_PAPERS: Final = Table(
    lambda *row: row,
    BallotPaper.id,
    BallotPaper.ballot_id,
    BallotPaper.number,
    BallotPaper.participant_id,
    BallotPaper.spoilt,
    BallotPaper.written,
    BallotPaper.checked,
)
_MARKS: Final = Table(
    lambda _, *row: row,
    Mark.id,
    Mark.paper_id,
    Mark.option_id,
    Mark.value,
)


@cached("ballot_paper", "mark", "ballot", "ballot_option")
def papers(session: Session, ballot_id: int) -> tuple[PaperRow, ...]:
    """Return the papers of a ballot in the order of their numbers, else of their random ids.

    Neither order shows when a paper was keyed. Use this only where papers are keyed; use
    `releasable_papers` for anything that leaves the session.
    """
    own = (row for row in ballots(session) if row.id == ballot_id)
    number_of = {option.id: option.number for row in own for option in row.options}
    marks: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for paper_id, option_id, value in _MARKS(session).values():
        if option_id in number_of:
            marks[paper_id].append((number_of[option_id], value))
    rows = [
        PaperRow(id_, number or "", voter, spoilt, written, checked, tuple(sorted(marks[id_])))
        for id_, of, number, voter, spoilt, written, checked in _PAPERS(session).values()
        if of == ballot_id
    ]
    return tuple(sorted(rows, key=lambda row: natural(row.number)))


def releasable_papers(session: Session, ballot_id: int) -> tuple[PaperRow, ...]:
    """Return the papers that may leave the session: none while `BallotRow.releasable` is false.

    Before the result is shown a ballot can be opened again, and two lists that differ by one paper
    would disclose that paper. Papers of a secret ballot are sorted by their marks and numbered in
    that order, so that the list is the same whenever it is made. For them the reason why a paper
    is spoilt, which was typed with the slip at hand, is replaced by the word "spoilt", and what was
    typed is left out.
    """
    row = ballot(session, ballot_id)
    if not row.releasable:
        return ()
    found = papers(session, ballot_id)
    if not row.secret:
        return found
    anonymous = sorted((paper.marks, "spoilt" if paper.spoilt else "") for paper in found)
    return tuple(
        PaperRow(place, str(place), None, spoilt, "", False, marks)
        for place, (marks, spoilt) in enumerate(anonymous, 1)
    )


def valid_marks(session: Session, ballot_id: int) -> tuple[Mapping[int, int], ...]:
    """Return the marks of each paper that counts: values by option number."""
    return tuple(dict(row.marks) for row in papers(session, ballot_id) if not row.spoilt)


def reconciliation(session: Session, ballot_id: int) -> Reconciliation:
    """Compare the slips of a ballot with the papers that were keyed."""
    row = ballot(session, ballot_id)
    found = papers(session, ballot_id)
    spoilt = sum(bool(paper.spoilt) for paper in found)
    complaint = rules.unreconciled(row.issued, row.returned, len(found))
    return Reconciliation(row.issued, row.returned, len(found) - spoilt, spoilt, complaint)


def natural(number: str) -> tuple[int, int, str]:
    """Return a sort key that puts paper 9 before paper 10 and numbers before names."""
    return (0, int(number), "") if number.isdecimal() else (1, 0, number.casefold())
