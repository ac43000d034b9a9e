"""The rules that find clues to people in a text, each with its reason in words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final, NamedTuple, TypeAlias

from exports.editions.contacts import platform_names
from exports.editions.nicknames import Likeness, likeness_to
from exports.editions.organisation_mentions import organisation_finder
from exports.editions.redacting import (
    FEWEST_OF_ONE_HOME,
    hidden_organisations,
    shown_organisations,
)
from exports.editions.vocabulary import is_name_too, is_ordinary, words
from resources.words import noop
from upstream_workshop.people.phrases import phrase_finder, phrase_of
from upstream_workshop.people.queries import ParticipantRow
from upstream_workshop.people.rules import folded, without_titles
from upstream_workshop.whole.report import Report


class Clue(NamedTuple):
    """A stretch of a text, and why it may point to a person."""

    start: int
    end: int
    why: str


Rule: TypeAlias = Callable[[str], Iterable[Clue]]


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text.

    plain: the word, folded.
    capital: whether it begins with a capital.
    first: whether it begins a sentence.
    """

    plain: str
    start: int
    end: int
    capital: bool
    first: bool


LIKE_A_NAME: Final = noop("like somebody’s name")
INITIALS: Final = noop("like somebody’s initials")
PART_OF_HOME: Final = noop("of an organisation’s name")
CAPITAL: Final = noop("may be a name")
UNKNOWN: Final = noop("no ordinary word")
IDENTIFIER: Final = noop("may be somebody’s number")
ADDRESS: Final = noop("may be an address")
HANDLE: Final = noop("may be a name used online")
ROLE: Final = noop("says who somebody is")
REGION: Final = noop("a region that few come from")

_OURS: Final = re.compile(
    r"\[(?:name|organisation|e-mail|handle|link|number|postcode|…)\]|Participant \d+"
)
_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_OPENS: Final = re.compile(r"[.!?:;…\n•“”\"(/–—|]|\s-\s")  # between two words: a sentence begins
_CAPITALS: Final = 0.6  # of the longer words of a text; above this share, capitals are ignored
_KNOWN: Final = 0.6  # of the words of a text; above this share, an unknown one is a clue
_DOTTED: Final = re.compile(r"(?<!\w)(?:[^\W\d_]\.\s?){2,4}")
_IDENTIFIER: Final = re.compile(
    r"(?<![\w.,])(?=[^\W_])(?=[\w/-]*\d)[^\W_](?:[ ./-]?[^\W_]){2,}(?![\w])"
)
_HARMLESS_NUMBER: Final = re.compile(
    r"(?:19|20)\d\d(?:\s?[-/–]\s?(?:19|20)?\d\d)?|\d{1,3}(?:,\d{3})+|\d{1,4}|\d+(?:\.\d+)?"
    r"|(?:\d{1,4}(?:\.\d+)?)(?:k|m|bn|p|pm|am|th|st|nd|rd|s|x|d|h|min|mins|hrs|km|kg|cm|mm|gb|mb)"
    r"|\d{4}-\d\d-\d\d|\d\d?[./]\d\d?[./]\d{2,4}|\d{1,2}[.:]\d\d(?:am|pm)?"
)
_DIGITS: Final = 5  # in a row or with single signs between: a number that identifies
_DISGUISED: Final = (
    re.compile(r"(?<!\S)\S*[@＠]\s?\S*"),
    re.compile(r"(?<![\w.-])[\w.-]+\s+(?:at|dot)\s+[\w.-]+\s+(?:dot|at)\s+[\w.-]+", re.IGNORECASE),
    re.compile(r"(?<!\w)\w+\s*[\[({]\s*(?:at|dot)\s*[\])}]\s*\w+", re.IGNORECASE),
)
_ADDRESSES: Final = (
    *_DISGUISED,
    re.compile(r"(?<![\w.])[^\W\d_]\w+\.[^\W\d_]{2,}(?:\.\w+)*(?!\w)"),
    re.compile(r"[#]\w+"),
)
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


