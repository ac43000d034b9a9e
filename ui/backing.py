"""Backups of the open session, made while people work: a snapshot here, everything slow elsewhere."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import Any, Final

from PySide6.QtCore import QEventLoop, QObject, QTimer, Signal, SignalInstance

from ui.desk import Desk
from ui.jobs import Jobs
from ui.settings import Settings
from upstream_workshop import backups, forgetting, rooms, secrecy
from upstream_workshop.errors import WorkshopError
from upstream_workshop.forgetting import Cleared, Intent
from upstream_workshop.ledger import IN_SECOND, ORIGINAL, SECOND
from upstream_workshop.sayings import files_explained
from upstream_workshop.voting import queries as voting_queries
from upstream_workshop.workshop import Change

EVERY: Final = 10 * 60 * 1000  # milliseconds
AT_MOST: Final = 10 * 1000  # milliseconds to wait for copies on a slow disk
# what is worth a backup just before it is done, by room and name: a room nobody enters is not loaded
BEFORE: Final[Mapping[str, str]] = dict(rooms.backups())


def named(service: Callable[..., Any]) -> str:
    """A service by its room and name, as in BEFORE."""
    return f"{service.__module__.split('.')[-2]}.{service.__name__}"


class Backing(QObject):
    """Makes them when the session opens and closes, before large changes, at ballots, every ten minutes.

    `folder` is where the backups of this session are.

    `troubled(str)` when one could not be made: work is never held up by that, and it is said once.
    """

    troubled = Signal(str)

    def __init__(
        self,
        desk: Desk,
        jobs: Jobs,
        settings: Settings,
        now: Callable[[], datetime] = datetime.now,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._jobs = jobs
        self._settings = settings
        self._now = now
        self._said = ""
        self._changed = True
        self.folder = backups.folder_for(settings.backups, desk.workshop.path)
        self._identity, self._path = desk.workshop.identity, desk.workshop.path
        self._turn = Lock()  # one job at a time works in the folders
        self._told: secrecy.Votes = {}
        self._agreed: frozenset[Path] = frozenset()  # backups that hold no other papers than these
        self._ballots = self._ballot_states()
        self._clock = QTimer(self)
        self._clock.timeout.connect(self._on_tick)
        self._clock.start(EVERY)
        desk.starting.connect(self._on_starting)
        desk.changed.connect(self._on_changed)
        desk.forgotten.connect(self._on_forgotten)

    def folders(self) -> tuple[Path, ...]:
        """Where backups of this session are, also those made when its file had another name."""
        with files_explained(self._desk.ledger.home):
            found = forgetting.backups_of(self._desk.ledger, self._identity, self._path).backups
        return tuple(dict.fromkeys(backup.path.parent for backup in found))

    def keep(self, why: str, after: datetime | None = None) -> None:
        """Back up what has changed: a snapshot now, the disk's part on another thread.

        It is dated `after` that moment, whatever the clock says.
        """
        taken = self._snapshot()
        if taken is not None:
            work = self._work(taken, why, max(filter(None, (self._now(), after))))
            self._jobs.run(self.tr("Backing up"), lambda _ticket: work(), self._on_kept, self)

    def close(self) -> None:
        """Back up for the last time, and wait for it."""
        self._clock.stop()
        taken = self._snapshot()
        if taken is not None:
            self._on_kept(self._work(taken, "closed", self._now())())

    def _snapshot(self) -> sqlite3.Connection | None:
        """The session as it is, without secret papers that are being keyed; None while nothing is new."""
        workshop = self._desk.workshop
        if not self._changed or workshop.read_only:
            return None
        try:
            taken = workshop.snapshot()
            self._tell(secrecy.settled(taken))
        except (WorkshopError, sqlite3.Error, MemoryError) as error:
            self._on_kept(str(error))
            return None
        self._changed = False
        return taken

    def _tell(self, told: secrecy.Votes) -> None:
        """From now on backups may hold these secret papers alone."""
        if told != self._told:
            self._told, self._agreed = told, frozenset()

    def _agree(self) -> None:
        """Leave no other secret papers than are told by now in any backup of this session."""
        told = self._told
        with files_explained(self._desk.ledger.home):
            found = forgetting.backups_of(self._desk.ledger, self._identity, self._path).backups
            kept = self._desk.ledger.places(ORIGINAL)
        for original in (one for one in kept if one.identity == self._identity):
            backups.agree_original(original.path, told)
        agreed = backups.agree(found, told, self._agreed)
        if told is self._told:
            self._agreed |= agreed

    def _work(self, taken: sqlite3.Connection, why: str, moment: datetime) -> Callable[[], str]:
        stick = self._settings.second_backups

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

    def _write(
        self, taken: sqlite3.Connection, stick: Path | None, why: str, moment: datetime
    ) -> None:
        made = backups.write(taken, self.folder, why, moment)
        backups.thin(self.folder)
        if stick is not None and (made := made or next(iter(backups.listed(self.folder)), None)):
            beside = _second_folder(stick, self.folder)
            count = 1 + len(backups.listed(beside))
            self._desk.ledger.note(SECOND, stick, self._identity, count)
            backups.second(made, beside)
            backups.thin(beside)

    def _on_kept(self, trouble: str) -> None:
        if trouble:
            self._changed = True  # it is still to be done
        if trouble and trouble != self._said:
            words = self.tr(
                "No backup could be made: {why} Your work is saved in the session file."
            )
            self.troubled.emit(words.format(why=trouble))
        self._said = trouble

    def _on_starting(self, service: Callable[..., Any]) -> None:
        why = BEFORE.get(named(service))
        if why:
            self.keep(why)

    def _on_forgotten(self, intent: Intent) -> None:
        """What was erased is in every copy made until now: they go, and one backup without it is made.

        The window is drawn meanwhile, and takes keys again once it is done or takes too long.
        """
        self._jobs.cancel()
        if self._jobs.under_way():  # one may just be on its way to the disk
            _stay_until(self._jobs.idle)
        cleared = self._jobs.run(
            self.tr("Removing older copies"),
            lambda _ticket: forgetting.clear(self._desk.ledger, intent),
            lambda cleared: self._on_cleared(intent, cleared),
            self,
        )
        _stay_until(cleared.ended)

    def _on_cleared(self, intent: Intent, cleared: Cleared) -> None:
        self._changed = True
        self.keep(forgetting.WHY, intent.after)
        forgetting.settle(self._desk.ledger, intent, cleared.remains)
        said = [forgetting.sentence(cleared.remains)] if cleared.remains else []
        if cleared.others:
            words = self.tr("Backups made under other names went too: {names}.")
            said.append(words.format(names=", ".join(cleared.others)))
        if said:
            self.troubled.emit(" ".join(said))

    def _on_tick(self) -> None:
        """A backup, and what is left to be erased, for its stick may be back."""
        self.keep("every ten minutes")
        ledger = self._desk.ledger
        if forgetting.noted(ledger):
            self._jobs.run(
                self.tr("Removing older copies"),
                lambda _ticket: forgetting.look_again(ledger),
                lambda _remains: None,
                self,
            )

    def _on_changed(self, change: Change) -> None:
        self._changed = True
        if not change.touches({"ballot"}):
            return
        before, self._ballots = self._ballots, self._ballot_states()
        for ballot, state in self._ballots.items():
            if state in ("open", "closed") and state != before.get(ballot):
                self.keep("a ballot opened" if state == "open" else "a ballot closed")

    def _ballot_states(self) -> dict[int, str]:
        return {row.id: row.state for row in self._desk.ask(voting_queries.ballots)}


def _stay_until(signal: SignalInstance) -> None:
    """Draw the window, and take no keys, until that happens or takes too long."""
    loop = QEventLoop()
    signal.connect(loop.quit)
    QTimer.singleShot(AT_MOST, loop, loop.quit)
    loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)


def _second_folder(stick: Path, folder: Path) -> Path:
    """Raises WorkshopError when the stick is not plugged in: a folder of its name would be no use."""
    if not stick.is_dir():
        raise WorkshopError(f"{stick} is not there now; this computer’s own backups are in order.")
    return stick / IN_SECOND / folder.name
