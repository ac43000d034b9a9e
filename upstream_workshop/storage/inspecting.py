"""The process that inspects a session file before it is opened, which can be started ahead of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from upstream_workshop import processes
from upstream_workshop.processes import Program, Standby
from upstream_workshop.storage import inspection
from upstream_workshop.storage.inspection import Expected

# isolated: only the standard library, and no modules from the current folder
PROGRAM: Final = Program(
    inspection.FLAG, ("-I", "-S", str(Path(str(inspection.__file__)).resolve()))
)
STANDBY: Final = Standby(PROGRAM)  # the app begins it before it loads Qt, which takes longer
_SPARE: Final = 5.0  # seconds for the process to end by itself


def inspect(
    path: Path,
    mode: str,
    seconds: float,
    expected: Expected,
    meanwhile: Callable[[], object] = lambda: None,
) -> dict[str, Any]:
    """Inspect a file in a process, or in this one if no process can be started.

    path, mode, seconds, expected: as in `inspection.inspect`.
    meanwhile: called about every 0.05 seconds, at least once if a process is started.

    Returns what `inspection.inspect` does. A process that takes too long is SQLITE_INTERRUPT, one
    that crashed SQLITE_CORRUPT.
    """
    question = json.dumps([str(path), mode, seconds, expected]).encode()
    try:
        done = processes.ask(PROGRAM, (), seconds + _SPARE, question, meanwhile, standby=STANDBY)
        answer: dict[str, Any] = json.loads(done.answer)
    except TimeoutError:
        return {"trouble": "SQLITE_INTERRUPT"}
    except (ValueError, OverflowError):  # the process crashed
        return {"trouble": "SQLITE_CORRUPT"}
    except OSError:
        return inspection.inspect(path, mode, seconds, expected)
    return answer
