"""Atomic file replacement: temporary files, syncing, renaming into place, digests, free names."""

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

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.letters import clusters
from upstream_workshop.storage.files import ledger

COMPANIONS: Final = ("-journal", "-wal", "-shm")  # what SQLite adds to the name of a database
_DRAFT: Final = ".new"
_LONGEST: Final = 120  # bytes of a name that are kept in the name of its temporary file
# the same for a session: with a number and what SQLite adds, 255 bytes are possible
_LONGEST_SESSION: Final = 240
_LONGEST_SUFFIX: Final = 40
_held: Final[set[tuple[int, int]]] = set()


class Mark(NamedTuple):
    """Values by which to detect, without reading a file, that it was replaced or written.

    device, number: the device and inode number.
    size: the size in bytes.
    changed: the time of the last change, in nanoseconds.
    """

    device: int
    number: int
    size: int
    changed: int

    @property
    def identity(self) -> tuple[int, int]:
        """Device and inode number, which identify the file whatever its content."""
        return self.device, self.number


def mark(path: Path) -> Mark:
    """Return the current mark of a file. Raises OSError if there is none."""
    found = path.stat()
    return Mark(found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns)


def real(path: Path) -> Path:
    """Return the path with links resolved, as far as possible; a loop of links is not an error."""
    return Path(os.path.realpath(path))


def hold(path: Path) -> Mark:
    """Record that this process has a file open as a session, so that no other code opens it.

    On Unix, closing any handle of a file drops every lock the process has on it, so that even
    reading the header would let a second process open the session. Locks belong to the process,
    hence the record is kept for the whole process. Returns the mark to pass to `release`.
    """
    now = mark(path)
    _held.add(now.identity)
    return now


def release(held: Mark) -> None:
    """Remove the record made by `hold`, once the file is closed."""
    _held.discard(held.identity)


def is_held(path: Path) -> bool:
    """Check whether this process has the file open as a session, under any path."""
    return mark(path).identity in _held


def draft(path: Path, part: str = "") -> Path:
    """Return the path of a temporary file that is to be renamed to `path`.

    part: added to the name, to tell apart several temporary files of this process for one path.

    The file is hidden, in the same folder, and named after this process. Its path is entered in
    the ledger before it is created, so that a file left by a killed process is found and removed.
    """
    made = path.with_name(f".{short(path.name)}.{os.getpid()}{part}{_DRAFT}")
    if (kept := ledger.kept()) is not None:
        kept.note_draft(made)
    return made


def of_this_thread() -> str:
    """Return a part for `draft` that differs between the threads of this process."""
    return f".thread{threading.get_native_id()}"


def journal(path: Path) -> Path:
    """Return the path of the rollback journal that SQLite keeps beside a database."""
    return path.with_name(path.name + COMPANIONS[0])


def companions(path: Path) -> tuple[Path, ...]:
    """Return the paths of all files that SQLite may keep beside a database."""
    return tuple(path.with_name(path.name + added) for added in COMPANIONS)


def settle(made: Path, path: Path) -> None:
    """Rename a finished temporary file to its path, replacing a file that is there.

    made: the temporary file.
    path: the path it gets.

    The bytes are synced to the disk before the rename, and the folder after it. A file that is
    created at the path during the call is not replaced; FileExistsError is then raised.
    """
    if not os.path.lexists(path):
        settle_new(made, path)
        return
    sync(made)
    os.replace(made, path)
    sync_folder(path.parent)
    _strike(made)


def settle_new(made: Path, path: Path) -> None:
    """Rename a temporary file like `settle`; raise FileExistsError if the path exists."""
    sync(made)
    try:
        os.link(made, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        _replace_own(made, path)
    with suppress(OSError):
        made.unlink(missing_ok=True)
    sync_folder(path.parent)
    _strike(made)


def _replace_own(made: Path, path: Path) -> None:
    """Create the path exclusively as an empty file first, then replace that file."""
    path.open("xb").close()
    try:
        os.replace(made, path)
    except OSError:
        path.unlink()
        raise


def sync(path: Path) -> None:
    """Wait until everything written to a file is on the disk."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Wait until the entries of a folder are on the disk; a no-op on Windows, which needs none."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # some network file systems do not support it
            os.fsync(handle)
    finally:
        os.close(handle)


def discard(path: Path) -> None:
    """Remove a temporary file and its journal; ignore what is missing or cannot be removed."""
    for leftover in (path, journal(path)):
        with suppress(OSError):
            leftover.unlink(missing_ok=True)
    _strike(path)


def discard_drafts(path: Path) -> None:
    """Remove the temporary files for a path that killed processes left behind.

    Call this only while holding the lock on `path`: it removes those of running processes too.
    """
    with suppress(OSError):
        for leftover in path.parent.iterdir():
            if is_draft(leftover, path):
                discard(leftover)


def is_draft(leftover: Path, path: Path) -> bool:
    """Check by its name whether a file is a temporary file for `path`, or the journal of one."""
    own = rf"\.{re.escape(short(path.name))}\.\d+(\.[a-z]\w*)?{re.escape(_DRAFT)}(-journal)?"
    return re.fullmatch(own, leftover.name) is not None


def open_plain(path: Path) -> BufferedReader | BytesIO:
    """Open a regular file for reading bytes.

    A file of size 0 is not opened but read as empty, since files such as those in /proc report
    that size. Raises OSError if the file cannot be opened or is a folder, and WorkshopError if it
    is a pipe or a device, from which reading could block for ever.
    """
    found = path.stat()
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not stat.S_ISREG(found.st_mode):
        raise WorkshopError(say("{path} is a device or a pipe: choose a file.", path=path))
    return path.open("rb") if found.st_size else BytesIO()


def digest(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal. Raises like `open_plain`."""
    with open_plain(path) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def free_name(path: Path) -> Path:
    """Return the path if it does not exist, else the first free path with a number added.

    Raises WorkshopError if 9,999 names are taken.
    """
    names = (path if n == 1 else with_added(path, f" {n}") for n in range(1, 10_000))
    for name in names:
        if not os.path.lexists(name):
            return name
    raise WorkshopError(say("{path} has ten thousand namesakes: tidy its folder first.", path=path))


def _strike(draft: Path) -> None:
    if (kept := ledger.kept()) is not None:
        kept.strike_draft(draft)


def with_added(path: Path, added: str) -> Path:
    """Return the path with text added to its stem; the stem is cut if the name gets too long."""
    stem, suffix = path.stem, path.suffix
    if len(os.fsencode(suffix)) > _LONGEST_SUFFIX:  # the name merely contains a dot
        stem, suffix = path.name, ""
    return path.with_name(f"{cut(stem, added + suffix)}{added}{suffix}")


def cut(stem: str, added: str = "") -> str:
    """Return as much of a stem as leaves room for `added` in the name of a session file."""
    return _fitting(stem, _LONGEST_SESSION - len(os.fsencode(added)))


def short(name: str) -> str:
    """Return a name that leaves room for additions.

    A name of more than 120 bytes is cut, and a digest is added to keep it unique.
    """
    whole = os.fsencode(name)
    if len(whole) <= _LONGEST:
        return name
    return f"{_fitting(name, _LONGEST)}~{hashlib.sha256(whole).hexdigest()[:8]}"


def _fitting(name: str, room: int) -> str:
    """Return the longest start of a name, in whole letters with their marks, of `room` bytes."""
    if len(os.fsencode(name)) <= room:
        return name
    ends = accumulate(len(os.fsencode(letter)) for letter in clusters(name))
    return "".join(letter for letter, end in zip(clusters(name), ends, strict=True) if end <= room)
