"""Long work off the UI thread: pure functions of frozen values, with progress and cancel."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal

from upstream_workshop.errors import WorkshopError

Answer = TypeVar("Answer")
_log = logging.getLogger(__name__)


class Cancelled(Exception):  # noqa: N818 - not an error: somebody asked for it
    """Raised inside work by `Ticket.progress` once it has been cancelled."""


class Ticket(QObject):
    """One piece of work under way: watch it, or cancel it. `work` gets it as its only argument."""

    progressed = Signal(float, str)  # 0 to 1, and what is being done
    finished = Signal(object)
    failed = Signal(str)
    ended = Signal()  # after finished, failed or a cancellation

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cancelled = False

    @property
    def cancelled(self) -> bool:
        """Whether somebody asked to stop; long work looks at it now and then."""
        return self._cancelled

    def cancel(self) -> None:
        """Ask the work to stop at its next look."""
        self._cancelled = True

    def look(self) -> None:
        """Raises Cancelled when the work should stop; for work that cannot tell how far it is."""
        if self._cancelled:
            raise Cancelled

    def progress(self, share: float, doing: str = "") -> None:
        """Tell how far the work is; raises Cancelled when it should stop."""
        self.look()
        self.progressed.emit(share, doing)


class _Task(QRunnable, Generic[Answer]):
    def __init__(self, ticket: Ticket, work: Callable[[Ticket], Answer]) -> None:
        super().__init__()
        self._ticket = ticket
        self._work = work

    def run(self) -> None:
        """Do the work; whatever comes of it travels back by a queued signal."""
        try:
            answer = self._work(self._ticket)
        except Cancelled:
            pass
        except WorkshopError as error:
            self._ticket.failed.emit(str(error))
        except Exception:
            _log.exception("a job failed")
            self._ticket.failed.emit("This did not work, and the reason is in the log.")
        else:
            if not self._ticket.cancelled:
                self._ticket.finished.emit(answer)
        self._ticket.ended.emit()


class Jobs(QObject):
    """Runs work in a pool; `inline=True` runs it at once, which is how tests wait for nothing."""

    started = Signal(object, str)  # the Ticket and its title, for a progress bar with Cancel
    failed = Signal(str)

    def __init__(self, inline: bool = False, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._inline = inline
        self._pool = QThreadPool(self)
        self._tickets: set[Ticket] = set()

    def run(
        self,
        title: str,
        work: Callable[[Ticket], Answer],
        then: Callable[[Answer], None],
    ) -> Ticket:
        """Start work; `then` gets its answer on the UI thread, unless it failed or was cancelled."""
        ticket = Ticket(self)
        self._tickets.add(ticket)
        queued = Qt.ConnectionType.AutoConnection
        ticket.finished.connect(then, queued)
        ticket.failed.connect(self.failed, queued)
        ticket.ended.connect(lambda: self._tickets.discard(ticket), queued)
        self.started.emit(ticket, title)
        task = _Task(ticket, work)
        if self._inline:
            task.run()
        else:
            self._pool.start(task)
        return ticket

    def wait(self, milliseconds: int = 10_000) -> bool:
        """Cancel what runs and wait for it, before the app closes."""
        for ticket in self._tickets:
            ticket.cancel()
        return self._pool.waitForDone(milliseconds)
