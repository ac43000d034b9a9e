"""Backups: complete, checked and hashed copies of a session, thinned out by age.

A backup is a single file. Its name contains when and why it was made and the first digits of its
SHA-256, so that damage to the file can be detected.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final, NamedTuple

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.session_file import secrecy
from upstream_workshop.session_file.schema import SESSION
from upstream_workshop.storage import stamp
from upstream_workshop.storage.error_messages import files_explained
from upstream_workshop.storage.files import disk, ledger, writing
from upstream_workshop.storage.files.writing import Replace

KEPT_WHOLE: Final = timedelta(hours=48)  # the residential itself
# number kept whatever their age, about what two long days make: the clock may be wrong
NEWEST: Final = 150
# most that are kept within KEPT_WHOLE; more are made only if the clock stands still in the future
MOST_WHOLE: Final = 600
DAYS: Final = 12
WEEKS: Final = 10
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


class Found(NamedTuple):
    """The result of a search for backups.

    backups: the backups that were found, newest first.
    unread: the files and folders that could not be read.
    """

    backups: tuple[Backup, ...]
    unread: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Inside:
    """The numbers of rows in a backup, shown where the user chooses one."""

    people: int
    cards: int
    papers: int


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
    return tuple(sorted(folder for folder in _asked(root) if listed(folder)))


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
    read = map(_read, sorted(_asked(folder), reverse=True))
    return tuple(backup for backup in read if backup is not None)


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
        for folder in _asked(root, unread):
            for path in _asked(folder, unread):
                backup = _read(path)
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


def inside(backup: Backup) -> Inside:
    """Count people, cards and papers in a backup. Raises WorkshopError if it cannot be read."""
    counts = "SELECT (SELECT count(*) FROM participant), (SELECT count(*) FROM card), "
    counts += "(SELECT count(*) FROM ballot_paper)"
    with _looked_into(backup) as file:
        return Inside(*file.execute(counts).fetchone())


def open_votes(backup: Backup) -> tuple[str, ...]:
    """Return the names of the secret ballots that were open when the backup was made.

    The backup holds none of their papers. Raises WorkshopError if it cannot be read.
    """
    with _looked_into(backup) as file:
        return secrecy.open_votes(file)


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


def thin(folder: Path) -> None:
    """Remove the backups in a folder that `kept` does not select."""
    found = listed(folder)
    keep = kept(backup.made for backup in found)
    for backup in found:
        if backup.made not in keep:
            disk.discard(backup.path)


def kept(moments: Iterable[datetime]) -> frozenset[datetime]:
    """Select the backups to keep, by the times at which they were made.

    Kept are the newest 150; all of the last 48 hours, up to 600; then the last of each of 12 days;
    then the last of each of 10 weeks. Ages are counted from the newest backup, never from the
    clock, which may be wrong. Days and weeks without a backup are not counted, so that a session
    opened again after years still has its history.
    """
    newest_first = sorted(set(moments), reverse=True)
    within = sum(moment > newest_first[0] - KEPT_WHOLE for moment in newest_first)
    recent = newest_first[: max(NEWEST, min(within, MOST_WHOLE))]
    older = newest_first[len(recent) :]
    daily = _last_of_each(older, lambda moment: moment.date(), DAYS)
    rest = [moment for moment in older if not daily or moment.date() < daily[-1].date()]
    weekly = _last_of_each(rest, _week, WEEKS)
    return frozenset((*recent, *daily, *weekly))


def _asked(folder: Path, unread: list[Path] | None = None) -> tuple[Path, ...]:
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


def _read(path: Path) -> Backup | None:
    """Return a file as a backup, or None if its name is not that of a backup."""
    hit = _NAME.fullmatch(path.name)
    return Backup(path, datetime.strptime(hit[1], _MOMENT), hit[2], hit[3]) if hit else None


def _identity(copy: Path) -> str:
    with closing(sqlite3.connect(f"{copy.resolve().as_uri()}?mode=ro", uri=True)) as file:
        return stamp.identity(file)


def _week(moment: datetime) -> tuple[int, int]:
    year, week, _ = moment.isocalendar()
    return year, week


def _last_of_each(
    newest_first: Iterable[datetime],
    period: Callable[[datetime], date | tuple[int, int]],
    most: int,
) -> list[datetime]:
    chosen: dict[date | tuple[int, int], datetime] = {}
    for moment in newest_first:
        if period(moment) not in chosen and len(chosen) < most:
            chosen[period(moment)] = moment
    return list(chosen.values())


def _named(draft: Path, folder: Path, why: str, made: datetime) -> Backup | None:
    digest = disk.digest(draft)[:_DIGITS]
    newest = next(iter(listed(folder)), None)
    if newest is not None and newest.digest == digest:
        return None
    if newest is not None and newest.made >= made.replace(microsecond=0):
        made = newest.made + timedelta(seconds=1)  # names must sort by age
    backup = Backup(folder / f"{made:{_MOMENT}} {why} {digest}{SUFFIX}", made, why, digest)
    writing.put(draft, backup.path, SESSION)
    return backup


@contextmanager
def _looked_into(backup: Backup) -> Iterator[sqlite3.Connection]:
    uri = f"{backup.path.resolve().as_uri()}?mode=ro"
    with files_explained(backup.path), closing(sqlite3.connect(uri, uri=True)) as file:
        try:
            yield file
        except sqlite3.OperationalError as error:
            raise WorkshopError(
                say("{path} cannot be read: choose another backup.", path=backup.path)
            ) from error


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
    digest = disk.digest(draft)[:_DIGITS] if whole else backup.digest
    path = backup.path.with_name(f"{backup.made:{_MOMENT}} {backup.why} {digest}{SUFFIX}")
    disk.settle(draft, path)
    if path != backup.path:
        backup.path.unlink()
