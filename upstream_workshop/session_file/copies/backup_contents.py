"""What is in a backup, for whoever chooses one: how much of what, and which ballots were open."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.session_file import secrecy
from upstream_workshop.session_file.copies.backups import Backup
from upstream_workshop.storage.error_messages import files_explained


@dataclass(frozen=True, slots=True)
class Inside:
    """The numbers of rows in a backup, shown where the user chooses one."""

    people: int
    cards: int
    papers: int


def inside(backup: Backup) -> Inside:
    """Count people, cards and papers in a backup. Raises WorkshopError if it cannot be read."""
    counts = "SELECT (SELECT count(*) FROM participant), (SELECT count(*) FROM card), "
    counts += "(SELECT count(*) FROM ballot_paper)"
    with _looked_into(backup) as file:
        return Inside(*file.execute(counts).fetchone())


def open_votes(backup: Backup) -> tuple[str, ...]:
    """Return the names of the secret ballots that were open when the backup was made.

    The backup holds none of their papers. Raises WorkshopError if it cannot be read.
    """
    with _looked_into(backup) as file:
        return secrecy.open_votes(file)


@contextmanager
def _looked_into(backup: Backup) -> Iterator[sqlite3.Connection]:
    uri = f"{backup.path.resolve().as_uri()}?mode=ro"
    with files_explained(backup.path), closing(sqlite3.connect(uri, uri=True)) as file:
        try:
            yield file
        except sqlite3.OperationalError as error:
            raise WorkshopError(
                say("{path} cannot be read: choose another backup.", path=backup.path)
            ) from error
