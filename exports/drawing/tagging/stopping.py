"""Stopping a long document while it is drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final


class _Stopped(BaseException):
    """Carries what the watcher raised out of the drawing."""

    def __init__(self, reason: Exception) -> None:
        super().__init__(reason)
        self.reason = reason


def _nothing() -> None:
    """Go on."""


_LOOK: Final[ContextVar[Callable[[], object]]] = ContextVar("look", default=_nothing)


@contextmanager
def stoppable(look: Callable[[], object]) -> Iterator[None]:
    """Let `look` be called often, on this thread, while documents are drawn in the block.

    What it raises ends the block.
    """
    token = _LOOK.set(look)
    try:
        yield
    except _Stopped as stopped:
        raise stopped.reason from None
    finally:
        _LOOK.reset(token)


def look() -> None:
    """Call what the drawing is watched by, and stop if that raises."""
    try:
        _LOOK.get()()
    except Exception as reason:
        raise _Stopped(reason) from reason
