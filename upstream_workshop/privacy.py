"""The privacy class of every column, and of every field of a row that is read from the columns.

Each room declares the classes of its columns in its `room.py`. An edition, an export and an erasing ask the
class, never the name of a column. What has no class is in the full edition alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Privacy(StrEnum):
    """To whom a value may be told."""

    PUBLIC = "public"  # numbers, states and times of the residential: they say nothing of anybody
    WORDS = "free text that may name"  # public once every name is taken out of it
    ORGANISATION = "names an organisation"  # public where enough people come from it
    COHORT = "cohort"  # for those who took part
    PERSONAL = "personal"  # who somebody is: for those who took part, as far as they consent
    PRIVATE = "private"  # for the organiser and the facilitator
    SECRET = "secret"  # noqa: S105 - a class, no password; for nobody: in no report, no export and no edition


class Edition(StrEnum):
    """How much of a report is told: all of it, what the cohort may know, or nobody's name."""

    FULL = "full"
    COHORT = "cohort"
    REDACTED = "redacted"


@dataclass(frozen=True, slots=True)
class Disclosure:
    """What one column or field holds, and what may be told of it.

    label: what people call it; needed where it holds words.
    words: all that a public text may be; any other is left out.
    key: the table that an id refers to.
    person: the field of the same row that holds the id of the person it is about; blank for the usual one.
    consent: the consent of that person that may withhold it: `attribution` or `directory`.
    asked: whether the consent must have been given; otherwise it must not have been refused.
    instead: what stands in its place where consent withholds it.
    heeded: whether documents ask it what else to leave out: kept for them, printed by none.
    flag: whether it is public that there is such a text, though not what it says.
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
    """A text of the program's own: one of these words."""
    return Disclosure(Privacy.PUBLIC, words=words)


def words(label: str, *, consent: str = "") -> Disclosure:
    """A text somebody typed, which may name somebody."""
    return Disclosure(Privacy.WORDS, label, consent=consent)


def organisation(label: str, *, consent: str = "") -> Disclosure:
    """The name of an organisation."""
    return Disclosure(Privacy.ORGANISATION, label, consent=consent)


def cohort(label: str) -> Disclosure:
    """A text for those who took part."""
    return Disclosure(Privacy.COHORT, label)


def private(label: str) -> Disclosure:
    """A text of the organiser's or the facilitator's own."""
    return Disclosure(Privacy.PRIVATE, label)


def secret(label: str) -> Disclosure:
    """A text that leaves the session file with nobody."""
    return Disclosure(Privacy.SECRET, label)


def name(label: str, person: str = "", *, consent: str = "", instead: str = "") -> Disclosure:
    """A person's name, or how somebody typed it; `person` is the field that holds the person's id."""
    return Disclosure(Privacy.PERSONAL, label, person=person, consent=consent, instead=instead)


def personal(label: str, consent: str, *, asked: bool = False) -> Disclosure:
    """A detail of a person, told as far as they consent."""
    return Disclosure(Privacy.PERSONAL, label, consent=consent, asked=asked)


def consent() -> Disclosure:
    """What a person agreed to: heeded by every document, printed by none but the organiser's list."""
    return Disclosure(Privacy.PRIVATE, heeded=True)


def key(table: str, *, consent: str = "") -> Disclosure:
    """The id of a row; of a person's with a consent, its refusal leaves out the row it stands in."""
    known = Privacy.PERSONAL if table == PERSON else Privacy.PUBLIC
    return Disclosure(known, key=table, consent=consent)


PERSON: Final = "participant"  # the table of people
