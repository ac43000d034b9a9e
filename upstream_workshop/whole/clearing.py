"""Removal of an erased name from the copies, backups and logs that this app wrote."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

from resources.words import noop, say
from upstream_workshop.session_file.copies import backups, working_copies
from upstream_workshop.storage.files import disk
from upstream_workshop.storage.files import ledger as places_of
from upstream_workshop.storage.files.ledger import Ledger
from upstream_workshop.whole.erasures import Intent, backups_of, paths_of

# what may be stuck in a folder, one and many
_BACKUP, _OLDER, _DAMAGED, _UNREAD, _UNFINISHED, _LOG = range(6)
_ONE: Final = {
    _BACKUP: noop("1 backup in {folder}"),
    _OLDER: noop("1 older copy in {folder}"),
    _DAMAGED: noop("1 damaged copy in {folder}"),
    _UNREAD: noop("1 backup that cannot be read in {folder}"),
    _UNFINISHED: noop("1 unfinished copy in {folder}"),
    _LOG: noop("1 log in {folder}"),
}
_MANY: Final = {
    _BACKUP: noop("{n} backups in {folder}"),
    _OLDER: noop("{n} older copies in {folder}"),
    _DAMAGED: noop("{n} damaged copies in {folder}"),
    _UNREAD: noop("{n} backups that cannot be read in {folder}"),
    _UNFINISHED: noop("{n} unfinished copies in {folder}"),
    _LOG: noop("{n} logs in {folder}"),
}


class Remains(NamedTuple):
    """A place where the name may still be.

    where: the place, in words.
    until: the condition under which the name can be removed there, in words.
    """

    where: str
    until: str


class Cleared(NamedTuple):
    """The result of clearing the copies.

    removed: the number of files that were removed.
    remains: the places where the name may still be.
    others: the names of folders with backups of this session under other file names.
    unkept: why no new backup could be written; empty if one was.
    """

    removed: int
    remains: tuple[Remains, ...]
    others: tuple[str, ...] = ()
    unkept: str = ""


def clear(ledger: Ledger, intent: Intent) -> Cleared:
    """Remove the name from all copies, backups and logs; report disk errors in the result."""
    try:
        return _cleared(ledger, intent)
    except (sqlite3.Error, OSError):
        return Cleared(0, (unlisted(ledger),))


def _cleared(ledger: Ledger, intent: Intent) -> Cleared:
    """Do the same as `clear`. Raises sqlite3.Error or OSError if files cannot be searched for."""
    paths = paths_of(ledger, intent.identity, intent.session)
    found = backups_of(ledger, intent.identity, intent.session)
    going = [
        *((one.path, _BACKUP) for one in found.backups if one.made <= intent.moment),
        *((path, _OLDER) for path in _originals(ledger, intent, paths)),
        *((path, _DAMAGED) for path in _damaged(ledger, paths)),
    ]
    stuck = [(path, what) for path, what in going if not _removed(path)]
    gone = len(going) - len(stuck)
    for folder in {path.parent for path, what in going if what == _BACKUP}:
        with suppress(OSError):  # the folder has the session's name, which may contain a person's
            folder.rmdir()
    _strike_names(ledger, intent)
    stuck += [(path, _UNREAD) for path in found.unread]
    stuck += [(path, _UNFINISHED) for path in ledger.clear() if path.parent.is_dir()]
    stuck += [(path, _LOG) for path in _logs(ledger) if not _purged(path, intent)]
    counted = Counter((what, path.parent) for path, what in stuck)
    unwritable = [
        Remains(_counted(number, what, folder), say("it can be read and written"))
        for (what, folder), number in counted.items()
    ]
    here = backups.folder_for(ledger.backups, intent.session).name
    others = {one.path.parent.name for one in found.backups if one.made <= intent.moment} - {here}
    return Cleared(gone, (*unwritable, *_not_there(ledger, intent)), tuple(sorted(others)))


def unlisted(ledger: Ledger) -> Remains:
    """Return what remains if the ledger cannot be read: unknown copies."""
    where = say("the copies listed in {folder}", folder=ledger.home)
    return Remains(where, say("that can be read"))


def of_session(intent: Intent) -> Remains:
    """Return what remains if the session cannot be written: itself and its backups."""
    where = say("{path} and its backups", path=intent.session)
    return Remains(where, say("the file is opened again and its disk has room"))


def _strike_names(ledger: Ledger, intent: Intent) -> None:
    """Remove ledger entries whose path contains the name and no longer exists."""
    for kind in (places_of.SESSION, places_of.ORIGINAL, places_of.OUTPUT):
        for place in ledger.places(kind):
            if intent.names(str(place.path)) and not place.path.exists():
                ledger.strike(place)


def _originals(ledger: Ledger, intent: Intent, paths: Collection[Path]) -> set[Path]:
    """Return the originals kept by migrations, beside the session or listed in the ledger."""
    found = {
        one.path for one in ledger.places(places_of.ORIGINAL) if one.identity == intent.identity
    }
    for path in paths:
        found.update(one for one in _in(path.parent) if _is_original(one, path))
    for folder in (backups.folder_for(ledger.working_copies, path) for path in paths):
        found.update(one for one in _in(folder) if ".format-" in one.name)
    return {path for path in found if path.exists()}


def _is_original(found: Path, session: Path) -> bool:
    stem, format_, suffix = disk.with_added(session, ".format-1").name.rpartition(".format-1")
    return found.name.startswith(f"{stem}{format_[:-1]}") and found.name.endswith(suffix)


def _damaged(ledger: Ledger, paths: Collection[Path]) -> Iterator[Path]:
    """Yield damaged working copies, which were renamed because they could not be opened."""
    for path in paths:
        folder = backups.folder_for(ledger.working_copies, path)
        yield from (one for one in _in(folder) if " (damaged)" in one.name)


def _logs(ledger: Ledger) -> Iterator[Path]:
    for place in ledger.places(places_of.LOGS):
        yield from (one for one in _in(place.path) if ".log" in one.name and one.is_file())


def _in(folder: Path) -> tuple[Path, ...]:
    """Return the entries of a folder, none if it is missing. Raises OSError if unreadable."""
    try:
        return tuple(sorted(folder.iterdir()))
    except (FileNotFoundError, NotADirectoryError):
        return ()


def _purged(log: Path, intent: Intent) -> bool:
    """Remove the lines of a log that contain the name; there should be none.

    Returns whether the log could be read and written.
    """
    try:
        lines = log.read_text("utf-8", "replace").splitlines(keepends=True)
        kept = [line for line in lines if not intent.names(line)]
        if len(kept) < len(lines):
            log.write_text("".join(kept), "utf-8")
    except OSError:
        return False
    return True


def _removed(path: Path) -> bool:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return False
    return True


def _not_there(ledger: Ledger, intent: Intent) -> Iterator[Remains]:
    """Yield the places that cannot be reached now."""
    for one in ledger.places(places_of.SECOND):
        if one.identity in ("", intent.identity) and not _is_folder(one.path):
            yield Remains(_counted(one.count, _BACKUP, one.path), say("that is plugged in"))
    if working_copies.may_be_left_over(intent.session, ledger.working_copies):
        yield Remains(str(intent.session), say("your work is brought back there"))


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def _counted(number: int, what: int, folder: Path) -> str:
    if number == 1:
        return say(_ONE[what], folder=folder)
    if number:
        return say(_MANY[what], n=number, folder=folder)
    return say("backups in {folder}", folder=folder)
