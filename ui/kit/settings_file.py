"""The ini file of the settings: values of a known type, whatever stands in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QSettings

_Known = TypeVar("_Known")


class SettingsFile:
    """Named values in one ini file, which a user may have edited by hand."""

    def __init__(self, path: Path) -> None:
        self._store = QSettings(str(path), QSettings.Format.IniFormat)

    def write(self, key: str, value: object) -> None:
        """Keep a value; `save` writes it to disk."""
        self._store.setValue(key, value)

    def save(self) -> QSettings.Status:
        """Write the values to disk and return the status of the file."""
        self._store.sync()
        return self._store.status()

    def read(self, key: str, default: _Known) -> _Known:
        """Return a value, or the default if there is none of its type."""
        value: Any = self._store.value(key, default)
        try:
            return value if isinstance(value, type(default)) else type(default)(value)  # type: ignore[call-arg]
        except (TypeError, ValueError):
            return default  # the file was edited by hand

    def names(self, key: str) -> list[str]:
        """Return the texts of a list; none if there is no list."""
        value: Any = self._store.value(key, [])
        names = [value] if isinstance(value, str) else value
        return [name for name in names if isinstance(name, str)] if isinstance(names, list) else []
