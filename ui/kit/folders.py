"""Where the app keeps its own things, and the user theirs; not knowing is no reason to stop."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Final

import platformdirs

_NAME: Final = "upstream-workshop"
# where nothing can be kept, which is said by whoever tries
_NOWHERE: Final = Path(os.devnull) / _NAME


def settings_folder() -> Path:
    """Where the settings are."""
    return _own(platformdirs.user_config_path)


def data_folder() -> Path:
    """Where backups, local copies and the sample are."""
    return _own(platformdirs.user_data_path)


def log_folder() -> Path:
    """Where the log is."""
    return _own(platformdirs.user_log_path)


def documents() -> Path:
    """Where the user's files are looked for first."""
    for ask in (platformdirs.user_documents_path, Path.home, Path.cwd):
        try:
            found = ask()
            if found.is_absolute() and found.is_dir():
                return found
        except (OSError, RuntimeError, ValueError):
            continue
    return Path(Path(os.devnull).anchor)


def _own(ask: Callable[..., Path]) -> Path:
    """Without a home the answer begins with a tilde, and would lie in whatever folder one is in."""
    try:
        found = ask(_NAME, appauthor=False)
    except (OSError, RuntimeError, ValueError):
        return _NOWHERE
    return found if found.is_absolute() else _NOWHERE
