"""Proposals of people who may answer an ask, by their offers and interests, with the reason.

The fewer texts a word is in, the more it counts. The user confirms or dismisses each proposal.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from upstream_workshop.people.introductions.network import Pair
from upstream_workshop.people.introductions.word_stems import meaningful

MOST_EACH: Final = 3  # most proposals for one ask: more would be a list, not a hint
_INTEREST: Final = 0.7  # factor for interests, which are weaker evidence than an offer
_AT_HOME: Final = 0.5  # factor for a colleague, who has probably been asked already
_LEAST: Final = 0.2  # least score, in weights of a word used once: lower ones are chance
_COMMON: Final = 0.15  # a word in more than this share of all texts is ignored
_FEW: Final = 6  # a word in up to this number of texts counts, however few texts there are


@dataclass(frozen=True, slots=True)
class OfferOrAsk:
    """An offer or an ask.

    id: the id of its row.
    participant_id: the person who makes the offer or asks.
    """

    id: int
    participant_id: int
    text: str


@dataclass(frozen=True, slots=True)
class Helper:
    """A person who may help.

    id: the participant id.
    organisation: its name; blank if unknown.
    interests: as the person declared them.
    """

    id: int
    organisation: str = ""
    interests: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """A proposal that a person may answer an ask.

    offer_id: the offer that it is based on; None if it is based on interests.
    words: the words of the ask that the offer or the interests share, the rarest first.
    score: the strength of the proposal, for sorting.
    """

    ask_id: int
    helper_id: int
    offer_id: int | None
    words: tuple[str, ...]
    score: float


def matches(
    asks: Sequence[OfferOrAsk],
    offers: Sequence[OfferOrAsk],
    helpers: Sequence[Helper],
    decided: Collection[Pair] = (),
) -> tuple[Match, ...]:
    """Return up to `MOST_EACH` proposals for each ask, the best first.

    decided: pairs of ask id and helper id that were confirmed or dismissed; they are left out.
    """
    sources: list[_Source] = [
        (offer.participant_id, offer.id, meaningful(offer.text), 1.0) for offer in offers
    ]
    sources += [
        (helper.id, None, meaningful(" ".join(helper.interests)), _INTEREST) for helper in helpers
    ]
    weight = _weights([meaningful(ask.text) for ask in asks] + [source[2] for source in sources])
    home = {helper.id: helper.organisation for helper in helpers}
    users: dict[str, list[int]] = {}
    for place, (_, _, words, _) in enumerate(sources):
        for word in words.keys() & weight.keys():
            users.setdefault(word, []).append(place)
    found: list[Match] = []
    for ask in asks:
        asked = {word: written for word, written in meaningful(ask.text).items() if word in weight}
        near = sorted({place for word in asked for place in users.get(word, ())})
        best = _best(ask, asked, [sources[place] for place in near], weight, home)
        found += [one for one in best if (one.ask_id, one.helper_id) not in decided][:MOST_EACH]
    return tuple(found)


_Source = tuple[int, int | None, Mapping[str, str], float]


def _best(
    ask: OfferOrAsk,
    asked: Mapping[str, str],
    sources: Iterable[_Source],
    weight: Mapping[str, float],
    home: Mapping[int, str],
) -> list[Match]:
    """Return one proposal for each helper, based on the offer or interests that score highest."""
    best: dict[int, Match] = {}
    own = home.get(ask.participant_id, "")
    for helper_id, offer_id, words, trust in sources:
        shared = sorted(asked.keys() & words.keys(), key=lambda word: (-weight[word], word))
        score = trust * sum(weight[word] for word in shared)
        if own and home.get(helper_id) == own:
            score *= _AT_HOME
        known = best.get(helper_id)
        if helper_id not in home or helper_id == ask.participant_id or score < _LEAST:
            continue
        if known is None or score > known.score:
            written = tuple(asked[word] for word in shared)
            best[helper_id] = Match(ask.id, helper_id, offer_id, written, score)
    return sorted(best.values(), key=lambda one: (-one.score, one.helper_id))


def _weights(texts: Sequence[Mapping[str, str]]) -> dict[str, float]:
    """Return the weights by stem: 1 for a word in a single text; common words are left out."""
    often = Counter(word for words in texts for word in words)
    most = max(_FEW, _COMMON * len(texts))
    whole = math.log(1 + len(texts))
    return {
        word: math.log(1 + len(texts) / times) / whole
        for word, times in often.items()
        if times <= most
    }
