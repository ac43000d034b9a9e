"""Whether two names of organisations may be one: what they abbreviate, leave out or say in Welsh."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import combinations
from typing import Final

from rapidfuzz import fuzz

from upstream_workshop.people.rules import folded

# English and Welsh names of the principal councils of Wales that differ, without their types
WELSH: Final = (
    ("Anglesey", "Môn"),
    ("Anglesey", "Ynys Môn"),
    ("Anglesey", "Isle of Anglesey"),
    ("Bridgend", "Pen-y-bont ar Ogwr"),
    ("Caerphilly", "Caerffili"),
    ("Cardiff", "Caerdydd"),
    ("Carmarthenshire", "Gaerfyrddin"),
    ("Carmarthenshire", "Gâr"),
    ("Denbighshire", "Ddinbych"),
    ("Flintshire", "Fflint"),
    ("Merthyr Tydfil", "Merthyr Tudful"),
    ("Monmouthshire", "Fynwy"),
    ("Neath Port Talbot", "Castell-nedd Port Talbot"),
    ("Newport", "Casnewydd"),
    ("Pembrokeshire", "Benfro"),
    ("Swansea", "Abertawe"),
    ("Torfaen", "Tor-faen"),
    ("Vale of Glamorgan", "Bro Morgannwg"),
    ("Wrexham", "Wrecsam"),
)
# written alike in both: Blaenau Gwent, Ceredigion, Conwy, Gwynedd, Powys, Rhondda Cynon Taf

# what an abbreviation may stand for
_CITY_OR_COUNTY: Final = "city|county"
_SHORT: Final[Mapping[str, str]] = {
    "cc": "city|county council", "dc": "district council", "bc": "borough council",
    "mbc": "metropolitan borough council", "mdc": "metropolitan district council",
    "lb": "london borough", "lbc": "london borough council", "rb": "royal borough",
    "rbc": "royal borough council", "cbc": "county borough council", "tc": "town council",
    "ccbc": "county borough council", "ua": "council", "met": "metropolitan",
}  # fmt: skip
_TYPES: Final = {
    "city": "city", "dinas": "city", "county": "county", "sir": "county", "sirol": "county",
    "district": "district", "borough": "borough", "bwrdeistref": "borough",
    "metropolitan": "metropolitan", "london": "london", "royal": "royal", "town": "town", "tref": "town",
    "parish": "parish",
}  # fmt: skip
_NO_TYPE: Final = frozenset({
    "council", "councils", "cyngor", "the", "of", "and", "a", "y", "yr", "unitary", "authority", "local",
    "ltd", "limited", "plc", "cic", "cio", "llp", "llc", "inc",
})  # fmt: skip
_APART: Final = re.compile(r"\s*[/|]\s*|\s+[-–—]\s+|[()]")
_WORD: Final = re.compile(r"[^\W_]+")
_ONE_SLIP: Final = 94  # of 100; Hertfordshire and Herefordshire have 92
_LONG_ENOUGH: Final = 7  # letters in which a slip of the pen is likelier than another name
_BELONGING: Final = frozenset(
    {"upon", "on", "under", "le"}
)  # what a short form leaves out with the rest
# kinds of council that one place can have side by side
_RIVALS: Final = ("city", "county", "district", "town", "parish")


def may_be_one(first: str, second: str) -> bool:
    """Whether two names may be of one organisation. A city and a county of one name are two."""
    return any(_alike(ours, theirs) for ours in _readings(first) for theirs in _readings(second))


def look_alikes(names: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The places of every two names that may be of one organisation."""
    for (at, first), (other, second) in combinations(enumerate(names), 2):
        if may_be_one(first, second):
            yield at, other


def nearest(name: str, known: Collection[str]) -> str | None:
    """The first of the known names that may be the same organisation."""
    return next((one for one in known if may_be_one(name, one)), None)


Reading = tuple[str, frozenset[str]]  # what is left of a name, and which kinds of council it says


@lru_cache(maxsize=4_000)
def _readings(name: str) -> tuple[Reading, ...]:
    """The name, and each part of a bilingual one."""
    parts = [part for part in _APART.split(name) if part.strip()]
    return tuple(dict.fromkeys(_reading(part) for part in (name, *parts)))


def _reading(name: str) -> Reading:
    words = _WORD.findall(folded(name).replace("&", " and ").replace("'", "").replace(".", ""))
    spelt = " ".join(_SHORT.get(word, word) for word in words).split()
    kinds = frozenset(_TYPES[word] for word in spelt if word in _TYPES)
    kinds |= {_CITY_OR_COUNTY} & set(spelt)
    core = _core(spelt)
    return _english().get(core, core), kinds


def _core(words: Sequence[str]) -> str:
    """What is left of a name without its type."""
    return " ".join(w for w in words if not (w in _TYPES or w in _NO_TYPE or w == _CITY_OR_COUNTY))


@cache
def _english() -> Mapping[str, str]:
    def plain(name: str) -> str:
        return _core(_WORD.findall(folded(name)))

    return {plain(welsh): plain(english) for english, welsh in WELSH}


def _alike(first: Reading, second: Reading) -> bool:
    (ours, our_kinds), (theirs, their_kinds) = first, second
    known = bool(ours and theirs)
    return known and not _rivals(our_kinds, their_kinds) and _same(ours, theirs)


def _rivals(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether one says city and the other county, or the like; CC may be either."""
    first, second = ({one for one in kinds if one in _RIVALS} for kinds in (ours, theirs))
    if _CITY_OR_COUNTY in ours | theirs:
        return bool((first | second) - {"city", "county"})
    return bool(first and second and not first & second)


def _same(first: str, second: str) -> bool:
    if first == second:
        return True
    if min(len(first), len(second)) >= _LONG_ENOUGH and fuzz.ratio(first, second) >= _ONE_SLIP:
        return True
    short, long = sorted((first.split(), second.split()), key=len)
    return long[: len(short)] == short and long[len(short) : len(short) + 1][0] in _BELONGING
