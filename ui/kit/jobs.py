"""Long work off the UI thread: pure functions of frozen values, with progress and cancel.

Each job has a thread of its own, started by Python. On a thread of Qt's pool Python's state of the thread
is dropped after every job, and native code that kept it, as a solver does for its callbacks, meets a
dead one in the next: the window froze or was gone.
"""

from __future__ import annotations

import logging
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

MOST: Final = 4  # at once: they share one interpreter with the window
Answer = TypeVar("Answer")
_log = logging.getLogger(__name__)


class Cancelled(Exception):  # noqa: N818 - not an error: somebody asked for it
    """Raised inside work by `Ticket.progress` once it has been cancelled."""


class Ticket(QObject):
    """One piece of work under way: watch it, or cancel it. `work` gets it as its only argument."""

    progressed = Signal(float, str)  # 0 to 1, and what is being done
    failed = Signal(str)
    ended = Signal()  # after its answer was taken, after a failure or a cancellation

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cancelled = False

    @property
    def cancelled(self) -> bool:
        """Whether somebody asked to stop; long work looks at it now and then."""
        return self._cancelled

    def cancel(self) -> None:
        """Ask the work to stop at its next look; whatever it answers, nothing follows."""
        self._cancelled = True

    def look(self) -> None:
        """Raises Cancelled when the work should stop; for work that cannot tell how far it is."""
        if self._cancelled:
            raise Cancelled

    def progress(self, share: float, doing: str = "") -> None:
        """Tell how far the work is; raises Cancelled when it should stop."""
        self.look()
        self.progressed.emit(share, doing)


@dataclass(frozen=True, slots=True)
class _Job:
    title: str
    owner: QObject
    thread: Thread
    held: tuple[object, ...]  # what the thread must not be the last to let go, for Qt's sake


class Jobs(QObject):
    """Runs work, each on a thread of its own and no more than MOST at once."""

    started = Signal(object, str)  # the Ticket and its title, for a progress bar with Cancel
    failed = Signal(str)
    idle = Signal()  # the last job under way has ended
    _returned = Signal(object, object)  # a Ticket, and what follows; sent by the job's thread

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
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
        """Start work; `then` gets its answer on the UI thread, unless it failed or was cancelled.

        A blank `title` shows no progress: for what nobody asked for and nobody waits for.

        With the `owner`, whom the answer is for, the job is cancelled: `then` is called only while it
        exists. Work is always begun, even when cancelled before its turn, so that what it holds is let go.
        """
        ticket = Ticket(self)
        owner.destroyed.connect(ticket.cancel)
        thread = Thread(target=self._carry_out, args=(ticket, work, then), name=title, daemon=True)
        self._jobs[ticket] = _Job(title, owner, thread, (work, then))
        self.started.emit(ticket, title)
        thread.start()
        return ticket

    def under_way(self) -> list[tuple[Ticket, str]]:
        """What has not ended, with its titles."""
        return [(ticket, job.title) for ticket, job in self._jobs.items()]

    def cancel(self) -> None:
        """Cancel all that is under way, as the session is closed it belongs to."""
        for ticket in self._jobs:
            ticket.cancel()

    def wait(self, milliseconds: int = 10_000) -> bool:
        """Cancel what runs and wait for it, before the app closes; answers whether all has ended."""
        self.cancel()
        deadline = monotonic() + milliseconds / 1000
        threads = [job.thread for job in self._jobs.values()]
        for thread in threads:
            thread.join(max(0.0, deadline - monotonic()))
        return not any(thread.is_alive() for thread in threads)

    def settled(self, milliseconds: int = 60_000) -> bool:
        """Stay in the event loop until no job is under way; answers whether it came to that.

        For what drives the window from outside: the player, pictures, tests.
        """
        loop, patience = QEventLoop(), QTimer()
        self.idle.connect(loop.quit)
        patience.setSingleShot(True)
        patience.timeout.connect(loop.quit)
        patience.start(milliseconds)
        while self._jobs and patience.isActive():  # one may begin as the last ends
            loop.exec()
        return not self._jobs

    def _carry_out(
        self, ticket: Ticket, work: Callable[[Ticket], Answer], then: Callable[[Answer], None]
    ) -> None:
        """On the job's thread: do the work, and send home what follows from it."""
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
        with suppress(RuntimeError):  # the app has closed, and nobody is left to be told
            self._returned.emit(ticket, follows)

    def _on_returned(self, ticket: Ticket, follows: Callable[[], object]) -> None:
        job = self._jobs.pop(ticket)
        job.thread.join()  # it said its last word
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
    """What follows from a cancelled job."""
