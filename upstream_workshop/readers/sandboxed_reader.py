"""Reading a foreign file in a process of its own, so that a hostile one can at worst be refused."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from resources.words import say
from upstream_workshop import processes
from upstream_workshop.errors import WorkshopError
from upstream_workshop.readers import limits, row_types
from upstream_workshop.storage.files import disk

FLAG: Final = "--read-apart"  # what a frozen app, being its own interpreter, is started with
PROGRAM: Final = processes.module(FLAG, "upstream_workshop.readers")
_log = logging.getLogger(__name__)


def read_sandboxed(kind: str, path: Path, look: Callable[[], object] = lambda: None) -> Any:
    """What `kinds.READERS[kind]` makes of a file, read by a child process under hard limits.

    `look` is called while we wait and may raise, which ends the child. Raises WorkshopError.
    """
    _refuse_endless(path)
    try:
        ending = processes.ask(PROGRAM, (kind, str(path)), limits.SECONDS, look=look)
    except TimeoutError:
        raise WorkshopError(
            say(
                "{path} takes more than {seconds} seconds to read, which no list does: "
                "keep only the columns and rows you need, and save it as CSV.",
                path=path.name,
                seconds=limits.SECONDS,
            )
        ) from None
    except OverflowError:
        raise WorkshopError(_too_large(path.name)) from None
    except OSError as error:
        raise WorkshopError(
            say(
                "{path} cannot be read now ({error}): close another program and try again.",
                path=path.name,
                error=error.strerror,
            )
        ) from error
    return _understood(path.name, ending.answer, ending.code)


def _refuse_endless(path: Path) -> None:
    """What is not there or not to be read, the reader says; a pipe would only make it wait.

    So would what Linux makes up as it is read, whose size is nought.
    """
    with suppress(OSError):
        disk.open_plain(path).close()
        if path.stat().st_size == 0:
            raise WorkshopError(
                say("{path} is empty: choose a file with something in it.", path=path.name)
            )


def _understood(name: str, answer: bytes, code: int) -> Any:
    try:
        outcome, value = row_types.decoded(answer)
    except ValueError:
        outcome, value = "failed", say("the reading process ended with {code}", code=code)
        if code == limits.OUT_OF_MEMORY:
            raise WorkshopError(_too_large(name)) from None
    if outcome == "read":
        return value
    if outcome == "refused":
        raise WorkshopError(str(value))
    _log.error("reading failed: %s", value)
    raise WorkshopError(
        say(
            "{name} cannot be read ({value}): save it again as CSV or XLSX, and try that.",
            name=name,
            value=value,
        )
    )


def _too_large(name: str) -> str:
    return say(
        "{name} needs more than {most} MB to read, which no list does: keep only the columns and rows "
        "you need, and save it as CSV.",
        name=name,
        most=limits.MEMORY // 1024 // 1024,
    )
