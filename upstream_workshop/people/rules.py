"""Functions on names: folding, shortening, searching, and matching a list with the session."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol, TypeAlias, TypeVar

from upstream_workshop.letters import as_seen, one_line

_UNMARKED: Final = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "’": "'"}
)
_TITLES: Final = frozenset(
    (
        "mr",
        "mrs",
        "ms",
        "miss",
        "mx",
        "dr",
        "prof",
        "professor",
        "cllr",
        "councillor",
        "sir",
        "dame",
    )
)
_WORD: Final = re.compile(r"[^\W_]+")
_SAME_MAILBOX: Final = 60  # least similarity of 100 of names with one address to be one person


@dataclass(frozen=True, slots=True)
class Known:
    """The values that identify a person on a list or in the session."""

    name: str
    organisation: str = ""
    email: str = ""


def folded(text: str) -> str:
    """Return the text without accents, in lower case and with single spaces, for comparison."""
    if text.isascii():
        return one_line(text.lower())
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_UNMARKED))
    return one_line("".join(c for c in plain if not unicodedata.combining(c)))


def initials(name: str) -> str:
    """Return the initials of the first and the last name, without titles, for a round badge."""
    words = _words(name)
    letters = [word[0] for word in (words[:1] + words[1:][-1:]) if word]
    return "".join(letters).upper()


def shortened(name: str, most: int = 0) -> str:
    """Return a name for a small space.

    It is the whole name if that has at most `most` letters, else its first and last word if these
    fit, else an initial and the last word, as in “N. Farouk”. A single word is never shortened.
    """
    words = name.split()
    if len(name) <= most or len(words) < 2:
        return name
    outer = f"{words[0]} {words[-1]}"
    return outer if len(outer) <= most else f"{words[0][0]}. {words[-1]}"


def without_titles(name: str) -> str:
    """Return the name without titles such as Dr and Cllr."""
    return " ".join(_words(name))


def _words(name: str) -> list[str]:
    words = name.split()
    named = [word for word in words if word.casefold().rstrip(".") not in _TITLES]
    return named or words


def found(typed: str, names: Mapping[int, str]) -> tuple[int, ...]:
    """Return the ids of the names that typed letters may stand for, the likeliest first.

    typed: initials, or the beginning of a name or of any word in it. Of several words each must
        begin a word of the name, in order.
    names: the names by id. Equally likely ones keep this order.
    """
    return found_folded(folded(typed), {id_: folded(name) for id_, name in names.items()})


def found_folded(asked: str, names: Mapping[int, str]) -> tuple[int, ...]:
    """Do the same as `found` with text that is folded already, to search thousands at each key."""
    if not asked:
        return ()
    word, part = f" {asked[0]}", f"-{asked[0]}"
    near = (pair for pair in names.items() if word in f" {pair[1]}" or part in pair[1])
    ranked = ((_rank(asked, name), id_) for id_, name in near)
    return tuple(id_ for rank, id_ in sorted(ranked, key=lambda pair: pair[0]) if rank < _NO_MATCH)


def likeliest(typed: str, names: Mapping[int, str]) -> tuple[int, ...]:
    """Return the ids of the names that typed letters stand for with equal likelihood, in this order.

    More than one means that somebody must say which; a name typed in full stands for itself alone.
    """
    asked = folded(typed)
    ranks = {
        id_: -1 if folded(names[id_]) == asked else _rank(asked, folded(names[id_]))
        for id_ in found(typed, names)
    }
    best = min(ranks.values(), default=_NO_MATCH)
    return tuple(id_ for id_, rank in ranks.items() if rank == best)


class Named(Protocol):
    """Somebody with a name and an organisation, which may be blank."""

    @property
    def name(self) -> str:
        """The whole name."""

    @property
    def organisation(self) -> str:
        """The organisation's name."""


Person = TypeVar("Person", bound=Named)


