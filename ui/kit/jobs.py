"""Long work off the UI thread: functions of frozen values, with progress and cancellation.

Each job has a thread of its own, started by Python. On a thread of Qt's pool, Python's thread state
is freed after every job; native code that kept it, as a solver does for its callbacks, then uses a
freed one in the next job, and the window freezes or crashes.

The threads of jobs share the interpreter with the window. Whenever Qt calls Python to lay out or paint a
widget, the window waits until the thread of a job lets go: by Python's default up to 5 ms each time, which
for one page came to 0.3 s. `SWITCH` is how long it waits at most.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from threading import BoundedSemaphore, Thread
from time import monotonic
from typing import Final, TypeVar

from PySide6.QtCore import QEventLoop, QObject, QTimer, Signal
from shiboken6 import isValid

from resources.words import say
from upstream_workshop.errors import WorkshopError

SWITCH: Final = 0.0002  # seconds after which a thread lets another one run Python
MOST: Final = 4  # jobs at once: they share one interpreter with the window
Answer = TypeVar("Answer")
_log = logging.getLogger(__name__)


class Cancelled(Exception):  # noqa: N818 - not an error: the user asked for it
    """Raised inside work by `Ticket.look` and `Ticket.progress` after the job was cancelled."""


class Ticket(QObject):
    """A job under way; its work gets it as the only argument.

    `progressed(share, doing)` carries the share that is done, 0 to 1, and what is being done.
    `returned()` is emitted once nothing is left to wait for or to cancel, before the result is
    passed on, since that may open a dialog. `failed(str)` carries a sentence for the user. `ended()`
    is emitted last: after the result was passed on, after a failure or after a cancellation.
    """

    progressed = Signal(float, str)
    returned = Signal()
    failed = Signal(str)
    ended = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cancelled = False

    @property
    def cancelled(self) -> bool:
        """Whether `cancel` was called; long work checks it now and then."""
        return self._cancelled

    def cancel(self) -> None:
        """Ask the work to stop at its next check; its result is dropped in any case."""
        self._cancelled = True

    def look(self) -> None:
        """Raise Cancelled if the work should stop; for work that cannot measure its progress."""
        if self._cancelled:
            raise Cancelled

    def progress(self, share: float, doing: str = "") -> None:
        """Report progress; raise Cancelled if the work should stop.

        share: the share that is done, 0 to 1.
        doing: what is being done, for the user.
        """
        self.look()
        self.progressed.emit(share, doing)


@dataclass(frozen=True, slots=True)
class _Job:
    title: str
    owner: QObject
    thread: Thread
    held: tuple[object, ...]  # may refer to Qt objects, which must not be freed on the job's thread


class Jobs(QObject):
    """Runs functions on threads of their own, at most MOST at once.

    `started(Ticket, title)` is emitted for a progress bar with Cancel. `failed(str)` carries a
    sentence for the user. `idle()` is emitted when the last running job has ended.
    """

    started = Signal(object, str)
    failed = Signal(str)
    idle = Signal()
    _returned = Signal(object, object)  # a Ticket, and a function to call; sent by the job's thread

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        sys.setswitchinterval(SWITCH)
        self._room = BoundedSemaphore(MOST)
        self._jobs: dict[Ticket, _Job] = {}
        self._returned.connect(self._on_returned)

    def run(
        self,
        title: str,
        work: Callable[[Ticket], Answer],
        then: Callable[[Answer], None],
        owner: QObject,
    ) -> Ticket:
        """Start a job and return its ticket.

        title: shown with the progress; if blank, no progress is shown, for work the user does not
        wait for.
        work: runs on a thread of its own and gets the ticket.
        then: called on the UI thread with the result, unless the work failed or was cancelled.
        owner: the object that the result is for; when it is destroyed, the job is cancelled.

        A WorkshopError or any other exception in `work` becomes a sentence, emitted as `failed`.
        Work always starts, even if it is cancelled while waiting for its turn, so that it can
        release what it holds.
        """
        ticket = Ticket(self)
        owner.destroyed.connect(ticket.cancel)
        thread = Thread(target=self._carry_out, args=(ticket, work, then), name=title, daemon=True)
        self._jobs[ticket] = _Job(title, owner, thread, (work, then))
        self.started.emit(ticket, title)
        thread.start()
        return ticket

    def under_way(self) -> list[tuple[Ticket, str]]:
        """Return the tickets and titles of the jobs that have not ended."""
        return [(ticket, job.title) for ticket, job in self._jobs.items()]

    def cancel(self) -> None:
        """Cancel all running jobs, because the session that they belong to is being closed."""
        for ticket in self._jobs:
            ticket.cancel()

    def wait(self, milliseconds: int = 10_000) -> bool:
        """Cancel all jobs and wait until their threads have ended, before the app closes.

        Returns False if some are still running after `milliseconds`.
        """
        self.cancel()
        deadline = monotonic() + milliseconds / 1000
        threads = [job.thread for job in self._jobs.values()]
        for thread in threads:
            thread.join(max(0.0, deadline - monotonic()))
        return not any(thread.is_alive() for thread in threads)

    def settled(self, milliseconds: int = 60_000) -> bool:
        """Run the event loop until no job is running.

        For code that drives the window, such as tests.

        Returns False if some are still running after `milliseconds`.
        """
        loop, timeout = QEventLoop(), QTimer()
        self.idle.connect(loop.quit)
        timeout.setSingleShot(True)
        timeout.timeout.connect(loop.quit)
        timeout.start(milliseconds)
        while self._jobs and timeout.isActive():  # the end of one job may start another
            loop.exec()
        return not self._jobs

    def _carry_out(
        self, ticket: Ticket, work: Callable[[Ticket], Answer], then: Callable[[Answer], None]
    ) -> None:
        """Run the work on the job's thread, and send what follows from it to the UI thread."""
        follows: Callable[[], object] = _nothing
        try:
            with self._room:
                follows = partial(then, work(ticket))
        except Cancelled:
            pass
        except WorkshopError as error:
            follows = partial(self._fail, ticket, str(error))
        except Exception:
            _log.exception("a job failed")
            words = say("This did not work, and the reason is in the log.")
            follows = partial(self._fail, ticket, words)
        with suppress(RuntimeError):  # the app has closed, and this object was deleted
            self._returned.emit(ticket, follows)

    def _on_returned(self, ticket: Ticket, follows: Callable[[], object]) -> None:
        job = self._jobs.pop(ticket)
        job.thread.join()  # returns at once: sending the result was its last action
        ticket.returned.emit()
        try:
            if not ticket.cancelled and isValid(job.owner):
                follows()
        finally:
            ticket.ended.emit()
            ticket.deleteLater()
            if not self._jobs:
                self.idle.emit()

    def _fail(self, ticket: Ticket, words: str) -> None:
        ticket.failed.emit(words)
        self.failed.emit(words)


def _nothing() -> None:
    """Do nothing, after a cancelled job."""
