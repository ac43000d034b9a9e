"""Garbage collection on the UI thread only.

By default, Python collects garbage on whichever thread allocates memory. On a job's thread that
would destroy Qt objects that belong to the UI thread, and crash.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer

_EVERY: Final = 1000  # milliseconds
_YOUNG: Final = 1  # the generations up to this one are collected often
_GROWN: Final = 1.1  # growth of memory after which all since the last such collection is collected
_MUCH: Final = 600_000  # more allocated blocks, about 60 MB, after which everything is collected


class Garbage(QObject):
    """Collects garbage by a timer on the UI thread, instead of Python's automatic collection.

    A collection holds the window for as long as it takes, which depends on how many objects it looks
    at. So it looks at those of the last second, and, once memory has grown, at those since it did so
    last (`gc.freeze` sets the others aside). Only when it has grown by very much it looks at all, which
    takes a quarter of a second.

    busy: whether jobs are running; their objects are mostly needed, so that only young ones are looked at
        meanwhile.
    """

    def __init__(
        self, parent: QObject | None = None, busy: Callable[[], object] = lambda: False
    ) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.collect)
        self._busy = busy
        self._last = self._whole = (
            0  # allocated blocks of memory after a longer collection, and after a full one
        )
        self._was_enabled = gc.isenabled()

    def start(self) -> None:
        """Disable automatic collection and start the timer."""
        self._was_enabled = gc.isenabled()
        gc.disable()
        if not gc.get_freeze_count():
            gc.freeze()  # what is loaded stays
        self._last = self._whole = sys.getallocatedblocks()
        self._timer.start(_EVERY)

    def stop(self) -> None:
        """Stop the timer and restore automatic collection, if it was enabled before."""
        if self._timer.isActive() and self._was_enabled:
            gc.enable()
        self._timer.stop()

    def collect(self) -> None:
        """Collect what is due, by the number of new objects and the growth of memory."""
        # counts blocks, not objects: a reference to a tuple that a job is building would break it
        blocks = sys.getallocatedblocks()
        if blocks > self._last * _GROWN and not self._busy():
            self._collect_older(blocks > self._whole + _MUCH)
        elif gc.get_count()[0] > gc.get_threshold()[0]:
            gc.collect(_YOUNG)

    def _collect_older(self, everything: bool) -> None:
        if everything:
            gc.unfreeze()
        gc.collect()
        gc.freeze()
        self._last = sys.getallocatedblocks()
        if everything:
            self._whole = self._last
