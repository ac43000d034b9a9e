"""All rules that find clues to people in a text, as one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from exports.editions.clues.clue import Clue, Rule
from exports.editions.clues.name_clues import homes, initials_of, like_a_name, regions, roles_of
from exports.editions.clues.pattern_clues import addresses, handles, identifiers
from exports.editions.clues.text_words import small_words
from exports.editions.clues.unknown_words import unknown_words
from exports.editions.nicknames import likeness_to
from exports.editions.redacting import shown_organisations
from upstream_workshop.whole.report import Report

_OURS: Final = re.compile(
    r"\[(?:name|organisation|e-mail|handle|link|number|postcode|…)\]|Participant \d+"
)


def clues_of(original: Report, texts: Iterable[str]) -> Rule:
    """Return a rule that finds all clues in a text of a report.

    original: the unedited report, with all names.
    texts: all texts of the edited report.
    """
    rules = (
        like_a_name(likeness_to(original.people)),
        initials_of(original.people),
        homes(original),
        roles_of(original),
        regions(original),
        addresses,
        identifiers,
        handles,
        unknown_words(small_words(texts), shown_organisations(original)),
    )

    def clues(text: str) -> Iterator[Clue]:
        others = _OURS.sub(_blank, text)
        for rule in rules:
            yield from rule(others)

    return clues


def _blank(ours: re.Match[str]) -> str:
    """Replace a placeholder of the program by as many signs.

    No rule matches them, and no sentence begins after them.
    """
    return "," + " " * (len(ours.group()) - 2) + ","
