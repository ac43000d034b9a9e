"""The kinds of record that can be merged: how each is searched, compared, previewed and merged."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from resources.words import say
from ui.people.roster_lines import consent_words
from upstream_workshop.people import queries
from upstream_workshop.people.duplicates import look_alikes
from upstream_workshop.people.duplicates.look_alikes import Pair
from upstream_workshop.whole import merging


@dataclass(frozen=True, slots=True)
class Subject:
    """A kind of record that may have duplicates.

    title: the title of its view.
    fields: the fields to compare, each with its title.
    found: returns all records, and the pairs that may be duplicates.
    preview, merge: the services; they take the id that is kept and the other one.
    label: the name of the step in Undo.
    same: the text of the button that merges.
    """

    title: str
    fields: tuple[tuple[str, Callable[[Any], str]], ...]
    found: Callable[[Session], tuple[tuple[Any, ...], tuple[Pair, ...]]]
    preview: Callable[[Session, int, int], merging.Merge]
    merge: Callable[[Session, int, int], int]
    label: str
    same: str


def subjects() -> tuple[Subject, ...]:
    """Return the subjects: people, then organisations."""
    return (
        Subject(
            say("People"), _person_fields(), _people, merging.preview, merging.merge_people,
            say("Merge people"), say("One person: merge"),
        ),
        Subject(
            say("Organisations"), _organisation_fields(), _organisations, merging.preview_organisations,
            merging.merge_organisations, say("Merge organisations"), say("One organisation: merge"),
        ),
    )  # fmt: skip


def _people(session: Session) -> tuple[tuple[Any, ...], tuple[Pair, ...]]:
    rows = queries.roster(session)
    return rows, look_alikes.people(rows)


def _organisations(session: Session) -> tuple[tuple[Any, ...], tuple[Pair, ...]]:
    rows = queries.organisations(session)
    return rows, look_alikes.organisations(rows)


def _person_fields() -> tuple[tuple[str, Callable[[Any], str]], ...]:
    return (
        (say("Name"), lambda row: row.name),
        (say("Organisation"), lambda row: row.organisation),
        (say("Role"), lambda row: row.role),
        (say("Pronouns"), lambda row: row.pronouns),
        (say("E-mail"), lambda row: row.email),
        (say("Region"), lambda row: row.region),
        (say("Interests"), lambda row: "; ".join(row.interests)),
        (say("Willing to lead"), lambda row: say("yes") if row.willing_to_lead else ""),
        (say("Photographs"), lambda row: consent_words(row.photo)),
        (say("Being named"), lambda row: consent_words(row.attribution)),
        (say("Being listed"), lambda row: consent_words(row.directory)),
    )


def _organisation_fields() -> tuple[tuple[str, Callable[[Any], str]], ...]:
    return (
        (say("Name"), lambda row: row.name),
        (say("Region"), lambda row: row.region),
        (say("Working on"), lambda row: row.initiative),
    )
