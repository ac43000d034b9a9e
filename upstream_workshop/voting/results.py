"""What a result means: where groups differ, what more papers could change, and a second vote beside it.

Pure functions on values. Groups are organisations, regions or the like of a named ballot's voters.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from resources.words import say
from upstream_workshop.voting.counting.ballot_terms import HIGHEST_SCORE, Terms
from upstream_workshop.voting.counting.rankings import Marks
from upstream_workshop.voting.kinds import VotingMethod

FEWEST: Final = 5  # papers of a group whose share is told; with fewer, somebody's vote is
STEPS: Final = 10  # percent to which shares are rounded, so that no number of papers is told
MOST_PAPERS: Final = 5  # added papers that are tried; more decide nothing worth saying


@dataclass(frozen=True, slots=True)
class GroupShare:
    """How much of a group supports an option.

    group: the name of the group; "" for all groups too small to be told, put together.
    papers: the number of papers of the group.
    percent: the share that supports the option, rounded to STEPS; neither 0 nor 100, which would
        tell how each of them voted, but STEPS or 100 - STEPS instead ("at most", "at least").
    """

    group: str
    papers: int
    percent: int


@dataclass(frozen=True, slots=True)
class Division:
    """How the groups differ about one option.

    shares: the groups, the one with the greatest share first.
    """

    option: int
    shares: tuple[GroupShare, ...]

    @property
    def apart(self) -> int:
        """The difference between the greatest and the least share, in percent."""
        return self.shares[0].percent - self.shares[-1].percent


@dataclass(frozen=True, slots=True)
class Deciding:
    """The fewest more papers that would change the winners, all of them for one option.

    papers: how many papers.
    added: the option they would be for.
    came, gone: the options that would win then and do not now, and the other way round.
    """

    papers: int
    added: int
    came: tuple[int, ...]
    gone: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Rerun:
    """An option in two votes on the same things.

    before, now: its score in the first vote and in the second.
    won_before, won_now: whether it won.
    """

    option: int
    before: float
    now: float
    won_before: bool
    won_now: bool


def divisions(
    papers: Sequence[tuple[str, Collection[int]]], options: Sequence[int]
) -> tuple[Division, ...]:
    """Return how groups differ about each option, those that divide them most first.

    papers: the group of each voter, "" where it is unknown, and the options the paper supports.

    Groups of fewer than FEWEST papers are put together. If they are still too few, the smallest
    group that would be told joins them, since otherwise subtracting the others from the total would
    tell them. Returns nothing if fewer than two groups remain.
    """
    groups = _tellable(papers)
    if len(groups) < 2:
        return ()
    found = (
        Division(option, tuple(sorted(_shares(groups, option), key=_greatest)))
        for option in options
    )
    return tuple(sorted(found, key=lambda one: (-one.apart, one.option)))


def share_words(share: GroupShare) -> str:
    """Return the share of a group in words that tell nobody's vote."""
    return say(
        "{percent} in {group}", percent=_percent(share), group=share.group or say("all others")
    )


def _percent(share: GroupShare) -> str:
    if share.percent <= STEPS:
        return say("at most {n} %", n=STEPS)
    if share.percent >= 100 - STEPS:
        return say("at least {n} %", n=100 - STEPS)
    return say("about {n} %", n=share.percent)


def deciding(
    papers: Sequence[Marks],
    terms: Terms,
    winners: Callable[[Sequence[Marks]], Sequence[int]],
) -> Deciding | None:
    """Return the fewest more papers that would change the winners; None if MOST_PAPERS do not.

    The papers tried are all alike and as good as the ballot allows for one option, which does not
    win yet. Of several options that so few papers would bring in, the first on the ballot is taken.

    winners: counts papers by the rule of the ballot and returns the winners.
    """
    now = tuple(winners(papers))
    for more in range(1, MOST_PAPERS + 1):
        for option in (each for each in terms.options if each not in now):
            then = tuple(winners([*papers, *[{option: best_mark(terms)}] * more]))
            if option in then:
                came = tuple(each for each in then if each not in now)
                gone = tuple(each for each in now if each not in then)
                return Deciding(more, option, came, gone)
    return None


def best_mark(terms: Terms) -> int:
    """Return the best mark that one paper can give to one option."""
    return {
        VotingMethod.DOTS: min(terms.dots, terms.cap),
        VotingMethod.APPROVAL: 1,
        VotingMethod.SCORE: HIGHEST_SCORE,
        VotingMethod.RANKED: 1,
    }[terms.method]


def rerun(
    same: Mapping[int, int],
    before: tuple[Mapping[int, float], Sequence[int]],
    now: tuple[Mapping[int, float], Sequence[int]],
) -> tuple[Rerun, ...]:
    """Return the options of two votes side by side, those of the second in the order of its scores.

    same: the number in the first vote of each option of the second that is about the same thing.
    before, now: the scores by option and the winners of each vote.
    """
    order = sorted(same, key=lambda option: (-now[0][option], option))
    return tuple(
        Rerun(
            option,
            before[0][same[option]],
            now[0][option],
            same[option] in before[1],
            option in now[1],
        )
        for option in order
    )


def _tellable(papers: Sequence[tuple[str, Collection[int]]]) -> dict[str, list[Collection[int]]]:
    """Return the papers of each group that can be told, and those of the others under ""."""
    groups: dict[str, list[Collection[int]]] = {}
    for group, supported in papers:
        groups.setdefault(group, []).append(supported)
    rest = groups.pop("", [])
    for group in [name for name, own in groups.items() if len(own) < FEWEST]:
        rest += groups.pop(group)
    while 0 < len(rest) < FEWEST and groups:
        smallest = min(groups, key=lambda name: (len(groups[name]), name))
        rest += groups.pop(smallest)
    return {**groups, "": rest} if rest else groups


def _shares(groups: Mapping[str, Sequence[Collection[int]]], option: int) -> list[GroupShare]:
    return [
        GroupShare(group, len(own), _rounded(sum(option in supported for supported in own), own))
        for group, own in groups.items()
    ]


def _rounded(support: int, own: Sequence[Collection[int]]) -> int:
    percent = STEPS * round(100 * support / len(own) / STEPS)
    return max(STEPS, min(100 - STEPS, percent))


def _greatest(share: GroupShare) -> tuple[int, bool, str]:
    return -share.percent, not share.group, share.group
