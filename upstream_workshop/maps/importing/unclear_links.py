"""What a map of another program leaves open: words for signs, marks of delays, links without a direction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any, Final

from resources.words import count, say
from upstream_workshop.maps.analysis.factor_labels import folded
from upstream_workshop.maps.kinds import Sign
from upstream_workshop.readers.maps.map_parts import MapLink
from upstream_workshop.readers.reading import Question, Reading

SIGN: Final = "sign "  # before the word, in the key of a question about it
MARK: Final = "mark "  # before the mark
DIRECTION: Final = "undirected"
ONE_WAY, BOTH_WAYS, LEFT_OUT = "one", "both", "leave"
DELAY, NO_DELAY = "delay", "none"


def unclear_signs(reading: Reading[Any]) -> dict[str, int]:
    """Return the words that are no clear sign as they are spelt first, each with the number of its links."""
    words = [word for each in reading.entries if (word := getattr(each, "word", ""))]
    spelt = {folded(word): word for word in reversed(words)}
    return dict(Counter(spelt[folded(word)] for word in words))


def ask(reading: Reading[Any]) -> tuple[Question, ...]:
    """Return a question for each unclear word and mark, and one about links without direction."""
    marks = Counter(mark for each in reading.entries if (mark := getattr(each, "mark", "")))
    asked = [_about(word, times) for word, times in unclear_signs(reading).items()]
    asked += [_about_mark(mark, times) for mark, times in marks.items()]
    loose = sum(not getattr(each, "directed", True) for each in reading.entries)
    return (*asked, _about_direction(loose)) if loose else tuple(asked)


def sign_answered(entry: MapLink, answers: Mapping[str, str]) -> Sign:
    """Return the sign of a link, by what was answered about its word if that is unclear."""
    given = _answered(entry.word, answers) if entry.word else entry.sign
    return Sign(given) if given in list(Sign) else Sign.UNKNOWN


def is_delayed(entry: MapLink, answers: Mapping[str, str]) -> bool:
    """Check whether a link has a delay, by what was answered about its mark if it has one."""
    return entry.delay or bool(entry.mark and answers.get(f"{MARK}{entry.mark}") == DELAY)


def direction_answered(answers: Mapping[str, str]) -> str:
    """Return what was answered about links without direction."""
    return _about_direction(1).answer(answers)


def note_of(entry: MapLink, answers: Mapping[str, str]) -> str:
    """Return the note of a link, in which all is kept that nobody explained."""
    kept = [entry.note.strip()]
    if entry.word and _answered(entry.word, answers) is None:
        kept.append(say("Sign in the file: {word}", word=entry.word))
    if entry.mark and f"{MARK}{entry.mark}" not in answers:
        kept.append(say("Mark in the file: {mark}", mark=entry.mark))
    if not entry.directed and DIRECTION not in answers:
        kept.append(say("The file gives no direction."))
    first, *others = kept
    return "\n".join(filter(None, (first, *(each for each in others if each not in first))))


def _answered(word: str, answers: Mapping[str, str]) -> str | None:
    """Return what was answered about a word, however it was spelt there; None if nothing was."""
    exact = answers.get(f"{SIGN}{word}")
    wanted = folded(f"{SIGN}{word}")
    alike = (answers[key] for key in answers if folded(key) == wanted)
    return next(alike, None) if exact is None else exact


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


def _about_mark(mark: str, times: int) -> Question:
    what = count(
        times,
        "{n} link is marked ({mark}): does that mean a delay?",
        "{n} links are marked ({mark}): does that mean a delay?",
        mark=mark,
    )
    choices = ((NO_DELAY, say("no delay")), (DELAY, say("a delay")))
    return Question(f"{MARK}{mark}", what, choices, NO_DELAY)


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
