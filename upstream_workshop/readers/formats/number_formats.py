"""How Excel's number formats show a value: dates, times, percentages, currencies and padded numbers.

The codes are those of ECMA-376 part 1, 18.8.30 and 18.8.31.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache
from typing import Final

from upstream_workshop.letters import one_line

GENERAL: Final = "General"
# those that change what is shown; currencies (5-8, 42, 44) have no sign but the system's, and stay bare
BUILT_IN: Final[Mapping[int, str]] = {
    9: "0%", 10: "0.00%", 14: "yyyy-mm-dd", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy",
    18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "m/d/yy h:mm",
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0",
    **dict.fromkeys((*range(27, 37), *range(50, 59)), "yyyy-mm-dd"),  # East Asian dates
}  # fmt: skip
_LONGEST: Final = 255  # letters of a code, as in Excel
_LONGEST_NUMBER: Final = 26  # letters; a workbook keeps seventeen digits
_MOST_DIGITS: Final = 10  # before the point of an amount; more is no amount
_LAST_DAY: Final = 2_958_465  # 31 December 9999
_LEAP_DAY: Final = 60  # 29 February 1900, which was none
_TOKENS: Final = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|[_*](?P<filler>.)|\[\$(?P<currency>[^\]-]*)[^\]]*\]'
    r"|\[(?P<elapsed>h+|m+|s+)\]|\[[^\]]*\]|(?P<half>AM/PM|A/P)|(?P<exponent>E[+-])|(?P<plain>.)",
    re.IGNORECASE | re.DOTALL,
)
_DATE_LETTERS: Final = frozenset("ydgeb")
_PLACES: Final = frozenset("0#?")


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str  # quoted, escaped, currency, elapsed, half, exponent or plain
    text: str


def shown(value: str, code: str, from_1904: bool = False) -> str:
    """A number as somebody sees it under a format: dates as 2026-11-05, times as 09:30.

    from_1904: whether days are counted from 1904, as old Macs did. What is no number, or beyond the
    calendar, is answered as it is.
    """
    try:
        number = Decimal(value)
    except InvalidOperation:
        return value
    if not number.is_finite() or abs(number.adjusted()) > 30 or len(value) > _LONGEST_NUMBER:
        return value
    if code.casefold() == "general" or len(code) > _LONGEST:
        return plain(number)
    tokens = _section(code, number)
    if "general" in "".join(token.text for token in tokens).casefold():
        return plain(number)
    moment = _moment(number, tokens, from_1904)
    return moment or _amount(number, tokens) or plain(number)


def plain(number: Decimal) -> str:
    """A number without format: whole where it is, with at most fifteen digits that count."""
    if number == number.to_integral_value():
        return str(int(number))
    digits = max(15 - max(number.adjusted() + 1, 0), 0)
    rounded = round(number, min(digits, 28))
    return f"{rounded.normalize():f}"


@lru_cache(maxsize=256)
def _sections(code: str) -> tuple[tuple[_Token, ...], ...]:
    """The tokens of each part of a code; kept, as a whole column has one code."""
    parts: list[list[_Token]] = [[]]
    for match in _TOKENS.finditer(code):
        kind = match.lastgroup
        if kind is None or kind == "filler":
            continue
        text = match[kind]
        if kind == "plain" and text == ";":
            parts.append([])
        else:
            parts[-1].append(_Token(kind, text))
    return tuple(map(tuple, parts))


def _section(code: str, number: Decimal) -> list[_Token]:
    """The tokens of that part of a code that is for numbers of this sign."""
    parts = _sections(code)
    if number < 0 and len(parts) > 1:
        return list(parts[1])
    if number == 0 and len(parts) > 2:
        return list(parts[2])
    sign = [_Token("escaped", "-")] if number < 0 else []
    return [*sign, *parts[0]]


def _moment(number: Decimal, tokens: list[_Token], from_1904: bool) -> str:
    """The date, the time or the duration that these tokens show; nothing where they show a number."""
    letters = _letters(tokens)
    date, time = bool(_DATE_LETTERS & set(letters)), bool({"h", "s", "half"} & set(letters))
    elapsed = any(token.kind == "elapsed" for token in tokens)
    date = date or ("m" in letters and not _are_minutes(letters))
    if elapsed:
        return _duration(number)
    if not (date or time or "m" in letters):
        return ""
    if time and not date:
        return _time_of_day(number, "h" in letters or "half" in letters)
    return _date(number, time, from_1904)


def _letters(tokens: list[_Token]) -> list[str]:
    """The parts of a date and a time in their order, each once in a row; none in a number's format."""
    found: list[str] = []
    for token in tokens:
        letter = token.text.lower() if token.kind == "plain" else token.kind
        if letter in _DATE_LETTERS or letter in {"m", "h", "s", "half"}:
            found += [letter] if found[-1:] != [letter] else []
    numeric = any(token.kind == "plain" and token.text in "#?" for token in tokens)
    return [] if numeric else found


