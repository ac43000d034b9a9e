"""Texts about ballots: what was declared, their state, and scores."""

from __future__ import annotations

from typing import Final

from resources.words import count, noop, say
from upstream_workshop.voting.kinds import BallotState, CountingRule, TieRule, VotingMethod
from upstream_workshop.voting.queries import BallotRow
from upstream_workshop.voting.rules import Tally

RULES: Final = {
    "most-votes": noop("Most votes"),
    "approval": noop("Most approvals"),
    "score": noop("Highest mean score"),
    "majority-judgement": noop("Majority judgement"),
    "borda": noop("Borda"),
    "instant-runoff": noop("Instant run-off"),
    "stv": noop("Single transferable vote"),
    "schulze": noop("Schulze"),
    "equal-shares": noop("Equal shares"),
    "phragmen": noop("Phragmén"),
}


def rule_name(rule: CountingRule) -> str:
    """Return what a counting rule is called."""
    return say(RULES[rule])


def declared(ballot: BallotRow) -> str:
    """Return how people vote, in the few words of a chip."""
    return {
        VotingMethod.DOTS: count(
            ballot.dots,
            "{n} dot, at most {cap} on one",
            "{n} dots, at most {cap} on one",
            cap=ballot.cap,
        ),
        VotingMethod.APPROVAL: say("approval"),
        VotingMethod.SCORE: say("scores 0 to 5"),
        VotingMethod.RANKED: say("ranked"),
    }[ballot.method]


def secrecy(ballot: BallotRow) -> str:
    """Return whether the ballot is secret or named."""
    return say("secret") if ballot.secret else say("named")


def standing(ballot: BallotRow) -> tuple[str, str]:
    """Return the state in a word, and its tone."""
    return {
        BallotState.DRAFT: (say("draft"), "plain"),
        BallotState.OPEN: (say("open"), "leaf"),
        BallotState.CLOSED: (say("closed"), "sun"),
        BallotState.REVEALED: (say("revealed"), "river"),
    }[ballot.state]


def next_step(ballot: BallotRow) -> str:
    """Return the text of the main button until the result is revealed; then `Revealing` has it."""
    return {
        BallotState.DRAFT: say("Open"),
        BallotState.OPEN: say("Close ballot"),
        BallotState.CLOSED: say("Reveal"),
        BallotState.REVEALED: "",
    }[ballot.state]


def ties(ballot: BallotRow) -> str:
    """Return the rule for ties, and who sees the result now."""
    rules = {
        TieRule.KEEP_BOTH: say("If two are level, both stay"),
        TieRule.RUN_OFF: say("If two are level, a second vote decides"),
        TieRule.LOTS: say("If two are level, lots are drawn, and the seed is recorded"),
    }
    sentence = rules[ballot.tie_rule]
    if ballot.state != BallotState.DRAFT:
        sentence = say("{rule}: declared before opening", rule=sentence)
    if ballot.state == BallotState.CLOSED:
        sentence += " · " + say("only you see the result until you reveal it")
    return sentence


def level_told(ballot: BallotRow, tally: Tally, runoff: BallotRow | None) -> str:
    """Return which options were level where that changes who wins, and what decides; "" if none were.

    runoff: the second ballot between them, if it was made.
    """
    if not tally.level:
        return ""
    names = ", ".join(f"“{ballot.wording(number)}”" for number in tally.level)
    if ballot.tie_rule == TieRule.KEEP_BOTH:
        return say("Level: {names}. All of them stay, as declared.", names=names)
    if ballot.tie_rule == TieRule.LOTS:
        return say(
            "Level: {names}. Lots drawn with the seed {seed} decided; the command tally draws the "
            "same from it.",
            names=names,
            seed=ballot.seed,
        )
    if runoff is None:
        return say("Level: {names}. Make the run-off: a second vote decides.", names=names)
    return say(
        "Level: {names}. The second vote, “{runoff}”, decides.", names=names, runoff=runoff.name
    )


def scored(ballot: BallotRow, score: float, people: int) -> str:
    """Return a result in words: `46 dots · 21 people`."""
    return f"{_points(ballot.method, float(score))} · {count(people, '{n} person', '{n} people')}"


def _points(method: VotingMethod, score: float) -> str:
    number = int(score) if score.is_integer() else 2  # a fraction takes the form of several
    shown = f"{score:g}"
    if method == VotingMethod.DOTS:
        return count(number, "{shown} dot", "{shown} dots", shown=shown)
    if method == VotingMethod.SCORE:
        return count(number, "{shown} point", "{shown} points", shown=shown)
    return count(number, "{shown} vote", "{shown} votes", shown=shown)
