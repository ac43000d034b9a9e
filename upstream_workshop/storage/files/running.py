"""Which processes of this app are alive: each holds a lock on a file of its own, and a lock dies with it.

A process number alone would not tell: the next process may have it.
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
    """The process we are, as others see it in a folder. Raises OSError when it cannot be written."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self.process = os.getpid()
        self.token = f"{self.process}-{secrets.token_hex(4)}"
        self._path = folder / f"{self.token}{_SUFFIX}"
        self._file = self._path.open("wb")
        _lock(self._file)

    def close(self) -> None:
        """Say that this process is done here; a forked child leaves its parent's word alone."""
        self._file.close()
        if self.process == os.getpid():
            with suppress(OSError):  # whoever comes next removes it
                self._path.unlink(missing_ok=True)

    def living(self) -> frozenset[str]:
        """The tokens of the processes that are alive, this one too; the notes of the dead are removed.

        Raises OSError when the folder cannot be read.
        """
        found = {self.token}
        for path in self._folder.glob(f"*{_SUFFIX}"):
            token = path.name.removesuffix(_SUFFIX)
            if token != self.token and _is_held(path):
                found.add(token)
        return frozenset(found)


def _is_held(path: Path) -> bool:
    """Whether somebody holds it. What cannot be told is taken for held: nothing of the living is touched."""
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
    """Lock it until it is closed, or raise OSError at once."""
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
