"""Sign-up lists: whichever tool made them, one entry per person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.readers.column_titles import headed
from upstream_workshop.readers.formats.tables import Table
from upstream_workshop.readers.lists.table_kinds import Columns
from upstream_workshop.readers.reading import NO_ANSWERS, Question, Questions, Reading, Refusal
from upstream_workshop.readers.signup.column_questions import (
    NO_COLUMN,
    in_doubt,
    is_nameless,
    settled_columns,
)
from upstream_workshop.readers.signup.columns import NAMES, columns_of, filled
from upstream_workshop.readers.signup.entries.entry_reader import EntryReader
from upstream_workshop.readers.signup.entries.person_entry import Gone
from upstream_workshop.readers.signup.entries.person_entry import PersonEntry as PersonEntry
from upstream_workshop.readers.signup.titles import is_title_of

FIELDS: Final = (
    "name",
    "first name",
    "last name",
    "display name",
    "organisation",
    "role",
    "pronouns",
    "e-mail",
    "region",
    "interests",
    "offers",
    "asks",
    "willing to lead",
    "access needs",
    "diet",
    "photo",
    "attribution",
    "directory",
    "status",
    "attending",
    "cancelled",
)
MOST_PEOPLE: Final = 2_000  # of one residential
_ALONE: Final = "alone"


def settled(table: Table) -> Table:
    """The table under the header that names people, every title unlike the others."""
    return headed(table, _names_people, lambda title: is_title_of(title, FIELDS))


def guess_columns(table: Table) -> dict[str, str]:
    """Column title to one of FIELDS, for the columns whose title and cells say what they hold."""
    return columns_of(settled(table))


def read_people(
    table: Table,
    mapping: Mapping[str, str] | None = None,
    answers: Mapping[str, str] = NO_ANSWERS,
) -> Reading[PersonEntry]:
    """The people of a list.

    mapping: column title to field, instead of the guess.
    answers: to the questions of an earlier reading, by their keys; the others have their defaults.

    Raises WorkshopError if no column holds names.
    """
    table = _within_bounds(settled(table))
    questions = Questions(answers)
    mapping = settled_columns(table, questions) if mapping is None else mapping
    mapping, why = _with_names(table, mapping, questions)
    unmapped = tuple(title for title in table.header if title and not mapping.get(title))
    if why:
        refused = tuple(Refusal(row.line, why) for row in table.rows)
        return Reading((), refused, unmapped, questions.asked(), columns=tuple(mapping.items()))
    reader = EntryReader(table, mapping, questions, in_doubt(mapping, questions))
    found = [reader.read(row) for row in table.rows]
    gone = tuple(one for one in found if isinstance(one, Gone))
    refused = tuple(_refused(one) for one in found if not isinstance(one, PersonEntry))
    entries = tuple(one for one in found if isinstance(one, PersonEntry))
    return Reading(
        entries,
        refused,
        unmapped,
        questions.asked(),
        tuple(one.entry for one in gone),
        tuple(mapping.items()),
    )


def _within_bounds(table: Table) -> Table:
    if len(table.rows) > MOST_PEOPLE:
        raise WorkshopError(
            say(
                "{table} lists {n:,} people and a session takes {most:,}: "
                "keep those who come to this residential.",
                table=table.name,
                n=len(table.rows),
                most=MOST_PEOPLE,
            )
        )
    return table


def _refuse_nameless(table: Table, mapping: Mapping[str, str]) -> None:
    if not NAMES & set(mapping.values()):
        raise WorkshopError(
            say(
                "{table} has no column with names; its columns are {listed}: "
                "call one of them Name, or First name and Last name.",
                table=table.name,
                listed=_listed(table.header),
            )
        )


def _refused(one: Gone | Refusal) -> Refusal:
    if isinstance(one, Refusal):
        return one
    name, status = one.entry.name, one.status
    why = say("the list says of {name}: {status}", name=name, status=status)
    return Refusal(one.entry.line, why)


def _with_names(
    table: Table, mapping: Mapping[str, str], questions: Questions
) -> tuple[Mapping[str, str], str]:
    """Return the columns and why nobody can be taken in, where none is sure to hold names."""
    if is_nameless(mapping, questions):
        return mapping, say("no column is known to hold names: say in the questions which one does")
    _refuse_nameless(table, mapping)
    return _with_first_names(table, mapping, questions)


def _with_first_names(
    table: Table, mapping: Mapping[str, str], questions: Questions
) -> tuple[Mapping[str, str], str]:
    """Return the columns and why nobody can be taken in, where surnames stand without first names."""
    last = next((title for title, field in mapping.items() if field == "last name"), "")
    if not last or NAMES & set(mapping.values()) != {"last name"}:
        return mapping, ""
    free = [
        title
        for at, title in enumerate(table.header)
        if title and not mapping.get(title) and filled(table, at)
    ]
    choices = (
        (NO_COLUMN, say("None: take nobody in")),
        (_ALONE, say("“{title}” is the whole name", title=last)),
        *((f"column {title}", f"“{title}”") for title in free),
    )
    what = say("“{title}” holds surnames: which column holds the first names?", title=last)
    chosen = questions.ask(Question(f"first names beside {last}", what, choices, NO_COLUMN))
    if chosen == _ALONE:
        return {**mapping, last: "name"}, ""
    if chosen == NO_COLUMN:
        return mapping, say(
            "“{title}” is a surname, and no column is known to hold first names", title=last
        )
    return {**mapping, chosen.removeprefix("column "): "first name"}, ""


def _names_people(header: Sequence[str]) -> bool:
    """Whether one of these cells could be the title over people's names."""
    named = NAMES | {"buyer name", "buyer first name", "buyer last name"}
    return any(is_title_of(cell, named) for cell in header if cell)


def _listed(titles: Sequence[str]) -> str:
    shown = ", ".join(f"“{title[:40]}”" for title in titles[:12])
    if len(titles) <= 12:
        return shown
    return say("{listed} and {n} more", listed=shown, n=len(titles) - 12)


COLUMNS: Final = Columns(
    FIELDS, settled, guess_columns, read_people, ("access needs", "diet"), once=True, above=True
)
