"""Ends of the app soon after a session was opened: noted in the settings, and told at the next start."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QSettings, QTimer

from resources.words import say
from ui.kit.settings import Settings
from ui.start.crash_marks import CrashMarks

CRASHES: Final = 2  # in a row, after which no session is opened automatically
LIVED: Final = 60_000  # milliseconds a session must stay open until its opening counts as a success


class CrashWatch(QObject):
    """Marks in the settings that a session is being opened, until it has stayed open for a minute.

    settings: the stored settings.
    """

    def __init__(self, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._settings = settings
        self._marks = CrashMarks(settings.stored)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._marks.clear_opening)

    def after_crash(self, wanted: Path | None, chosen: bool) -> str:
        """Count the last end if it was a crash, and return why a session is not opened now.

        wanted: the session file that would be opened, or None.
        chosen: whether the user named it; else it is the session that was open last.

        Returns an empty string if it may be opened.
        """
        crashed = self._marks.count_crash()
        too_often = not chosen and self._marks.crashes >= CRASHES
        if wanted is None or not (crashed or too_often):
            return ""
        return after_crash(wanted, self._marks.crashes)

    def opening(self) -> None:
        """Mark that a session is about to be opened."""
        self._marks.opening()

    def refused(self) -> None:
        """Remove the mark, as the session could not be opened."""
        self._marks.clear_opening(well=False)

    def opened(self, path: Path) -> None:
        """Store a session as the last one, and keep the mark until it has stayed open a minute."""
        self._settings.opened(path)
        self._marks.opening()
        self._timer.start(LIVED)

    def left(self, was_open: bool) -> None:
        """Remove the mark, as the session was left in order.

        was_open: whether a session was open; without one, the mark is removed only if it is new.
        """
        if self._timer.isActive() or was_open:
            self._timer.stop()
            self._marks.clear_opening()


def after_crash(path: Path, crashes: int) -> str:
    """Return the message after the app ended within a minute of opening a session.

    path: the session file.
    crashes: how many times in a row.
    """
    if crashes < CRASHES:
        return say(
            "The app ended unexpectedly within a minute of opening {name}, so it was not opened by "
            "itself. What was saved is safe: open it here, or restore a backup.",
            name=path.name,
        )
    return say(
        "The app ended unexpectedly {times} times within a minute of opening a session, so nothing "
        "is opened by itself. What was saved is safe: open {name} here, or restore a backup.",
        name=path.name,
        times=crashes,
    )


def settings_warning(settings: Settings) -> str:
    """Return a warning if the settings cannot be read or written, or an empty string."""
    found = settings.prove()
    if found == QSettings.Status.FormatError:
        return say("Your settings could not be read, so they begin anew.")
    if found == QSettings.Status.NoError:
        return ""
    return say(
        "Your settings cannot be kept in {folder}; your sessions are not affected.",
        folder=settings.file.parent,
    )
