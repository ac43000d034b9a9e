"""The drawing process: it reads a report, then numbers of documents, and writes each document as drawn."""

from __future__ import annotations

import base64
import gc
import signal
import sys
from collections.abc import Callable, Sequence
from typing import Any, Final

from upstream_workshop.errors import WorkshopError, where

_OBJECTS: Final = 50_000  # made between two searches for garbage: a document leaves much, and soon


def main(_arguments: Sequence[str] = ()) -> int:
    """Draw the documents whose numbers are read from standard input, up to its end or a blank line.

    Returns the exit code.
    """
    signal.signal(
        signal.SIGINT, signal.SIG_IGN
    )  # the process that started this one gets the signal too
    gc.disable()  # nothing that loads is garbage
    from exports.archive.drawing_processes import CODEC, documents_asked

    documents = documents_asked(sys.stdin.buffer.readline())
    gc.freeze()  # none of the report is ever garbage
    gc.set_threshold(_OBJECTS)
    gc.enable()
    CODEC.say("ready", "")
    while line := sys.stdin.buffer.readline().strip():
        CODEC.say(*_answer(documents[int(line)].make))
    return 0


def _answer(make: Callable[[], bytes]) -> tuple[str, Any]:
    try:
        return "drawn", base64.b64encode(make()).decode()
    except WorkshopError as refusal:
        return "refused", str(refusal)
    except Exception as error:  # a bug: its place, without data
        return "failed", where(error)


if __name__ == "__main__":
    sys.exit(main())
