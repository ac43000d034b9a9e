"""Questions about ballots, their papers and their counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from upstream_workshop.errors import WorkshopError
from upstream_workshop.voting import rules
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
    method: str
    dots: int
    cap: int
    seats: int
    secret: bool
    tie_rule: str
    seed: int | None
    state: str
    version: int
    issued: int
    returned: int
    from_file: bool
    options: tuple[OptionRow, ...]

    @property
    def running(self) -> bool:
        """Whether its papers are being keyed, so that any count of their marks would be a running total."""
        return self.state == "open" and not self.from_file

    @property
    def told(self) -> bool:
        """Whether what its papers say may leave the session: shown to the room, or known from a file."""
        return self.state == "revealed" or (self.state == "open" and self.from_file)

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


def ballots(session: Session) -> tuple[BallotRow, ...]:
    """Every ballot, in the order they were made."""
    return tuple(
        _row(session, ballot) for ballot in session.scalars(select(Ballot).order_by(Ballot.id))
    )


def shown_secrets(session: Session) -> tuple[int, ...]:
    """The ids of the secret ballots whose result was shown."""
    shown = select(Ballot.id).where(Ballot.secret, Ballot.state == "revealed")
    return tuple(session.scalars(shown))


def open_secrets(session: Session) -> tuple[str, ...]:
    """The names of the secret ballots whose papers are being keyed."""
    return tuple(row.name for row in ballots(session) if row.secret and row.state == "open")


def ballot(session: Session, ballot_id: int) -> BallotRow:
    """One ballot. Raises WorkshopError when it has gone."""
    found = session.get(Ballot, ballot_id)
    if found is None:
        raise WorkshopError("This ballot is no longer there: choose another one.")
    return _row(session, found)


def papers(session: Session, ballot_id: int) -> tuple[PaperRow, ...]:
    """The papers by number, or by their random ids; neither says when they were keyed.

    For whoever keys them alone: what leaves the session takes `told_papers`.
    """
    option, paper, mark = Option.__table__.c, BallotPaper.__table__.c, Mark.__table__.c
    listed = session.execute(select(option.id, option.number).where(option.ballot_id == ballot_id))
    number_of = {row.id: row.number for row in listed}
    # by paper, which marks are found by; by option each would look through the marks of all
    keyed = select(paper.id).where(paper.ballot_id == ballot_id)
    given = select(mark.paper_id, mark.option_id, mark.value).where(mark.paper_id.in_(keyed))
    marks: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for paper_id, option_id, value in session.execute(given).all():
        if option_id in number_of:
            marks[paper_id].append((number_of[option_id], value))
    columns = (paper.id, func.coalesce(paper.number, ""), paper.participant_id, paper.spoilt)
    found = session.execute(select(*columns).where(paper.ballot_id == ballot_id).order_by(paper.id))
    rows = [PaperRow(*row, tuple(sorted(marks[row.id]))) for row in found]
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
    session: Session, ballot_id: int, rule: str | None = None, seats: int | None = None
) -> rules.Tally:
    """Count a ballot; without a rule or seats, as declared. Raises WorkshopError for a running total."""
    row = ballot(session, ballot_id)
    if row.running:
        raise WorkshopError(
            f"“{row.name}” is open and its slips are being keyed: close it in the app, then count it."
        )
    terms = row.terms
    if seats is not None:
        if seats < 1:
            raise WorkshopError(f"{seats} winners cannot be: ask for 1 or more.")
        terms = rules.with_seats(terms, seats)
    return rules.tally(valid_marks(session, ballot_id), terms, rule or "most-votes")


def reconciliation(session: Session, ballot_id: int) -> Reconciliation:
    """Whether slips and papers add up."""
    row = ballot(session, ballot_id)
    reasons = select(BallotPaper.spoilt).where(BallotPaper.ballot_id == ballot_id)
    found = session.scalars(reasons).all()
    spoilt = sum(bool(reason) for reason in found)
    complaint = rules.unreconciled(row.issued, row.returned, len(found))
    return Reconciliation(row.issued, row.returned, len(found) - spoilt, spoilt, complaint)


def natural(number: str) -> tuple[int, int, str]:
    """Sort key that puts paper 9 before paper 10 and numbers before names."""
    return (0, int(number), "") if number.isdecimal() else (1, 0, number.casefold())


def _row(session: Session, found: Ballot) -> BallotRow:
    listed = session.scalars(
        select(Option).where(Option.ballot_id == found.id).order_by(Option.number)
    )
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
        tuple(OptionRow(each.id, each.number, each.wording, each.theme_id) for each in listed),
    )
