"""Backups: complete, checked and hashed copies of a session.

A backup is a single file. Its name contains when and why it was made and the first digits of its
SHA-256, so that damage to the file can be detected.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.session_file.schema import SESSION
from upstream_workshop.storage import stamp
from upstream_workshop.storage.error_messages import files_explained
from upstream_workshop.storage.files import disk, ledger, writing
from upstream_workshop.storage.files.writing import Replace

SUFFIX: Final = ".upstream"
_DIGITS: Final = 16
_NAME: Final = re.compile(
    rf"(\d{{4}}-\d\d-\d\d \d\d\.\d\d\.\d\d) (.+) ([0-9a-f]{{{_DIGITS}}}){re.escape(SUFFIX)}"
)
_DAMAGED: Final = ("SQLITE_NOTADB", "SQLITE_CORRUPT", "SQLITE_ERROR")
_MOMENT: Final = "%Y-%m-%d %H.%M.%S"


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup file.

    path: the file.
    made: the local time at which it was made, in whole seconds if it was read from the name.
    why: the reason, as in the file name.
    digest: the first 16 hexadecimal digits of its SHA-256.
    """

    path: Path
    made: datetime
    why: str
    digest: str


def name_of(made: datetime, why: str, digest: str) -> str:
    """Return the file name of a backup, from when and why it was made and its digest."""
    return f"{made:{_MOMENT}} {why} {digest}{SUFFIX}"


def digest_of(file: Path) -> str:
    """Return the digits of a file's SHA-256 that stand in the name of a backup."""
    return disk.digest(file)[:_DIGITS]


def folder_for(root: Path, session: Path) -> Path:
    """Return the folder for the backups of a session file.

    root: the folder that holds the folders of all sessions.
    session: the session file; it need not exist.

    The folder is named after the file and a digest of its absolute path, with links resolved.
    """
    place = hashlib.sha256(str(disk.real(session)).encode("utf-8", "replace")).hexdigest()
    return root / f"{disk.cut(session.stem)} {place[:8]}"


def sessions(root: Path) -> tuple[Path, ...]:
    """Return the folders below `root` that contain backups, sorted by name."""
    return tuple(sorted(folder for folder in entries(root) if listed(folder)))


def write(source: sqlite3.Connection, folder: Path, why: str, made: datetime) -> Backup | None:
    """Write a backup of an open database.

    source: the database to copy.
    folder: the folder of the session's backups; it is created if missing.
    why: the reason, as it is to stand in the file name.
    made: the local time for the file name. If the newest backup is not older, the new one is dated
        one second after it, so that names sort by age.

    Returns None if the newest backup has the same content. Raises WorkshopError if the backup
    cannot be written or fails SQLite's check.
    """
    draft = disk.draft(folder / f"{made:{_MOMENT}} {why}", disk.of_this_thread())
    with files_explained(folder):
        folder.mkdir(parents=True, exist_ok=True)
        try:
            with closing(sqlite3.connect(draft, isolation_level=None)) as copy:
                copy.execute("PRAGMA synchronous=OFF")  # the file is synced before its rename
                source.backup(copy)
                (verdict,) = copy.execute("PRAGMA quick_check(1)").fetchone()
            if verdict != "ok":
                raise WorkshopError(
                    say("The backup in {folder} came out damaged: check the disk.", folder=folder)
                )
            return _named(draft, folder, why, made)
        finally:
            disk.discard(draft)


def listed(folder: Path) -> tuple[Backup, ...]:
    """Return the backups in a folder, newest first; none if the folder cannot be read."""
    read = map(named_backup, sorted(entries(folder), reverse=True))
    return tuple(backup for backup in read if backup is not None)


def identity_of(copy: Path) -> str:
    """Return the identifier of the session of which a file is a copy.

    Returns an empty string if the file's format has no identifier or the file is damaged. Raises
    OSError or sqlite3.Error if the disk fails.
    """
    try:
        return _identity(copy)
    except sqlite3.Error:
        # SQLite may report a disk error as damage: then reading the file fails as well, unless the
        # disk has recovered meanwhile
        disk.digest(copy)
    try:
        return _identity(copy)
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorname", "").startswith(_DAMAGED):
            return ""
        raise


def prove(backup: Backup) -> None:
    """Compare a backup with its digest. Raises WorkshopError if they differ."""
    with files_explained(backup.path):
        if not disk.digest(backup.path).startswith(backup.digest):
            raise WorkshopError(
                say(
                    "{path} is no longer what was backed up (its SHA-256 differs): "
                    "choose another backup.",
                    path=backup.path,
                )
            )


def restore(backup: Backup, path: Path) -> None:
    """Copy a backup to a new session file.

    Raises WorkshopError if the path exists, or if the backup is damaged or cannot be copied.
    """
    writing.refuse(path, SESSION, Replace.NOTHING)
    prove(backup)
    with files_explained(path), writing.written(path, SESSION) as draft:
        shutil.copyfile(backup.path, draft)
    with suppress(sqlite3.Error, OSError):
        ledger.note(ledger.SESSION, path, identity_of(path))


def second(backup: Backup, folder: Path) -> Backup:
    """Copy a backup to a second folder, such as one on a removable disk, and verify the copy.

    folder: the folder for the copy; it is created if missing.

    Returns the copy. Raises WorkshopError if it cannot be written or differs from its digest.
    """
    copied = Backup(folder / backup.path.name, backup.made, backup.why, backup.digest)
    with files_explained(folder):
        folder.mkdir(parents=True, exist_ok=True)
        with writing.written(copied.path, SESSION, Replace.SAME_KIND) as draft:
            shutil.copyfile(backup.path, draft)
    prove(copied)
    return copied


def entries(folder: Path, unread: list[Path] | None = None) -> tuple[Path, ...]:
    """Return the entries of a folder; none if it is missing or cannot be read.

    unread: a list to which a folder that cannot be read is appended.
    """
    try:
        return tuple(folder.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return ()
    except OSError:
        if unread is not None:
            unread.append(folder)
        return ()


def named_backup(path: Path) -> Backup | None:
    """Return a file as a backup, or None if its name is not that of a backup."""
    hit = _NAME.fullmatch(path.name)
    return Backup(path, datetime.strptime(hit[1], _MOMENT), hit[2], hit[3]) if hit else None


def _identity(copy: Path) -> str:
    with closing(sqlite3.connect(f"{copy.resolve().as_uri()}?mode=ro", uri=True)) as file:
        return stamp.identity(file)


def _named(draft: Path, folder: Path, why: str, made: datetime) -> Backup | None:
    digest = digest_of(draft)
    newest = next(iter(listed(folder)), None)
    if newest is not None and newest.digest == digest:
        return None
    if newest is not None and newest.made >= made.replace(microsecond=0):
        made = newest.made + timedelta(seconds=1)  # names must sort by age
    backup = Backup(folder / name_of(made, why, digest), made, why, digest)
    writing.put(draft, backup.path, SESSION)
    return backup
