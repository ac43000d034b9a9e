"""Garbage collection on the UI thread only.

By default, Python collects garbage on whichever thread allocates memory. On a job's thread that
would destroy Qt objects that belong to the UI thread, and crash.
"""

from __future__ import annotations

import gc
import sys
from typing import Final

from PySide6.QtCore import QObject, QTimer

_EVERY: Final = 1000  # milliseconds
_OLDEST: Final = 2  # the generation that takes long to collect
_GROWN: Final = 1.25  # growth of memory after which everything is collected


class Garbage(QObject):
    """Collects garbage by a timer on the UI thread, instead of Python's automatic collection."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.collect)
        self._blocks = 0  # allocated blocks of memory after the last full collection
        self._was_enabled = gc.isenabled()

    def start(self) -> None:
        """Disable automatic collection and start the timer."""
        self._was_enabled = gc.isenabled()
        gc.disable()
        self._timer.start(_EVERY)

    def stop(self) -> None:
        """Stop the timer and restore automatic collection, if it was enabled before."""
        if self._timer.isActive() and self._was_enabled:
            gc.enable()
        self._timer.stop()

    def collect(self) -> None:
        """Collect the oldest generation that is due by Python's thresholds.

        The oldest generation of all is collected only when memory has grown by a quarter.
        """
        due = [age for age, limit in enumerate(gc.get_threshold()) if gc.get_count()[age] > limit]
        if not due:
            return
        # counts blocks, not objects: a reference to a tuple that a job is building would break it
        if max(due) == _OLDEST and sys.getallocatedblocks() > self._blocks * _GROWN:
            gc.collect()
            self._blocks = sys.getallocatedblocks()
        else:
            gc.collect(min(max(due), _OLDEST - 1))
