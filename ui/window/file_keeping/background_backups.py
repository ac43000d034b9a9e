"""Backups of the open session, made while people work: a snapshot here, everything slow elsewhere."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from PySide6.QtCore import QEventLoop, QObject, QTimer, Signal, SignalInstance

from resources.words import say
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.kit.settings import Settings
from upstream_workshop.errors import WorkshopError
from upstream_workshop.whole import clearing, erasures, forgetting
from upstream_workshop.whole.clearing import Cleared
from upstream_workshop.whole.erasures import Intent

EVERY: Final = 10 * 60 * 1000  # milliseconds
AT_MOST: Final = 10 * 1000  # milliseconds to wait for copies on a slow disk


class BackgroundBackups(QObject):
    """Makes them when the session opens and closes, before large changes, at ballots, every ten minutes.

    `failed(str)` when one could not be made: work is never held up by that, and it is said once.
    """

    failed = Signal(str)

    def __init__(
        self,
        desk: Desk,
        jobs: Jobs,
        settings: Settings,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._jobs = jobs
        self._last_failure = ""
        self._backups = desk.session.backups
        self._backups.second = lambda: settings.second_backups
        desk.session.back_up = self.keep
        self.folder = self._backups.folder  # where the backups of this session are
        self.folders = self._backups.folders
        self._clock = QTimer(self)
        self._clock.timeout.connect(self._on_tick)
        self._clock.start(EVERY)
        desk.forgotten.connect(self._on_forgotten)

    def keep(self, why: str, after: datetime | None = None) -> None:
        """Back up what has changed: a snapshot now, the disk's part on another thread.

        It is dated `after` that moment, whatever the clock says.
        """
        try:
            work = self._backups.take(why, after)
        except WorkshopError as error:
            self._on_kept(str(error))
            return
        if work is not None:
            self._jobs.run(say("Backing up"), lambda _ticket: work(), self._on_kept, self)

    def close(self) -> None:
        """Back up for the last time, and wait for it."""
        self._clock.stop()
        self._on_kept(self._backups.keep("closed"))

    def _on_kept(self, failure: str) -> None:
        if failure:
            self._backups.again()
        if failure and failure != self._last_failure:
            self.failed.emit(
                say(
                    "No backup could be made: {why} Your work is saved in the session file.",
                    why=failure,
                )
            )
        self._last_failure = failure

    def _on_forgotten(self, intent: Intent) -> None:
        """What was erased is in every copy made until now: they go, and one backup without it is made.

        The window is drawn meanwhile, and takes keys again once it is done or takes too long.
        """
        self._jobs.cancel()
        if self._jobs.under_way():  # one may just be on its way to the disk
            _stay_until(self._jobs.idle)
        cleared = self._jobs.run(
            say("Removing older copies"),
            lambda _ticket: clearing.clear(self._desk.ledger, intent),
            lambda cleared: self._on_cleared(intent, cleared),
            self,
        )
        _stay_until(cleared.ended)

    def _on_cleared(self, intent: Intent, cleared: Cleared) -> None:
        self._backups.again()
        self.keep(forgetting.WHY, intent.after)
        forgetting.settle(self._desk.ledger, intent, cleared.remains)
        said = [forgetting.sentence(cleared.remains)] if cleared.remains else []
        if cleared.others:
            said.append(
                say(
                    "Backups made under other names went too: {names}.",
                    names=", ".join(cleared.others),
                )
            )
        if said:
            self.failed.emit(" ".join(said))

    def _on_tick(self) -> None:
        """A backup, and what is left to be erased, for its stick may be back."""
        self.keep("every ten minutes")
        ledger = self._desk.ledger
        if erasures.noted(ledger):
            self._jobs.run(
                say("Removing older copies"),
                lambda _ticket: forgetting.retry_clearing(ledger),
                lambda _remains: None,
                self,
            )


def _stay_until(signal: SignalInstance) -> None:
    """Draw the window, and take no keys, until that happens or takes too long."""
    loop = QEventLoop()
    signal.connect(loop.quit)
    QTimer.singleShot(AT_MOST, loop, loop.quit)
    loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
