"""Search for the backups of one session, in all folders that may hold some."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import NamedTuple

from upstream_workshop.session_file.copies.backups import (
    Backup,
    entries,
    folder_for,
    identity_of,
    named_backup,
)


class Found(NamedTuple):
    """The result of a search for backups.

    backups: the backups that were found, newest first.
    unread: the files and folders that could not be read.
    """

    backups: tuple[Backup, ...]
    unread: tuple[Path, ...]


def of_session(roots: Iterable[Path], identity: str, paths: Collection[Path]) -> Found:
    """Find all backups of one session, whatever its file was called when they were made.

    roots: the folders that hold the folders of all sessions.
    identity: the identifier of the session, or an empty string.
    paths: the paths that the session has had.

    A backup of a format without an identifier counts if it is in the folder for one of `paths`.
    Files and folders that cannot be read are listed in the result; nothing is raised.
    """
    found: list[Backup] = []
    unread: list[Path] = []
    for root in roots:
        own = {folder_for(root, path) for path in paths}
        for folder in entries(root, unread):
            for path in entries(folder, unread):
                backup = named_backup(path)
                if backup is None:
                    continue
                try:
                    said = identity_of(path)
                except (sqlite3.Error, OSError):
                    unread.append(path)
                    continue
                if said == identity if said and identity else folder in own:
                    found.append(backup)
    return Found(tuple(sorted(found, key=lambda one: one.made, reverse=True)), tuple(unread))
