"""Exceptions whose message is shown to the user; any other exception is a bug and is logged."""

from __future__ import annotations

import traceback
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from resources.words import say

Member = TypeVar("Member", bound=StrEnum)


class WorkshopError(Exception):
    """A refusal; its message is one sentence that says what is wrong, where, and what to do."""


class RepairableError(WorkshopError):
    """A session file that SQLite can read contains invalid rows; a copy of it can be repaired."""


class HeldError(WorkshopError):
    """The session file is open in another window, on this computer or another."""


class UnsavedError(WorkshopError):
    """The session file is no longer at its path, or another program wrote to it."""


class OccupiedError(WorkshopError):
    """The path is taken by a file that may be replaced if the user confirms it."""


class NestedChangeError(RuntimeError):
    """A change was begun inside another, or a listener tried to write; a bug in this program."""


class MigrationError(RuntimeError):
    """A migration step lost rows or left wrong tables or columns; a bug in this program."""


def member_of(members: type[Member], given: str, refusal: str) -> Member:
    """Return the member of an enumeration with a given value.

    members: the enumeration.
    given: the value of the member.
    refusal: the message if there is no such member, marked by `noop`; {given} is replaced by the
        value and {known} by the list of all values.

    Raises WorkshopError with that message.
    """
    try:
        return members(given)
    except ValueError:
        known = ", ".join(each or say("blank") for each in members)
        raise WorkshopError(say(refusal, given=given, known=known)) from None


def where(error: Exception) -> str:
    """Return the type of an exception, its file and its line, without its message.

    The message may contain personal data.
    """
    place = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in {Path(place.filename).name}, line {place.lineno}"
