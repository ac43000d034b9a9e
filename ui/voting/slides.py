"""The slide of a ballot: the question while people vote, the result once it is revealed."""

from __future__ import annotations

from resources.words import say
from ui.room_screen.slide_types import Bar, Slide
from ui.voting.left_out import Comparison
from ui.voting.wording import declared
from upstream_workshop.voting.kinds import BallotState
from upstream_workshop.voting.queries import BallotRow


def vote_slide(ballot: BallotRow, compared: Comparison | None) -> Slide:
    """Return the slide of a ballot.

    It never shows a running total, and of a closed ballot no result before it is revealed.
    """
    if ballot.state == BallotState.REVEALED and compared is not None:
        return _result(ballot, compared)
    stands = {
        BallotState.DRAFT: say("Voting opens soon"),
        BallotState.OPEN: say("Voting is open"),
        BallotState.CLOSED: say("Voting is closed"),
        BallotState.REVEALED: "",
    }
    options = tuple(f"{row.number}  {row.wording}" for row in ballot.options)
    return Slide(
        ballot.question or ballot.name,
        lead=stands[ballot.state],
        lines=options if ballot.state in (BallotState.DRAFT, BallotState.OPEN) else (),
        timer=True,
    )


def _result(ballot: BallotRow, compared: Comparison) -> Slide:
    tally = compared.tallies[0]
    score = dict(tally.scores)
    most = max(score.values(), default=0) or 1
    ordered = [number for number, _ in tally.scores if number in tally.winners]
    bars = tuple(
        Bar(ballot.wording(number), f"{score[number]:g}", score[number] / most, at == 0)
        for at, number in enumerate(ordered)
    )
    lead = say("{n} people voted · {how}", n=compared.voters, how=declared(ballot))
    if not tally.left_out:
        lead += " · " + say("every person has at least one of these")
    return Slide(say("What we will work on"), lead=lead, bars=bars)
