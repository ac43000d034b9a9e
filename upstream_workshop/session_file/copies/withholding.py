"""Removal of the papers of secret ballots from copies that may not hold them: backups, originals."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from contextlib import closing, suppress
from pathlib import Path

from upstream_workshop.session_file import secrecy
from upstream_workshop.session_file.copies.backups import Backup, digest_of, name_of
from upstream_workshop.storage.error_messages import files_explained
from upstream_workshop.storage.files import disk


def withhold_papers(
    found: Collection[Backup], allowed: secrecy.Votes, known: Collection[Path] = ()
) -> frozenset[Path]:
    """Remove from backups all papers of secret ballots other than those that may be kept.

    found: the backups to go through.
    allowed: the papers that may be kept, by id of ballot.
    known: paths of backups that need no check, as they were in order before.

    A backup that has to be changed is rewritten under a new name, since its digest changes.
    Returns the paths of the backups that were given. Raises WorkshopError if one cannot be read or
    replaced.
    """
    for backup in (one for one in found if one.path not in known):
        with files_explained(backup.path):
            _withhold(backup, allowed)
    return frozenset(backup.path for backup in found)


def withhold_original_papers(path: Path, allowed: secrecy.Votes) -> None:
    """Remove papers, as `withhold_papers` does, from the original that a migration kept; keep its name.

    Does nothing if the file is damaged or missing. Raises WorkshopError if it cannot be written.
    """
    draft, taken = disk.draft(path), None
    with files_explained(path):
        try:
            with suppress(sqlite3.DatabaseError):  # damaged or missing
                taken = secrecy.without(path, allowed)
            if taken is not None:
                with closing(taken):
                    draft.write_bytes(taken.serialize())
                disk.settle(draft, path)
        finally:
            disk.discard(draft)


def _withhold(backup: Backup, allowed: secrecy.Votes) -> None:
    """Rewrite one backup without papers that may not be kept, or remove it if that fails."""
    try:
        taken = secrecy.without(backup.path, allowed)
    except sqlite3.DatabaseError:
        return  # a damaged backup cannot be restored either
    if taken is None:
        return
    draft = disk.draft(backup.path)
    try:
        with closing(taken):
            _put(taken, draft, backup)
    except (OSError, sqlite3.Error):
        backup.path.unlink(missing_ok=True)
    finally:
        disk.discard(draft)


def _put(taken: sqlite3.Connection, draft: Path, backup: Backup) -> None:
    """Replace a backup by the rewritten database.

    A backup that did not match its digest keeps that digest, so that it still counts as damaged.
    """
    whole = disk.digest(backup.path).startswith(backup.digest)
    with closing(sqlite3.connect(draft)) as target:
        taken.backup(target)
    digest = digest_of(draft) if whole else backup.digest
    path = backup.path.with_name(name_of(backup.made, backup.why, digest))
    disk.settle(draft, path)
    if path != backup.path:
        backup.path.unlink()
