"""Long work on the UI thread in short slices, between which keys are answered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from time import perf_counter, thread_time
from typing import Final

from PySide6.QtCore import QObject, QTimer

AT_ONCE: Final = 600  # parts that are mostly drawn or listed within 100 ms; more are in slices
MOMENT: Final = 0.06  # seconds of this thread after which also fewer go on in slices
_SLICE: Final = 0.012  # seconds


class Slices(QObject):
    """Carries out the steps of an iterator, a slice of them whenever the event loop comes round."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._steps: Iterator[object] = iter(())
        self._then: Callable[[], None] = _nothing
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._on_timeout)

    @property
    def running(self) -> bool:
        """Whether steps are left."""
        return self._timer.isActive()

    def at_once(self, steps: Iterator[object], moment: float) -> bool:
        """Carry out steps for so many seconds; return whether none is left to be run."""
        until = thread_time() + moment
        return all(thread_time() < until for _ in steps)

    def run(self, steps: Iterator[object], then: Callable[[], None]) -> None:
        """Begin with these steps, in place of those that are left, and call `then` after the last."""
        self._steps, self._then = steps, then
        self._timer.start()

    def stop(self) -> None:
        """Leave out the steps that are left, and what would follow."""
        self._timer.stop()
        self._steps, self._then = iter(()), _nothing

    def finish(self) -> None:
        """Carry out all steps that are left now."""
        if self.running:
            for _ in self._steps:
                pass
            self._end()

    def _on_timeout(self) -> None:
        until = perf_counter() + _SLICE
        for _ in self._steps:
            if perf_counter() >= until:
                return
        self._end()

    def _end(self) -> None:
        then = self._then
        self.stop()
        then()


def _nothing() -> None:
    """Do nothing after steps that were left out."""
