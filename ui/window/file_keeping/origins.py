"""Whether the file that a local copy was taken of is still there, asked where it may take long."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from resources.words import say
from upstream_workshop.session_file.copies import working_copies

EVERY: Final = 1000  # milliseconds


class OriginWatch(QObject):
    """Looks every second in a thread of its own: a share that hangs holds up nobody, and no end.

    `changed` with one sentence when the file is gone, with none when it is there again.
    """

    changed = Signal(str)
    _answered = Signal(bool)

    def __init__(self, origin: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._origin = origin
        self._away = False
        self._asking = False
        self._answered.connect(self._on_answered)
        self._clock = QTimer(self)
        self._clock.timeout.connect(self.ask)
        self._clock.start(EVERY)

    def ask(self) -> None:
        """Look once more, unless the last look has not come back."""
        if not self._asking:
            self._asking = True
            threading.Thread(target=self._look, daemon=True).start()

    def stop(self) -> None:
        """Look no more."""
        self._clock.stop()

    def _look(self) -> None:
        away = working_copies.is_away(self._origin)
        try:
            self._answered.emit(away)
        except RuntimeError:  # the session was closed meanwhile
            return

    def _on_answered(self, away: bool) -> None:
        self._asking = False
        if away == self._away:
            return
        self._away = away
        self.changed.emit(
            say(
                "{path} is not there now: your work is saved on this computer, and is brought back when you "
                "close the session and its place is there again.",
                path=self._origin,
            )
            if away
            else ""
        )
