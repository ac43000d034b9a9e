"""The folders for the app's own files and for the user's documents.

A folder that cannot be determined is never an error: a path is returned that cannot be written to.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Final

import platformdirs

_NAME: Final = "upstream-workshop"
# a path at which nothing can be written; code that tries reports the error
_NOWHERE: Final = Path(os.devnull) / _NAME


def settings_folder() -> Path:
    """Return the folder for the settings."""
    return _own(platformdirs.user_config_path)


def data_folder() -> Path:
    """Return the folder for backups, working copies and the sample."""
    return _own(platformdirs.user_data_path)


def log_folder() -> Path:
    """Return the folder for the log."""
    return _own(platformdirs.user_log_path)


def documents() -> Path:
    """Return the folder that file dialogs start in: documents, home or the current folder."""
    for ask in (platformdirs.user_documents_path, Path.home, Path.cwd):
        try:
            found = ask()
            if found.is_absolute() and found.is_dir():
                return found
        except (OSError, RuntimeError, ValueError):
            continue
    return Path(Path(os.devnull).anchor)


def _own(ask: Callable[..., Path]) -> Path:
    """Return the app's folder of one kind.

    Without a home folder, platformdirs returns a path that begins with a tilde, which would be
    relative to the current folder.
    """
    try:
        found = ask(_NAME, appauthor=False)
    except (OSError, RuntimeError, ValueError):
        return _NOWHERE
    return found if found.is_absolute() else _NOWHERE
