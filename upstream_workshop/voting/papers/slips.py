"""The syntax of a typed paper slip, and the check of it against the ballot's rules."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import Final

from resources.words import count, say
from upstream_workshop.voting import rules
from upstream_workshop.voting.kinds import VotingMethod
from upstream_workshop.voting.rules import Terms

_LINE: Final = re.compile(r"^\s*(?:(?P<whose>[^:]*):)?\s*(?P<rest>.*?)\s*$")
_WHOSE: Final = re.compile(r"^(?P<number>#?\s*\d+(?:\.0*)?(?!\S))?\s*(?P<voter>.*?)\s*$")
_NUMBER: Final = re.compile(r"^#?\s*(\d+)(?:\.0*)?$")
_SCORED: Final = re.compile(r"^(\d+)=(\d+)$")


@dataclass(frozen=True, slots=True)
class Slip:
    """A typed line for one paper.

    number: the paper's number; blank for the next one.
    marks: pairs of option number and value.
    spoilt: why the paper does not count, as typed; blank otherwise.
    complaint: what is wrong with the typing, which is then not stored. A paper that breaks the
        ballot's rules has no complaint.
    voter: the letters of the voter's name; blank if there are none.
    """

    number: str
    marks: tuple[tuple[int, int], ...] = ()
    spoilt: str = ""
    complaint: str = ""
    voter: str = ""


def slip_number(typed: str) -> str:
    """Return the number of a slip in one form: 1, 01, 1.0 and #1 are one; other texts stay."""
    found = _NUMBER.match(typed.strip())
    return str(int(found[1])) if found else typed.strip()


def marks_of(typed: str) -> str:
    """Return what a typed line says after the number of the slip or the name."""
    found = _LINE.match(typed)
    assert found is not None  # the pattern matches every line
    return found["rest"]


def without_order(written: str) -> str:
    """Return the numbers typed for a paper, sorted, and nothing else that was typed."""
    return " ".join(sorted(re.findall(r"\d+(?:=\d+)?", written), key=_by_value))


def read_slip(typed: str, terms: Terms) -> Slip:
    """Read `2 2 6 9`, `33: 2 2 6`, `si: 2 2 6`, `0` for a blank paper, or `x torn` for a spoilt one.

    Dots: a number for each dot. Approval: the approved ones. Ranked: best first. Scores: `2=5 4=1`.
    While all options have one digit, digits may run together: `2269`.
    """
    found = _LINE.match(typed)
    assert found is not None  # the pattern matches every line
    whose = _WHOSE.match((found["whose"] or "").strip())
    assert whose is not None  # so does this one
    slip = _read(slip_number(whose["number"] or ""), found["rest"], terms)
    return replace(slip, voter=whose["voter"])


def _read(number: str, rest: str, terms: Terms) -> Slip:
    if rest[:1].casefold() == "x":
        return Slip(number, spoilt=rest[1:].strip() or "spoilt")
    words = rest.replace(",", " ").split()
    if words == ["0"]:
        return Slip(number)
    if not words:
        return Slip(number, complaint=say("type option numbers, 0 for a blank paper, or x and why"))
    if terms.method == VotingMethod.SCORE:
        return _scored(number, words)
    if not all(word.isdecimal() for word in words):
        odd = next(word for word in words if not word.isdecimal())
        return Slip(number, complaint=say("“{odd}” is no option number", odd=odd))
    if max(terms.options, default=0) < 10:
        words = list("".join(words))
    options = [int(word) for word in words]
    if terms.method == VotingMethod.DOTS:
        return Slip(number, tuple(sorted(Counter(options).items())))
    if len(set(options)) < len(options):
        return Slip(number, complaint=say("an option is typed twice"))
    if terms.method == VotingMethod.RANKED:
        return Slip(number, tuple((option, rank) for rank, option in enumerate(options, 1)))
    return Slip(number, tuple((option, 1) for option in options))


def as_typed(marks: tuple[tuple[int, int], ...], method: VotingMethod) -> str:
    """Return the marks of a paper as the text to type for them."""
    if not marks:
        return "0"
    if method == VotingMethod.DOTS:
        return " ".join(str(option) for option, dots in marks for _ in range(dots))
    if method == VotingMethod.SCORE:
        return " ".join(f"{option}={value}" for option, value in marks)
    order = sorted(marks, key=lambda mark: mark[1]) if method == VotingMethod.RANKED else marks
    return " ".join(str(option) for option, _ in order)


def budget(slip: Slip, terms: Terms) -> tuple[str, str]:
    """Return a message on a slip being typed, with its tone: dots left, or the rule it breaks."""
    if slip.complaint:
        return "", "sun"
    if slip.spoilt:
        return slip.spoilt, "rose"
    fault = rules.fault(dict(slip.marks), terms)
    if fault:
        return fault, "rose"
    spent = sum(value for _, value in slip.marks)
    if terms.method == VotingMethod.DOTS:
        left = terms.dots - spent
        words = count(left, "{n} dot left", "{n} dots left")
        spent_all = say("{spent} of {dots}", spent=spent, dots=terms.dots)
        return (words, "sun") if left else (spent_all, "leaf")
    return say("{n} marked", n=len(slip.marks)), "leaf"


def _by_value(word: str) -> tuple[int, ...]:
    return tuple(int(part) for part in word.split("="))


def _scored(number: str, words: list[str]) -> Slip:
    pairs = [_SCORED.match(word) for word in words]
    if not all(pairs):
        return Slip(number, complaint=say("type option=score, as in 2=5 4=1"))
    marks = {int(pair[1]): int(pair[2]) for pair in pairs if pair}
    if len(marks) < len(words):
        return Slip(number, complaint=say("an option is typed twice"))
    return Slip(number, tuple(sorted(marks.items())))
