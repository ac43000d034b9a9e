"""Queries about a counted ballot: its tally, ties, who is left out, how groups differ, the vote before it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy.orm import Session

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.people.queries import ParticipantRow, roster
from upstream_workshop.people.rules import folded
from upstream_workshop.voting import queries, results, rules
from upstream_workshop.voting.counting.rankings import support
from upstream_workshop.voting.kinds import BallotState, CountingRule, TieRule
from upstream_workshop.voting.papers import queries as paper_queries
from upstream_workshop.voting.papers.queries import valid_marks
from upstream_workshop.voting.queries import BallotRow, ballot
from upstream_workshop.voting.results import Division


class Grouping(StrEnum):
    """By what the voters of a named ballot are grouped."""

    ORGANISATION = "organisation"
    REGION = "region"
    ROLE = "role"


@dataclass(frozen=True, slots=True)
class EarlierVote:
    """A vote before this one on the same things.

    options: the options of both; see `results.rerun`.
    """

    ballot: BallotRow
    options: tuple[results.Rerun, ...]


@dataclass(frozen=True, slots=True)
class ResultDetails:
    """What is known of a counted ballot beside its scores.

    left_out: how many papers marked an option but none that won.
    people: the names of those whose papers these are; None on a secret ballot.
    divisions: how groups differ, by what they are grouped; nothing on a secret ballot.
    earlier: the last vote before it on the same things; None if there is none.
    """

    left_out: int
    people: tuple[str, ...] | None
    divisions: Mapping[Grouping, tuple[Division, ...]]
    earlier: EarlierVote | None


def details(session: Session, ballot_id: int) -> ResultDetails:
    """Return what is known of a counted ballot beside its scores.

    Raises WorkshopError: when the ballot was deleted or is open.
    """
    ballot = queries.ballot(session, ballot_id)
    counted = tally(session, ballot_id, ballot.rule)
    voters = () if ballot.secret else _voters(session, ballot)
    return ResultDetails(
        counted.left_out,
        None if ballot.secret else _left_out(voters, counted.winners),
        _divisions(voters, ballot),
        _earlier(session, ballot, counted),
    )


def divisions(session: Session, ballot: BallotRow) -> Mapping[Grouping, tuple[Division, ...]]:
    """Return how groups differ on a counted ballot, by what they are grouped; nothing if it is secret."""
    return {} if ballot.secret else _divisions(_voters(session, ballot), ballot)


Voters = tuple[tuple[ParticipantRow, frozenset[int]], ...]  # and what their papers support


def _voters(session: Session, ballot: BallotRow) -> Voters:
    """Return the voter and the supported options of each paper that counts and has a voter."""
    people = {row.id: row for row in roster(session)}
    return tuple(
        (people[paper.participant_id], support(dict(paper.marks), ballot.terms))
        for paper in paper_queries.papers(session, ballot.id)
        if not paper.spoilt and paper.participant_id in people
    )


def _divisions(voters: Voters, ballot: BallotRow) -> Mapping[Grouping, tuple[Division, ...]]:
    options = tuple(option.number for option in ballot.options)
    found = {
        by: results.divisions([(getattr(who, by), behind) for who, behind in voters], options)
        for by in Grouping
    }
    return {by: own for by, own in found.items() if own}


def _left_out(voters: Voters, winners: tuple[int, ...]) -> tuple[str, ...]:
    return tuple(
        sorted(who.name for who, behind in voters if behind and behind.isdisjoint(winners))
    )


def _earlier(session: Session, ballot: BallotRow, counted: rules.Tally) -> EarlierVote | None:
    """Return the last counted ballot before this one that shares at least two things with it."""
    over = (BallotState.CLOSED, BallotState.REVEALED)
    before = [row for row in queries.ballots(session) if row.id < ballot.id and row.state in over]
    for other in reversed(before):
        same = _same(ballot, other)
        if len(same) > 1:
            first = tally(session, other.id, other.rule)
            options = results.rerun(
                same, (dict(first.scores), first.winners), (dict(counted.scores), counted.winners)
            )
            return EarlierVote(other, options)
    return None


def _same(ballot: BallotRow, other: BallotRow) -> dict[int, int]:
    """Return which option of another ballot each option is: the same theme, else the same wording."""
    themes = {row.theme_id: row.number for row in other.options if row.theme_id is not None}
    wordings = {folded(row.wording): row.number for row in other.options if row.theme_id is None}
    found = {
        row.number: themes.get(row.theme_id)
        if row.theme_id is not None
        else wordings.get(folded(row.wording))
        for row in ballot.options
    }
    return {number: there for number, there in found.items() if there is not None}


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
