"""Session files that jobs bring here: working copies and the sample."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from ui.kit.jobs import Answer, Jobs, Ticket
from upstream_workshop.errors import WorkshopError
from upstream_workshop.session_file.copies import working_copies
from upstream_workshop.session_file.copies.working_copy_notes import WorkingCopy
from upstream_workshop.storage.error_messages import files_explained


class Arrivals(QObject):
    """The jobs that bring a session file here, one for each path.

    `path in arrivals` is true until its job has ended, so that a second request starts no second job.
    """

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._paths: set[Path] = set()

    def __contains__(self, path: Path) -> bool:
        return path in self._paths

    def bring(
        self,
        path: Path,
        title: str,
        work: Callable[[Ticket], Answer],
        then: Callable[[Answer], None],
    ) -> None:
        """Run a job that brings a file to a path, then pass its result to `then`."""

        def arrived(answer: Answer) -> None:
            self._paths.discard(path)
            then(answer)

        self._paths.add(path)
        ticket = self._jobs.run(title, work, arrived, self)
        ticket.ended.connect(lambda: self._paths.discard(path))


def fetch_copy(path: Path, folder: Path) -> WorkingCopy | WorkshopError | None:
    """Copy a session file into the folder of working copies, if it must not be edited at its path.

    Returns the copy, None if none is needed, or the reason why it cannot be made.
    """
    try:
        return working_copies.make_if_needed(path, folder)
    except WorkshopError as refusal:
        return refusal


def rebuild_sample(path: Path) -> Path:
    """Build the sample session at a path, or beside it where that is in use; return where."""
    # imported here because it imports all rooms, which would slow down every start
    from upstream_workshop.whole import sample

    with files_explained(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        free = sample.make_room(path)
        sample.build(free).close()
    return free
