"""The slide of a ballot: the question while people vote, the result once it is revealed."""

from __future__ import annotations

from typing import Final

from resources.words import count, say
from ui.room_screen.slide_types import Bar, Slide
from ui.voting.results.left_out import Comparison
from ui.voting.wording import declared
from upstream_workshop.voting.kinds import BallotState
from upstream_workshop.voting.queries import BallotRow
from upstream_workshop.voting.rules import Tally

MOST_BARS: Final = 12  # more options cannot be read from the back at once


def vote_slide(ballot: BallotRow, compared: Comparison | None, places: int | None = None) -> Slide:
    """Return the slide of a ballot.

    It never shows a running total, and of a closed ballot no result before it is revealed.

    places: how many places of the result are revealed, from the last; None for all.
    """
    if ballot.state == BallotState.REVEALED and compared is not None:
        return _result(ballot, compared, places)
    stands = {
        BallotState.DRAFT: say("Voting opens soon"),
        BallotState.OPEN: say("Voting is open"),
        BallotState.CLOSED: say("Voting is closed"),
        BallotState.REVEALED: say("The papers are being counted"),
    }
    options = tuple(f"{row.number}  {row.wording}" for row in ballot.options)
    return Slide(
        ballot.question or ballot.name,
        lead=stands[ballot.state],
        lines=options if ballot.state in (BallotState.DRAFT, BallotState.OPEN) else (),
        timer=True,
    )


def places(compared: Comparison) -> int:
    """Return how many places the result has that the room is shown."""
    return len(_shown(compared))


def _shown(compared: Comparison) -> tuple[int, ...]:
    """Return all options in the order of their results if they are few, else those that won."""
    tally = compared.tallies[0]
    ordered = tuple(number for number, _ in tally.scores)
    if len(ordered) <= MOST_BARS:
        return ordered
    return tuple(number for number in ordered if number in tally.winners)


def _result(ballot: BallotRow, compared: Comparison, revealed: int | None) -> Slide:
    tally = compared.tallies[0]
    score = dict(tally.scores)
    most = max(score.values(), default=0) or 1
    bars = tuple(
        Bar(
            ballot.wording(number),
            f"{score[number]:g} ✓" if number in tally.winners else f"{score[number]:g}",
            max(score[number] / most, 0),
            number in tally.winners,
        )
        for number in _shown(compared)
    )
    shown = len(bars) if revealed is None else min(revealed, len(bars))
    return Slide(
        say("What we will work on"),
        lead=_lead(ballot, compared, whole=shown == len(bars)),
        bars=bars,
        revealed=revealed if revealed is None else shown,
        footer=_footer(ballot, tally)
        if shown == len(bars)
        else say("From the last place to the first"),
    )


def _footer(ballot: BallotRow, tally: Tally) -> str:
    """Return what the sign of the chosen means, and which places are not decided."""
    words = [say("✓ chosen") if tally.winners else say("Nothing was chosen")]
    if tally.undecided:
        level = ", ".join(ballot.wording(number) for number in tally.level)
        words.append(say("a second vote decides between {level}", level=level))
    if tally.empty:
        words.append(count(tally.empty, "{n} place stays empty", "{n} places stay empty"))
    return " · ".join(words)


def _lead(ballot: BallotRow, compared: Comparison, whole: bool) -> str:
    """Return who voted and how; of the whole result also that nobody is left out, if somebody chose."""
    people = count(compared.voters, "{n} person voted", "{n} people voted")
    words = f"{people} · {declared(ballot)}"
    tally = compared.tallies[0]
    if whole and tally.winners and tally.counted == compared.voters and not tally.left_out:
        words += " · " + say("every person has at least one of these")
    return words
