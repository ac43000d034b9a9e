"""Backups: whole, checked and hashed copies of a session, thinned as they grow old.

A backup's name says when and why it was made and ends in the first digits of its SHA-256, so that one
file is all there is to it, and a bit that rotted shows.
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

from upstream_workshop.errors import WorkshopError
from upstream_workshop.session_file import secrecy
from upstream_workshop.session_file.schema import SESSION
from upstream_workshop.storage import stamp
from upstream_workshop.storage.error_messages import files_explained
from upstream_workshop.storage.files import disk, ledger, writing

KEPT_WHOLE: Final = timedelta(hours=48)  # the residential itself
# kept whatever their age: as many as two long days make, should the clock be wrong
NEWEST: Final = 150
# within those hours: more come only while the clock stands still in the future
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
    """One copy: where it is, when and why it was made, and what its SHA-256 begins with."""

    path: Path
    made: datetime
    why: str
    digest: str


class Found(NamedTuple):
    """Backups that were looked for, and the files and folders that could not be looked into."""

    backups: tuple[Backup, ...]
    unread: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Inside:
    """What a backup holds, for somebody who has to choose one."""

    people: int
    cards: int
    papers: int


def folder_for(root: Path, session: Path) -> Path:
    """Where the backups of a session file go: by its name, and by where it lies."""
    place = hashlib.sha256(str(disk.real(session)).encode("utf-8", "replace")).hexdigest()
    return root / f"{disk.cut(session.stem)} {place[:8]}"


def sessions(root: Path) -> tuple[Path, ...]:
    """The folders of all sessions that have backups here, by name."""
    return tuple(sorted(folder for folder in _asked(root) if listed(folder)))


def write(source: sqlite3.Connection, folder: Path, why: str, made: datetime) -> Backup | None:
    """Keep a copy of an open database; None when the newest is the same. Raises WorkshopError."""
    draft = disk.draft(folder / f"{made:{_MOMENT}} {why}", disk.of_this_thread())
    with files_explained(folder):
        folder.mkdir(parents=True, exist_ok=True)
        try:
            with closing(sqlite3.connect(draft, isolation_level=None)) as copy:
                copy.execute("PRAGMA synchronous=OFF")  # it is synced whole below
                source.backup(copy)
                (verdict,) = copy.execute("PRAGMA quick_check(1)").fetchone()
            if verdict != "ok":
                raise WorkshopError(f"The backup in {folder} came out damaged: check the disk.")
            return _named(draft, folder, why, made)
        finally:
            disk.discard(draft)


def listed(folder: Path) -> tuple[Backup, ...]:
    """The backups in a folder, newest first; a folder that is not there has none."""
    read = map(_read, sorted(_asked(folder), reverse=True))
    return tuple(backup for backup in read if backup is not None)


def of_session(roots: Iterable[Path], identity: str, paths: Collection[Path]) -> Found:
    """The backups of one session under these roots, newest first, whatever its file was called.

    Those too old to say whose they are count by their folder, which must belong to one of these paths.
    Never raises: what could not be looked into is answered beside.
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
    """Which session a file is a copy of; empty where it does not say, or is damaged.

    Raises OSError or sqlite3.Error where its disk does not let us look.
    """
    try:
        return _identity(copy)
    except sqlite3.Error:
        # an error of the disk may read like damage: then this fails too, or it has passed
        disk.digest(copy)
    try:
        return _identity(copy)
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorname", "").startswith(_DAMAGED):
            return ""
        raise


def inside(backup: Backup) -> Inside:
    """How much is in a backup. Raises WorkshopError when it cannot be read."""
    counts = "SELECT (SELECT count(*) FROM participant), (SELECT count(*) FROM card), "
    counts += "(SELECT count(*) FROM ballot_paper)"
    with _looked_into(backup) as file:
        return Inside(*file.execute(counts).fetchone())


def open_votes(backup: Backup) -> tuple[str, ...]:
    """The secret ballots that were open, whose papers it does not hold. Raises WorkshopError."""
    with _looked_into(backup) as file:
        return secrecy.open_votes(file)


