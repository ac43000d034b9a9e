"""What a cell of a ballot paper says: a number, a tick, a place or a grade, however a form writes it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from upstream_workshop.letters import loosened
from upstream_workshop.readers.voting.tabular.grade_scales import NO, NO_SCALE, YES, Scale, grade

_HIGHEST_MARK: Final = 1_000_000
# words without case, accents and signs, for an answer that was not given
_NOTHING: Final = frozenset(
    (
        "na", "n a", "blank", "no answer", "no response", "no opinion", "dont know", "skip",
        "skipped", "pass", "no vote", "did not vote", "abstain", "abstained", "not answered",
        "dim barn", "ddim yn gwybod", "ymatal",
    )
)  # fmt: skip
_AS_PICTURE: Final = "\ufe0f"  # behind a sign that is to be drawn in colours
_TICKS: Final = frozenset("✓✔☑✅🗸👍")
_NO_TICK: Final = frozenset("☐□👎")
_DASHES: Final = frozenset("-–—")
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


def mark(cell: str, scale: Scale = NO_SCALE, title: str = "") -> int | None:
    """Return the value of a cell; 0 for a blank one, None for what is no mark.

    Read are whole numbers (3, 3.0, 3 dots, 3/5, 3 - Good, 30%), ticks and words for them, as many
    signs as there are dots (•••), places (2nd, second, ail), the title of the option itself, and grades.

    scale: the scores of the grades that are used.
    title: of the option.
    """
    text, plain = cell.replace(_AS_PICTURE, "").strip(), loosened(cell)
    if title and plain and plain == loosened(title) and not plain.isdecimal():
        return 1
    if (score := scale.score(cell)) is not None:
        return score
    if says_nothing(cell) or text in _NO_TICK or plain in NO:
        return 0
    if text in _TICKS or plain in YES:
        return 1
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
    return bool(grade(cell))


def says_nothing(cell: str) -> bool:
    """Tell whether a cell is blank, or says in words or by a dash that nothing was answered."""
    return cell.strip() in ("", *_DASHES) or loosened(cell) in _NOTHING


def is_value(cell: str) -> bool:
    """Tell whether a cell is a mark, or a grade of some scale."""
    return is_grade(cell) or mark(cell) is not None
