"""Queries for ballots, their papers and their counts."""

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
from upstream_workshop.voting.kinds import (
    BallotState,
    CountingRule,
    Electorate,
    TieRule,
    VotingMethod,
    WithdrawnRule,
)
from upstream_workshop.voting.model import Ballot, BallotPaper, Mark, Option

READS: Final = frozenset({"ballot", "ballot_option", "ballot_paper", "mark"})


@dataclass(frozen=True, slots=True)
class OptionRow:
    """An option of a ballot.

    number: its place on the printed ballot, from 1.
    wording: the text of the theme when the ballot was made.
    theme_id: the theme, or None if the option was imported without one.
    cost: what it costs, in whole units; None if nothing was said.
    """

    id: int
    number: int
    wording: str
    theme_id: int | None
    cost: int | None


@dataclass(frozen=True, slots=True)
class BallotRow:
    """A ballot with its declared rules and its options.

    dots, cap: how many dots a paper has, and how many of them one option may get.
    seats: how many options can win.
    rule: the rule that finds the winners.
    depth: how many of a paper's first ranks a rule for approvals counts as support.
    budget: what the winners may cost together; None where nothing costs anything.
    electorate: who may vote.
    withdrawn: what happens to the named paper of a person who withdraws before the closing.
    shuffled: whether each printed slip lists the options in an order of its own.
    seed: the seed for drawing lots, or None.
    issued, returned: how many slips were handed out and how many came back.
    from_file: whether an import has made the ballot and no paper was keyed or withdrawn since.
    checked: how many papers a second entry had confirmed when the ballot closed.
    reopened: why it was opened again, a line for each time.
    runoff_of_id: the ballot whose tie this one decides, or None.
    options: the options in printed order.
    """

    id: int
    name: str
    question: str
    method: VotingMethod
    dots: int
    cap: int
    seats: int
    rule: CountingRule
    depth: int
    budget: int | None
    secret: bool
    electorate: Electorate
    withdrawn: WithdrawnRule
    shuffled: bool
    tie_rule: TieRule
    seed: int | None
    state: BallotState
    version: int
    issued: int
    returned: int
    from_file: bool
    checked: int
    reopened: str
    runoff_of_id: int | None
    options: tuple[OptionRow, ...]

    @property
    def running(self) -> bool:
        """Whether papers are being keyed, so that a count of marks would be a running total."""
        return self.state == BallotState.OPEN and not self.from_file

    @property
    def releasable(self) -> bool:
        """Whether the papers may leave the session.

        They may when the result was shown to the room, or when they come from a file.
        """
        return self.state == BallotState.REVEALED or (
            self.state == BallotState.OPEN and self.from_file
        )

    @property
    def theme_ids(self) -> frozenset[int]:
        """The themes of the options."""
        return frozenset(row.theme_id for row in self.options if row.theme_id is not None)

    @property
    def printed(self) -> tuple[object, ...]:
        """What a slip says: if it changes, slips that were printed are no longer right."""
        wordings = tuple((option.wording, option.cost) for option in self.options)
        return self.question, self.method, self.dots, self.cap, self.secret, wordings

    @property
    def terms(self) -> rules.Terms:
        """The values that the counting rules need."""
        numbers = tuple(option.number for option in self.options)
        costs = tuple((row.number, row.cost) for row in self.options if row.cost is not None)
        return rules.Terms(
            self.method,
            numbers,
            self.seats,
            self.dots,
            self.cap,
            self.tie_rule,
            self.seed,
            self.depth,
            self.budget,
            costs,
            tuple((row.number, row.wording) for row in self.options),
        )

    def wording(self, number: int) -> str:
        """Return the wording of the option with this number."""
        return next(option.wording for option in self.options if option.number == number)


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


@cached("ballot", "ballot_option")
def ballots(session: Session) -> tuple[BallotRow, ...]:
    """Return all ballots in the order in which they were made."""
    rows = select(Ballot, Option).outerjoin(Option, Option.ballot_id == Ballot.id)
    options: defaultdict[Ballot, list[OptionRow]] = defaultdict(list)
    for found, each in session.execute(rows.order_by(Ballot.id, Option.number)):
        options[found] += [_option(each)] if each else []
    return tuple(_row(found, tuple(printed)) for found, printed in options.items())


def shown_secrets(session: Session) -> tuple[int, ...]:
    """Return the ids of the secret ballots whose result was shown."""
    return tuple(
        row.id for row in ballots(session) if row.secret and row.state == BallotState.REVEALED
    )


def open_secrets(session: Session) -> tuple[str, ...]:
    """Return the names of the secret ballots that are open."""
    return tuple(
        row.name for row in ballots(session) if row.secret and row.state == BallotState.OPEN
    )


def ballot(session: Session, ballot_id: int) -> BallotRow:
    """Return a ballot. Raises WorkshopError: when it was deleted."""
    found = next((row for row in ballots(session) if row.id == ballot_id), None)
    if found is None:
        raise WorkshopError(say("This ballot is no longer there: choose another one."))
    return found


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


def tally(
    session: Session,
    ballot_id: int,
    rule: CountingRule | None = None,
    seats: int | None = None,
    budget: int | None = None,
) -> rules.Tally:
    """Count a ballot.

    rule: the counting rule; by default the declared one.
    seats: how many options can win; by default as declared.
    budget: what the winners may cost together; by default as declared.

    Raises WorkshopError: when the ballot is open and papers are being keyed, since the result
    would be a running total; when `seats` is below 1; when the rule does not fit the ballot.
    """
    row = ballot(session, ballot_id)
    if row.running:
        raise WorkshopError(
            say(
                "“{row}” is open and its slips are being keyed: close it in the app, then count it.",
                row=row.name,
            )
        )
    by = rule or row.rule
    terms = rules.asked(row.terms, by, seats, budget)
    return rules.counted(valid_marks(session, ballot_id), terms, by)


@dataclass(frozen=True, slots=True)
class Undecided:
    """The places that a second vote must fill.

    level: the numbers of the options that are level for them.
    free: how many places there are.
    """

    level: tuple[int, ...]
    free: int


def undecided(session: Session, ballot_id: int) -> Undecided | None:
    """Return the tie that a second vote must decide; None if there is none or it is decided otherwise."""
    row = ballot(session, ballot_id)
    if row.tie_rule != TieRule.RUN_OFF or row.state not in (
        BallotState.CLOSED,
        BallotState.REVEALED,
    ):
        return None
    counted = tally(session, ballot_id)
    if not counted.undecided:
        return None
    return Undecided(tuple(sorted(counted.level)), counted.undecided)


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


def _option(found: Option) -> OptionRow:
    return OptionRow(found.id, found.number, found.wording, found.theme_id, found.cost)


def _row(found: Ballot, options: tuple[OptionRow, ...]) -> BallotRow:
    return BallotRow(
        found.id,
        found.name,
        found.question,
        found.method,
        found.dots,
        found.cap,
        found.seats,
        found.rule,
        found.depth,
        found.budget,
        found.secret,
        found.electorate,
        found.withdrawn,
        found.shuffled,
        found.tie_rule,
        found.seed,
        found.state,
        found.version,
        found.issued,
        found.returned,
        found.from_file,
        found.checked,
        found.reopened,
        found.runoff_of_id,
        options,
    )