def prove(backup: Backup) -> None:
    """Raise WorkshopError unless every bit is as it was when the backup was made."""
    with files_explained(backup.path):
        if not disk.digest(backup.path).startswith(backup.digest):
            raise WorkshopError(
                f"{backup.path} is no longer what was backed up (its SHA-256 differs): "
                "choose another backup."
            )


def restore(backup: Backup, path: Path) -> None:
    """Make a new session file of a backup; nothing is ever replaced. Raises WorkshopError."""
    writing.refuse(path, SESSION, writing.NOTHING)
    prove(backup)
    with files_explained(path), writing.written(path, SESSION) as draft:
        shutil.copyfile(backup.path, draft)
    with suppress(sqlite3.Error, OSError):
        ledger.note(ledger.SESSION, path, identity_of(path))


def second(backup: Backup, folder: Path) -> Backup:
    """Keep the same backup in another folder too, such as a stick's. Raises WorkshopError."""
    copied = Backup(folder / backup.path.name, backup.made, backup.why, backup.digest)
    with files_explained(folder):
        folder.mkdir(parents=True, exist_ok=True)
        with writing.written(copied.path, SESSION, writing.ALIKE) as draft:
            shutil.copyfile(backup.path, draft)
    prove(copied)
    return copied


def agree(
    found: Collection[Backup], told: secrecy.Votes, known: Collection[Path] = ()
) -> frozenset[Path]:
    """Leave in these backups no papers of secret ballots but those told; which are in order now.

    What had to be changed is written anew under a new name; `known` were in order before. Raises
    WorkshopError.
    """
    for backup in (one for one in found if one.path not in known):
        with files_explained(backup.path):
            _withhold(backup, told)
    return frozenset(backup.path for backup in found)


def thin(folder: Path) -> None:
    """Remove the backups that need not be kept any longer."""
    found = listed(folder)
    keep = kept(backup.made for backup in found)
    for backup in found:
        if backup.made not in keep:
            disk.discard(backup.path)


def kept(moments: Iterable[datetime]) -> frozenset[datetime]:
    """Which to keep: the newest, all of 48 hours, then the last of each of 12 days, then of 10 weeks.

    Ages are counted from the newest backup and never by the clock, which may be wrong. Days and weeks
    without a backup do not count, so that a session opened again after years still has its history.
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
    """What is in a folder, nothing where there is none; one that cannot be read is noted as unread."""
    try:
        return tuple(folder.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return ()
    except OSError:
        if unread is not None:
            unread.append(folder)
        return ()


def _read(path: Path) -> Backup | None:
    """A file as a backup, if its name is that of one."""
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
        made = newest.made + timedelta(seconds=1)  # so that names keep the order
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
            raise WorkshopError(f"{backup.path} cannot be read: choose another backup.") from error


def agree_original(path: Path, told: secrecy.Votes) -> None:
    """The same with the session as it was before a migration, which keeps its name. Raises WorkshopError."""
    draft, taken = disk.draft(path), None
    with files_explained(path):
        try:
            with suppress(sqlite3.DatabaseError):  # it is damaged, or not there any more
                taken = secrecy.without(path, told)
            if taken is not None:
                with closing(taken):
                    draft.write_bytes(taken.serialize())
                disk.settle(draft, path)
        finally:
            disk.discard(draft)


def _withhold(backup: Backup, told: secrecy.Votes) -> None:
    """Write one backup anew without what is not told, or remove it where there is no room for that."""
    try:
        taken = secrecy.without(backup.path, told)
    except sqlite3.DatabaseError:
        return  # damaged: it cannot be restored either
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
    """One that was damaged keeps its digest, so that it goes on being known as damaged."""
    whole = disk.digest(backup.path).startswith(backup.digest)
    with closing(sqlite3.connect(draft)) as target:
        taken.backup(target)
    digest = disk.digest(draft)[:_DIGITS] if whole else backup.digest
    path = backup.path.with_name(f"{backup.made:{_MOMENT}} {backup.why} {digest}{SUFFIX}")
    disk.settle(draft, path)
    if path != backup.path:
        backup.path.unlink()
