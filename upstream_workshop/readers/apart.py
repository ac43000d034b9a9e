"""Reading a foreign file in a process of its own, so that a hostile one can at worst be refused."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from upstream_workshop.errors import WorkshopError
from upstream_workshop.readers import limits, wire

FLAG: Final = "--read-apart"  # what a frozen app, being its own interpreter, is started with
LARGEST_ANSWER: Final = 128 * 1024 * 1024
_LOOK_EVERY: Final = 0.05
_NO_WINDOW: Final = 0x08000000  # Windows: CREATE_NO_WINDOW
_log = logging.getLogger(__name__)


def read_apart(kind: str, path: Path, look: Callable[[], object] = lambda: None) -> Any:
    """What `kinds.READERS[kind]` makes of a file, read by a child process under hard limits.

    `look` is called while we wait and may raise, which ends the child. Raises WorkshopError.
    """
    try:
        child = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            [*_program(), kind, str(path)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"PYTHONPATH": _home()},
            creationflags=_NO_WINDOW if sys.platform == "win32" else 0,
        )
    except OSError as error:
        raise WorkshopError(
            f"{path.name} cannot be read now ({error.strerror}): close another program and try again."
        ) from error
    with child:
        try:
            answer = _awaited(child, path.name, look)
        finally:
            child.kill()
    return _understood(path.name, answer, child.returncode)


def _program() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, FLAG]
    # -P: nothing that lies in the folder we happen to be in is taken for a module
    return [sys.executable, "-P", "-m", "upstream_workshop.readers"]


def _home() -> str:
    """Where our packages are, and wherever else was looked before."""
    here = str(Path(__file__).resolve().parents[2])
    return os.pathsep.join(filter(None, (here, os.environ.get("PYTHONPATH"))))


def _awaited(child: subprocess.Popen[bytes], name: str, look: Callable[[], object]) -> bytes:
    """All the child says, within the time it has."""
    said: list[bytes] = []
    assert child.stdout is not None, "a pipe was asked for"
    listen = child.stdout.read

    def hear() -> None:
        said.append(listen(LARGEST_ANSWER + 1))

    listener = threading.Thread(target=hear, daemon=True)
    listener.start()
    deadline = time.monotonic() + limits.SECONDS
    try:
        while listener.is_alive():
            look()
            if time.monotonic() > deadline:
                raise WorkshopError(
                    f"{name} takes more than {limits.SECONDS} seconds to read, which no list does: "
                    "keep only the columns and rows you need, and save it as CSV."
                )
            listener.join(_LOOK_EVERY)
    except BaseException:
        child.kill()
        listener.join()
        raise
    if len(said[0]) > LARGEST_ANSWER:
        raise WorkshopError(_too_large(name))
    child.wait()
    return said[0]


def _understood(name: str, answer: bytes, code: int | None) -> Any:
    try:
        outcome, value = wire.decoded(answer)
    except ValueError:
        outcome, value = "failed", f"the reading process ended with {code}"
        if code == limits.OUT_OF_MEMORY:
            raise WorkshopError(_too_large(name)) from None
    if outcome == "read":
        return value
    if outcome == "refused":
        raise WorkshopError(str(value))
    _log.error("reading failed: %s", value)
    raise WorkshopError(
        f"{name} cannot be read ({value}): save it again as CSV or XLSX, and try that."
    )


def _too_large(name: str) -> str:
    return (
        f"{name} needs more than {limits.MEMORY // 1024 // 1024} MB to read, which no list does: "
        "keep only the columns and rows you need, and save it as CSV."
    )
