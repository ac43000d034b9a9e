"""What the world outside says by error codes, turned into a sentence somebody can act on."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy.exc import DBAPIError

from upstream_workshop.errors import HeldError, WorkshopError
from upstream_workshop.storage.base import Base
from upstream_workshop.storage.files import lock_notes
from upstream_workshop.storage.values import value_of

_FULL: Final = "The disk is full: free some space and do it again; nothing was changed."
_UNWRITABLE: Final = "{path} cannot be written there: copy it to a folder of your own first."
_FAULTY: Final = (
    "The disk of {path} answers with errors, nothing was changed: copy the file elsewhere."
)
_TOO_LARGE: Final = "A number is too large to keep: type a smaller one; nothing was kept."
DAMAGED: Final = "{path} is damaged or cut short: use a backup or an archive of the session."

# by the beginning of SQLite's own name for it
SAYINGS: Final = {
    "SQLITE_FULL": _FULL,
    "SQLITE_BUSY": "{path} is open in another window{holder}: close it there first.",
    "SQLITE_LOCKED": "{path} is open in another window{holder}: close it there first.",
    "SQLITE_READONLY": "{path} cannot be written: copy it to a folder of your own first.",
    "SQLITE_CANTOPEN": "{path} cannot be opened: check that its folder can be written.",
    "SQLITE_PERM": "{path} cannot be opened: check its permissions.",
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


def refusal(code: str, path: Path, known: Collection[str] = SAYINGS.keys()) -> WorkshopError | None:
    """The refusal for one of SQLite's codes; None when it is none of the world's troubles."""
    found = next((SAYINGS[start] for start in known if code.startswith(start)), "")
    if not found:
        return None
    if "{holder}" in found:
        return HeldError(found.format(path=path, holder=lock_notes.words(path)))
    return WorkshopError(found.format(path=path))


def _unlike(message: str) -> WorkshopError | None:
    """The refusal of a value that the schema says a column may not hold; None for anything else."""
    _, _, name = message.partition("CHECK constraint failed: ")
    for table in Base.metadata.tables.values():
        for column in table.columns:
            if name == f"ck_{table.name}_{column.name}":
                called = f"{column.name} of this {table.name}".replace("_", " ")
                wanted = value_of(column).wanted
                return WorkshopError(f"The {called} must be {wanted}: change it; nothing was kept.")
    return None


@contextmanager
def explained(path: Path, known: Collection[str] = SAYINGS.keys()) -> Iterator[None]:
    """Turn what SQLite says of the world outside into a refusal; our own mistakes pass as they are."""
    try:
        yield
    except OverflowError as error:
        if "SQLite INTEGER" not in str(error):
            raise
        raise WorkshopError(_TOO_LARGE) from error
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
    """Turn what the system says of files into a refusal: for work with files, not with the session."""
    try:
        with explained(path):
            yield
    except OSError as error:
        sentence = _OF_SYSTEM.get(error.errno or 0, "{path} could not be read or written: {why}.")
        why = error.strerror or type(error).__name__
        raise WorkshopError(sentence.format(path=path, why=why)) from error


@contextmanager
def known_as(file: Path, path: Path) -> Iterator[None]:
    """Name the file in refusals as the user knows it, where we work on another."""
    try:
        yield
    except WorkshopError as refused:
        if file == path:
            raise
        raise type(refused)(str(refused).replace(str(file), str(path))) from refused
