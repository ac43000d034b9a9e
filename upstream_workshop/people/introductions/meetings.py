"""Suggestions of two people to introduce, who join parts of the network with few or no ties.

The suggestions are chosen one after the other, each as if the pairs before it had met already, so
that the list does not propose the same connection several times.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from upstream_workshop.people.introductions.network import Pair, TieRow, paired, pairs_at
from upstream_workshop.people.introductions.word_stems import meaningful
from upstream_workshop.people.kinds import (
    Phase,
)

MOST: Final = 12
_EACH: Final = 2  # most suggestions with the same person
_LOOKED_AT: Final = 100  # most people considered, the least tied first: more take too long
_FAR: Final = 3  # least steps that count as far: a friend's friend is met at lunch anyway


@dataclass(frozen=True, slots=True)
class Guest:
    """A person who may be introduced.

    id: the participant id.
    organisation: its name; blank if unknown.
    interests: as the person declared them.
    """

    id: int
    organisation: str = ""
    interests: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two people to introduce, and the effect of their meeting.

    reachable: how many pairs of people would gain a path to each other.
    steps: the length of the shortest path between the two now; 0 if there is none.
    strangers: whether their organisations have no tie yet.
    common: the interests they share.
    answers: whether one may answer an ask of the other.
    """

    first_id: int
    second_id: int
    reachable: int
    steps: int
    strangers: bool
    common: tuple[str, ...] = ()
    answers: bool = False


def suggestions(
    guests: Sequence[Guest],
    ties: Collection[TieRow],
    helping: Collection[Pair] = (),
    most: int = MOST,
) -> tuple[Suggestion, ...]:
    """Return pairs of people to introduce, the most useful first.

    Each suggestion adds a tie between two organisations or a path between people without one,
    counting the suggestions before it as done. Colleagues are never suggested, nor pairs with a
    tie, a wish to meet or a dismissed suggestion.

    helping: pairs of which one person may answer an ask of the other.
    most: the largest number of suggestions.
    """
    home = {guest.id: guest.organisation for guest in guests}
    tied = {pair for pair in pairs_at(ties, Phase.AFTER) if pair[0] in home and pair[1] in home}
    noted = {tie.pair for tie in ties}
    common = _common_interests(guests)
    helped = {paired(*pair) for pair in helping}
    times: Counter[int] = Counter()
    found: list[Suggestion] = []
    candidates = [pair for pair in _candidates(guests, tied, home) if pair not in noted]
    seen = {id_ for pair in candidates for id_ in pair}
    while len(found) < most and candidates:
        state = _State(home, tied, seen)
        open_to = (pair for pair in candidates if all(times[id_] < _EACH for id_ in pair))
        made = (state.suggestion(pair, common.get(pair, ()), pair in helped) for pair in open_to)
        useful = [
            one for one in made if one.reachable or (home[one.first_id] and home[one.second_id])
        ]
        if not useful:
            break
        best = max(useful, key=lambda one: (state.worth(one), -one.first_id, -one.second_id))
        pair = (best.first_id, best.second_id)
        found.append(best)
        times.update(pair)
        tied.add(pair)
        candidates.remove(pair)
    return tuple(found)


class _State:
    """The network including the suggestions so far.

    home: organisations by participant id.
    tied: the pairs with a tie.
    seen: the people for whom distances are computed.
    """

    def __init__(
        self, home: Mapping[int, str], tied: Collection[Pair], seen: Collection[int]
    ) -> None:
        near: dict[int, set[int]] = {id_: set() for id_ in home}
        for first, second in tied:
            near[first].add(second)
            near[second].add(first)
        self._home = home
        self._steps = {id_: _steps_from(id_, near) for id_ in seen}
        self._alone = {id_ for id_ in seen if not near[id_]}
        self._acquainted = {paired_organisations(home, pair) for pair in tied}
        self._most = max(1, len(home) // 2) ** 2

    def suggestion(self, pair: Pair, common: tuple[str, ...], answers: bool) -> Suggestion:
        """Return the suggestion to introduce a pair, with its effect on the network."""
        first, second = pair
        steps = self._steps[first].get(second, 0)
        return Suggestion(
            first,
            second,
            reachable=0 if steps else len(self._steps[first]) * len(self._steps[second]),
            steps=steps,
            strangers=bool(
                self._home[first]
                and self._home[second]
                and paired_organisations(self._home, pair) not in self._acquainted
            ),
            common=common,
            answers=answers,
        )

    def worth(self, one: Suggestion) -> float:
        """Return the usefulness of a suggestion as a number, which serves only for sorting."""
        joined = math.log1p(one.reachable) / math.log1p(self._most)
        far = min(one.steps, 6) / 6 if one.steps >= _FAR else 0.0
        alone = sum(id_ in self._alone for id_ in (one.first_id, one.second_id))
        shared = min(len(one.common), 3) / 3
        return 2 * joined + 1.2 * one.strangers + far + 1.5 * shared + one.answers + 0.4 * alone


def _steps_from(start: int, near: Mapping[int, Collection[int]]) -> dict[int, int]:
    """Return the distance in steps to each person with a path from `start`.

    This is written in Python so that other threads can run meanwhile.
    """
    steps = {start: 0}
    edge = [start]
    while edge:
        following: list[int] = []
        for id_ in edge:
            for other in near[id_]:
                if other not in steps:
                    steps[other] = steps[id_] + 1
                    following.append(other)
        edge = following
    return steps


def paired_organisations(home: Mapping[int, str], pair: Pair) -> tuple[str, str]:
    """Return the organisations of two people in alphabetical order."""
    first, second = sorted((home[pair[0]], home[pair[1]]))
    return first, second


def _candidates(
    guests: Sequence[Guest], tied: Iterable[Pair], home: Mapping[int, str]
) -> Iterator[Pair]:
    """Yield the pairs from two organisations without a tie, among the least tied people."""
    known = set(tied)
    often = Counter(id_ for pair in known for id_ in pair)
    least = sorted((guest.id for guest in guests), key=lambda id_: (often[id_], id_))[:_LOOKED_AT]
    for pair in combinations(sorted(least), 2):
        if home[pair[0]] != home[pair[1]] and pair not in known:
            yield pair


def _common_interests(guests: Sequence[Guest]) -> dict[Pair, tuple[str, ...]]:
    """Return the shared interests of each pair that has any, as the words they wrote.

    An interest that more than a third of all people share, and more than three, is left out.
    """
    caring: dict[str, dict[int, str]] = {}
    for guest in guests:
        for stem, written in meaningful(" ".join(guest.interests)).items():
            caring.setdefault(stem, {})[guest.id] = written
    found: dict[Pair, tuple[str, ...]] = {}
    for _, people in sorted(caring.items()):
        if 1 < len(people) <= max(3, len(guests) // 3):
            for pair in combinations(sorted(people), 2):
                found[pair] = (*found.get(pair, ()), people[pair[0]])
    return found
