"""What the app remembers between runs: look, window, last session and page, recent files."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QByteArray, QSettings

from ui.kit import folders
from ui.kit.theme import NAMES
from upstream_workshop.session_file import working_copies
from upstream_workshop.storage.files import disk
from upstream_workshop.storage.files.ledger import SECOND, Ledger

_RECENT = 8
_Known = TypeVar("_Known")


class Settings:
    """Named values in one ini file; `path` lets tests and players keep theirs apart.

    `home` is the folder for what the app keeps besides: backups, and local copies of what lies elsewhere.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.home = path.parent if path else folders.data_folder()
        self.ledger = Ledger(self.home)  # of every place the app writes
        self.file = path or folders.settings_folder() / "settings.ini"
        self._store = QSettings(str(self.file), QSettings.Format.IniFormat)
        if self.second_backups is not None:  # by an app that kept no list yet
            self.ledger.note(SECOND, self.second_backups)

    @property
    def theme(self) -> str:
        """The theme's name: light or dark."""
        name = self._read("look/theme", "light")
        return name if name in NAMES else NAMES[0]

    @theme.setter
    def theme(self, name: str) -> None:
        self._store.setValue("look/theme", name)

    @property
    def text_percent(self) -> int:
        """How big words are: 100 to 200."""
        return max(100, min(200, self._read("look/text", 100)))

    @text_percent.setter
    def text_percent(self, percent: int) -> None:
        self._store.setValue("look/text", percent)

    @property
    def page(self) -> str:
        """The room last looked at."""
        return self._read("last/page", "")

    @page.setter
    def page(self, key: str) -> None:
        self._store.setValue("last/page", key)

    @property
    def late_from(self) -> int:
        """From how many minutes behind the plan on it is spoken of."""
        return max(1, min(60, self._read("run/late_from", 3)))

    @late_from.setter
    def late_from(self, minutes: int) -> None:
        self._store.setValue("run/late_from", minutes)

    @property
    def in_room(self) -> str:
        """What the room screen showed last, while it was open: session, page and subject as JSON."""
        return self._read("last/room", "")

    @in_room.setter
    def in_room(self, what: str) -> None:
        self._store.setValue("last/room", what)

    @property
    def geometry(self) -> QByteArray:
        """Where the window was, as Qt saves it."""
        return self._read("window/geometry", QByteArray())

    @geometry.setter
    def geometry(self, geometry: QByteArray) -> None:
        self._store.setValue("window/geometry", geometry)

    @property
    def backups(self) -> Path:
        """Where backups of all sessions are kept."""
        return self.ledger.backups

    @property
    def working_copies(self) -> Path:
        """Where local copies lie of files that are edited elsewhere."""
        return self.ledger.working_copies

    @property
    def second_backups(self) -> Path | None:
        """A folder, such as a stick's, that gets every backup too."""
        name = self._read("backups/second", "")
        return Path(name) if name else None

    @second_backups.setter
    def second_backups(self, folder: Path | None) -> None:
        if folder is not None:
            self.ledger.note(SECOND, folder)
        self._store.setValue("backups/second", str(folder or ""))
        self.save()

    @property
    def recent(self) -> tuple[Path, ...]:
        """Session files opened lately that still exist, newest first."""
        stored = [Path(str(name)) for name in self._names("last/recent")]
        return tuple(path for path in stored if self._is_there(path))

    @property
    def last_session(self) -> Path | None:
        """The session to come back to after a restart, unless it was left on purpose."""
        name = self._read("last/session", "")
        return Path(name) if name and self._is_there(Path(name)) else None

    def opened(self, path: Path) -> None:
        """Remember an opened session file as the last one."""
        whole = str(disk.real(path))
        names = [whole, *(name for name in self._names("last/recent") if name != whole)]
        self._store.setValue("last/recent", names[:_RECENT])
        self._store.setValue("last/session", whole)
        self.save()

    def left(self) -> None:
        """Forget the last session: it was closed on purpose."""
        self._store.setValue("last/session", "")
        self.save()

    @property
    def crashes(self) -> int:
        """How many times in a row the app ended, by itself, within a minute of opening a session."""
        return max(0, self._read("start/crashes", 0))

    def opening(self) -> None:
        """Mark that a session is being opened; `lived` takes the mark away."""
        self._store.setValue("start/opening", os.getpid())
        self.save()

    def lived(self, well: bool = True) -> None:
        """It was open for a minute or was closed in order; not `well`: it was not opened at all."""
        self._store.setValue("start/opening", 0)
        if well:
            self._store.setValue("start/crashes", 0)
        self.save()

    def count_crash(self) -> bool:
        """Whether the last start left its mark, which is counted; another window's mark is left to it."""
        marked = self._read("start/opening", 0)
        if marked <= 0 or (marked != os.getpid() and _is_running(marked)):
            return False
        self._store.setValue("start/crashes", self.crashes + 1)
        self.lived(well=False)
        return True

    def save(self) -> None:
        """Write to disk now, for a crash asks nobody."""
        self._store.sync()

    def prove(self) -> QSettings.Status:
        """Write them: AccessError when they cannot be kept, FormatError when spoilt ones begin anew."""
        with suppress(OSError):
            self.file.parent.mkdir(parents=True, exist_ok=True)
        self._store.setValue("look/theme", self.theme)
        self._store.sync()
        return self._store.status()

    def _is_there(self, path: Path) -> bool:
        """Whether the file is, or work in it that waits for its stick to be back."""
        try:
            return path.is_file() or working_copies.is_left_over(path, self.working_copies)
        except (OSError, ValueError):  # no path at all, or a folder closed to us
            return False

    def _read(self, key: str, default: _Known) -> _Known:
        value: Any = self._store.value(key, default)
        try:
            return value if isinstance(value, type(default)) else type(default)(value)  # type: ignore[call-arg]
        except (TypeError, ValueError):
            return default  # somebody edited the file

    def _names(self, key: str) -> list[str]:
        value: Any = self._store.value(key, [])
        names = [value] if isinstance(value, str) else value
        return [name for name in names if isinstance(name, str)] if isinstance(names, list) else []


def _is_running(process: int) -> bool:
    """Whether a process of that number is there; Windows cannot be asked without harm."""
    if os.name == "nt":
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True