def clues_of(original: Report, texts: Iterable[str]) -> Rule:
    """Return a rule that finds all clues in a text of a report.

    original: the unedited report, with all names.
    texts: all texts of the edited report.
    """
    rules = (
        like_a_name(likeness_to(original.people)),
        initials_of(original.people),
        _homes(original),
        _roles(original),
        _regions(original),
        _addresses,
        _identifiers,
        _handles,
        _unknown(_small_words(texts), shown_organisations(original)),
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


@lru_cache(maxsize=1024)
def words_of(text: str) -> tuple[Word, ...]:
    """Return the words of a text."""
    found, last = [], 0
    for hit in _WORD.finditer(text):
        plain = folded(hit.group().replace("’", "'").removesuffix("'s"))
        opens = (last == 0 and "," not in text[: hit.start()]) or bool(
            _OPENS.search(text, last, hit.start())
        )
        found.append(Word(plain, *hit.span(), hit.group()[0].isupper(), opens))
        last = hit.end()
    return tuple(found)


def like_a_name(likeness: Likeness) -> Rule:
    """Return a rule for words that resemble a name.

    These are short forms, beginnings and misspellings of names, and words that are also names.
    """

    def rule(text: str) -> Iterator[Clue]:
        shouted = _are_capitals_common(words_of(text))
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


def _homes(original: Report) -> Rule:
    find = organisation_finder(
        hidden_organisations(original),
        shown_organisations(original),
        (row.name for row in original.people),
    )
    return lambda text: (Clue(one.start, one.end, PART_OF_HOME) for one in find(text))


def _roles(original: Report) -> Rule:
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


def _regions(original: Report) -> Rule:
    """Return a rule for regions of several words with so few people that they name them."""
    counts = Counter(phrase_of(person.region) for person in original.people)
    few = (region for region, people in counts.items() if people < FEWEST_OF_ONE_HOME)
    find = phrase_finder(region for region in few if len(region) > 1)
    return lambda text: (Clue(one.start, one.end, REGION) for one in find(text))


def disguised(text: str) -> Iterator[re.Match[str]]:
    """Yield parts of addresses, and addresses that are spelt out."""
    for pattern in _DISGUISED:
        yield from pattern.finditer(text)


def _addresses(text: str) -> Iterator[Clue]:
    for pattern in _ADDRESSES:
        for hit in pattern.finditer(text):
            if not (hit.group().startswith("#") and is_ordinary(folded(hit.group()[1:]))):
                yield Clue(*hit.span(), ADDRESS)


def _identifiers(text: str) -> Iterator[Clue]:
    for hit in _IDENTIFIER.finditer(text):
        said = hit.group()
        pieces = re.split(r"[ /-]", said)
        numbered = [piece for piece in pieces if any(map(str.isdigit, piece))]
        odd = [piece for piece in numbered if not _HARMLESS_NUMBER.fullmatch(piece.casefold())]
        if odd:
            start = hit.start() + said.index(odd[0])
            yield Clue(start, hit.start() + said.rindex(odd[-1]) + len(odd[-1]), IDENTIFIER)
    for hit in re.finditer(rf"(?<![\w,.])\d(?:[ ./–-]?\d){{{_DIGITS - 1},}}(?!\w)", text):
        if not _HARMLESS_NUMBER.fullmatch(hit.group()) or hit.group().isdigit():
            yield Clue(*hit.span(), IDENTIFIER)


def _handles(text: str) -> Iterator[Clue]:
    """Yield words that are not ordinary ones, near the name of a platform that has user names."""
    near = platform_names(text)
    for word in words_of(text) if near else ():
        close = any(word.end > hit.start() - 30 and word.start < hit.end() + 30 for hit in near)
        if (
            close
            and not is_ordinary(word.plain)
            and not any(word.start == hit.start() for hit in near)
        ):
            yield Clue(word.start, word.end, HANDLE)


def _unknown(small: frozenset[str], shown: Iterable[str]) -> Rule:
    """Return a rule for words that are not ordinary, or not with a capital where they have one."""
    organisations = {word for name in shown for word in phrase_of(name)}

    @cache
    def ordinary(plain: str) -> bool:
        return is_ordinary(plain) or plain in organisations or plain.isdigit()

    def rule(text: str) -> Iterator[Clue]:
        said = words_of(text)
        shouted = _are_capitals_common(said)
        foreign = sum(map(ordinary, (word.plain for word in said))) < _KNOWN * len(said)
        for word in said:
            if not ordinary(word.plain):
                if word.capital or not foreign:
                    yield Clue(word.start, word.end, CAPITAL if word.capital else UNKNOWN)
            elif word.capital and not word.first and not shouted:
                everyday = word.plain in words("generic") | words("public") | organisations
                known = everyday or word.plain in small
                if not known or (is_name_too(word.plain) and word.plain not in words("public")):
                    yield Clue(word.start, word.end, CAPITAL)

    return rule


def _small_words(texts: Iterable[str]) -> frozenset[str]:
    """Return the words that are written without a capital in any of the texts."""
    return frozenset(word.plain for text in texts for word in words_of(text) if not word.capital)


def _are_capitals_common(said: Iterable[Word]) -> bool:
    """Check whether a text is written like a title, or in capitals."""
    long = [word for word in said if len(word.plain) > 3]
    return len(long) > 2 and sum(word.capital for word in long) > _CAPITALS * len(long)
