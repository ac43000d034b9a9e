"""Privacy classes of columns, and of the fields of rows that are read from the columns.

Each room declares the classes of its columns in its `room.py`. Editions, exports and erasing
depend on the class and never on the name of a column. A field without a class is included in the
full edition only.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


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
    consent: the consent of that person that it depends on: `attribution` or `directory`.
    asked: whether the consent must have been given; otherwise it must not have been refused.
    instead: the text to show if consent is missing.
    heeded: whether documents use it to decide what to leave out; it is kept for them but never
        printed.
    flag: whether it is public that there is such a text, but not the text itself.
    """

    privacy: Privacy
    label: str = ""
    words: tuple[str, ...] = ()
    key: str = ""
    person: str = ""
    consent: str = ""
    asked: bool = False
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


def words(label: str, *, consent: str = "") -> Disclosure:
    """Declare a text that a user typed and that may name a person."""
    return Disclosure(Privacy.WORDS, label, consent=consent)


def organisation(label: str, *, consent: str = "") -> Disclosure:
    """Declare the name of an organisation."""
    return Disclosure(Privacy.ORGANISATION, label, consent=consent)


def cohort(label: str) -> Disclosure:
    """Declare a text for the participants."""
    return Disclosure(Privacy.COHORT, label)


def private(label: str) -> Disclosure:
    """Declare a text for the organiser and the facilitator."""
    return Disclosure(Privacy.PRIVATE, label)


def secret(label: str) -> Disclosure:
    """Declare a text that is never copied out of the session file."""
    return Disclosure(Privacy.SECRET, label)


def name(label: str, person: str = "", *, consent: str = "", instead: str = "") -> Disclosure:
    """Declare a person's name as a user typed it; `person` is the field with the person's id."""
    return Disclosure(Privacy.PERSONAL, label, person=person, consent=consent, instead=instead)


def personal(label: str, consent: str, *, asked: bool = False) -> Disclosure:
    """Declare a detail of a person, disclosed subject to a consent."""
    return Disclosure(Privacy.PERSONAL, label, consent=consent, asked=asked)


def consent() -> Disclosure:
    """Declare a consent: all documents heed it, and only the organiser's list prints it."""
    return Disclosure(Privacy.PRIVATE, heeded=True)


def key(table: str, *, consent: str = "") -> Disclosure:
    """Declare the id of a row of a table.

    If it is a person's id with a consent, a row that contains it is left out if the consent is
    refused.
    """
    known = Privacy.PERSONAL if table == PERSON else Privacy.PUBLIC
    return Disclosure(known, key=table, consent=consent)


PERSON: Final = "participant"  # the table of people
