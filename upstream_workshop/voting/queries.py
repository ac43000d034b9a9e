"""Queries for ballots, their papers and their counts."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.storage.query_cache import cached
from upstream_workshop.voting import rules
from upstream_workshop.voting.kinds import (
    BallotState,
    CountingRule,
    Electorate,
    TieRule,
    VotingMethod,
    WithdrawnRule,
)
from upstream_workshop.voting.model import Ballot, Option

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
