"""Privacy classes of columns, and of the fields of rows that are read from the columns.

Each room declares the classes of its columns in its `room.py`. Editions, exports and erasing
depend on the class and never on the name of a column. A field without a class is included in the
full edition only.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from upstream_workshop.naming import UNNAMED, Reason


class Privacy(StrEnum):
    """The privacy class of a value: who may read it."""

    PUBLIC = "public"  # numbers, states and times of the residential, not about any person
    WORDS = "free text that may name"  # public after every name is removed
    ORGANISATION = "names an organisation"  # public if enough participants come from it
    COHORT = "cohort"  # for the participants
    PERSONAL = "personal"  # identifies a person: for the participants, subject to consent
    PRIVATE = "private"  # for the organiser and the facilitator
    SECRET = "secret"  # noqa: S105 - a class, no password; in no report, export or edition


class Edition(StrEnum):
    """The amount of detail in a report.

    FULL contains everything, COHORT what the participants may read, and REDACTED no names.
    """

    FULL = "full"
    COHORT = "cohort"
    REDACTED = "redacted"


@dataclass(frozen=True, slots=True)
class Disclosure:
    """The privacy class of one column or field, with the conditions of its disclosure.

    privacy: the class.
    label: the name of the column on screen; required for text.
    words: all values of a public text; any other value is left out.
    key: the table that an id refers to.
    person: the field of the same row with the id of the person it is about; empty for the usual
        field.
    reason: why it names that person, or says something of them; `naming.may_name` decides by it. What
        is personal and has none is in the full edition only.
    instead: the text to show if the person may not be named.
    heeded: whether documents use it to decide what to leave out; it is kept for them but never
        printed.
    flag: whether it is public that there is such a text, but not the text itself.
    """

    privacy: Privacy
    label: str = ""
    words: tuple[str, ...] = ()
    key: str = ""
    person: str = ""
    reason: Reason | None = None
    instead: str = ""
    heeded: bool = False
    flag: bool = False


PUBLIC: Final = Disclosure(Privacy.PUBLIC)
COHORT: Final = Disclosure(Privacy.COHORT)
PRIVATE: Final = Disclosure(Privacy.PRIVATE)
SECRET: Final = Disclosure(Privacy.SECRET)


def public(*words: str) -> Disclosure:
    """Declare a text that the program itself sets; it is one of these words."""
    return Disclosure(Privacy.PUBLIC, words=words)


def words(label: str, reason: Reason | None = None) -> Disclosure:
    """Declare a text that a user typed and that may name a person.

    reason: for a text of the person the row names: why the row may say whose it is.
    """
    return Disclosure(Privacy.WORDS, label, reason=reason)


def organisation(label: str, reason: Reason | None = None) -> Disclosure:
    """Declare the name of an organisation; with a reason, that of the person the row names."""
    return Disclosure(Privacy.ORGANISATION, label, reason=reason)


def cohort(label: str) -> Disclosure:
    """Declare a text for the participants."""
    return Disclosure(Privacy.COHORT, label)


def private(label: str) -> Disclosure:
    """Declare a text for the organiser and the facilitator."""
    return Disclosure(Privacy.PRIVATE, label)


def secret(label: str) -> Disclosure:
    """Declare a text that is never copied out of the session file."""
    return Disclosure(Privacy.SECRET, label)


def name(label: str, reason: Reason, person: str = "") -> Disclosure:
    """Declare a person's name.

    person: the field with the person's id; without one the name is looked for in the list of people,
        and left out if that person may not be named.
    """
    instead = UNNAMED if person else ""
    return Disclosure(Privacy.PERSONAL, label, person=person, reason=reason, instead=instead)


def personal(label: str, reason: Reason) -> Disclosure:
    """Declare a detail of a person."""
    return Disclosure(Privacy.PERSONAL, label, reason=reason)


def consent() -> Disclosure:
    """Declare a consent: all documents heed it, and only the organiser's list prints it."""
    return Disclosure(Privacy.PRIVATE, heeded=True)


def key(table: str) -> Disclosure:
    """Declare the id of a row of a table; that of a person is withheld: see `person`."""
    known = Privacy.PERSONAL if table == PERSON else Privacy.PUBLIC
    return Disclosure(known, key=table)


def person(reason: Reason) -> Disclosure:
    """Declare the id of a person that stands in a row for a reason."""
    return Disclosure(Privacy.PERSONAL, key=PERSON, reason=reason)


PERSON: Final = "participant"  # the table of people
