"""Files that are there whole or not at all: drafts, syncing, putting in place, and their hashes."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

from upstream_workshop import ledger
from upstream_workshop.errors import WorkshopError

_DRAFT: Final = ".new"


class Mark(NamedTuple):
    """By what to tell, without reading it, whether a file is the one it was."""

    device: int
    number: int
    size: int
    changed: int  # nanoseconds

    @property
    def identity(self) -> tuple[int, int]:
        """Which file it is, whatever is in it."""
        return self.device, self.number


def mark(path: Path) -> Mark:
    """A file's mark now."""
    found = path.stat()
    return Mark(found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns)


def real(path: Path) -> Path:
    """The path without links, as far as they lead anywhere; a loop of links is no error here."""
    return Path(os.path.realpath(path))


def draft(path: Path, part: str = "") -> Path:
    """Where to build what will take this path's place: hidden, beside it, this process's own.

    It is on the list of places before it is there, so that what a kill leaves is found and removed.
    """
    made = path.with_name(f".{path.name}.{os.getpid()}{part}{_DRAFT}")
    if (kept := ledger.kept()) is not None:
        kept.note_draft(made)
    return made


def journal(path: Path) -> Path:
    """The rollback journal SQLite keeps beside a database."""
    return path.with_name(path.name + "-journal")


def settle(made: Path, path: Path) -> None:
    """Put a finished draft in place: its bytes are on the disk before its name is."""
    sync(made)
    os.replace(made, path)
    sync_folder(path.parent)
    _strike(made)


def settle_new(made: Path, path: Path) -> None:
    """The same where nobody stands; raises FileExistsError instead of replacing anything."""
    sync(made)
    try:
        os.link(made, path)
    except FileExistsError:
        raise
    except OSError:  # a disk on which no file has two names
        with path.open("xb"):
            os.replace(made, path)
    sync_folder(path.parent)


def sync(path: Path) -> None:
    """Wait until the disk has what was written to this file."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Wait until the disk has the names in a folder; Windows has no such thing and needs none."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # some network folders cannot
            os.fsync(handle)
    finally:
        os.close(handle)


def discard(path: Path) -> None:
    """Remove a draft and its journal, as far as they are there and let themselves be removed."""
    for leftover in (path, journal(path)):
        with suppress(OSError):
            leftover.unlink(missing_ok=True)
    _strike(path)


def discard_drafts(path: Path) -> None:
    """Remove what processes that were killed left of drafts for this path; only its owner may ask."""
    with suppress(OSError):
        for leftover in path.parent.glob(f".{_literal(path.name)}.*{_DRAFT}*"):
            discard(leftover)


def digest(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def free_name(path: Path) -> Path:
    """A path nobody has: the one given, or with a number before its suffix."""
    names = (path if n == 1 else path.with_stem(f"{path.stem} {n}") for n in range(1, 10_000))
    for name in names:
        if not name.exists():
            return name
    raise WorkshopError(f"{path} has ten thousand namesakes: tidy its folder first.")


def _strike(draft: Path) -> None:
    if (kept := ledger.kept()) is not None:
        kept.strike_draft(draft)


def _literal(name: str) -> str:
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in name)
