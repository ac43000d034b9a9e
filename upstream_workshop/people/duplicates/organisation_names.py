"""The comparison of names of organisations.

It allows for abbreviations, for words left out, and for English and Welsh names of one council.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import combinations
from typing import Final

from rapidfuzz import fuzz

import resources
from upstream_workshop.people.rules import folded

_TABLE: Final = "lists/organisation-words.csv"
_CITY_OR_COUNTY: Final = "city|county"  # what CC stands for
_UNIVERSITY: Final = "university"
_APART: Final = re.compile(r"\s*[/|]\s*|\s+[-–—]\s+|[()]")
_WORD: Final = re.compile(r"[^\W_]+")
_INITIALS: Final = re.compile(r"[^\W\d_]+(?:&[^\W\d_]+)?")
_ONE_SLIP: Final = 94  # least similarity of 100; Hertfordshire and Herefordshire have 92
_LONG_ENOUGH: Final = 7  # letters from which a misspelling is likelier than a different name
_BELONGING: Final = frozenset(
    {"upon", "on", "under", "le"}
)  # a short form of a name ends before such a word
# kinds of council that one place can have at the same time
_RIVALS: Final = ("city", "county", "district", "town", "parish")
_SHORTEST, _LONGEST = 3, 7  # letters of what may be the initials of a name


def may_be_one(first: str, second: str) -> bool:
    """Check whether two names may belong to one organisation.

    A city council and a county council of one place are two organisations.
    """
    if any(_alike(ours, theirs) for ours in _readings(first) for theirs in _readings(second)):
        return True
    return bool(_initials(first) & _spelt_out(second) or _initials(second) & _spelt_out(first))


def look_alikes(names: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the indexes of every two names that may belong to one organisation."""
    for (at, first), (other, second) in combinations(enumerate(names), 2):
        if may_be_one(first, second):
            yield at, other


def nearest(name: str, known: Collection[str]) -> str | None:
    """Return the first known name that may belong to the same organisation, or None."""
    return next((one for one in known if may_be_one(name, one)), None)


@cache
def table(of: str) -> Mapping[str, str]:
    """Each phrase of one kind in the table of words to what it means, both folded."""
    with resources.path(_TABLE).open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["kind"] == of]
    return {
        _plain(phrase): row["means"] if "|" in row["means"] else row["means"].casefold()
        for row in rows
        for phrase in row["words"].split("|")
    }


Reading = tuple[str, frozenset[str]]  # a name without its type, and the kinds of council in it


@lru_cache(maxsize=4_000)
def _readings(name: str) -> tuple[Reading, ...]:
    """Return the reading of a name and, for a bilingual name, of each part."""
    parts = [part for part in _APART.split(name) if part.strip()]
    return tuple(dict.fromkeys(_reading(part) for part in (name, *parts)))


def _reading(name: str) -> Reading:
    spelt = _spelt(name)
    kinds = frozenset(table("type")[word] for word in spelt if word in table("type"))
    kinds |= {_CITY_OR_COUNTY} & set(spelt)
    core = _core(spelt)
    return _english().get(core, core), kinds


@cache
def _english() -> Mapping[str, str]:
    """Return the English names of councils by their Welsh names, both without their type."""
    return {
        _core(welsh.split()): _core(_plain(english).split())
        for welsh, english in table("welsh").items()
    }


def _spelt(name: str) -> list[str]:
    """Return the words of a name with abbreviations written out; "university" is moved first."""
    words = _plain(name.replace("’", "'").replace("'", "").replace(".", "")).split()
    spelt = " ".join(table("short").get(word, word) for word in words)
    for ending in sorted(table("ending"), key=len, reverse=True):
        rest = spelt.removesuffix(f" {ending}")
        if rest != spelt and len(rest.split()) > 1:
            spelt = rest
    found = spelt.split()
    if _UNIVERSITY in found:
        found.remove(_UNIVERSITY)
        found.insert(0, _UNIVERSITY)
    return found


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(folded(text).replace("&", " and ")))


def _core(words: Sequence[str]) -> str:
    """Return a name without the words for its type."""
    dropped = {*table("type"), *table("little"), _CITY_OR_COUNTY}
    return " ".join(word for word in words if word not in dropped)


def _initials(name: str) -> frozenset[str]:
    """A name that may be initials, as “B&NES”, without what joins them."""
    name = name.strip()
    letters = name.replace("&", "")
    capitals = sum(letter.isupper() for letter in letters)
    fits = _INITIALS.fullmatch(name) and _SHORTEST <= len(letters) <= _LONGEST and capitals >= 2
    return frozenset({folded(letters)} if fits else ())


@lru_cache(maxsize=4_000)
def _spelt_out(name: str) -> frozenset[str]:
    """The initials that a name may be known by, with and without its little words."""
    words = _plain(name).split()
    chosen = (
        words,
        [word for word in words if word not in ("of", "and", "the", "for", "y", "yr", "a")],
        _core(words).split(),
    )
    return frozenset("".join(word[0] for word in some) for some in chosen if len(some) >= _SHORTEST)


def _alike(first: Reading, second: Reading) -> bool:
    (ours, our_kinds), (theirs, their_kinds) = first, second
    known = bool(ours and theirs)
    if not known or _rivals(our_kinds, their_kinds):
        return False
    return _same(ours, theirs) or (
        (our_kinds <= their_kinds or their_kinds <= our_kinds) and _is_shortened(ours, theirs)
    )


def _rivals(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """Check whether the kinds exclude each other, such as city and county; CC may be either."""
    first, second = ({one for one in kinds if one in _RIVALS} for kinds in (ours, theirs))
    if _CITY_OR_COUNTY in ours | theirs:
        return bool((first | second) - {"city", "county"})
    return bool(first and second and not first & second)


def _same(first: str, second: str) -> bool:
    if first == second:
        return True
    long_enough = min(len(first), len(second)) >= _LONG_ENOUGH
    return long_enough and fuzz.ratio(first, second) >= _ONE_SLIP


def _is_shortened(first: str, second: str) -> bool:
    """Whether one is the other without what it lies on, as Kingston upon Thames."""
    short, long = sorted((first.split(), second.split()), key=len)
    return (
        first != second
        and long[: len(short)] == short
        and long[len(short) : len(short) + 1][0] in _BELONGING
    )
