"""Work on a thread of its own, which whoever asked for it waits for bit by bit."""

from __future__ import annotations

from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor, wait
from typing import Final, TypeVar

Answer = TypeVar("Answer")
_MOMENT: Final = 0.005  # seconds


def aside(work: Callable[[], Answer]) -> Generator[float, None, Answer]:
    """Run a function on a thread of its own; give 0 every few milliseconds until it has returned.

    Returns its result, or raises what it raised.
    """
    with ThreadPoolExecutor(1) as threads:
        future = threads.submit(work)
        while wait([future], _MOMENT).not_done:
            yield 0.0
        return future.result()
