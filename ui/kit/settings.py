"""What the app remembers between runs: appearance, window, last session and page, recent files."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QSettings

from ui.kit import folders
from ui.kit.settings_file import SettingsFile
from ui.kit.theme import NAMES
from upstream_workshop.session_file.copies import working_copies
from upstream_workshop.storage.files import disk
from upstream_workshop.storage.files.ledger import SECOND, Ledger

_RECENT = 8


class Settings:
    """Named values in one ini file.

    path: the file; by default in the user's settings folder. Tests and other drivers pass their
    own.

    `home` is the folder for backups and working copies; `ledger` lists every path the app writes
    to.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.home = path.parent if path else folders.data_folder()
        self.ledger = Ledger(self.home)
        self.file = path or folders.settings_folder() / "settings.ini"
        self.stored = SettingsFile(self.file)
        if self.second_backups is not None:  # set by a version that had no ledger yet
            self.ledger.note(SECOND, self.second_backups)

    @property
    def theme(self) -> str:
        """The theme's name: light or dark."""
        name = self.stored.read("look/theme", "light")
        return name if name in NAMES else NAMES[0]

    @theme.setter
    def theme(self, name: str) -> None:
        self.stored.write("look/theme", name)

    @property
    def text_percent(self) -> int:
        """The text size in per cent, 100 to 200."""
        return max(100, min(200, self.stored.read("look/text", 100)))

    @text_percent.setter
    def text_percent(self, percent: int) -> None:
        self.stored.write("look/text", percent)

    @property
    def paper(self) -> str:
        """The paper of the printers at hand; blank if none was chosen."""
        return self.stored.read("print/paper", "")

    @paper.setter
    def paper(self, name: str) -> None:
        self.stored.write("print/paper", name)

    @property
    def page(self) -> str:
        """The key of the room that was shown last."""
        return self.stored.read("last/page", "")

    @page.setter
    def page(self, key: str) -> None:
        self.stored.write("last/page", key)

    @property
    def late_from(self) -> int:
        """Minutes behind the plan from which the delay is shown, 1 to 60."""
        return max(1, min(60, self.stored.read("run/late_from", 3)))

    @late_from.setter
    def late_from(self, minutes: int) -> None:
        self.stored.write("run/late_from", minutes)

    @property
    def remote(self) -> bool:
        """Whether the keys of a presenter's remote turn the pages of the room screen."""
        return self.stored.read("run/remote", 0) == 1

    @remote.setter
    def remote(self, on: bool) -> None:
        self.stored.write("run/remote", int(on))

    @property
    def in_room(self) -> tuple[str, str, object] | None:
        """What the open room screen showed last: session, page and subject; None if it was closed."""
        try:
            session, page, subject = _in_tuples(json.loads(self.stored.read("last/room", "")))
        except (ValueError, TypeError, RecursionError):  # none, or not as written here
            return None
        return str(session), str(page), subject

    @in_room.setter
    def in_room(self, shown: tuple[str, str, object] | None) -> None:
        self.stored.write("last/room", json.dumps(shown) if shown else "")

    @property
    def noted(self) -> tuple[str, tuple[tuple[str, float, int], ...]]:
        """What the clock knew of the blocks that ran, as `DayClock.memory` returns it."""
        try:
            boot, noted = json.loads(self.stored.read("run/noted", ""))
            known = [
                (datetime.fromisoformat(at).isoformat(), float(s), int(by)) for at, s, by in noted
            ]
        except (
            ValueError,
            TypeError,
            RecursionError,
            OverflowError,
        ):  # none, or not as written here
            return "", ()
        return str(boot), tuple(known)

    @noted.setter
    def noted(self, memory: tuple[str, tuple[tuple[str, float, int], ...]]) -> None:
        if memory != self.noted:
            self.stored.write("run/noted", json.dumps(memory))
            self.save()

    def printed(self, session: str) -> dict[str, Any]:
        """Return what was stored by `keep_printed` for a session, by its identity; empty if nothing."""
        kept = self._all_printed().get(session, {})
        return kept if isinstance(kept, dict) else {}

    def keep_printed(self, session: str, kept: dict[str, Any]) -> None:
        """Store what was printed of a session, in plain values; that of the last few is kept."""
        others = {name: one for name, one in self._all_printed().items() if name != session}
        newest = dict(list(others.items())[-_RECENT + 1 :])
        self.stored.write("last/printed", json.dumps({**newest, session: kept}))
        self.save()

    def _all_printed(self) -> dict[str, Any]:
        try:
            every = json.loads(self.stored.read("last/printed", ""))
        except (ValueError, RecursionError):  # none, or not as written here
            return {}
        return every if isinstance(every, dict) else {}

    @property
    def geometry(self) -> QByteArray:
        """The position and size of the window, as Qt saves it."""
        return self.stored.read("window/geometry", QByteArray())

    @geometry.setter
    def geometry(self, geometry: QByteArray) -> None:
        self.stored.write("window/geometry", geometry)

    @property
    def backups(self) -> Path:
        """The folder for the backups of all sessions."""
        return self.ledger.backups

    @property
    def working_copies(self) -> Path:
        """The folder for working copies of session files on other disks."""
        return self.ledger.working_copies

    @property
    def second_backups(self) -> Path | None:
        """A second folder for every backup, such as one on a memory stick.

        None if there is none.
        """
        name = self.stored.read("backups/second", "")
        return Path(name) if name else None

    @second_backups.setter
    def second_backups(self, folder: Path | None) -> None:
        if folder is not None:
            self.ledger.note(SECOND, folder)
        self.stored.write("backups/second", str(folder or ""))
        self.save()

    @property
    def recent(self) -> tuple[Path, ...]:
        """Recently opened session files that still exist, newest first."""
        stored = [Path(str(name)) for name in self.stored.names("last/recent")]
        return tuple(path for path in stored if self._is_there(path))

    @property
    def last_session(self) -> Path | None:
        """The session to open after a restart; None if it was closed on purpose or is missing."""
        name = self.stored.read("last/session", "")
        return Path(name) if name and self._is_there(Path(name)) else None

    def opened(self, path: Path) -> None:
        """Store an opened session file as the last and most recent one."""
        whole = str(disk.real(path))
        names = [whole, *(name for name in self.stored.names("last/recent") if name != whole)]
        self.stored.write("last/recent", names[:_RECENT])
        self.stored.write("last/session", whole)
        self.save()

    def left(self) -> None:
        """Clear the last session, because the user closed it."""
        self.stored.write("last/session", "")
        self.save()

    def save(self) -> None:
        """Write the settings to disk now, so that a crash loses none."""
        self.stored.save()

    def prove(self) -> QSettings.Status:
        """Write the settings and return the status of the file.

        AccessError means that they cannot be written; FormatError that the file was unreadable, so
        that all values are the defaults.
        """
        with suppress(OSError):
            self.file.parent.mkdir(parents=True, exist_ok=True)
        self.stored.write("look/theme", self.theme)
        return self.stored.save()

    def _is_there(self, path: Path) -> bool:
        """Check whether a session file or a working copy that was never written back exists."""
        try:
            return path.is_file() or working_copies.is_left_over(path, self.working_copies)
        except (OSError, ValueError):  # an invalid path, or a folder that may not be read
            return False


def _in_tuples(value: Any) -> Any:
    """Return lists as tuples, at every depth."""
    return tuple(_in_tuples(each) for each in value) if isinstance(value, list) else value
