"""Clues to the people and organisations of a report: parts of names, initials, roles, regions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from exports.editions.clues.clue import (
    INITIALS,
    LIKE_A_NAME,
    PART_OF_HOME,
    REGION,
    ROLE,
    Clue,
    Rule,
)
from exports.editions.clues.text_words import are_capitals_common, words_of
from exports.editions.nicknames import Likeness
from exports.editions.organisation_mentions import organisation_finder
from exports.editions.redacting import FEWEST_OF_ONE_HOME, hidden_organisations, shown_organisations
from exports.editions.vocabulary import words
from upstream_workshop.people.phrases import phrase_finder, phrase_of
from upstream_workshop.people.queries import ParticipantRow
from upstream_workshop.people.rules import without_titles
from upstream_workshop.whole.report import Report

_DOTTED: Final = re.compile(r"(?<!\w)(?:[^\W\d_]\.\s?){2,4}")
_ONESELF: Final = (
    r"(?:as|being|i am|i'm|i’m|i was|i work|i worked|i've been|i’ve been|we are|we're|we’re|speaking as|"
    r"she is|he is|they are|she's|she’s|he's|he’s|they're|they’re)"
)
_ONLY: Final = re.compile(
    rf"(?<!\w){_ONESELF}\s+(?:the|an|a|our|their|one|its|your)?\s*"
    r"(?:only|sole|lone|single|first|youngest|oldest|newest|last)(?:\s+(?!who\b|to\b|that\b|and\b)[\w’'-]+){0,3}",
    re.IGNORECASE,
)
_POST: Final = re.compile(
    rf"(?<!\w){_ONESELF}\s+(?:(?:the|an|a|our|their|your|its|new|former|retired|only)\s+){{0,2}}"
    rf"(?:[\w’'-]+\s+){{0,3}}?(?:{'|'.join(sorted(words('posts')))})s?(?!\w)",
    re.IGNORECASE,
)
_MINE: Final = re.compile(
    r"(?<!\w)my\s+(?:\w+\s+)?(?:boss|brother|church|council|dad|daughter|deputy|employer|father|hospital|"
    r"husband|manager|mosque|mother|mum|office|parish|partner|role|school|sister|son|surgery|team|town|"
    r"village|ward|wife)(?!\w)",
    re.IGNORECASE,
)


def like_a_name(likeness: Likeness) -> Rule:
    """Return a rule for words that resemble a name.

    These are short forms, beginnings and misspellings of names, and words that are also names.
    """

    def rule(text: str) -> Iterator[Clue]:
        shouted = are_capitals_common(words_of(text))
        for word in words_of(text):
            if likeness(word.plain, word.capital and not shouted, word.first):
                yield Clue(word.start, word.end, LIKE_A_NAME)

    return rule


def initials_of(people: Iterable[ParticipantRow]) -> Rule:
    """Return a rule for the initials of people: SP, S.P. and S P."""
    known: set[str] = set()
    for person in people:
        letters = [word[0] for word in phrase_of(without_titles(person.name))]
        known |= {"".join(letters), "".join(letters[:1] + letters[-1:])}
    known -= {one for one in known if len(one) < 2}

    def rule(text: str) -> Iterator[Clue]:
        for word in words_of(text):
            if word.plain in known and text[word.start : word.end].isupper():
                yield Clue(word.start, word.end, INITIALS)
        for hit in _DOTTED.finditer(text):
            if "".join(phrase_of(hit.group())) in known:
                yield Clue(*hit.span(), INITIALS)

    return rule


def homes(original: Report) -> Rule:
    """Return a rule for the names of hidden organisations, and for parts of them."""
    find = organisation_finder(
        hidden_organisations(original),
        shown_organisations(original),
        (row.name for row in original.people),
    )
    return lambda text: (Clue(one.start, one.end, PART_OF_HOME) for one in find(text))


def roles_of(original: Report) -> Rule:
    """Return a rule for roles.

    They are a form of the first person with a post, and roles of people in the report, if they have
    several words.
    """
    roles = {phrase_of(person.role) for person in original.people}
    find = phrase_finder(role for role in roles if len(role) > 1)

    def rule(text: str) -> Iterator[Clue]:
        for stretch in find(text):
            yield Clue(stretch.start, stretch.end, ROLE)
        for pattern in (_ONLY, _POST, _MINE):
            for hit in pattern.finditer(text):
                yield Clue(*hit.span(), ROLE)

    return rule


def regions(original: Report) -> Rule:
    """Return a rule for regions of several words with so few people that they name them."""
    counts = Counter(phrase_of(person.region) for person in original.people)
    few = (region for region, people in counts.items() if people < FEWEST_OF_ONE_HOME)
    find = phrase_finder(region for region in few if len(region) > 1)
    return lambda text: (Clue(one.start, one.end, REGION) for one in find(text))
