"""Checks that nobody can be told from a redacted archive."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from exports.archive.proofs.faults import Faults
from exports.archive.sealed_archive import Sealed, squeezed, texts, values
from exports.editions.contacts import without_contacts
from exports.editions.redacting import FEWEST_OF_ONE_HOME, hidden_organisations, shown_organisations
from upstream_workshop.people.mentions import finder
from upstream_workshop.privacy import Privacy

_TELLING: Final = 12  # letters: what is shorter may be a word of the program's own


def columns_of(*classes: Privacy) -> Faults:
    """Return a check for the texts of all columns of these privacy classes."""

    def faults(sealed: Sealed) -> Iterator[str]:
        found = values(
            sealed.original,
            lambda _row, _name, said: said.privacy in classes and not (said.key or said.flag),
        )
        yield from sealed.where(one for one in found if len(squeezed(one)) >= _TELLING)
        yield from sealed.where(sealed.secrets)

    return faults


def nobody_named(sealed: Sealed) -> Iterator[str]:
    """Find names of people, and numbers that are not 1 to n."""
    yield from sealed.where(person.name for person in sealed.original.people)
    numbers = sorted(person.id for person in sealed.shown.people)
    if numbers != list(range(1, len(numbers) + 1)):
        yield "the numbers"
    wrong = {one.name for one in sealed.shown.people if one.name != f"Participant {one.id}"}
    yield from wrong


def parts_of_names(sealed: Sealed) -> Iterator[str]:
    """Find parts of names in texts."""
    find = finder(
        {one.id: one.name for one in sealed.original.people}, shown_organisations(sealed.original)
    )
    for text in texts(sealed.shown):
        for found in find(text):
            if text[found.start : found.end] not in sealed.kept:
                yield text


def small_organisations(sealed: Sealed) -> Iterator[str]:
    """Find names of hidden organisations, and groups so small that their organisation can be inferred."""
    named = {one.name for one in sealed.original.organisations}
    yield from sealed.where(hidden_organisations(sealed.original) & named)
    shown = sealed.shown
    there = shown.who_took_part()
    for people in (shown.people, [one for one in shown.people if one.id in there]):
        beside = Counter(person.organisation for person in people)
        none = sum(not person.organisation for person in sealed.original.people)
        yield from (
            f"{home}: {count}"
            for home, count in beside.items()
            if count < FEWEST_OF_ONE_HOME and (home or (len(beside) > 1 and none < count))
        )


def ways_to_reach(sealed: Sealed) -> Iterator[str]:
    """Find addresses and other contact details."""
    yield from sealed.where(person.email for person in sealed.original.people)
    yield from (
        text
        for text in texts(sealed.shown)
        if without_contacts(text) != text and not any(words in text for words in sealed.kept)
    )


def no_times(sealed: Sealed) -> Iterator[str]:
    """Find times of arrival and departure."""
    yield from ("a time" for row in sealed.shown.attendance if row.at or row.left_at)
