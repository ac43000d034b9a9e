"""Collects Python's garbage on the UI thread alone.

Left to itself, Python collects on whichever thread happens to allocate. On a job's thread that would
destroy Qt objects which belong to the UI thread, and Qt does not survive that.
"""

from __future__ import annotations

import gc
import sys
from typing import Final

from PySide6.QtCore import QObject, QTimer

_EVERY: Final = 1000  # milliseconds
_OLDEST: Final = 2  # the generation that takes long
_GROWN: Final = 1.25


class Garbage(QObject):
    """While it is on, a timer of the UI thread does what Python would have done by itself."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.collect)
        self._blocks = 0  # of memory that were taken after the last full collection
        self._elsewhere = gc.isenabled()

    def start(self) -> None:
        """From now on nothing is collected anywhere else."""
        self._elsewhere = gc.isenabled()
        gc.disable()
        self._timer.start(_EVERY)

    def stop(self) -> None:
        """Leave it to whom it was left before."""
        if self._timer.isActive() and self._elsewhere:
            gc.enable()
        self._timer.stop()

    def collect(self) -> None:
        """The oldest generation whose time has come by Python's counts; all once there is a quarter more."""
        due = [age for age, limit in enumerate(gc.get_threshold()) if gc.get_count()[age] > limit]
        if not due:
            return
        # counted without touching the objects: a tuple that a job is making must have no second owner
        if max(due) == _OLDEST and sys.getallocatedblocks() > self._blocks * _GROWN:
            gc.collect()
            self._blocks = sys.getallocatedblocks()
        else:
            gc.collect(min(max(due), _OLDEST - 1))
