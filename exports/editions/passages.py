"""Passages of a report that may still name a person: found by rules, decided on by the user.

No rule recognises every nickname. So in a redacted report every word that is not an ordinary one in
its place, or that resembles a name, a number, an address or a role, is shown with the reason to the
user who seals the archive, who keeps, changes or cuts it. In a report for the cohort these are the
passages that may name a person who refused (`refusals.py`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from exports.editions.clues.clue import Clue, Rule
from exports.editions.clues.clue_rules import clues_of
from exports.editions.disclosing import reworded
from exports.editions.redacting import unnaming
from exports.editions.refusals import refusal_clues
from resources.words import noop
from upstream_workshop.letters import without_invisible
from upstream_workshop.people.phrases import replaced
from upstream_workshop.privacy import Edition
from upstream_workshop.whole.report import Report

CUT: Final = "[…]"
NAMES: Final = noop("names somebody, or a way to reach somebody")
_NUMBERED: Final = re.compile(r"Participant \d+")
_UID: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")  # nobody typed it


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a text that may name a person.

    where: the column of the text, in words.
    why: the reason, in words.
    """

    where: str
    text: str
    start: int
    end: int
    why: str

    @property
    def words(self) -> str:
        """The stretch itself."""
        return self.text[self.start : self.end]

    @property
    def key(self) -> tuple[str, str, str]:
        """A key that does not change when the numbers of people are drawn again."""
        before, after = self.text[: self.start], self.text[self.end :]
        return _NUMBERED.sub("", before), self.words, _NUMBERED.sub("", after)


# returns why the words that replace a passage may still name a person, or an empty text; the mapping
# contains all decisions for its text
Recheck: TypeAlias = Callable[[Passage, Mapping[Passage, str]], str]


def found(original: Report, shown: Report) -> tuple[Passage, ...]:
    """Return the passages of an edited report in the order of its parts; of equal texts the first.

    original: the unedited report.
    shown: the edited report.
    """
    columns = dict(_texts(shown))
    clues = rule_of(original, shown)
    return tuple(
        Passage(where, text, clue.start, clue.end, clue.why)
        for text, where in columns.items()
        for clue in _apart(clues(text), text)
    )


def rule_of(original: Report, shown: Report) -> Rule:
    """Return the rule that finds clues in a text of an edited report; none in the full edition."""
    if shown.edition == Edition.FULL:
        return lambda _text: ()
    if shown.edition == Edition.COHORT:
        return refusal_clues(original)
    return clues_of(original, (text for text, _ in _texts(shown)))


def recheck(original: Report, shown: Report) -> Recheck:
    """Return a function that checks the words typed in place of a passage.

    It applies the rules that found the passage, to the text with all decisions applied.
    """
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
    """Return a function that removes from a text all that the edition removes by itself."""
    if shown.edition != Edition.REDACTED:
        return lambda text: text
    return unnaming(original, {person.id: 0 for person in original.people})


def settled(shown: Report, decided: Mapping[Passage, str]) -> Report:
    """Return the report with each passage replaced as decided."""
    by_text: dict[str, list[Passage]] = defaultdict(list)
    for passage in decided:
        by_text[passage.text].append(passage)
    return reworded(
        shown,
        lambda text, _column: replaced(text, by_text.get(text, ()), lambda one: decided[one]),
    )


def without_passages(original: Report, shown: Report) -> Report:
    """Return the report with all passages cut."""
    return settled(shown, dict.fromkeys(found(original, shown), CUT))


def _texts(report: Report) -> Iterator[tuple[str, str]]:
    """Yield every typed text once, with the first column it is in."""
    seen: dict[str, str] = {}

    def note(text: str, column: str) -> str:
        if text and not _UID.fullmatch(text):
            seen.setdefault(text, column)
        return text

    reworded(report, note)
    yield from seen.items()


def _apart(clues: Iterable[Clue], text: str) -> list[Clue]:
    """Return the clues without overlaps.

    Those that overlap or adjoin become one, with the reason of the first.
    """
    merged: list[Clue] = []
    for clue in sorted(clues, key=lambda one: (one.start, -one.end)):
        if merged and not text[merged[-1].end : clue.start].strip():
            last = merged.pop()
            merged.append(Clue(last.start, max(last.end, clue.end), last.why))
        else:
            merged.append(clue)
    return merged
