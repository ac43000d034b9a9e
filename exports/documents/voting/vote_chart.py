"""The chart of a ballot: a bar for each option, with all that is known of it, so that no table repeats it."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil
from typing import Final

from exports.drawing.paper import Paper
from exports.drawing.picture import Box, Label, Part, Picture
from exports.drawing.safe_markup import lines_within
from resources.words import count, joined, noop, say
from upstream_workshop.voting.kinds import VotingMethod
from upstream_workshop.voting.queries import BallotRow
from upstream_workshop.voting.rules import Tally

UNITS: Final = {
    VotingMethod.DOTS: noop("Dots"),
    VotingMethod.APPROVAL: noop("Approvals"),
    VotingMethod.SCORE: noop("Points"),
    VotingMethod.RANKED: noop("Points"),
}
_ROW: Final = 38.0
_LINE: Final = 16.0
_WIDTH: Final = 480.0
_NAMES: Final = 230.0
_TALLEST: Final = 560.0  # points, of a chart; more bars are in several


def write_charts(ballot: BallotRow, tally: Tally, paper: Paper) -> None:
    """Write a bar for each option; where there are too many for one page, in several charts."""
    wordings = _wordings(ballot)
    scores = _best_first(tally)
    most = max(points for _, points in scores) or 1
    for part in _parts(scores, wordings):
        bars = [_bar_words(ballot, tally, number, points) for number, points in part]
        says = say("Bar chart. {bars}", bars="; ".join(bars))
        drawn = _chart(part, most, wordings, dict(tally.supporters), tally.winners)
        paper.picture(drawn, says, 0.95)


def first_height(ballot: BallotRow, tally: Tally) -> float:
    """Return the height of the first chart, in points."""
    wordings = _wordings(ballot)
    first = next(_parts(_best_first(tally), wordings), [])
    return sum(_height(_lines(number, wordings)) for number, _ in first)


def _wordings(ballot: BallotRow) -> dict[int, str]:
    return {option.number: option.wording for option in ballot.options}


def _best_first(tally: Tally) -> list[tuple[int, float]]:
    return sorted(tally.scores, key=lambda pair: (-pair[1], pair[0]))


def _parts(
    scores: list[tuple[int, float]], wordings: dict[int, str]
) -> Iterator[list[tuple[int, float]]]:
    """Yield the bars of each chart: as few charts as there can be, of about equal height."""
    heights = [_height(_lines(number, wordings)) for number, _ in scores]
    whole = sum(heights)
    tall = whole / max(ceil(whole / _TALLEST), 1)
    part: list[tuple[int, float]] = []
    used = 0.0
    for bar, height in zip(scores, heights, strict=True):
        if part and used + height / 2 > tall:
            yield part
            part, used = [], 0.0
        part.append(bar)
        used += height
    if part:
        yield part


def _lines(number: int, wordings: dict[int, str]) -> list[str]:
    return lines_within(wordings.get(number, str(number)), _NAMES - 12)


def _height(lines: list[str]) -> float:
    return max(_ROW, 8 + _LINE * len(lines))


def _bar_words(ballot: BallotRow, tally: Tally, number: int, points: float) -> str:
    """Return what a bar of the chart says, for people who cannot see it."""
    wordings = _wordings(ballot)
    parts = [
        f"{wordings.get(number, number)}: {points:g} {say(UNITS[ballot.method])}",
        _supporters(dict(tally.supporters).get(number, 0)),
        say("chosen") if number in tally.winners else "",
    ]
    return ", ".join(part for part in parts if part)


def _supporters(number: int) -> str:
    return count(number, "{n} supporter", "{n} supporters")


def _chart(
    scores: list[tuple[int, float]],
    most: float,
    wordings: dict[int, str],
    supporters: dict[int, int],
    winners: tuple[int, ...],
) -> Picture:
    """Return a bar for each option with all that is known of it.

    most: the points of the longest bar of all charts of the ballot.
    """
    room = _WIDTH - _NAMES - 44
    parts: list[Part] = []
    top = 0.0
    for number, points in scores:
        won = number in winners
        below = _supporters(supporters.get(number, 0))
        below = joined((say("chosen") if won else "", below), "{first} · {then}")
        lines = _lines(number, wordings)
        parts += [
            *(Label(0, top + 15 + _LINE * n, line, 12, strong=won) for n, line in enumerate(lines)),
            Box(_NAMES, top + 4, room, 14, "track", radius=4),
            Box(_NAMES, top + 4, max(2.0, room * points / most), 14, _bar(won), radius=4),
            Label(_NAMES + room + 8, top + 15, f"{points:g}", 12, strong=won),
            Label(_NAMES, top + 31, below, 12, role="soft"),
        ]
        top += _height(lines)
    return Picture(_WIDTH, max(top, _ROW), tuple(parts))


def _bar(won: bool) -> str:
    return "river" if won else "rest"
