"""Times of day in words, such as half past nine, twenty to four or ten thirty."""

from __future__ import annotations

import re
from typing import Final

from upstream_workshop.letters import one_line

_NUMBERS: Final = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip
_WORDS: Final = {
    **{word: number for number, word in enumerate(_NUMBERS, start=1)},
    "a quarter": 15, "quarter": 15, "twenty": 20, "twenty five": 25, "half": 30,
    "fifteen": 15, "thirty": 30, "forty": 40, "forty five": 45, "fifty": 50, "fifty five": 55,
}  # fmt: skip
_PARTS_OF_THE_DAY: Final = {
    "in the morning": "am", "in the afternoon": "pm", "in the evening": "pm", "at night": "pm",
}  # fmt: skip
_HALF: Final = re.compile(r"(?P<time>.+?)\s*(?P<half>[ap])\.?\s?m\.?", re.IGNORECASE)
_PAST: Final = re.compile(r"(?P<minutes>.+?)(?: minutes?)? (?P<side>past|to) (?P<hour>\w+)")
_HALF_NINE: Final = re.compile(r"half (?P<hour>\w+)")
_PLAIN: Final = re.compile(r"(?P<hour>\w+)(?: o[’']?clock| (?P<minutes>\w+(?: five)?))?")


def in_figures(text: str) -> str:
    """Return a time of day said in words as 9:30 or 3:40 pm; blank for what is none.

    “Half nine” is half past nine, as in Britain; the words of other languages are not read.
    """
    plain = one_line(text.casefold().replace("-", " "))
    half = ""
    for words, meant in _PARTS_OF_THE_DAY.items():
        if plain.endswith(f" {words}"):
            plain, half = plain.removesuffix(f" {words}"), meant
    if not half and (found := _HALF.fullmatch(plain)):
        plain, half = found["time"], f"{found['half']}m"
    minute = _minute(plain)
    return "" if minute is None else f"{minute // 60}:{minute % 60:02} {half}".strip()


def _minute(plain: str) -> int | None:
    """Return the minute on the face of a clock of twelve hours; None for what is no time."""
    if found := _PAST.fullmatch(plain):
        minutes, hour = _number(found["minutes"], 59), _number(found["hour"], 12)
        if minutes is None or hour is None:
            return None
        return _face(hour * 60 + (minutes if found["side"] == "past" else -minutes))
    if (found := _HALF_NINE.fullmatch(plain)) and (hour := _number(found["hour"], 12)):
        return _face(hour * 60 + 30)
    found = _PLAIN.fullmatch(plain)
    if found is None or found["hour"].isdecimal():
        return None
    hour, minutes = _number(found["hour"], 12), _number(found["minutes"] or "", 59)
    if hour is None or (found["minutes"] and (minutes is None or minutes < 10)):
        return None
    return _face(hour * 60 + (minutes or 0))


def _number(word: str, most: int) -> int | None:
    number = int(word) if word.isdecimal() and len(word) < 3 else _WORDS.get(word)
    return number if number is not None and 1 <= number <= most else None


def _face(minute: int) -> int:
    """Return a minute from 1:00 to 12:59."""
    return (minute - 60) % (12 * 60) + 60
