"""Questions about ballots, their papers and their counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.storage.query_cache import Table, cached
from upstream_workshop.voting import rules
from upstream_workshop.voting.kinds import BallotState, CountingRule, TieRule, VotingMethod
from upstream_workshop.voting.model import Ballot, BallotPaper, Mark, Option

READS: Final = frozenset({"ballot", "ballot_option", "ballot_paper", "mark"})


@dataclass(frozen=True, slots=True)
class OptionRow:
    """One line of a ballot as it is printed."""

    id: int
    number: int
    wording: str
    theme_id: int | None


@dataclass(frozen=True, slots=True)
class BallotRow:
    """A ballot with everything declared about it and its options in printed order."""

    id: int
    name: str
    question: str
    method: VotingMethod
    dots: int
    cap: int
    seats: int
    secret: bool
    tie_rule: TieRule
    seed: int | None
    state: BallotState
    version: int
    issued: int
    returned: int
    from_file: bool
    options: tuple[OptionRow, ...]

    @property
    def running(self) -> bool:
        """Whether its papers are being keyed, so that any count of their marks would be a running total."""
        return self.state == BallotState.OPEN and not self.from_file

    @property
    def told(self) -> bool:
        """Whether what its papers say may leave the session: shown to the room, or known from a file."""
        return self.state == BallotState.REVEALED or (
            self.state == BallotState.OPEN and self.from_file
        )

    @property
    def terms(self) -> rules.Terms:
        """What the counting rules need to know of it."""
        numbers = tuple(option.number for option in self.options)
        return rules.Terms(
            self.method, numbers, self.seats, self.dots, self.cap, self.tie_rule, self.seed
        )

    def wording(self, number: int) -> str:
        """What an option says."""
        return next(option.wording for option in self.options if option.number == number)


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One paper as keyed; marks are (option number, value), `participant_id` None when secret.

    `number` is blank where it was forgotten, as a secret ballot closed.
    """

    id: int
    number: str
    participant_id: int | None
    spoilt: str
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """Slips out, slips back, papers keyed as valid and as spoilt, and what does not add up."""

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
)
_MARKS: Final = Table(
    lambda _, *row: row,
    Mark.id,
    Mark.paper_id,
    Mark.option_id,
    Mark.value,
)


@cached("ballot", "ballot_option")
def ballots(session: Session) -> tuple[BallotRow, ...]:
    """Every ballot, in the order they were made."""
    rows = select(Ballot, Option).outerjoin(Option, Option.ballot_id == Ballot.id)
    options: defaultdict[Ballot, list[OptionRow]] = defaultdict(list)
    for found, each in session.execute(rows.order_by(Ballot.id, Option.number)):
        options[found] += [_option(each)] if each else []
    return tuple(_row(found, tuple(printed)) for found, printed in options.items())


def states(session: Session) -> dict[int, BallotState]:
    """The state of each ballot by its id."""
    return {row.id: row.state for row in session.execute(select(Ballot.id, Ballot.state))}


def shown_secrets(session: Session) -> tuple[int, ...]:
    """The ids of the secret ballots whose result was shown."""
    return tuple(
        row.id for row in ballots(session) if row.secret and row.state == BallotState.REVEALED
    )


def open_secrets(session: Session) -> tuple[str, ...]:
    """The names of the secret ballots whose papers are being keyed."""
    return tuple(
        row.name for row in ballots(session) if row.secret and row.state == BallotState.OPEN
    )


def ballot(session: Session, ballot_id: int) -> BallotRow:
    """One ballot. Raises WorkshopError when it has gone."""
    found = next((row for row in ballots(session) if row.id == ballot_id), None)
    if found is None:
        raise WorkshopError(say("This ballot is no longer there: choose another one."))
    return found


@cached("ballot_paper", "mark", "ballot", "ballot_option")
def papers(session: Session, ballot_id: int) -> tuple[PaperRow, ...]:
    """The papers by number, or by their random ids; neither says when they were keyed.

    For whoever keys them alone: what leaves the session takes `told_papers`.
    """
    own = (row for row in ballots(session) if row.id == ballot_id)
    number_of = {option.id: option.number for row in own for option in row.options}
    marks: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for paper_id, option_id, value in _MARKS(session).values():
        if option_id in number_of:
            marks[paper_id].append((number_of[option_id], value))
    rows = [
        PaperRow(id_, number or "", participant_id, spoilt, tuple(sorted(marks[id_])))
        for id_, of_ballot, number, participant_id, spoilt in _PAPERS(session).values()
        if of_ballot == ballot_id
    ]
    return tuple(sorted(rows, key=lambda row: natural(row.number)))


def told_papers(session: Session, ballot_id: int) -> tuple[PaperRow, ...]:
    """The papers as they may leave the session: none before the result was shown to the room.

    Until then a ballot can be opened again, and two lists, one slip apart, would tell that slip. Those
    of a secret ballot stand in the order of what they say and are numbered by it, so that the list is
    the same whenever it is made; why one is spoilt was typed beside its slip, and stays here.
    """
    row = ballot(session, ballot_id)
    if not row.told:
        return ()
    found = papers(session, ballot_id)
    if not row.secret:
        return found
    said = sorted((paper.marks, "spoilt" if paper.spoilt else "") for paper in found)
    return tuple(
        PaperRow(place, str(place), None, spoilt, marks)
        for place, (marks, spoilt) in enumerate(said, 1)
    )


def valid_marks(session: Session, ballot_id: int) -> tuple[Mapping[int, int], ...]:
    """What the papers that count say, ready for the rules."""
    return tuple(dict(row.marks) for row in papers(session, ballot_id) if not row.spoilt)


def tally(
    session: Session, ballot_id: int, rule: CountingRule | None = None, seats: int | None = None
) -> rules.Tally:
    """Count a ballot; without a rule or seats, as declared. Raises WorkshopError for a running total."""
    row = ballot(session, ballot_id)
    if row.running:
        raise WorkshopError(
            say(
                "“{row}” is open and its slips are being keyed: close it in the app, then count it.",
                row=row.name,
            )
        )
    terms = row.terms
    if seats is not None:
        if seats < 1:
            raise WorkshopError(say("{seats} winners cannot be: ask for 1 or more.", seats=seats))
        terms = rules.with_seats(terms, seats)
    return rules.tally(valid_marks(session, ballot_id), terms, rule or CountingRule.MOST_VOTES)


def reconciliation(session: Session, ballot_id: int) -> Reconciliation:
    """Whether slips and papers add up."""
    row = ballot(session, ballot_id)
    found = papers(session, ballot_id)
    spoilt = sum(bool(paper.spoilt) for paper in found)
    complaint = rules.unreconciled(row.issued, row.returned, len(found))
    return Reconciliation(row.issued, row.returned, len(found) - spoilt, spoilt, complaint)


def natural(number: str) -> tuple[int, int, str]:
    """Sort key that puts paper 9 before paper 10 and numbers before names."""
    return (0, int(number), "") if number.isdecimal() else (1, 0, number.casefold())


def _option(found: Option) -> OptionRow:
    return OptionRow(found.id, found.number, found.wording, found.theme_id)


def _row(found: Ballot, options: tuple[OptionRow, ...]) -> BallotRow:
    return BallotRow(
        found.id,
        found.name,
        found.question,
        found.method,
        found.dots,
        found.cap,
        found.seats,
        found.secret,
        found.tie_rule,
        found.seed,
        found.state,
        found.version,
        found.issued,
        found.returned,
        found.from_file,
        options,
    )
