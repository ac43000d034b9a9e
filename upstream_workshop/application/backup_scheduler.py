"""When the open session is backed up and with what: a snapshot at once, the disk's part on any thread."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import datetime
from functools import partial
from pathlib import Path
from threading import Lock
from typing import Any, Final, TypeAlias

from upstream_workshop import rooms
from upstream_workshop.errors import WorkshopError
from upstream_workshop.session_file import backups, secrecy
from upstream_workshop.session_file.workshop import Change, Workshop
from upstream_workshop.storage.error_messages import files_explained
from upstream_workshop.storage.files.ledger import IN_SECOND, ORIGINAL, SECOND, Ledger
from upstream_workshop.voting import queries as voting
from upstream_workshop.voting.kinds import BallotState
from upstream_workshop.whole import forgetting

Work: TypeAlias = Callable[[], str]  # the disk's part; answers why it could not be done, or a blank
# what is worth a backup just before it is done, by room and name: a room nobody enters is not loaded
BEFORE: Final[Mapping[str, str]] = dict(rooms.backups())

_AFTER: Final = {BallotState.OPEN: "a ballot opened", BallotState.CLOSED: "a ballot closed"}


def named(service: Callable[..., Any]) -> str:
    """A service by its room and name, as in BEFORE, also with some of its arguments given already."""
    while isinstance(service, partial):
        service = service.func
    room = service.__module__.rpartition(".")[0].rpartition(".")[2]
    return f"{room}.{service.__name__}"


class BackupScheduler:
    """What is backed up of one open session, where, and before and after what.

    workshop: the session.
    ledger: the list of all places, noted in where something is written.
    now: the clock.
    """

    def __init__(
        self, workshop: Workshop, ledger: Ledger, now: Callable[[], datetime] = datetime.now
    ) -> None:
        self.folder = backups.folder_for(ledger.backups, workshop.path)
        # the folder on a stick that gets a second copy, where one is set
        self.second: Callable[[], Path | None] = lambda: None
        self._workshop = workshop
        self._ledger = ledger
        self._now = now
        self._identity, self._path = workshop.identity, workshop.path
        self._changed = True
        self._turn = Lock()  # one thread at a time works in the folders
        self._told: secrecy.Votes = {}
        self._agreed: frozenset[Path] = frozenset()  # backups that hold no other papers than these
        self._ballots = self._ballot_states()

    def folders(self) -> tuple[Path, ...]:
        """Where backups of this session are, also those made when its file had another name."""
        return tuple(dict.fromkeys(backup.path.parent for backup in self._found()))

    def before(self, service: Callable[..., Any]) -> str:
        """Why there should be a backup before a service runs; blank where none is worth it."""
        return BEFORE.get(named(service), "")

    def after(self, change: Change) -> str:
        """Why there should be one after a change: a ballot opened or closed; blank where none is worth it."""
        self._changed = True
        if not change.touches({"ballot"}):
            return ""
        before, self._ballots = self._ballots, self._ballot_states()
        new = [state for ballot, state in self._ballots.items() if state != before.get(ballot)]
        return next((_AFTER[state] for state in new if state in _AFTER), "")

    def again(self) -> None:
        """What was to be backed up is still to be."""
        self._changed = True

    def take(self, why: str, after: datetime | None = None) -> Work | None:
        """Back up what has changed: a snapshot now, the rest by the work answered; None if nothing is new.

        It is dated `after` that moment, whatever the clock says. Raises WorkshopError.
        """
        if not self._changed or self._workshop.read_only:
            return None
        try:
            taken = self._workshop.snapshot()
            self._tell(secrecy.settled(taken))
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
                        self._agree()
            except (WorkshopError, OSError) as error:
                return str(error)
            return ""

        return work

    def keep(self, why: str, after: datetime | None = None) -> str:
        """Back up on this thread, and answer why that could not be done, or a blank."""
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
        backups.thin(self.folder)
        if stick is not None and (made := made or next(iter(backups.listed(self.folder)), None)):
            beside = _second_folder(stick, self.folder)
            count = 1 + len(backups.listed(beside))
            self._ledger.note(SECOND, stick, self._identity, count)
            backups.second(made, beside)
            backups.thin(beside)

    def _tell(self, told: secrecy.Votes) -> None:
        """From now on backups may hold these secret papers alone."""
        if told != self._told:
            self._told, self._agreed = told, frozenset()

    def _agree(self) -> None:
        """Leave no other secret papers than are told by now in any backup of this session."""
        told, found = self._told, self._found()
        with files_explained(self._ledger.home):
            kept = self._ledger.places(ORIGINAL)
        for original in (one for one in kept if one.identity == self._identity):
            backups.agree_original(original.path, told)
        agreed = backups.agree(found, told, self._agreed)
        if told is self._told:
            self._agreed |= agreed

    def _found(self) -> tuple[backups.Backup, ...]:
        with files_explained(self._ledger.home):
            return forgetting.backups_of(self._ledger, self._identity, self._path).backups

    def _ballot_states(self) -> dict[int, BallotState]:
        with self._workshop.read() as session:
            return {row.id: row.state for row in voting.ballots(session)}


def _second_folder(stick: Path, folder: Path) -> Path:
    """Raises WorkshopError when the stick is not plugged in: a folder of its name would be no use."""
    if not stick.is_dir():
        raise WorkshopError(f"{stick} is not there now; this computer’s own backups are in order.")
    return stick / IN_SECOND / folder.name
