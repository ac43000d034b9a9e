"""A step that writes many rows, done piece by piece while the window goes on answering."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from ui.kit.jobs import Cancelled, Ticket
from upstream_workshop.errors import WorkshopError


class LargeStep(QObject):
    """Does the first piece of a step at once, and the others when the window has nothing else to do.

    done: called with the step's result.
    refused: called instead with the sentence of a WorkshopError.
    stopped: called instead if the step was stopped; nothing of it is kept then.

    `begun(Ticket, label)` is emitted if pieces are left after the first; the ticket reports progress,
    and stops the step.
    """

    begun = Signal(object, str)

    def __init__(
        self,
        done: Callable[[Any], object],
        refused: Callable[[str], object],
        stopped: Callable[[], object],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._done, self._refused, self._stopped = done, refused, stopped
        self._pieces: Iterator[float] | None = None
        self._ticket = Ticket(self)

    def is_under_way(self) -> bool:
        """Return whether pieces are left."""
        return self._pieces is not None

    def run(self, label: str, pieces: Iterator[float], ticket: Ticket) -> None:
        """Begin a step, whose pieces give the share that is done; 0 while nothing is written yet."""
        self._pieces, self._ticket = pieces, ticket
        self._advance()
        if self.is_under_way():
            self.begun.emit(ticket, label)

    def finish(self) -> None:
        """Do at once what is left."""
        while self.is_under_way():
            self._advance()

    def stop(self) -> bool:
        """Stop before all is written; return whether a step is under way."""
        if self.is_under_way():
            self._ticket.cancel()
        return self.is_under_way()

    def _advance(self) -> None:
        pieces, self._pieces = self._pieces, None  # none while one is done, which may emit signals
        if pieces is None:
            return
        try:
            share = next(pieces)
        except StopIteration as end:
            self._end(self._done, end.value)
        except Cancelled:
            self._end(self._stopped)
        except WorkshopError as error:
            self._end(self._refused, str(error))
        except Exception:
            self._end(_nothing)  # a fault, which is told elsewhere
            raise
        else:
            self._go_on(pieces, share)

    def _go_on(self, pieces: Iterator[float], share: float) -> None:
        if self._ticket.cancelled and 0 < share < 1 and isinstance(pieces, Generator):
            pieces.close()  # which rolls back
            self._end(self._stopped)
            return
        if share:
            self._ticket.progressed.emit(share, "")
        self._pieces = pieces
        QTimer.singleShot(0, self, self._advance)

    def _end(self, tell: Callable[..., object], *what: object) -> None:
        self._ticket.returned.emit()
        self._ticket.deleteLater()
        tell(*what)


def _nothing() -> None:
    """Tell nothing."""
