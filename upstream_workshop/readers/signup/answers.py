"""What somebody meant by the answer to a question that wants a yes or a no, and what the question asks.

Nothing is a yes but what says so in every word: a refusal, a condition or a word nobody knows makes it
something else, in the question as in the answer. So no word added to either can turn a no into a yes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

from upstream_workshop.letters import loosened, one_line
from upstream_workshop.readers.signup import known_words
from upstream_workshop.readers.signup.word_lists import words

_TICKS: Final = frozenset("✓✔☑✅🗹")
_CROSSES: Final = frozenset("✗✘❌✕✖×☒🗷")
_DASHES: Final = re.compile(r"[\s\-–—‐‑−_.·]*")
_SIGNS: Final = re.compile(r"[^\w\s.,:;!'’‘\"“”()/|&–—-]")  # more than a sentence has
_SCALE: Final = frozenset({"0", "1"})
_PARTS: Final = re.compile(r"\s[/|–—-]\s|\s*[/|\n]\s*")


class Meaning(StrEnum):
    """What an answer says by itself."""

    BLANK = "blank"
    YES = "yes"
    NO = "no"
    CONDITIONAL = "conditional"  # a yes with a condition
    UNCLEAR = "unclear"


class Direction(StrEnum):
    """What a yes to a question says."""

    AGREES = "agrees"
    REFUSES = "refuses"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class ReadAnswer:
    """The meaning of an answer, and its words."""

    meaning: Meaning
    words: str


def read_answer(
    cell: str, others: Iterable[str] = (), title: str = "", field: str = ""
) -> ReadAnswer:
    """Return what a cell says.

    others: all cells of its column: a cross, or a number, says yes only where nothing beside it says
        what a no looks like.
    title: of its column: whoever repeats its words in a yes adds nothing to it.
    field: of its column: an answer may be a whole sentence that would be a title of it.
    """
    said = one_line(cell)
    meaning = _meaning(said, others, title)
    if meaning is Meaning.UNCLEAR and _is_sentence(said, field):
        meaning = Meaning.YES
    return ReadAnswer(meaning, said)


def _is_sentence(said: str, field: str) -> bool:
    """Tell whether an answer agrees in a sentence of its own, as “I consent to photographs of me”."""
    loose = loosened(said)
    agrees = field and words("sentence").match(loose) and "?" not in said
    return bool(agrees) and direction(said, field) is Direction.AGREES


@lru_cache(maxsize=512)
def direction(title: str, own: str) -> Direction:
    """Return what a yes says under a title.

    own: the name of the field, which is how our own tables call it.

    A title agrees only if a permission is asked for, nothing is negated in any of its languages and no
    word of it is unknown.
    """
    if loosened(title) == own:
        return Direction.AGREES
    plain = known_words.without_answers(title)
    parts = [loosened(part) for part in _PARTS.split(plain) if part.strip()]
    negated = [len(negations(part)) for part in parts]
    if any(negated):
        return Direction.REFUSES if max(negated) == 1 else Direction.UNSURE
    asked = any(words("permission").search(part) for part in parts)
    understood = asked and known_words.is_understood(title, own)
    return Direction.AGREES if understood else Direction.UNSURE


def negations(loose: str) -> list[str]:
    """Return the words of a loosened text that negate."""
    loose = words("not a negation").sub(" ", loose).strip()
    found: list[str] = words("negation").findall(loose)
    begins = words("negation").match(loose)
    return found + (["ni"] if loose.startswith("ni ") and not begins else [])


def _meaning(said: str, others: Iterable[str], title: str) -> Meaning:
    if _DASHES.fullmatch(said):
        return Meaning.BLANK
    loose = loosened(said)
    if said in _TICKS:
        return Meaning.YES
    if said in _CROSSES or not loose:
        return Meaning.NO if said in _CROSSES - {"☒"} else Meaning.UNCLEAR
    if "?" in said or _SIGNS.search(said):
        return Meaning.UNCLEAR
    if loose == "x" or loose.isdigit():
        return _marked(loose, others)
    if words("no").fullmatch(loose):
        return Meaning.NO
    if words("yes").fullmatch(loose):
        return Meaning.YES
    if words("nothing").fullmatch(loose):
        return Meaning.UNCLEAR
    return _in_two_languages(said) or _worded(loose, title)


def _in_two_languages(said: str) -> Meaning | None:
    """Return what both parts of “No / Nac ydw” say, or None if they are not two of one meaning."""
    parts = [loosened(part) for part in _PARTS.split(said)]
    for kind, meaning in (("yes", Meaning.YES), ("no", Meaning.NO)):
        if len(parts) > 1 and all(words(kind).fullmatch(part) for part in parts):
            return meaning
    return None


def _marked(mark: str, others: Iterable[str]) -> Meaning:
    """Return what a cross or a number says, by what else stands in its column."""
    beside = {loosened(one) or one.strip() for one in others} - {""}
    if mark == "x":
        return Meaning.YES if beside <= {"x"} else Meaning.UNCLEAR
    if not beside <= _SCALE:
        return Meaning.UNCLEAR
    return {"1": Meaning.YES, "0": Meaning.NO}.get(mark, Meaning.UNCLEAR)


def _worded(loose: str, title: str) -> Meaning:
    """Return what a sentence says under a title."""
    agrees = words("yes").search(loose)
    against = negations(loose)
    if words("condition").search(loose):
        begins = words("no").match(loose)
        return Meaning.CONDITIONAL if not begins else Meaning.UNCLEAR
    if against:
        first = words("yes").match(loose)
        plain = len(against) == 1 and not (first and first.group() in _PLAIN)
        return Meaning.NO if plain else Meaning.UNCLEAR
    if not agrees:
        return Meaning.UNCLEAR
    return Meaning.YES if _adds_nothing(loose, title) else Meaning.UNCLEAR


_ENDING: Final = re.compile(r"(?<=\w{4})(s|es|ed|ing)$")  # photograph, photographs, photographed
_PLAIN: Final = frozenset(
    {"yes", "y", "yep", "yeah", "ok", "okay", "ie", "oui", "ja", "tak", "iawn"}
)


def _adds_nothing(loose: str, title: str) -> bool:
    """Tell whether every word is a yes, limits nothing or repeats the title's, as “I consent to photos”.

    A title may also offer the no: whoever repeats that as well, as in “Y/N”, has not answered.
    """
    asked = {_ENDING.sub("", word) for word in loosened(title).split()}
    rest = known_words.leftover(loose, "yes", "benign").split()
    return all(_ENDING.sub("", word) in asked and not words("no").fullmatch(word) for word in rest)
