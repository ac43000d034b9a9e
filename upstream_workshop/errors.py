"""What a user can mend. Everything else is a bug and is logged whole."""

from __future__ import annotations

import traceback
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

Member = TypeVar("Member", bound=StrEnum)


class WorkshopError(Exception):
    """A refusal in one clear sentence: what is wrong, where, and what to do about it."""


class RepairableError(WorkshopError):
    """The session file is sound for SQLite, and its rows are not what we write: a copy can be repaired."""


class HeldError(WorkshopError):
    """The session file is open in another window, here or elsewhere."""


class UnsavedError(WorkshopError):
    """The session file is not where its path says, or holds what somebody else wrote."""


class OccupiedError(WorkshopError):
    """There is a file already, which could be replaced if somebody asked for that."""


class NestedChangeError(RuntimeError):
    """A change was begun inside another, or a listener tried to write: a bug of ours."""


class MigrationError(RuntimeError):
    """A step between two formats loses rows or leaves other tables than it should: a bug of ours."""


def meant(members: type[Member], given: str, refusal: str) -> Member:
    """The member of an enumeration that a word stands for.

    Raises WorkshopError with the refusal, in which {given} and {known} stand for the word and for all
    that it can be.
    """
    try:
        return members(given)
    except ValueError:
        known = ", ".join(each or "blank" for each in members)
        said = refusal.replace("{known}", known).replace("{given}", f"{given}")
        raise WorkshopError(said) from None


def where(error: Exception) -> str:
    """What kind of fault it is and in which line, with nothing of what the error says."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in {Path(place.filename).name}, line {place.lineno}"
