"""Clusters of texts that share words, as proposals: cards, findings; nothing is moved until accepted."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from upstream_workshop.people.introductions.word_stems import meaningful

_OFTEN: Final = 0.4  # the share of texts from which on a word says nothing
_REASONS: Final = 3  # words of a reason
_MOST: Final = 24  # proposals


@dataclass(frozen=True, slots=True)
class Cluster:
    """Texts that share words.

    words: the shared ones, in the form that most texts have; every text has the first.
    ids: the ids of the texts, in their order.
    """

    words: tuple[str, ...]
    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Words:
    """The texts that have each word, by its stem, and the forms in which they have it."""

    findings_with: Mapping[str, frozenset[int]]
    forms: Mapping[str, Counter[str]]

    def shown(self, stem: str) -> str:
        return min(self.forms[stem], key=lambda form: (-self.forms[stem][form], form))


def clusters(
    texts: Mapping[int, str], look: Callable[[], object] = lambda: None
) -> tuple[Cluster, ...]:
    """Return clusters of two or more texts, those that share the most telling words first.

    texts: the texts by id.
    look: called now and then; it may raise to stop the work.

    No text is in two of them, and many may be in none. Neither the order of the cards nor their ids
    change what is put together.
    """
    words = _words(texts, look)
    most = max(3, math.floor(len(texts) * _OFTEN))
    free = {stem: ids for stem, ids in words.findings_with.items() if 2 <= len(ids) <= most}
    found: list[Cluster] = []
    while free and len(found) < _MOST:
        look()
        stem = min(free, key=lambda one: (-_worth(free[one], len(texts)), one))
        taken = free[stem]
        found.append(_cluster(stem, taken, words, texts))
        free = {one: kept for one, ids in free.items() if len(kept := ids - taken) >= 2}
    return tuple(found)


def _worth(ids: frozenset[int], cards: int) -> float:
    """Return how telling it is that texts share a word: many texts, yet few of all."""
    return len(ids) * math.log(1 + cards / len(ids))


def _cluster(stem: str, ids: frozenset[int], words: _Words, texts: Mapping[int, str]) -> Cluster:
    """Return the cluster of some texts with a word, with other words that most of them have."""
    shared = Counter(
        {one: len(held & ids) for one, held in words.findings_with.items() if one != stem}
    )
    others = [one for one, times in shared.items() if 2 * times > len(ids)]
    others.sort(key=lambda one: (-shared[one], one))
    shown = tuple(words.shown(one) for one in (stem, *others)[:_REASONS])
    return Cluster(shown, tuple(id_ for id_ in texts if id_ in ids))


def _words(texts: Mapping[int, str], look: Callable[[], object]) -> _Words:
    findings_with: defaultdict[str, set[int]] = defaultdict(set)
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for id_, text in texts.items():
        look()
        for stem, form in meaningful(text).items():
            findings_with[stem].add(id_)
            forms[stem][form] += 1
    return _Words({stem: frozenset(ids) for stem, ids in findings_with.items()}, forms)
