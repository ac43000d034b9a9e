"""Drawing of documents, spread over several processes if there are many.

A process gets the report once, and then the number of one document after the other, so that all stay busy
until the end. The report is sent by pickle, which only this program writes; answers are plain text.
"""

from __future__ import annotations

import base64
import logging
import os
import pickle
from collections import Counter, deque
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import Any, Final

from exports.catalogue import documents_of
from exports.drawing.tagging.stopping import stoppable
from exports.output import Document, Shown, for_others
from exports.seal import Progress
from resources.words import say
from upstream_workshop import processes
from upstream_workshop.errors import WorkshopError
from upstream_workshop.storage.serialization import Codec
from upstream_workshop.whole.report import Report

FLAG: Final = "--draw-apart"  # what a frozen app, being its own interpreter, is started with
PROGRAM: Final = processes.module(FLAG, "exports")
CODEC: Final = Codec()
MOST: Final = 4  # processes: each holds the whole report
WORTH: Final = 50  # documents for which one more process is worth its start
LARGE: Final = (
    1_000_000  # bytes of a question from which a process is worth its start for one document
)
SECONDS: Final = 3600.0
_LOOK_EVERY: Final = 0.05  # seconds

_log = logging.getLogger(__name__)


class _Stopped(Exception):  # noqa: N818 - not an error: nobody waits any more
    """Raised on the threads that wait for processes when the drawing is stopped."""


@dataclass
class _Work:
    """The documents still to be drawn, and the results; shared by one thread for each process."""

    question: bytes
    waiting: deque[int]
    done: SimpleQueue[tuple[int, str, Any]] = field(default_factory=SimpleQueue)
    stopped: Event = field(default_factory=Event)

    def look(self) -> None:
        """Raise _Stopped if the drawing was stopped."""
        if self.stopped.is_set():
            raise _Stopped


def draw(
    report: Report, only: Collection[str], progress: Progress, shared: Shown | None = None
) -> dict[str, bytes]:
    """Draw the documents of some outputs; return them by name, in the catalogue's order.

    only: keys of outputs; empty for all.
    progress: called often with the share done and a document's name; it may raise to stop.
    shared: the result of `for_others(report)`, where it is at hand.

    Raises WorkshopError if a document cannot be drawn or its process is killed.
    """
    shared = shared or for_others(report)
    documents = documents_of(report, only, shared)
    helpers = min(os.cpu_count() or 1, MOST, len(documents) // WORTH)
    drawn: dict[int, bytes] = {}
    if helpers > 1:
        work = _Work(question(report, only, shared), deque(_longest_first(documents)))
        drawn = _drawn_apart(work, documents, helpers, progress)
    for number, document in enumerate(documents):
        if number not in drawn:  # few, or no process can be started
            progress(len(drawn) / len(documents), document.name)
            drawn[number] = document.make()
    return {document.name: drawn[number] for number, document in enumerate(documents)}


def draw_one(
    report: Report, shared: Shown, key: str, number: int, look: Callable[[], object]
) -> bytes:
    """Draw one document of an output, as for its preview.

    key: the key of the output.
    number: the place of the document among those of the output.
    look: called now and then; it may raise to stop.

    The only document of an output may be long in a large session: it is drawn in a process, which can
    be stopped at once and leaves no garbage here. Raises WorkshopError as `draw` does.
    """
    documents = documents_of(report, (key,), shared)
    asked = question(report, (key,), shared) if len(documents) == 1 else b""
    look()
    drawn: dict[int, bytes] = {}
    if len(asked) >= LARGE:
        drawn = _drawn_apart(_Work(asked, deque((number,))), documents, 1, lambda *_: look())
    with stoppable(look):
        return drawn[number] if drawn else documents[number].make()


def question(report: Report, only: Collection[str], shared: Shown | None = None) -> bytes:
    """Return the first line for a drawing process, from which it knows the documents.

    The arguments are those of `documents_of`.
    """
    shown = (shared or for_others(report))()
    return base64.b64encode(pickle.dumps((report, tuple(only), shown)))


def documents_asked(line: bytes) -> tuple[Document, ...]:
    """Return the documents of a question, in the process that is to draw them."""
    # only our own program writes to that process, and what stands there goes nowhere else
    report, only, shown = pickle.loads(base64.b64decode(line))  # noqa: S301
    return documents_of(report, only, lambda: shown)


def _drawn_apart(
    work: _Work, documents: Sequence[Document], helpers: int, progress: Progress
) -> dict[int, bytes]:
    """Draw in other processes; return documents by number, none if no process could be started."""
    threads = [Thread(target=_have_drawn, args=(work,), daemon=True) for _ in range(helpers)]
    drawn: dict[int, bytes] = {}
    doing = documents[work.waiting[0]].name
    for thread in threads:
        thread.start()
    try:
        while any(thread.is_alive() for thread in threads) or not work.done.empty():
            progress(len(drawn) / len(documents), doing)
            with suppress(Empty):
                number, outcome, value = work.done.get(timeout=_LOOK_EVERY)
                doing = documents[number].name
                drawn[number] = _understood(doing, outcome, value)
    finally:
        work.stopped.set()
        for thread in threads:
            thread.join()
    return drawn


def _longest_first(documents: Sequence[Document]) -> list[int]:
    """Return the numbers of the documents; those of the fullest folder last, as they are short."""
    folders = [PurePosixPath(document.name).parent for document in documents]
    beside = Counter(folders)
    return sorted(range(len(documents)), key=lambda number: beside[folders[number]])


def _have_drawn(work: _Work) -> None:
    """Start a process and let it draw documents until none is waiting; called on a thread of its own."""
    at_work: list[int] = []

    def hear(line: bytes) -> bytes:
        outcome, said = CODEC.decoded(line)
        drawn = base64.b64decode(str(said), validate=True) if outcome == "drawn" else said
        if at_work:
            work.done.put((at_work.pop(), outcome, drawn))
        with suppress(IndexError):  # none is waiting: a blank line is the end
            at_work.append(work.waiting.popleft())
        return b"".join(b"%d" % number for number in at_work)

    try:
        ending = processes.ask(PROGRAM, (), SECONDS, work.question, work.look, hear)
        why = f"ended with {ending.code}"
    except _Stopped:
        return
    except (OSError, ValueError, OverflowError) as error:
        why = type(error).__name__
    if at_work:
        work.done.put((at_work.pop(), "cut short", why))
    elif work.waiting:  # others draw them, or we do
        _log.warning("a process did not come to drawing: %s", why)


def _understood(name: str, outcome: str, value: Any) -> bytes:
    if isinstance(value, bytes):
        return value
    if outcome == "refused":
        raise WorkshopError(str(value))
    _log.error("a document could not be drawn: %s %s", outcome, value)
    if outcome == "failed":
        raise WorkshopError(say("{name} cannot be drawn, and the reason is in the log.", name=name))
    raise WorkshopError(say("The drawing of the documents was stopped from outside: try again."))
