"""The progress, the bounds and the time limit of a search."""

from __future__ import annotations

import time
from collections.abc import Callable
from math import ceil
from typing import Final

from resources.words import say
from upstream_workshop.workgroups.placement.problems import Placement

Progress = Callable[[float, str], object]
Found = Callable[[Placement], object]
_NONE: Final = 1e29  # a cost beyond this stands for none


class OutOfTimeError(Exception):
    """The time limit was reached before the result was proven."""


class Watch:
    """The progress and the time limit of a search.

    progress: as for `placing.place`.
    deadline: a time of `time.monotonic`.

    `least` is the least cost of the present level that the solver has proven to be possible; None if it
    has proven none yet.
    """

    def __init__(self, progress: Progress | None, deadline: float) -> None:
        self._progress = progress
        self._deadline = deadline
        self._at = (0.0, "")
        self._bounds = ""
        self._most: int | None = None
        self._raised: BaseException | None = None
        self.least: int | None = None

    def tell(self, share: float, doing: str) -> None:
        """Report progress. Raises what `progress` raises, or OutOfTimeError."""
        self._at = share, doing
        self.begin()
        self.look()
        self.settle()

    def begin(self) -> None:
        """Forget the bounds of the level before."""
        self._bounds, self._most, self.least = "", None, None

    def bound(self, found: float | None, least: float | None) -> None:
        """Note the bounds of the present level, which are added to the text of the progress.

        found: the cost of the best solution so far; None or infinite if there is none.
        least: the least cost that is still possible; None or infinite if nothing is known of it.
        """
        if found is not None and found < _NONE:
            self._most = round(found)
        if least is not None and abs(least) < _NONE:
            self.least = max(ceil(least - 1e-6), self.least or 0)
        if self.least is not None and self._most is not None:
            self._bounds = say(": {found} found, {best} at best", found=self._most, best=self.least)

    def look(self) -> bool:
        """Report progress again and return whether to continue.

        An exception must not pass through the solver, so it is kept for `settle`.
        """
        share, doing = self._at
        try:
            if self._progress:
                self._progress(share, doing + self._bounds)
            if time.monotonic() > self._deadline:
                raise OutOfTimeError
        except BaseException as error:  # raised again by settle()
            self._raised = error
        return self._raised is None

    def aside(self, share: float, doing: str, seconds: float) -> Watch:
        """Return a watch over a part of the search, which reports only this and ends after some seconds."""

        def progress(_share: float, _doing: str) -> None:
            if self._progress:
                self._progress(share, doing)

        return Watch(progress, min(self._deadline, time.monotonic() + seconds))

    def settle(self) -> None:
        """Raise the exception that was kept, if any."""
        if self._raised:
            raise self._raised
