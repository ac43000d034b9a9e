"""What a map of another program leaves open: unclear words for signs, and links without a direction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any, Final

from resources.words import count, say
from upstream_workshop.maps.kinds import Sign
from upstream_workshop.readers.maps.map_parts import MapLink
from upstream_workshop.readers.reading import Question, Reading

SIGN: Final = "sign "  # before the word, in the key of a question about it
DIRECTION: Final = "undirected"
ONE_WAY, BOTH_WAYS, LEFT_OUT = "one", "both", "leave"


def ask(reading: Reading[Any]) -> tuple[Question, ...]:
    """Return one question for each word that is no clear sign, and one about links without direction."""
    words = Counter(word for entry in reading.entries if (word := getattr(entry, "word", "")))
    asked = [_about(word, times) for word, times in words.items()]
    loose = sum(isinstance(each, MapLink) and not each.directed for each in reading.entries)
    return (*asked, _about_direction(loose)) if loose else tuple(asked)


def sign_answered(entry: Any, answers: Mapping[str, str]) -> Sign:
    """Return the sign of a link, by what was answered about its word if that is unclear."""
    if not entry.word:
        return Sign(entry.sign)
    return Sign(_about(entry.word, 1).answer(answers))


def direction_answered(answers: Mapping[str, str]) -> str:
    """Return what was answered about links without direction."""
    return _about_direction(1).answer(answers)


def _about(word: str, times: int) -> Question:
    what = count(
        times,
        "What does “{word}” on {n} link mean?",
        "What does “{word}” on {n} links mean?",
        word=word,
    )
    choices = (
        (str(Sign.UNKNOWN), say("unknown")),
        (str(Sign.MORE), say("more leads to more (+)")),
        (str(Sign.LESS), say("more leads to less (−)")),
    )
    return Question(f"{SIGN}{word}", what, choices, Sign.UNKNOWN)


def _about_direction(times: int) -> Question:
    what = count(
        times,
        "{n} link has no direction: which way does it lead?",
        "{n} links have no direction: which way do they lead?",
    )
    choices = (
        (ONE_WAY, say("one way, from the first to the second")),
        (BOTH_WAYS, say("both ways")),
        (LEFT_OUT, say("leave them out")),
    )
    return Question(DIRECTION, what, choices, ONE_WAY)
