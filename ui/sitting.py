"""One sitting at a session: its file, wherever that lies, its desk and its backups, as one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from ui.backing import Backing
from ui.desk import Desk
from ui.jobs import Jobs
from ui.origins import OriginWatch
from ui.settings import Settings
from upstream_workshop import forgetting, holders, lending
from upstream_workshop.lending import Loan
from upstream_workshop.workshop import Workshop


class Sitting:
    """An open session with all that belongs to it. Raises WorkshopError when it cannot be opened."""

    def __init__(
        self,
        path: Path,
        loan: Loan | None,
        jobs: Jobs,
        settings: Settings,
        now: Callable[[], datetime] = datetime.now,
    ) -> None:
        self._loan = loan
        self._now = now
        self.said = _said_of(path, loan)
        self.workshop = Workshop.open(path, loan.copy if loan else None)
        self._ledger = settings.ledger
        self.desk = Desk(self.workshop, self._ledger)
        self.backing = Backing(self.desk, jobs, settings, now, parent=self.desk)
        self.origin = OriginWatch(loan.origin, parent=self.desk) if loan else None
        if self.workshop.original is not None and loan is None:
            self.said = _tr(
                "This session came from an older app and was brought up to date; as it was, it is "
                "kept as {name}."
            ).format(name=self.workshop.original.name)

    def close(self) -> str:
        """Back up, close the file and bring it back; answers what there is to say."""
        self.backing.close()
        if self.origin is not None:
            self.origin.stop()
        self.workshop.close()
        self.desk.deleteLater()
        if self._loan is None:
            return ""
        said = lending.bring_back(self._loan, self._now()).said
        forgetting.look_again(self._ledger)  # where it was brought back to, a name may have waited
        return said


def _said_of(path: Path, loan: Loan | None) -> str:
    if loan is None:
        return ""
    if loan.found:
        return _tr(
            "Work on {name} that had not been brought back is open again; it goes back when you close it."
        ).format(name=path.name)
    if words := holders.words(path):
        return _tr(
            "{name} may be open elsewhere too{words}: if both change it, yours is kept beside it."
        ).format(name=path.name, words=words)
    return ""


def _tr(words: str) -> str:
    return QCoreApplication.translate("Sitting", words)
