"""What reading a foreign file gives: the entries taken, and every row left behind with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

Entry = TypeVar("Entry")


@dataclass(frozen=True)
class Refusal:
    """A row that was not taken: its line in the file (the header is line 1) and why."""

    line: int
    why: str


@dataclass(frozen=True)
class Reading(Generic[Entry]):
    """A foreign file, read: frozen entries in the file's order, refusals, and columns nobody knew."""

    entries: tuple[Entry, ...]
    refused: tuple[Refusal, ...] = ()
    unmapped: tuple[str, ...] = ()


@dataclass(frozen=True)
class ImportOutcome:
    """What taking a reading into the session did, or would do."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    refused: tuple[Refusal, ...] = ()
    unmapped: tuple[str, ...] = ()
