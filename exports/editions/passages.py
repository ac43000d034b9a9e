"""Passages of a report that may still name somebody: found by rule, decided by people.

No rule knows a nickname. So of a redacted report whatever is no ordinary word in its place, or is near to a
name, a number, an address or a role, is put before whoever seals the archive, with the reason, to be kept,
changed or cut. Of one for the cohort it is what may name those who refused (`refusals.py`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from exports.editions.clues import Clue, Rule, clues_of
from exports.editions.disclosing import reworded
from exports.editions.redacting import unnaming
from exports.editions.refusals import refusal_clues
from resources.words import noop
from upstream_workshop.letters import without_invisible
from upstream_workshop.people.mentions import replaced
from upstream_workshop.privacy import Edition
from upstream_workshop.whole.report import Report

CUT: Final = "[…]"
NAMES: Final = noop("names somebody, or a way to reach somebody")
_NUMBERED: Final = re.compile(r"Participant \d+")


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a text that may name somebody; `where` and `why` are said to people."""

    where: str
    text: str
    start: int
    end: int
    why: str

    @property
    def words(self) -> str:
        """The words in question."""
        return self.text[self.start : self.end]

    @property
    def key(self) -> tuple[str, str, str]:
        """What stays the same when people's numbers are drawn anew."""
        before, after = self.text[: self.start], self.text[self.end :]
        return _NUMBERED.sub("", before), self.words, _NUMBERED.sub("", after)


# why what is put in a passage's place may still name somebody, or blank; given all decided for its text
Recheck: TypeAlias = Callable[[Passage, Mapping[Passage, str]], str]


def found(original: Report, shown: Report) -> tuple[Passage, ...]:
    """Every passage in question of an edited report, in the order of its documents; equal texts once."""
    columns = dict(_texts(shown))
    clues = rule_of(original, shown)
    return tuple(
        Passage(where, text, clue.start, clue.end, clue.why)
        for text, where in columns.items()
        for clue in _apart(clues(text), text)
    )


def rule_of(original: Report, shown: Report) -> Rule:
    """What finds the clues in a text of an edited report; the full edition has none."""
    if shown.edition == Edition.FULL:
        return lambda _text: ()
    if shown.edition == Edition.COHORT:
        return refusal_clues(original)
    return clues_of(original, (text for text, _ in _texts(shown)))


def recheck(original: Report, shown: Report) -> Recheck:
    """What looks at words typed in place of a passage: by the rules that found it, and as they might name."""
    clues = rule_of(original, shown)
    clean = _cleaning(original, shown)

    def look(passage: Passage, decided: Mapping[Passage, str]) -> str:
        same = {one: words for one, words in decided.items() if one.text == passage.text}
        typed = without_invisible(same[passage])
        if clean(typed) != typed:
            return NAMES
        before = (one for one in same if one.start < passage.start)
        start = passage.start + sum(len(same[one]) - len(one.words) for one in before)
        text = replaced(passage.text, same, lambda one: typed if one == passage else same[one])
        end = start + len(typed)
        return next((one.why for one in clues(text) if one.start < end and start < one.end), "")

    return look


def _cleaning(original: Report, shown: Report) -> Callable[[str], str]:
    """What takes from a text all that an edition would have taken out before anybody was asked."""
    if shown.edition != Edition.REDACTED:
        return lambda text: text
    return unnaming(original, {person.id: 0 for person in original.people})


def settled(shown: Report, decided: Mapping[Passage, str]) -> Report:
    """The report with each passage as it was decided to read."""
    by_text: dict[str, list[Passage]] = defaultdict(list)
    for passage in decided:
        by_text[passage.text].append(passage)
    return reworded(
        shown,
        lambda text, _column: replaced(text, by_text.get(text, ()), lambda one: decided[one]),
    )


def without_passages(original: Report, shown: Report) -> Report:
    """The report with all of them cut: the reading that tells least."""
    return settled(shown, dict.fromkeys(found(original, shown), CUT))


def _texts(report: Report) -> Iterator[tuple[str, str]]:
    """Every text somebody typed, once, with the column it first stands in."""
    seen: dict[str, str] = {}

    def note(text: str, column: str) -> str:
        if text:
            seen.setdefault(text, column)
        return text

    reworded(report, note)
    yield from seen.items()


def _apart(clues: Iterable[Clue], text: str) -> list[Clue]:
    """The clues without overlaps: those that meet or stand side by side become one, for the first reason."""
    merged: list[Clue] = []
    for clue in sorted(clues, key=lambda one: (one.start, -one.end)):
        if merged and not text[merged[-1].end : clue.start].strip():
            last = merged.pop()
            merged.append(Clue(last.start, max(last.end, clue.end), last.why))
        else:
            merged.append(clue)
    return merged