def called(typed: str, people: Iterable[Person]) -> tuple[Person, ...]:
    """Return everybody who may be meant by a name, or by a name and an organisation with a comma between.

    A plain letter may stand for one with an accent, since not every keyboard has those; an accent that was
    typed is meant. Case and spaces may differ.
    """
    plain, seen = folded(typed), as_seen(typed)
    found = tuple(one for one in people if plain in map(folded, _ways_to_name(one)))
    meant = tuple(one for one in found if seen in map(as_seen, _ways_to_name(one)))
    return meant if meant and seen != plain else found


def with_organisation(person: Named) -> str:
    """Return a name with the organisation after it, by which two people of one name are told apart."""
    return f"{person.name}, {person.organisation}" if person.organisation else person.name


def _ways_to_name(person: Named) -> tuple[str, str]:
    return person.name, with_organisation(person)


def mentions(asked: str, text: str) -> bool:
    """Check whether each word of `asked` begins a word of a folded text with a space before it.

    Signs alone are no word, and are mentioned nowhere.
    """
    begun = _begun(asked)
    return bool(begun) and all(part in text for part in begun)


@functools.lru_cache(maxsize=8)
def _begun(asked: str) -> tuple[str, ...]:
    return tuple(f" {part}" for part in _WORD.findall(asked))


_NO_MATCH: Final = 9


def _rank(asked: str, name: str) -> int:
    words = _words(name)
    starts = "".join(word[0] for word in words)
    if len(asked) > 1 and asked in (starts, starts[:1] + starts[-1:]):
        return 0
    if name.startswith(asked) or " ".join(words).startswith(asked):
        return 1
    if any(part.startswith(asked) for word in words for part in (word, *word.split("-"))):
        return 2
    return 3 if _each_starts_one(asked.split(), words) else _NO_MATCH


def _each_starts_one(parts: Sequence[str], words: Sequence[str]) -> bool:
    rest = iter(words)
    return all(any(word.startswith(part) for word in rest) for part in parts)


def matched(listed: Sequence[Known], known: Mapping[int, Known]) -> tuple[int | None, ...]:
    """Return for each person listed the id of the same person in the session, or None if new.

    People are matched by e-mail address first, unless several share it, as when one assistant signs
    up a whole team; then by name and organisation; then by name alone if one of the organisations
    is blank. An id is returned only once.
    """
    shared = _shared_mail(listed) | _shared_mail(known.values())
    answer: list[int | None] = [None] * len(listed)
    free = dict(known)
    for key, agree in _passes(shared):
        waiting: dict[str, list[int]] = defaultdict(list)
        for id_, person in free.items():
            waiting[key(person)].append(id_)
        for place, person in enumerate(listed):
            if answer[place] is None and key(person):
                same = [id_ for id_ in waiting[key(person)] if id_ in free]
                answer[place] = next((id_ for id_ in same if agree(person, free[id_])), None)
                free.pop(answer[place] or 0, None)
    return tuple(answer)


_Key: TypeAlias = Callable[[Known], str]
_Agree: TypeAlias = Callable[[Known, Known], bool]


def _passes(shared: Collection[str]) -> tuple[tuple[_Key, _Agree], ...]:
    """Return the ways to match two people, the surest first: a key both share, and a test."""

    def mail(person: Known) -> str:
        return folded(person.email)

    def name(person: Known) -> str:
        return folded(person.name)

    return (
        (mail, lambda a, b: name(a) == name(b)),
        (mail, lambda a, b: mail(a) not in shared and _may_be_one(name(a), name(b))),
        (name, lambda a, b: folded(a.organisation) == folded(b.organisation)),
        (name, lambda a, b: not (a.organisation and b.organisation)),
    )


def _shared_mail(people: Iterable[Known]) -> set[str]:
    often = Counter(folded(person.email) for person in people)
    return {mail for mail, times in often.items() if times > 1}


def _may_be_one(first: str, second: str) -> bool:
    from rapidfuzz import fuzz  # loaded when first needed

    return fuzz.token_set_ratio(first, second) >= _SAME_MAILBOX
