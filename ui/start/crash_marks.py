"""Marks in the settings of sessions that are being opened, by which a crash is known at the next start."""

from __future__ import annotations

import os

from ui.kit.settings_file import SettingsFile


class CrashMarks:
    """Counts the starts of the app that ended unexpectedly."""

    def __init__(self, stored: SettingsFile) -> None:
        self._stored = stored

    @property
    def crashes(self) -> int:
        """How often in a row the app ended unexpectedly within a minute of opening a session."""
        return max(0, self._stored.read("start/crashes", 0))

    def opening(self) -> None:
        """Mark that a session is being opened by this process; `clear_opening` removes the mark."""
        if self._stored.read("start/opening", 0) != os.getpid():
            self._stored.write("start/opening", os.getpid())
            self._stored.save()

    def clear_opening(self, well: bool = True) -> None:
        """Remove the mark of `opening`.

        well: whether the session was open for a minute or was closed in order, which also resets
        `crashes`; False if it was not opened at all.
        """
        self._stored.write("start/opening", 0)
        if well:
            self._stored.write("start/crashes", 0)
        self._stored.save()

    def count_crash(self) -> bool:
        """Check whether the last start left the mark of `opening`; if so, add one to `crashes`.

        The mark of another process that is still running is ignored.
        """
        marked = self._stored.read("start/opening", 0)
        if marked <= 0 or (marked != os.getpid() and _is_running(marked)):
            return False
        self._stored.write("start/crashes", self.crashes + 1)
        self.clear_opening(well=False)
        return True


def _is_running(process: int) -> bool:
    """Check whether a process exists.

    On Windows the result is always False, since `os.kill` would end the process.
    """
    if os.name == "nt":
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True
