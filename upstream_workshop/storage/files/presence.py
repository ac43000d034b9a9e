"""Whether what was done is in the file that its path names.

SQLite goes on writing into a file that was deleted, replaced or emptied, and says nothing. So the file
is compared with what SQLite holds of it, byte for byte, after each change and whenever it looks touched.
"""

from __future__ import annotations

import os
import sqlite3
import stat
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

from upstream_workshop.storage.files import disk

_COMPARED: Final = 64 << 20  # bytes; of a larger file only identity and size are looked at
# bytes read at once: memory for all of a file is fetched from the system each time
_PIECE: Final = 256 << 10
_GRAIN: Final = 10_000_000  # nanoseconds in which a second write may leave the same time behind
_COARSE: Final = 2_000_000_000  # the same where a disk counts in whole seconds
_BINARY: Final = getattr(os, "O_BINARY", 0)  # Windows


@dataclass(frozen=True, slots=True)
class Absence:
    """What stands where the session should; `vacant`: nothing of anybody else, so it may be put back.

    A `twin` is another file with every byte of ours, as programs leave that write a file anew.
    """

    what: str
    vacant: bool = False
    twin: bool = False

    @property
    def why(self) -> str:
        """One sentence: what happened, and what to do about it."""
        ways = "put it back, or save a copy elsewhere" if self.vacant else "save a copy elsewhere"
        return f"{self.what}, so nothing can be saved: {ways}; all your work is still here."


class _Seen(NamedTuple):
    """By what to tell that nobody touched a file since."""

    size: int
    written: int  # nanoseconds
    changed: int


class Presence:
    """An open file, by a handle of its own; `close` it after SQLite's.

    On Unix, closing any handle of a file drops the locks its process has on it: hence this one, which
    stays open, is the only way to read the file beside SQLite. `path` is where it is worked on,
    `known` its name for people. Raises OSError when it cannot be opened.
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
        self._read_at = 0  # nanoseconds; what is written later has a later time
        pages = driver.serialize() if ours.st_size <= _COMPARED else b""  # SQLite keeps them all
        # what is no page of SQLite's
        self._tail = self._read(len(pages), ours.st_size - len(pages)) if pages else b""

    def look(self, afresh: bool = False) -> Absence | None:
        """What is wrong with the place; None when the file is there and holds all that was committed.

        `afresh` after a change of our own; else the bytes are compared only if the file looks touched.
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
            return Absence(f"{self._known} cannot be reached now ({why})")
        return None

    def is_ours(self, path: Path) -> bool:
        """Whether a path names the open file, wherever that is now."""
        try:
            there = path.stat()
        except OSError:
            return False
        return (there.st_dev, there.st_ino) == self._identity

    def close(self) -> None:
        """Let go of the handle, once SQLite has let go of the file."""
        os.close(self._handle)

    def _compare(self, size: int) -> Absence | None:
        (count,) = self._driver.execute("PRAGMA page_count").fetchone()
        (width,) = self._driver.execute("PRAGMA page_size").fetchone()
        whole = count * width
        self._read_at = time.time_ns()
        if size == 0:
            return Absence(f"{self._known} was emptied by another program", vacant=True)
        if whole > _COMPARED:
            same = whole <= size <= whole + len(self._tail)
            return None if same else Absence(f"Another program wrote into {self._known}")
        pages = self._driver.serialize()
        self._read_at = time.time_ns()
        ours = self._matching(pages)
        if ours < len(pages) and ours == os.fstat(self._handle).st_size:
            return Absence(f"{self._known} was cut short by another program", vacant=True)
        tail = self._read(len(pages), len(self._tail) + 1)
        if ours < len(pages) or not self._tail.endswith(tail):
            return Absence(f"Another program wrote into {self._known}")
        self._tail = tail
        return None

    def _other(self, there: os.stat_result) -> Absence:
        kind = "folder" if stat.S_ISDIR(there.st_mode) else "file"
        twin = stat.S_ISREG(there.st_mode) and self._is_twin(there.st_size)
        return Absence(f"Another {kind} stands at {self._known} now", vacant=twin, twin=twin)

    def _is_twin(self, size: int) -> bool:
        """Whether the other file at the path is ours, byte for byte; we have no lock on it to lose."""
        if size > _COMPARED:
            return False
        pages = self._driver.serialize()
        return size == len(pages) and self._path.read_bytes() == pages

    def _missing(self) -> Absence:
        if os.path.lexists(self.real):
            return Absence(f"A link that leads nowhere stands at {self._known} now")
        around = next(folder for folder in self.real.parents if os.path.lexists(folder))
        if not around.is_dir():
            return Absence(f"Something else stands where the folder of {self._known} was")
        gone = self._known if around == self.real.parent else f"The folder of {self._known}"
        return Absence(f"{gone} is no longer there", vacant=disk.real(self._path) == self.real)

    def _matching(self, pages: bytes) -> int:
        """How many bytes of the file, from its beginning on, are those of the pages."""
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
    """Whether a file was written so lately that the next write may leave the same times behind."""
    latest = max(seen.written, seen.changed)
    return now - latest < (_GRAIN if latest % 1_000_000_000 else _COARSE)
