"""The end of a command that was refused or that failed because of a bug."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

from resources.words import joined, say
from ui.cli import terminal
from ui.kit import log
from upstream_workshop.errors import WorkshopError, where

_log = logging.getLogger(__name__)
REFUSED = 3
FAULT = 70  # EX_SOFTWARE of sysexits.h


def guarded(work: Callable[[], int], logs: Path) -> int:
    """Return the exit code of `work`; print a refusal or a fault in one line.

    logs: the folder for the log, to which a fault is written.
    """
    try:
        return work()
    except WorkshopError as error:
        terminal.print_error(str(error))
        return REFUSED
    except Exception as error:
        kept = log.keep_in(logs)
        _log.error("a fault of ours", exc_info=error)
        said = say(
            "The program made a mistake and stopped ({where}); what was saved before is safe.",
            where=where(error),
        )
        place = say("No log can be kept in {folder}.", folder=logs)
        if kept:
            place = say("The details are in {folder}.", folder=logs)
        terminal.print_error(joined((said, place), "{first} {then}"))
        return FAULT
