"""What a ballot needs before it opens: themes that stand, rules that can work; and the terms of a run-off."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from typing import Unpack

from sqlalchemy.orm import Session

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.themes import queries as themes
from upstream_workshop.themes.kinds import ThemeState
from upstream_workshop.themes.services import set_theme_state
from upstream_workshop.voting import queries, rules
from upstream_workshop.voting.kinds import BallotState, CountingRule, TieRule, VotingMethod
from upstream_workshop.voting.queries import BallotRow
from upstream_workshop.voting.records import Declared, Line, ballot_called


def unworkable(ballot: BallotRow) -> str:
    """Return a sentence on why a ballot cannot work as it is declared, or "" if it can."""
    lines = [Line(option.wording, option.theme_id, option.cost) for option in ballot.options]
    return unworkable_terms(
        lines,
        method=ballot.method,
        dots=ballot.dots,
        cap=ballot.cap,
        seats=ballot.seats,
        rule=ballot.rule,
        budget=ballot.budget,
    )


def unworkable_terms(lines: Sequence[Line], **declared: Unpack[Declared]) -> str:
    """Return a sentence on why a ballot cannot work on these options, or "" if it can.

    lines: the options.
    declared: method, dots, cap, seats, rule and budget; other rules always work.
    """
    options, seats, budget = len(lines), declared["seats"], declared["budget"]
    if options < 2:
        return say("it has fewer than two options: add some.")
    if seats > options:
        return say(
            "{seats} places cannot be filled from {options} options: lower the places or add options.",
            seats=seats,
            options=options,
        )
    if declared["method"] == VotingMethod.DOTS and declared["cap"] > declared["dots"]:
        return say(
            "one option may get {cap} dots where a paper has {dots}: lower the most on one option.",
            cap=declared["cap"],
            dots=declared["dots"],
        )
    folded = Counter(line.wording.casefold() for line in lines)
    if twice := next((line for line in lines if folded[line.wording.casefold()] > 1), None):
        return say("two options say “{wording}”: word them apart.", wording=twice.wording)
    if budget is not None and all(line.cost is None or line.cost > budget for line in lines):
        return say("no option has a cost within the budget of {budget}.", budget=budget)
    unpriced = sum(line.cost is None for line in lines)
    return rules.fits(declared["rule"], declared["method"], seats, budget, unpriced)


def refuse_gone(session: Session, lines: Sequence[Line]) -> None:
    """Raise WorkshopError if the theme of an option was deleted."""
    there = {row.id for row in themes.themes(session)}
    if any(line.theme_id is not None and line.theme_id not in there for line in lines):
        raise WorkshopError(say("One of the themes is no longer there: choose the themes again."))


def claim_themes(session: Session, before: Collection[int]) -> None:
    """Set the themes of drafts to ON_THE_BALLOT, and those that left their ballot to CANDIDATE.

    before: the themes that a ballot had before it was changed or removed.
    """
    state = {row.id: row.state for row in themes.themes(session)}
    held: set[int] = set()
    drafted: set[int] = set()
    for row in queries.ballots(session):
        held |= row.theme_ids
        drafted |= row.theme_ids if row.state == BallotState.DRAFT else set()
    for theme_id in drafted & state.keys():
        if state[theme_id] != ThemeState.ON_THE_BALLOT:
            set_theme_state(session, theme_id, ThemeState.ON_THE_BALLOT)
    for theme_id in set(before) - held:
        if state.get(theme_id) == ThemeState.ON_THE_BALLOT:
            set_theme_state(session, theme_id, ThemeState.CANDIDATE)


def name_of_runoff(session: Session, name: str) -> str:
    """Return a free name for the run-off of a ballot."""
    wanted, number = say("{ballot}: run-off", ballot=name), 2
    while ballot_called(session, wanted):
        wanted = say("{ballot}: run-off {n}", ballot=name, n=number)
        number += 1
    return wanted


def terms_of_runoff(ballot: BallotRow, places: int) -> Declared:
    """Return what the run-off of a ballot declares.

    places: how many options it must choose.
    """
    return {
        "question": ballot.question,
        "method": VotingMethod.DOTS,
        "dots": places,
        "cap": 1,
        "seats": places,
        "rule": CountingRule.MOST_VOTES,
        "secret": ballot.secret,
        "electorate": ballot.electorate,
        "withdrawn": ballot.withdrawn,
        "shuffled": ballot.shuffled,
        "tie_rule": TieRule.LOTS,
    }
