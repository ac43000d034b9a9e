"""The offer to repair a copy of a session file that is refused because of its rows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject

from resources.words import say
from ui.kit.jobs import Jobs
from ui.widgets.messages.banner import Way
from upstream_workshop.errors import RepairableError, WorkshopError
from upstream_workshop.session_file.copies import repairing

_LISTED: Final = 3  # repairs that the banner lists; the command line lists them all


def ways_on(refusal: WorkshopError, repair: Callable[[], None]) -> tuple[Way, ...]:
    """Return the actions offered with a refusal, besides what its sentence says.

    Only a RepairableError has one: repairing a copy.
    """
    if not isinstance(refusal, RepairableError):
        return ()
    return ((say("Repair a copy"), "first-aid-kit", repair),)


def repair_copy(path: Path, jobs: Jobs, then: Callable[[Path, str], None], owner: QObject) -> None:
    """Write a repaired copy beside a file, off the UI thread.

    then: called with the path of the copy and a message on what was repaired.
    owner: the object for which the job runs.
    """
    copy = repairing.suggested(path)

    def done(repairs: tuple[str, ...]) -> None:
        words = say("This is a repaired copy; {name} is as it was.", name=path.name)
        more = say("and {n} more", n=len(repairs) - _LISTED) if repairs[_LISTED:] else ""
        then(copy, " ".join((words, *repairs[:_LISTED], more)).strip())

    jobs.run(say("Repairing a copy"), lambda _ticket: repairing.repair(path, copy), done, owner)
