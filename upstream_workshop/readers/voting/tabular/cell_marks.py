"""What a cell of a ballot paper says: a number, a tick, a place or a grade, however a form writes it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Final

from resources.words import joined, say
from upstream_workshop.letters import loosened

_HIGHEST_MARK: Final = 1_000_000
# words without case, accents and signs
_YES: Final = frozenset(
    (
        "x", "yes", "y", "yes please", "true", "on", "checked", "ticked", "tick", "selected",
        "chosen", "approve", "approved", "ie", "ydw", "ydy", "oes", "do",
    )
)  # fmt: skip
_NO: Final = frozenset(
    (
        "no", "n", "false", "off", "unchecked", "not checked", "unticked", "not selected", "na",
        "n a", "nage", "nac ydw", "nac ydy", "nac oes", "naddo", "blank", "no answer", "no response",
        "no opinion", "dont know", "skip", "skipped", "pass", "no vote", "did not vote",
        "dim barn", "ddim yn gwybod",
    )
)  # fmt: skip
_AS_PICTURE: Final = "\ufe0f"  # behind a sign that is to be drawn in colours
_TICKS: Final = frozenset("✓✔☑✅🗸")
_NO_TICK: Final = frozenset(("-", "–", "—", "☐", "□"))
_REPEATED: Final = re.compile(r"^([•●∙·*★⭐■▪|xX✓✔])(?:\s?\1){0,19}[\s☆○□]*$")
_NUMBER: Final = re.compile(
    r"^(?P<whole>-?\d{1,7}|-?\d{1,3}(?:,\d{3})+)(?:[.,]0{1,2})?\s*(?:%"
    r"|\s(?:dots?|stars?|points?|pts|votes?|ticks?|marks?|smot(?:yn|iau)|pwyntiau|pwynt)"
    r"|\s?(?:/|\sout of\s|\sallan o\s)\s?\d{1,3}|\s?[-–—:=.(]\s?[^\W\d][^\d]{0,60})?$",
    re.IGNORECASE,
)
_PLACE_WORDS: Final = tuple(
    words.split()
    for words in (
        "first cyntaf", "second ail", "third trydydd trydedd", "fourth pedwerydd pedwaredd",
        "fifth pumed", "sixth chweched", "seventh seithfed", "eighth wythfed", "ninth nawfed",
        "tenth degfed",
    )
)  # fmt: skip
PLACES: Final[Mapping[str, int]] = {
    word: place for place, words in enumerate(_PLACE_WORDS, 1) for word in words
}
_ABOUT: Final = r"(?:rank|ranking|choice|place|preference|dewis|safle)"
_PLACE: Final = re.compile(
    rf"^(?:{_ABOUT} )?(?:(\d{{1,4}})(?:st|nd|rd|th|af|il|ydd|fed|ed|eg)?|([a-z]+))(?: {_ABOUT})?$"
)
# grades from the best, each with the words that mean the same; the first has a score of 5
_SCALES: Final = tuple(
    tuple(frozenset(level.split("|")) for level in levels)
    for levels in (
        ("excellent|outstanding|ardderchog|rhagorol", "very good|da iawn", "good|da",
         "fair|acceptable|passable|satisfactory|adequate|gweddol|derbyniol|boddhaol",
         "poor|inadequate|insufficient|mediocre|gwael|annigonol",
         "reject|to reject|rejected|very poor|bad|terrible|unacceptable|gwrthod|gwael iawn"),
        ("excellent|outstanding|very good|ardderchog|rhagorol|da iawn", "good|da",
         "fair|average|ok|okay|neutral|neither good nor bad|satisfactory|gweddol|canolig|niwtral",
         "poor|bad|gwael", "very poor|very bad|terrible|awful|gwael iawn"),
        ("strongly agree|agree strongly|completely agree|totally agree|cytunon gryf",
         "agree|somewhat agree|tend to agree|cytuno",
         "neutral|neither agree nor disagree|neither|undecided|unsure|niwtral"
         "|ddim yn cytuno nac yn anghytuno",
         "disagree|somewhat disagree|tend to disagree|anghytuno",
         "strongly disagree|disagree strongly|completely disagree|totally disagree|anghytunon gryf"),
        ("strongly support|strongly in favour|cefnogin gryf", "support|in favour|cefnogi",
         "neutral|neither support nor oppose|neither|undecided|niwtral", "oppose|against|gwrthwynebu",
         "strongly oppose|strongly against|gwrthwynebun gryf"),
        ("extremely important|essential|critical|hanfodol", "very important|pwysig iawn",
         "important|moderately important|somewhat important|fairly important|pwysig|eithaf pwysig",
         "slightly important|a little important|not very important|not so important"
         "|ddim yn bwysig iawn",
         "not important|not at all important|unimportant|ddim yn bwysig|ddim yn bwysig o gwbl"),
        ("very important|pwysig iawn", "important|fairly important|quite important|pwysig",
         "somewhat important|moderately important|neutral|neither important nor unimportant"
         "|eithaf pwysig|niwtral",
         "not important|not very important|not so important|slightly important|unimportant"
         "|ddim yn bwysig", "not at all important|very unimportant|ddim yn bwysig o gwbl"),
        ("very high|uchel iawn", "high|uchel", "medium|moderate|canolig", "low|isel",
         "very low|none|isel iawn|dim"),
        ("very satisfied|bodlon iawn", "satisfied|bodlon",
         "neutral|neither satisfied nor dissatisfied|niwtral", "dissatisfied|unsatisfied|anfodlon",
         "very dissatisfied|very unsatisfied|anfodlon iawn"),
        ("very likely|tebygol iawn", "likely|tebygol", "neutral|neither likely nor unlikely|niwtral",
         "unlikely|annhebygol", "very unlikely|annhebygol iawn"),
    )
)  # fmt: skip
_BEST: Final = 5
_GRADES: Final = frozenset().union(*(level for scale in _SCALES for level in scale))
Scale = Mapping[str, int]  # score by grade, as the words of it are without case and signs
NO_SCALE: Final[Scale] = {}


def mark(cell: str, scale: Scale = NO_SCALE, title: str = "") -> int | None:
    """Return the value of a cell; 0 for a blank one, None for what is no mark.

    Read are whole numbers (3, 3.0, 3 dots, 3/5, 3 - Good, 30%), ticks and words for them, as many
    signs as there are dots (•••), places (2nd, second, ail), the title of the option itself, and grades.

    scale: the scores of the grades that are used.
    title: of the option.
    """
    text, plain = cell.replace(_AS_PICTURE, "").strip(), loosened(cell)
    if not text or text in _NO_TICK or plain in _NO:
        return 0
    if text in _TICKS or plain in _YES:
        return 1
    if title and plain and plain == loosened(title) and not plain.isdecimal():
        return 1
    if (grade := scale.get(_grade(cell))) is not None:
        return grade
    if repeated := _REPEATED.match(text):
        return text.count(repeated[1])
    if (place := place_of(cell)) is not None:
        return place
    number = _NUMBER.match(text)
    value = int(number["whole"].replace(",", "")) if number else None
    return value if value is not None and abs(value) <= _HIGHEST_MARK else None


def place_of(text: str) -> int | None:
    """Return the place that a text means: 2, 2nd, second choice, rank 2, ail; None for another text."""
    found = _PLACE.match(loosened(text)) if not text.strip().startswith("-") else None
    if not found:
        return None
    return int(found[1]) if found[1] else PLACES.get(found[2])


def is_grade(cell: str) -> bool:
    """Tell whether a cell is a grade of some scale."""
    return bool(_grade(cell))


def is_value(cell: str) -> bool:
    """Tell whether a cell is a mark, or a grade of some scale."""
    return is_grade(cell) or mark(cell) is not None


def fitting_scales(cells: Collection[str]) -> Sequence[Scale]:
    """Return the scales to which all grades among some cells may belong, no two of which are equal there.

    Scales that give those grades the same scores are one.
    """
    used = {grade for cell in set(cells) if (grade := _grade(cell))}
    found: list[Scale] = []
    for levels in _SCALES:
        scores = {word: _BEST - at for at, level in enumerate(levels) for word in level}
        own = {word: scores[word] for word in used if word in scores}
        if used and len(own) == len(used) == len(set(own.values())) and own not in found:
            found.append(own)
    return found


def scale_words(scale: Scale) -> str:
    """Return the grades of a scale from the best with their scores, as words."""
    best = sorted(scale.items(), key=lambda one: -one[1])
    return joined(
        (say("{grade} is {score}", grade=word, score=n) for word, n in best), "{first}, {then}"
    )


def _grade(cell: str) -> str:
    """Return the grade a cell holds, of two languages that of the first; blank if it holds none."""
    return next(
        (word for part in (cell, *cell.split("/")[:1]) if (word := loosened(part)) in _GRADES), ""
    )
