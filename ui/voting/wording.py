"""The Vote page's sentences: what was declared, where a ballot stands, how a score reads."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from upstream_workshop.voting.queries import BallotRow


def tr(text: str) -> str:
    """Translated in the context of this room."""
    return QCoreApplication.translate("Vote", text)


def declared(ballot: BallotRow) -> str:
    """How people vote, in the few words of a chip."""
    if ballot.method == "dots":
        words = tr("{dots} dots, at most {cap} on one")
        return words.format(dots=ballot.dots, cap=ballot.cap)
    return {"approval": tr("approval"), "score": tr("scores 1 to 5"), "ranked": tr("ranked")}[
        ballot.method
    ]


def secrecy(ballot: BallotRow) -> str:
    """Whether a name stands beside a vote."""
    return tr("secret") if ballot.secret else tr("named")


def standing(ballot: BallotRow) -> tuple[str, str]:
    """The state in a word, and the tone that repeats it."""
    return {
        "draft": (tr("draft"), "plain"),
        "open": (tr("open"), "leaf"),
        "closed": (tr("closed"), "sun"),
        "revealed": (tr("revealed"), "river"),
    }[ballot.state]


def next_step(ballot: BallotRow) -> str:
    """What the main button does next."""
    return {
        "draft": tr("Open"),
        "open": tr("Close"),
        "closed": tr("Reveal"),
        "revealed": tr("Show the room"),
    }[ballot.state]


def ties(ballot: BallotRow) -> str:
    """What happens if two are level, and who sees the result so far."""
    rules = {
        "keep both": tr("If two are level, both stay"),
        "run-off": tr("If two are level, a second vote decides"),
        "lots": tr("If two are level, lots are drawn, and the seed is recorded"),
    }
    said = rules[ballot.tie_rule]
    if ballot.state != "draft":
        said = tr("{rule}: declared before opening").format(rule=said)
    if ballot.state == "closed":
        said += " · " + tr("only you see the result until you reveal it")
    return said


def scored(ballot: BallotRow, score: float, people: int) -> str:
    """A result in words: `46 dots · 21 people`."""
    one, many = {
        "dots": (tr("{n} dot"), tr("{n} dots")),
        "score": (tr("{n} point"), tr("{n} points")),
    }.get(ballot.method, (tr("{n} vote"), tr("{n} votes")))
    from_one, from_many = tr("{n} person"), tr("{n} people")
    told = (one if score == 1 else many).format(n=f"{float(score):g}")
    return f"{told} · {(from_one if people == 1 else from_many).format(n=people)}"
