"""Who is meant by a name that somebody typed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar

from upstream_workshop.letters import as_seen
from upstream_workshop.people.rules import folded


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


def nearly_called(typed: str, people: Iterable[Person]) -> tuple[Person, ...]:
    """Return those in whose names every word of a typed one begins a word, whatever accents it has."""
    wanted = folded(typed).split()
    return tuple(
        one
        for one in people
        if wanted
        and all(any(part.startswith(word) for part in folded(one.name).split()) for word in wanted)
    )


def with_organisation(person: Named) -> str:
    """Return a name with the organisation after it, by which two people of one name are told apart."""
    return f"{person.name}, {person.organisation}" if person.organisation else person.name


def _ways_to_name(person: Named) -> Iterator[str]:
    yield person.name.strip()
    yield with_organisation(person)
