"""Detection of an open session file that another program moved, deleted, replaced or altered.

SQLite continues to write to a file that was deleted, replaced or emptied, without an error.
Therefore the file at the path is compared with SQLite's pages, byte for byte, after each change
and whenever its size or times have changed.
"""

from __future__ import annotations

import os
import sqlite3
import stat
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

from resources.words import say
from upstream_workshop.storage.files import disk

_COMPARED: Final = 64 << 20  # bytes; of a larger file only identity and size are compared
# bytes read at once: a buffer for a whole file would be allocated from the system each time
_PIECE: Final = 256 << 10
_GRAIN: Final = 10_000_000  # nanoseconds within which two writes may get the same time
_COARSE: Final = 2_000_000_000  # the same on a disk that keeps whole seconds
_BINARY: Final = getattr(os, "O_BINARY", 0)  # Windows


@dataclass(frozen=True, slots=True)
class Absence:
    """The reason why committed changes are not in the file at the session's path.

    what: what is at the path, as the beginning of a sentence.
    vacant: whether nothing of another program is at the path, so that the file may be written
        again.
    identical: whether another file with the same bytes is at the path, as left by programs that rewrite
        a file on saving.
    """

    what: str
    vacant: bool = False
    identical: bool = False

    @property
    def why(self) -> str:
        """A sentence for the user: what happened, and what to do about it."""
        if self.vacant:
            return say(
                "{what}, so nothing can be saved: put it back, or save a copy elsewhere; all your work "
                "is still here.",
                what=self.what,
            )
        return say(
            "{what}, so nothing can be saved: save a copy elsewhere; all your work is still here.",
            what=self.what,
        )


class _Seen(NamedTuple):
    """Size in bytes and times by which a write to the file is detected."""

    size: int
    written: int  # nanoseconds
    changed: int


class Presence:
    """Compares an open session file with the pages that SQLite has of it.

    path: the file that SQLite has open.
    known: the path shown to the user.
    driver: SQLite's connection to the file.

    On Unix, closing any handle of a file drops the locks that its process has on it. Therefore a
    second handle is kept open here, and it is the only way to read the file beside SQLite; call
    `close` only after SQLite's connection is closed. Raises OSError if the file cannot be opened.
    """

    def __init__(self, path: Path, known: str, driver: sqlite3.Connection) -> None:
        self._path = path
        self._known = known
        self._driver = driver
        self.real = disk.real(path)
        self._handle = os.open(path, os.O_RDONLY | _BINARY)
        ours = os.fstat(self._handle)
        self._identity = (ours.st_dev, ours.st_ino)
        self._seen: _Seen | None = None
        self._read_at = 0  # nanoseconds since the epoch; later writes have later times
        pages = driver.serialize() if ours.st_size <= _COMPARED else b""  # all in SQLite's cache
        # bytes of the file after the last page
        self._tail = self._read(len(pages), ours.st_size - len(pages)) if pages else b""

    def look(self, afresh: bool = False) -> Absence | None:
        """Return why committed changes are not in the file at its path; None if they are.

        afresh: compare the bytes in any case, as after a commit; otherwise they are compared only
            if size or times differ from the last comparison.

        Nothing is raised: a file that cannot be read is an absence too.
        """
        try:
            there = self._path.stat()
            if (there.st_dev, there.st_ino) != self._identity:
                return self._other(there)
            seen = _Seen(there.st_size, there.st_mtime_ns, there.st_ctime_ns)
            if afresh or seen != self._seen:
                self._seen = None
                if absence := self._compare(there.st_size):
                    return absence
                self._seen = None if _young(seen, self._read_at) else seen
        except (FileNotFoundError, NotADirectoryError):
            return self._missing()
        except (OSError, sqlite3.Error, MemoryError) as error:
            why = getattr(error, "strerror", None) or type(error).__name__
            return Absence(say("{path} cannot be reached now ({why})", path=self._known, why=why))
        return None

    def is_own(self, path: Path) -> bool:
        """Check whether a path names the open file, even if that was moved."""
        try:
            there = path.stat()
        except OSError:
            return False
        return (there.st_dev, there.st_ino) == self._identity

    def close(self) -> None:
        """Close the handle; call this only after SQLite's connection is closed."""
        os.close(self._handle)

    def _compare(self, size: int) -> Absence | None:
        (count,) = self._driver.execute("PRAGMA page_count").fetchone()
        (width,) = self._driver.execute("PRAGMA page_size").fetchone()
        whole = count * width
        self._read_at = time.time_ns()
        if size == 0:
            said = say("{path} was emptied by another program", path=self._known)
            return Absence(said, vacant=True)
        if whole > _COMPARED:
            same = whole <= size <= whole + len(self._tail)
            return None if same else self._written()
        pages = self._driver.serialize()
        self._read_at = time.time_ns()
        ours = self._matching(pages)
        if ours < len(pages) and ours == os.fstat(self._handle).st_size:
            said = say("{path} was cut short by another program", path=self._known)
            return Absence(said, vacant=True)
        tail = self._read(len(pages), len(self._tail) + 1)
        if ours < len(pages) or not self._tail.endswith(tail):
            return self._written()
        self._tail = tail
        return None

    def _written(self) -> Absence:
        return Absence(say("Another program wrote into {path}", path=self._known))

    def _other(self, there: os.stat_result) -> Absence:
        if stat.S_ISDIR(there.st_mode):
            return Absence(say("Another folder stands at {path} now", path=self._known))
        identical = stat.S_ISREG(there.st_mode) and self._is_identical(there.st_size)
        said = say("Another file stands at {path} now", path=self._known)
        return Absence(said, vacant=identical, identical=identical)

    def _is_identical(self, size: int) -> bool:
        """Check whether another file at the path has the same bytes.

        Reading it releases no lock, since this process has none on that file.
        """
        if size > _COMPARED:
            return False
        pages = self._driver.serialize()
        return size == len(pages) and self._path.read_bytes() == pages

    def _missing(self) -> Absence:
        if os.path.lexists(self.real):
            said = say("A link that leads nowhere stands at {path} now", path=self._known)
            return Absence(said)
        around = next(folder for folder in self.real.parents if os.path.lexists(folder))
        if not around.is_dir():
            said = say("Something else stands where the folder of {path} was", path=self._known)
            return Absence(said)
        gone = say("The folder of {path} is no longer there", path=self._known)
        if around == self.real.parent:
            gone = say("{path} is no longer there", path=self._known)
        return Absence(gone, vacant=disk.real(self._path) == self.real)

    def _matching(self, pages: bytes) -> int:
        """Return the number of leading bytes in which the file agrees with the pages."""
        at = 0
        while at < len(pages):
            piece = self._read(at, min(_PIECE, len(pages) - at))
            if not piece or not pages.startswith(piece, at):
                break
            at += len(piece)
        return at

    def _read(self, at: int, size: int) -> bytes:
        os.lseek(self._handle, at, os.SEEK_SET)
        read = bytearray()
        while len(read) < size and (piece := os.read(self._handle, size - len(read))):
            read += piece
        return bytes(read)


def _young(seen: _Seen, now: int) -> bool:
    """Check whether a file was written so recently that another write may get the same times."""
    latest = max(seen.written, seen.changed)
    return now - latest < (_GRAIN if latest % 1_000_000_000 else _COARSE)
