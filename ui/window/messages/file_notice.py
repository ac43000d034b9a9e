"""The notice that stands while the work cannot be saved, or something else about the file is told."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from resources.words import say
from ui.widgets.messages.banner import Way
from ui.window.frame import Frame
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.storage.files.presence import Absence


class FileNotice(QObject):
    """Shows whether the work is saved, why nothing can be changed, and the ways on.

    frame: returns the parts of the window, which are built anew with another theme.

    The signals ask for the ways on: `copy_requested` for a copy elsewhere, `put_back_requested` for
    the file at its path again, `reopen_requested` for the session anew, and
    `open_requested(path)` for another file. `file_missed` says that the file is not where it was,
    or not what it was.
    """

    copy_requested = Signal()
    put_back_requested = Signal()
    reopen_requested = Signal()
    open_requested = Signal(object)
    file_missed = Signal()

    def __init__(
        self, workshop: Workshop, frame: Callable[[], Frame], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._workshop = workshop
        self._frame = frame
        self._stopped = False
        self._missing = False
        self._copy: Path | None = None
        self._note = ""

    def refresh(self) -> None:
        """Show the state of the file as it is now."""
        workshop, absence, frame = self._workshop, self._workshop.absence, self._frame()
        frame.strip.show_saved(workshop.saved_at, absence is not None, workshop.is_working_copy)
        words = workshop.read_only or (absence.why if absence else self._note)
        if words:
            frame.standing.say(words, self._ways(absence))
        else:
            frame.standing.close_banner()
        if (absence is not None) != self._missing:
            self._missing = absence is not None
            self._copy = None
            if self._missing:
                self.file_missed.emit()

    def note(self, sentence: str) -> None:
        """Show a sentence for as long as it is true, though it stops nothing; "" removes it."""
        self._note = sentence
        self.refresh()

    def offer_copy(self, path: Path) -> None:
        """Offer to go on in a copy of all the work, while this file cannot be saved."""
        self._copy = path
        self.refresh()

    def stop(self, why: str) -> None:
        """Let nothing be changed any more, after something unexpected happened."""
        self._stopped = True
        self._workshop.stop(why)
        self.refresh()

    def repeats(self, sentence: str) -> bool:
        """Return whether a sentence stands in the notice already."""
        notice = self._frame().standing
        return not notice.isHidden() and sentence == notice.words()

    def _ways(self, absence: Absence | None) -> list[Way]:
        ways: list[Way] = [(say("Save a copy elsewhere"), "copy", self.copy_requested.emit)]
        if self._stopped:
            ways.insert(0, (say("Open again"), "arrow-clockwise", self.reopen_requested.emit))
        elif absence is not None and absence.vacant:
            ways.insert(0, (say("Put it back"), "arrow-u-down-left", self.put_back_requested.emit))
        if self._copy is not None and (absence is not None or self._workshop.read_only):
            go_on = partial(self.open_requested.emit, self._copy)
            ways.insert(0, (say("Go on in the copy"), "folder-open", go_on))
        return ways
