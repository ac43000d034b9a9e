"""The syntax of a typed paper slip, and the check of it against the ballot's rules."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Final

from resources.words import count, say
from upstream_workshop.voting import rules
from upstream_workshop.voting.kinds import VotingMethod
from upstream_workshop.voting.rules import Terms

_LINE: Final = re.compile(r"^\s*(?:(?P<number>[^:]+):)?\s*(?P<rest>.*?)\s*$")
_SCORED: Final = re.compile(r"^(\d+)=(\d+)$")


@dataclass(frozen=True, slots=True)
class Slip:
    """A typed line for one paper.

    number: the paper's number; blank for the next one.
    marks: pairs of option number and value.
    spoilt: why the paper does not count, as typed; blank otherwise.
    complaint: what is wrong with the typing, which is then not stored. A paper that breaks the
        ballot's rules has no complaint: it is stored as spoilt.
    """

    number: str
    marks: tuple[tuple[int, int], ...] = ()
    spoilt: str = ""
    complaint: str = ""


def read_slip(typed: str, terms: Terms) -> Slip:
    """Read `2 2 6 9`, `33: 2 2 6`, `0` for a blank paper, or `x torn` for a spoilt one.

    Dots: a number for each dot. Approval: the approved ones. Ranked: best first. Scores: `2=5 4=1`.
    """
    found = _LINE.match(typed)
    assert found is not None  # the pattern matches every line
    number, rest = (found["number"] or "").strip(), found["rest"]
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
        return say("spoilt: {fault}", fault=fault), "rose"
    spent = sum(value for _, value in slip.marks)
    if terms.method == VotingMethod.DOTS:
        left = terms.dots - spent
        words = count(left, "{n} dot left", "{n} dots left")
        spent_all = say("{spent} of {dots}", spent=spent, dots=terms.dots)
        return (words, "sun") if left else (spent_all, "leaf")
    return say("{n} marked", n=len(slip.marks)), "leaf"


def _scored(number: str, words: list[str]) -> Slip:
    pairs = [_SCORED.match(word) for word in words]
    if not all(pairs):
        return Slip(number, complaint=say("type option=score, as in 2=5 4=1"))
    marks = {int(pair[1]): int(pair[2]) for pair in pairs if pair}
    if len(marks) < len(words):
        return Slip(number, complaint=say("an option is typed twice"))
    return Slip(number, tuple(sorted((o, value) for o, value in marks.items() if value)))
