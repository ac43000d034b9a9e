"""Copies of the open session, its file put back, and the question about unsaved work."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from resources.words import say
from ui.kit import folders
from ui.widgets import ask_new_file
from ui.window.main_window import MainWindow
from upstream_workshop.errors import WorkshopError
from upstream_workshop.storage.files import disk
from upstream_workshop.storage.files.presence import Absence

SUFFIX = ".upstream"


class SessionCopies:
    """Keeps the work of one open session outside its file, or writes the file again.

    window: the window of the session.
    ask_last: asks where to save unsaved work before the session is left, and returns "put back",
        "copy" or "".
    """

    def __init__(self, window: MainWindow, ask_last: Callable[[Absence], str]) -> None:
        self._window = window
        self._workshop = window.desk.workshop
        self._ask_last = ask_last
        self._saved: Path | None = None  # the last copy

    def save(self, path: Path) -> None:
        """Save a copy of the session at another path; show the reason if that fails.

        This works even if the session file itself can no longer be written. The message names the
        open secret ballots, since the copy holds every slip entered for them.
        """
        try:
            self._workshop.copy_to(path, whole=True)
        except WorkshopError as refusal:
            self._window.refuse(str(refusal))
            return
        from upstream_workshop.voting import queries as voting  # a start saves no copy

        message = say("A copy is at {path}", path=path)
        names = "”, “".join(self._window.desk.ask(voting.open_secrets))
        if names:
            message += say(
                ". It holds every slip keyed so far of the secret vote “{names}”: let nobody have "
                "it, and remove it when you no longer need it.",
                names=names,
            )
        self._window.desk.reported.emit(message)
        self._saved = path
        self._window.file_notice.offer_copy(path)

    def ask_where(self) -> None:
        """Ask where to save a copy, and save it there."""
        path = self._workshop.path
        offered = disk.with_added(folders.documents() / f"{path.stem}{SUFFIX}", say(" copy"))
        copy = ask_new_file(self._window, say("Save a copy elsewhere"), offered, f"*{SUFFIX}")
        if copy is not None:
            self.save(copy)

    def put_back(self) -> None:
        """Write the session to its path again; show the reason if another file is there."""
        try:
            self._workshop.put_back()
        except WorkshopError as refusal:
            self._window.refuse(str(refusal))
            return
        self._window.file_notice.refresh()
        self._window.desk.reported.emit(
            say("{path} is back in its place, with all your work", path=self._workshop.path)
        )

    def keep_work(self) -> None:
        """Ask where to save changes that are not in the session file.

        Asks again until they are saved, a copy has been saved, or the user closes without keeping
        them.
        """
        while absence := self._workshop.absence:
            if self._saved is not None and self._saved.is_file():
                return
            way = self._ask_last(absence)
            if way == "put back":
                self.put_back()
            elif way == "copy":
                self.ask_where()
            else:
                return
