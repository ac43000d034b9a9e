"""Files that are there whole or not at all: drafts, syncing, putting in place, and their hashes."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import stat
import threading
from contextlib import suppress
from io import BufferedReader, BytesIO
from itertools import accumulate
from pathlib import Path
from typing import Final, NamedTuple

from upstream_workshop.errors import WorkshopError
from upstream_workshop.letters import clusters
from upstream_workshop.storage.files import ledger

COMPANIONS: Final = ("-journal", "-wal", "-shm")  # what SQLite adds to the name of a database
_DRAFT: Final = ".new"
_LONGEST: Final = 120  # bytes of a name that are kept in the name of its draft
_LONGEST_SESSION: Final = 240  # the same of a session: 255 with a number and what SQLite adds
_LONGEST_SUFFIX: Final = 40
_held: Final[set[tuple[int, int]]] = set()


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


def hold(path: Path) -> Mark:
    """Note that this process has the file open as a session, so that nothing opens it by the way.

    On Unix, closing any handle of a file drops every lock this process has on it: merely reading a
    header would let a second window in. That is a matter of the whole process, and so is this note.
    """
    now = mark(path)
    _held.add(now.identity)
    return now


def release(held: Mark) -> None:
    """The file is closed."""
    _held.discard(held.identity)


def is_held(path: Path) -> bool:
    """Whether this process has the file open as a session, under whatever name."""
    return mark(path).identity in _held


def draft(path: Path, part: str = "") -> Path:
    """Where to build what will take this path's place: hidden, beside it, this process's own.

    It is on the list of places before it is there, so that what a kill leaves is found and removed.
    """
    made = path.with_name(f".{short(path.name)}.{os.getpid()}{part}{_DRAFT}")
    if (kept := ledger.kept()) is not None:
        kept.note_draft(made)
    return made


def of_this_thread() -> str:
    """The part of a draft's name that keeps two jobs of one process from building the same one."""
    return f".thread{threading.get_native_id()}"


def journal(path: Path) -> Path:
    """The rollback journal SQLite keeps beside a database."""
    return path.with_name(path.name + COMPANIONS[0])


def companions(path: Path) -> tuple[Path, ...]:
    """Every file SQLite may keep beside a database."""
    return tuple(path.with_name(path.name + added) for added in COMPANIONS)


def settle(made: Path, path: Path) -> None:
    """Put a finished draft in place: its bytes are on the disk before its name is."""
    if not os.path.lexists(path):
        settle_new(made, path)
        return
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
        _replace_own(made, path)
    with suppress(OSError):
        made.unlink(missing_ok=True)
    sync_folder(path.parent)
    _strike(made)


def _replace_own(made: Path, path: Path) -> None:
    """Take the name first, by an empty file that nobody else can have made."""
    path.open("xb").close()
    try:
        os.replace(made, path)
    except OSError:
        path.unlink()
        raise


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
        for leftover in path.parent.iterdir():
            if is_draft(leftover, path):
                discard(leftover)


def is_draft(leftover: Path, path: Path) -> bool:
    """Whether a file was built by some process to take this path's place, or is such a one's journal."""
    own = rf"\.{re.escape(short(path.name))}\.\d+(\.[a-z]\w*)?{re.escape(_DRAFT)}(-journal)?"
    return re.fullmatch(own, leftover.name) is not None


def open_plain(path: Path) -> BufferedReader | BytesIO:
    """A file to read. Raises OSError, and WorkshopError for what could keep a reader waiting for ever.

    That is a pipe or a device; and what Linux makes up as it is read, as in /proc, counts as empty.
    """
    found = path.stat()
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not stat.S_ISREG(found.st_mode):
        raise WorkshopError(f"{path} is a device or a pipe: choose a file.")
    return path.open("rb") if found.st_size else BytesIO()


def digest(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with open_plain(path) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def free_name(path: Path) -> Path:
    """A path nobody has: the one given, or with a number before its suffix."""
    names = (path if n == 1 else with_added(path, f" {n}") for n in range(1, 10_000))
    for name in names:
        if not os.path.lexists(name):
            return name
    raise WorkshopError(f"{path} has ten thousand namesakes: tidy its folder first.")


def _strike(draft: Path) -> None:
    if (kept := ledger.kept()) is not None:
        kept.strike_draft(draft)


def with_added(path: Path, added: str) -> Path:
    """The path with something added to its stem, which is cut where the name would be too long."""
    stem, suffix = path.stem, path.suffix
    if len(os.fsencode(suffix)) > _LONGEST_SUFFIX:  # no suffix, but a name with a dot in it
        stem, suffix = path.name, ""
    return path.with_name(f"{cut(stem, added + suffix)}{added}{suffix}")


def cut(stem: str, added: str = "") -> str:
    """So much of a stem that with what is added the name can be a session's."""
    return _fitting(stem, _LONGEST_SESSION - len(os.fsencode(added)))


def short(name: str) -> str:
    """A name, or as much of a long one that something can be added to it, and still no other's."""
    whole = os.fsencode(name)
    if len(whole) <= _LONGEST:
        return name
    return f"{_fitting(name, _LONGEST)}~{hashlib.sha256(whole).hexdigest()[:8]}"


def _fitting(name: str, room: int) -> str:
    """As many whole letters, each with its marks, as take no more bytes than there is room for."""
    if len(os.fsencode(name)) <= room:
        return name
    ends = accumulate(len(os.fsencode(letter)) for letter in clusters(name))
    return "".join(letter for letter, end in zip(clusters(name), ends, strict=True) if end <= room)
