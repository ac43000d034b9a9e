"""Sign-up lists: whichever tool made them, one entry per person."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from upstream_workshop.errors import WorkshopError
from upstream_workshop.readers.column_titles import guessed, headed, loosened, row_by_row
from upstream_workshop.readers.formats.tables import Row, Table
from upstream_workshop.readers.reading import Reading, Refusal
from upstream_workshop.readers.signup_titles import TITLES

FIELDS: Final = (
    "name",
    "first name",
    "last name",
    "display name",
    "organisation",
    "role",
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
    "cancelled",
)
MOST_PEOPLE: Final = 2_000  # of one residential
_LONGEST: Final = 200  # letters of a name; the longest on record are shorter
_TOTAL: Final = re.compile(r"((grand|sub) ?)?totals?( \w+)*( \d+)?|sum|count( \d+)?")
_NAMES: Final = frozenset({"name", "first name", "last name", "display name"})
_MANY: Final = frozenset({"interests", "offers", "asks", "access needs", "diet"})

_GONE: Final = re.compile(
    r"(cancell?ed|refunded|deleted|denied|declined|void(ed)?|rejected)( by \w+)?"
    r"|not attending|waitlist(ed)?"
)
_YES: Final = ("yes", "y", "true", "1", "x", "✓", "✔", "definitely", "happy to", "i would", "i am")
_NO: Final = ("no", "n", "false", "0", "not", "i would not", "i am not", "sorry")


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """One person of a list, and the line they stand on. `willing_to_lead` None: the list does not say."""

    line: int
    name: str
    organisation: str = ""
    role: str = ""
    email: str = ""
    region: str = ""
    interests: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    willing_to_lead: bool | None = None
    access: str = ""
    diet: str = ""
    photo: str = ""  # consents: yes, no, or blank where the list does not say
    attribution: str = ""
    directory: str = ""


def settled(table: Table) -> Table:
    """The table under the header that names people, every title unlike the others."""
    return headed(table, _names_people, lambda title: bool(_meanings((title,))))


def guess_columns(table: Table) -> dict[str, str]:
    """Column title to one of FIELDS, for the columns whose title says what they hold."""
    return guessed(settled(table), TITLES, _MANY)


def read_people(table: Table, mapping: Mapping[str, str] | None = None) -> Reading[PersonEntry]:
    """The people of a list; `mapping` (column title to field) replaces the guess.

    Raises WorkshopError if no column holds names.
    """
    table = settled(table)
    if len(table.rows) > MOST_PEOPLE:
        raise WorkshopError(
            f"{table.name} lists {len(table.rows):,} people and a session takes {MOST_PEOPLE:,}: "
            "keep those who come to this residential."
        )
    mapping = guess_columns(table) if mapping is None else mapping
    if not _NAMES & set(mapping.values()):
        raise WorkshopError(
            f"{table.name} has no column with names; its columns are {_listed(table.header)}: "
            "call one of them Name, or First name and Last name."
        )
    seen: dict[PersonEntry, int] = {}

    def read(line: int, given: dict[str, list[str]]) -> PersonEntry | Refusal:
        entry, status = _entry(line, given)
        why = _refusal(entry, status, seen)
        if why:
            return Refusal(line, why)
        seen[replace(entry, line=0)] = line
        return entry

    return row_by_row(table, mapping, read)


def _names_people(header: Sequence[str]) -> bool:
    """Whether one of these cells could be the title over people's names."""
    return bool(_NAMES & _meanings(header))


def _meanings(titles: Sequence[str]) -> set[str]:
    row = Row(1, tuple(titles))
    return set(guessed(Table("", row.cells, (row,)), TITLES, ()).values())


def _entry(line: int, given: dict[str, list[str]]) -> tuple[PersonEntry, str]:
    def one(field: str) -> str:
        return " ".join(" ".join(given.get(field, ())[:1]).split())

    def several(field: str) -> tuple[str, ...]:
        parts = "\n".join(given.get(field, ())).replace(";", "\n").split("\n")
        return tuple(dict.fromkeys(" ".join(part.split()) for part in parts if part.strip()))

    email = one("e-mail").removeprefix("mailto:")
    entry = PersonEntry(
        line=line,
        name=one("name")
        or f"{one('first name')} {one('last name')}".strip()
        or one("display name"),
        organisation=one("organisation"),
        role=one("role"),
        email="" if email.casefold() == "anonymous" else email,
        region=one("region"),
        interests=several("interests"),
        offers=several("offers"),
        asks=several("asks"),
        willing_to_lead=_willing(one("willing to lead")),
        access="\n".join(given.get("access needs", ())),
        diet="\n".join(given.get("diet", ())),
        photo=_consent(one("photo")),
        attribution=_consent(one("attribution")),
        directory=_consent(one("directory")),
    )
    return entry, "cancelled" if _willing(one("cancelled")) else one("status")


def _refusal(entry: PersonEntry, status: str, seen: Mapping[PersonEntry, int]) -> str:
    """Why a row is not taken, or nothing."""
    if not entry.name:
        return "there is no name in this row"
    if entry.name.startswith("="):
        return "a formula stands where the name should be"
    if len(entry.name) > _LONGEST:
        return f"the name has {len(entry.name)} letters: is it in the right column?"
    if _TOTAL.fullmatch(loosened(entry.name)):
        return f"“{entry.name[:40]}” counts the rows above and is nobody"
    if _GONE.fullmatch(loosened(status)):
        return f"the list says of {entry.name}: {status}"
    before = seen.get(replace(entry, line=0))
    return f"{entry.name} stands in line {before} already, word for word" if before else ""


def _consent(answer: str) -> str:
    return {True: "yes", False: "no", None: ""}[_willing(answer)]


def _willing(answer: str) -> bool | None:
    """Yes or no, from the ways people say it; None where they say neither."""
    words = loosened(answer)
    if not words and answer not in _YES:
        return None
    for meaning, ways in ((False, _NO), (True, _YES)):
        if any(words == way or words.startswith(f"{way} ") or answer == way for way in ways):
            return meaning
    return None


def _listed(titles: Sequence[str]) -> str:
    shown = ", ".join(f"“{title[:40]}”" for title in titles[:12])
    return shown if len(titles) <= 12 else f"{shown} and {len(titles) - 12} more"
