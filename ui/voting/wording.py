"""The Vote page's sentences: what was declared, where a ballot stands, how a score reads."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from upstream_workshop.voting.kinds import BallotState, TieRule, VotingMethod
from upstream_workshop.voting.queries import BallotRow


def tr(text: str) -> str:
    """Translated in the context of this room."""
    return QCoreApplication.translate("Vote", text)


def declared(ballot: BallotRow) -> str:
    """How people vote, in the few words of a chip."""
    dots = tr("{dots} dots, at most {cap} on one")
    return {
        VotingMethod.DOTS: dots.format(dots=ballot.dots, cap=ballot.cap),
        VotingMethod.APPROVAL: tr("approval"),
        VotingMethod.SCORE: tr("scores 1 to 5"),
        VotingMethod.RANKED: tr("ranked"),
    }[ballot.method]


def secrecy(ballot: BallotRow) -> str:
    """Whether a name stands beside a vote."""
    return tr("secret") if ballot.secret else tr("named")


def standing(ballot: BallotRow) -> tuple[str, str]:
    """The state in a word, and the tone that repeats it."""
    return {
        BallotState.DRAFT: (tr("draft"), "plain"),
        BallotState.OPEN: (tr("open"), "leaf"),
        BallotState.CLOSED: (tr("closed"), "sun"),
        BallotState.REVEALED: (tr("revealed"), "river"),
    }[ballot.state]


def next_step(ballot: BallotRow) -> str:
    """What the main button does next."""
    return {
        BallotState.DRAFT: tr("Open"),
        BallotState.OPEN: tr("Close"),
        BallotState.CLOSED: tr("Reveal"),
        BallotState.REVEALED: tr("Show the room"),
    }[ballot.state]


def ties(ballot: BallotRow) -> str:
    """What happens if two are level, and who sees the result so far."""
    rules = {
        TieRule.KEEP_BOTH: tr("If two are level, both stay"),
        TieRule.RUN_OFF: tr("If two are level, a second vote decides"),
        TieRule.LOTS: tr("If two are level, lots are drawn, and the seed is recorded"),
    }
    said = rules[ballot.tie_rule]
    if ballot.state != BallotState.DRAFT:
        said = tr("{rule}: declared before opening").format(rule=said)
    if ballot.state == BallotState.CLOSED:
        said += " · " + tr("only you see the result until you reveal it")
    return said


def scored(ballot: BallotRow, score: float, people: int) -> str:
    """A result in words: `46 dots · 21 people`."""
    one, many = {
        VotingMethod.DOTS: (tr("{n} dot"), tr("{n} dots")),
        VotingMethod.APPROVAL: (tr("{n} vote"), tr("{n} votes")),
        VotingMethod.SCORE: (tr("{n} point"), tr("{n} points")),
        VotingMethod.RANKED: (tr("{n} vote"), tr("{n} votes")),
    }[ballot.method]
    from_one, from_many = tr("{n} person"), tr("{n} people")
    told = (one if score == 1 else many).format(n=f"{float(score):g}")
    return f"{told} · {(from_one if people == 1 else from_many).format(n=people)}"
