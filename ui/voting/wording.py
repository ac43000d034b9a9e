"""The Vote page's sentences: what was declared, where a ballot stands, how a score reads."""

from __future__ import annotations

from resources.words import say
from upstream_workshop.voting.kinds import BallotState, TieRule, VotingMethod
from upstream_workshop.voting.queries import BallotRow


def declared(ballot: BallotRow) -> str:
    """How people vote, in the few words of a chip."""
    dots = say("{dots} dots, at most {cap} on one")
    return {
        VotingMethod.DOTS: dots.format(dots=ballot.dots, cap=ballot.cap),
        VotingMethod.APPROVAL: say("approval"),
        VotingMethod.SCORE: say("scores 1 to 5"),
        VotingMethod.RANKED: say("ranked"),
    }[ballot.method]


def secrecy(ballot: BallotRow) -> str:
    """Whether a name stands beside a vote."""
    return say("secret") if ballot.secret else say("named")


def standing(ballot: BallotRow) -> tuple[str, str]:
    """The state in a word, and the tone that repeats it."""
    return {
        BallotState.DRAFT: (say("draft"), "plain"),
        BallotState.OPEN: (say("open"), "leaf"),
        BallotState.CLOSED: (say("closed"), "sun"),
        BallotState.REVEALED: (say("revealed"), "river"),
    }[ballot.state]


def next_step(ballot: BallotRow) -> str:
    """What the main button does next."""
    return {
        BallotState.DRAFT: say("Open"),
        BallotState.OPEN: say("Close ballot"),
        BallotState.CLOSED: say("Reveal"),
        BallotState.REVEALED: say("Show the room"),
    }[ballot.state]


def ties(ballot: BallotRow) -> str:
    """What happens if two are level, and who sees the result so far."""
    rules = {
        TieRule.KEEP_BOTH: say("If two are level, both stay"),
        TieRule.RUN_OFF: say("If two are level, a second vote decides"),
        TieRule.LOTS: say("If two are level, lots are drawn, and the seed is recorded"),
    }
    said = rules[ballot.tie_rule]
    if ballot.state != BallotState.DRAFT:
        said = say("{rule}: declared before opening", rule=said)
    if ballot.state == BallotState.CLOSED:
        said += " · " + say("only you see the result until you reveal it")
    return said


def scored(ballot: BallotRow, score: float, people: int) -> str:
    """A result in words: `46 dots · 21 people`."""
    one, many = {
        VotingMethod.DOTS: (say("{n} dot"), say("{n} dots")),
        VotingMethod.APPROVAL: (say("{n} vote"), say("{n} votes")),
        VotingMethod.SCORE: (say("{n} point"), say("{n} points")),
        VotingMethod.RANKED: (say("{n} vote"), say("{n} votes")),
    }[ballot.method]
    from_one, from_many = say("{n} person"), say("{n} people")
    told = (one if score == 1 else many).format(n=f"{float(score):g}")
    return f"{told} · {(from_one if people == 1 else from_many).format(n=people)}"
