"""Detection of running processes of this app.

Each process locks a file of its own, and the operating system releases the lock when the process
ends. A process number alone would not do, as a later process may have the same one.
"""

from __future__ import annotations

import os
import secrets
import sys
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Final

_SUFFIX: Final = ".running"


class Running:
    """The registration of this process as running.

    folder: the folder for the lock files of all processes; it is created if missing.

    Attributes: `process` is the process number; `token` identifies the process and is never
    reused. Raises OSError if the folder cannot be written.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self.process = os.getpid()
        self.token = f"{self.process}-{secrets.token_hex(4)}"
        self._path = folder / f"{self.token}{_SUFFIX}"
        self._file = self._path.open("wb")
        _lock(self._file)

    def close(self) -> None:
        """End the registration; a forked child closes its handle but keeps the parent's file."""
        self._file.close()
        if self.process == os.getpid():
            with suppress(OSError):  # the next call of `living` removes it
                self._path.unlink(missing_ok=True)

    def living(self) -> frozenset[str]:
        """Return the tokens of the running processes, including this one.

        Lock files of processes that have ended are removed. Raises OSError if the folder cannot be
        read.
        """
        found = {self.token}
        for path in self._folder.glob(f"*{_SUFFIX}"):
            token = path.name.removesuffix(_SUFFIX)
            if token != self.token and _is_held(path):
                found.add(token)
        return frozenset(found)


def _is_held(path: Path) -> bool:
    """Check whether a process holds the lock on a file; remove a file that is not locked.

    A file that cannot be opened counts as locked, so that no running process is disturbed.
    """
    try:
        with path.open("r+b") as file:
            _lock(file)
    except FileNotFoundError:
        return False
    except OSError:
        return True
    with suppress(OSError):
        path.unlink(missing_ok=True)
    return False


def _lock(file: BinaryIO) -> None:
    """Lock a file until it is closed. Raises OSError, without waiting, if it is locked already."""
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
