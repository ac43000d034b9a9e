"""What becomes of a refusal, or of a fault of the program, at the end of a command."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

from ui.cli import terminal
from ui.kit import log
from upstream_workshop.errors import WorkshopError, where

_log = logging.getLogger(__name__)
REFUSED = 3
FAULT = 70  # as sysexits.h has it


def guarded(work: Callable[[], int], logs: Path) -> int:
    """Return the exit code of `work`; print a refusal or a fault in one line.

    logs: the folder for the log, to which a fault is written.
    """
    try:
        return work()
    except WorkshopError as error:
        terminal.complain(str(error))
        return REFUSED
    except Exception as error:
        kept = log.keep_in(logs)
        _log.error("a fault of ours", exc_info=error)
        said = f"The program made a mistake and stopped ({where(error)}); what was saved before is safe."
        place = f"The details are in {logs}." if kept else f"No log can be kept in {logs}."
        terminal.complain(f"{said} {place}")
        return FAULT
