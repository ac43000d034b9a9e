"""Cards that say the same as others, or nearly: while one is typed, and in a list that is pasted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from upstream_workshop.people.rules import folded

_ENOUGH: Final = 9  # letters; of shorter texts only exact duplicates are found
_ALIKE: Final = 86  # percent


@dataclass(frozen=True, slots=True)
class Likeness:
    """The card that a text is most like.

    exactly: whether they are the same but for accents, case and spaces.
    id: the id of the card, or the index of an earlier line of the same list.
    text: what it says.
    in_list: whether it is an earlier line of the list.
    """

    exactly: bool
    id: int
    text: str
    in_list: bool = False


class KnownCards:
    """Cards to compare with; each is folded once, for a question after each key stroke.

    texts: what they say, by id.
    """

    def __init__(self, texts: Mapping[int, str], before: KnownCards | None = None) -> None:
        self.texts = texts
        old, kept = (before.texts, before.words) if before is not None else ({}, {})
        self.words: dict[int, str] = {
            id_: kept[id_] if old.get(id_) == text else folded(text) for id_, text in texts.items()
        }
        self._ids = {words: id_ for id_, words in reversed(self.words.items())}

    def like(self, typed: str) -> Likeness | None:
        """Return the card that a text is like, the same one before a similar one; None if none is."""
        asked = folded(typed)
        same = self._ids.get(asked) if asked else None
        if same is not None:
            return Likeness(True, same, self.texts[same])
        near = _nearest(asked, self.words)
        return None if near is None else Likeness(False, near, self.texts[near])


def likenesses(lines: Sequence[str], cards: Mapping[int, str]) -> tuple[Likeness | None, ...]:
    """Return for each line of a list the card, or the earlier line, that it is like."""
    known = KnownCards(cards)
    earlier: dict[int, str] = {}
    places: dict[str, int] = {}
    found: list[Likeness | None] = []
    for at, line in enumerate(lines):
        words = folded(line)
        of_card = known.like(line)
        if of_card is None or not of_card.exactly:
            of_card = _of_list(words, lines, places, earlier) or of_card
        found.append(of_card)
        places.setdefault(words, at)
        earlier[at] = words
    return tuple(found)


def _of_list(
    words: str, lines: Sequence[str], places: Mapping[str, int], earlier: Mapping[int, str]
) -> Likeness | None:
    same = places.get(words)
    if same is not None:
        return Likeness(True, same, lines[same], in_list=True)
    near = _nearest(words, earlier)
    return None if near is None else Likeness(False, near, lines[near], in_list=True)


def _nearest(asked: str, known: Mapping[int, str]) -> int | None:
    """Return the id of the most similar of texts that are folded, or None."""
    if len(asked) < _ENOUGH:
        return None
    from rapidfuzz import fuzz, process  # loaded when first needed

    best = process.extractOne(asked, known, scorer=fuzz.WRatio, score_cutoff=_ALIKE)
    return None if best is None else best[2]
