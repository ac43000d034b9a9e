"""Conversion of errors of SQLite and the operating system into messages for the user."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy.exc import DBAPIError

from resources.words import noop, say
from upstream_workshop.errors import HeldError, WorkshopError
from upstream_workshop.storage.base import Base
from upstream_workshop.storage.files import lock_notes
from upstream_workshop.storage.values import value_of

_FULL: Final = noop("The disk is full: free some space and do it again; nothing was changed.")
_UNWRITABLE: Final = noop("{path} cannot be written there: copy it to a folder of your own first.")
_FAULTY: Final = noop(
    "The disk of {path} answers with errors, nothing was changed: copy the file elsewhere."
)
_TOO_LARGE: Final = noop("A number is too large to keep: type a smaller one; nothing was kept.")
DAMAGED: Final = noop("{path} is damaged or cut short: use a backup or an archive of the session.")

_UNKNOWN: Final = noop("{path} could not be read or written: {why}.")

# messages by the beginning of SQLite's name for the error
MESSAGES: Final = {
    "SQLITE_FULL": _FULL,
    "SQLITE_BUSY": noop("{path} is open in another window{holder}: close it there first."),
    "SQLITE_LOCKED": noop("{path} is open in another window{holder}: close it there first."),
    "SQLITE_READONLY": noop("{path} cannot be written: copy it to a folder of your own first."),
    "SQLITE_CANTOPEN": noop("{path} cannot be opened: check that its folder can be written."),
    "SQLITE_PERM": noop("{path} cannot be opened: check its permissions."),
    "SQLITE_CORRUPT": DAMAGED,
    "SQLITE_NOTADB": DAMAGED,
    "SQLITE_IOERR": _FAULTY,
}

_OF_SYSTEM: Final = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EACCES: _UNWRITABLE,
    errno.EPERM: _UNWRITABLE,
    errno.EROFS: _UNWRITABLE,
    errno.EIO: _FAULTY,
}


def refusal(
    code: str, path: Path, known: Collection[str] = MESSAGES.keys()
) -> WorkshopError | None:
    """Return the exception for an error of SQLite.

    code: SQLite's name for the error, such as "SQLITE_BUSY".
    path: the file to name in the message.
    known: the keys of MESSAGES to consider.

    Returns None if the error has no message for the user, as it is a bug in this program.
    """
    found = next((MESSAGES[start] for start in known if code.startswith(start)), "")
    if not found:
        return None
    if "{holder}" in found:
        return HeldError(say(found, path=path, holder=lock_notes.words(path)))
    return WorkshopError(say(found, path=path))


def _unlike(message: str) -> WorkshopError | None:
    """Return the exception for a failed CHECK constraint of a column; None for other messages."""
    _, _, name = message.partition("CHECK constraint failed: ")
    for table in Base.metadata.tables.values():
        for column in table.columns:
            if name == f"ck_{table.name}_{column.name}":
                called = f"{column.name} of this {table.name}".replace("_", " ")
                wanted = value_of(column).wanted
                return WorkshopError(
                    say(
                        "The {called} must be {wanted}: change it; nothing was kept.",
                        called=called,
                        wanted=wanted,
                    )
                )
    return None


@contextmanager
def explained(path: Path, known: Collection[str] = MESSAGES.keys()) -> Iterator[None]:
    """Convert errors of SQLite that the user can resolve into a WorkshopError.

    path: the file to name in the message.
    known: the keys of MESSAGES to convert.

    All other errors are bugs in this program and are raised unchanged.
    """
    try:
        yield
    except OverflowError as error:
        if "SQLite INTEGER" not in str(error):
            raise
        raise WorkshopError(say(_TOO_LARGE)) from error
    except (DBAPIError, sqlite3.Error) as error:
        origin = error.orig if isinstance(error, DBAPIError) else error
        refused = _unlike(str(origin)) or refusal(
            getattr(origin, "sqlite_errorname", ""), path, known
        )
        if refused is None:
            raise
        raise refused from error


@contextmanager
def files_explained(path: Path) -> Iterator[None]:
    """Raise a WorkshopError for an OSError, and for errors of SQLite as `explained` does.

    path: the file to name in the message.

    For code that works with files; not around changes of the session, where an OSError may be a
    bug.
    """
    try:
        with explained(path):
            yield
    except OSError as error:
        sentence = _OF_SYSTEM.get(error.errno or 0, _UNKNOWN)
        why = error.strerror or type(error).__name__
        raise WorkshopError(say(sentence, path=path, why=why)) from error


@contextmanager
def known_as(file: Path, path: Path) -> Iterator[None]:
    """Replace the name of a file in the message of a WorkshopError by the path the user knows.

    file: the file that is used, such as a working copy.
    path: the path to name instead.
    """
    try:
        yield
    except WorkshopError as refused:
        if file == path:
            raise
        raise type(refused)(str(refused).replace(str(file), str(path))) from refused
