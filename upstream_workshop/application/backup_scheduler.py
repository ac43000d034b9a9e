"""The schedule of an open session's backups: before and after which changes, and to which folders.

A backup has two parts: a snapshot, taken at once on the session's thread, and the writing to disk,
which can be done on any thread.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import datetime
from functools import partial
from pathlib import Path
from threading import Lock
from typing import Any, Final, TypeAlias

from resources.words import say
from upstream_workshop import rooms
from upstream_workshop.errors import WorkshopError
from upstream_workshop.session_file import secrecy
from upstream_workshop.session_file.connections import driver_of
from upstream_workshop.session_file.copies import backups, thinning, withholding
from upstream_workshop.session_file.steps import Change
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.storage.error_messages import files_explained
from upstream_workshop.storage.files.ledger import IN_SECOND, ORIGINAL, SECOND, Ledger
from upstream_workshop.voting.kinds import BallotState
from upstream_workshop.whole import erasures

# writes a backup to disk; returns why that failed, or an empty string
Work: TypeAlias = Callable[[], str]
_AFTER: Final[Mapping[str, str]] = {
    BallotState.OPEN: "a ballot opened",
    BallotState.CLOSED: "a ballot closed",
}


def named(service: Callable[..., Any]) -> str:
    """Return "room.service" for a service, as in `rooms.backups`; a `functools.partial` is unwrapped."""
    while isinstance(service, partial):
        service = service.func
    _, room, *_ = (*service.__module__.split("."), "")  # empty for what is in no package
    return f"{room}.{service.__name__}"


class BackupScheduler:
    """Makes the backups of one open session.

    workshop: the session.
    ledger: the list of all places this program writes to; second folders of backups are added to
        it.
    now: returns the current local time.

    Attributes: `folder` is where backups are written; `second` returns the folder on a removable
    disk that gets a copy of each backup, or None.
    """

    def __init__(
        self, workshop: Workshop, ledger: Ledger, now: Callable[[], datetime] = datetime.now
    ) -> None:
        self.folder = backups.folder_for(ledger.backups, workshop.path)
        self.second: Callable[[], Path | None] = lambda: None
        self._workshop = workshop
        self._ledger = ledger
        self._now = now
        self._identity, self._path = workshop.identity, workshop.path
        self._changed = True
        self._turn = Lock()  # held by the thread that writes to the folders
        self._papers: secrecy.Votes = {}
        self._checked: frozenset[Path] = frozenset()  # backups checked against _papers
        self._ballots = self._ballot_states()

    def folders(self) -> tuple[Path, ...]:
        """Return the folders with backups of this session, under all names its file has had."""
        return tuple(dict.fromkeys(backup.path.parent for backup in self._found()))

    def before(self, service: Callable[..., Any]) -> str:
        """Return the reason for a backup before a service is run, or an empty string."""
        return rooms.backups().get(named(service), "")

    def after(self, change: Change) -> str:
        """Return the reason for a backup after a change: a ballot opened or closed; else empty."""
        self._changed = True
        if not change.touches({"ballot"}):
            return ""
        before, self._ballots = self._ballots, self._ballot_states()
        new = [state for ballot, state in self._ballots.items() if state != before.get(ballot)]
        return next((_AFTER[state] for state in new if state in _AFTER), "")

    def again(self) -> None:
        """Make the next `take` write a backup, although nothing has changed since the last."""
        self._changed = True

    def take(self, why: str, after: datetime | None = None) -> Work | None:
        """Take a snapshot for a backup and return the function that writes it.

        why: the reason, for the name of the backup.
        after: the earliest time with which the backup may be dated, whatever the clock says.

        The function that is returned may be called on any thread, once. Returns None if nothing
        has changed since the last backup or the session is read-only. Raises WorkshopError if the
        snapshot cannot be taken.
        """
        if not self._changed or self._workshop.read_only:
            return None
        try:
            taken = self._workshop.snapshot()
            self._allow(secrecy.settled(taken))
        except (sqlite3.Error, MemoryError) as error:
            raise WorkshopError(str(error)) from error
        self._changed = False
        moment, stick = max(filter(None, (self._now(), after))), self.second()

        def work() -> str:
            try:
                with self._turn, closing(taken):
                    try:
                        self._write(taken, stick, why, moment)
                    finally:
                        self._withhold()
            except (WorkshopError, OSError) as error:
                return str(error)
            return ""

        return work

    def keep(self, why: str, after: datetime | None = None) -> str:
        """Write a backup on this thread; return why that failed, or an empty string.

        why, after: as in `take`.
        """
        try:
            work = self.take(why, after)
        except WorkshopError as error:
            return str(error)
        trouble = "" if work is None else work()
        if trouble:
            self.again()
        return trouble

    def _write(
        self, taken: sqlite3.Connection, stick: Path | None, why: str, moment: datetime
    ) -> None:
        made = backups.write(taken, self.folder, why, moment)
        thinning.thin(self.folder)
        if stick is not None and (made := made or next(iter(backups.listed(self.folder)), None)):
            beside = _second_folder(stick, self.folder)
            count = 1 + len(backups.listed(beside))
            self._ledger.note(SECOND, stick, self._identity, count)
            backups.second(made, beside)
            thinning.thin(beside)

    def _allow(self, papers: secrecy.Votes) -> None:
        """Set the papers of secret ballots that backups may hold from now on."""
        if papers != self._papers:
            self._papers, self._checked = papers, frozenset()

    def _withhold(self) -> None:
        """Remove papers of secret ballots that may not be kept from all backups and originals."""
        papers, found = self._papers, self._found()
        with files_explained(self._ledger.home):
            kept = self._ledger.places(ORIGINAL)
        for original in (one for one in kept if one.identity == self._identity):
            withholding.withhold_original_papers(original.path, papers)
        checked = withholding.withhold_papers(found, papers, self._checked)
        if papers is self._papers:
            self._checked |= checked

    def _found(self) -> tuple[backups.Backup, ...]:
        with files_explained(self._ledger.home):
            return erasures.backups_of(self._ledger, self._identity, self._path).backups

    def _ballot_states(self) -> dict[int, str]:
        with self._workshop.read() as session:
            return secrecy.states(driver_of(session.connection()))


def _second_folder(stick: Path, folder: Path) -> Path:
    """Return the folder for second copies on a removable disk.

    Raises WorkshopError if the disk is not plugged in, rather than create a folder at its path.
    """
    if not stick.is_dir():
        raise WorkshopError(
            say("{stick} is not there now; this computer’s own backups are in order.", stick=stick)
        )
    return stick / IN_SECOND / folder.name