def _are_minutes(letters: list[str]) -> bool:
    """Whether every m stands after hours or before seconds."""
    return all(
        letters[at - 1 : at] == ["h"] or letters[at + 1 : at + 2] == ["s"]
        for at, letter in enumerate(letters)
        if letter == "m"
    )


def _date(number: Decimal, with_time: bool, from_1904: bool) -> str:
    if number < (0 if from_1904 else 1) or number >= _LAST_DAY + 1:
        return ""
    if not from_1904 and int(number) == _LEAP_DAY:
        return ""
    start = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30)
    early = not from_1904 and number < _LEAP_DAY  # Excel thinks 1900 was a leap year
    seconds = int((number * 86_400).to_integral_value(ROUND_HALF_UP))
    try:
        moment = start + timedelta(seconds=seconds, days=1 if early else 0)
    except OverflowError:
        return ""
    if not with_time or not (moment.hour or moment.minute or moment.second):
        return f"{moment:%Y-%m-%d}"
    return f"{moment:%Y-%m-%d %H:%M}" + (f":{moment:%S}" if moment.second else "")


def _time_of_day(number: Decimal, with_hours: bool) -> str:
    if number < 0:
        return ""
    seconds = int((number % 1 * 86_400).to_integral_value(ROUND_HALF_UP)) % 86_400
    hours, minutes, seconds = seconds // 3600, seconds // 60 % 60, seconds % 60
    if not with_hours:
        return f"{minutes:02}:{seconds:02}"
    return f"{hours:02}:{minutes:02}" + (f":{seconds:02}" if seconds else "")


def _duration(number: Decimal) -> str:
    seconds = int((abs(number) * 86_400).to_integral_value(ROUND_HALF_UP))
    sign = "-" if number < 0 else ""
    return f"{sign}{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def _amount(number: Decimal, tokens: list[_Token]) -> str:
    """A percentage, a number with words or signs around it, or one padded with noughts."""
    plain_text = "".join(token.text for token in tokens if token.kind == "plain")
    if any(token.kind == "exponent" for token in tokens) or "/" in plain_text:
        return ""
    places = [at for at, token in enumerate(tokens) if _is_place(token)]
    if not places or number.adjusted() > _MOST_DIGITS:
        return ""
    before, inside, after = (
        tokens[: places[0]], tokens[places[0] : places[-1] + 1], tokens[places[-1] + 1 :],
    )  # fmt: skip
    body = "".join(token.text for token in inside if token.kind == "plain")
    whole, _, decimals = body.partition(".")
    words = any(token.text.strip(" ,") for token in (*before, *after))
    padded = whole.count("0") > 1 and "," not in whole
    if not words and not padded:
        return ""
    percent = "%" in plain_text
    size = abs(number) * (100 if percent else 1)
    size /= 1000 ** sum(1 for token in after if token == _Token("plain", ","))
    digits = f"{size.quantize(Decimal(1).scaleb(-_count(decimals)), ROUND_HALF_UP):f}"
    ahead, _, behind = digits.partition(".")
    behind = _cut(behind, decimals)
    laid = f"{int(ahead):,}" if "," in whole else _laid(ahead, inside)
    text = _words(before) + laid + (f".{behind}" if behind else "") + _words(after)
    return one_line(text)


def _is_place(token: _Token) -> bool:
    return token.kind == "plain" and token.text in _PLACES


def _count(decimals: str) -> int:
    return min(sum(letter in _PLACES for letter in decimals), 12)


def _cut(digits: str, decimals: str) -> str:
    """The decimals without noughts at the end that the code does not ask for."""
    least = sum(letter == "0" for letter in decimals)
    while len(digits) > least and digits.endswith("0"):
        digits = digits[:-1]
    return digits


def _laid(digits: str, inside: list[_Token]) -> str:
    """Digits put into places from the right, between what stands there, as in 00000 000000."""
    left = list(digits.lstrip("0"))
    laid: list[str] = []
    whole = inside
    for at, token in enumerate(inside):
        if token == _Token("plain", "."):
            whole = inside[:at]
            break
    for token in reversed(whole):
        if not _is_place(token):
            laid.append(token.text)
        elif left:
            laid.append(left.pop())
        elif token.text == "0":
            laid.append("0")
    return "".join((*left, *reversed(laid)))


def _words(tokens: list[_Token]) -> str:
    return "".join(token.text for token in tokens if token != _Token("plain", ","))
