"""An open session with what the window keeps for it: its desk, its backups, the watch on its stick."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.kit.settings import Settings
from ui.window.file_keeping.background_backups import BackgroundBackups
from ui.window.file_keeping.origins import OriginWatch
from upstream_workshop.application.session import OpenSession
from upstream_workshop.session_file.copies.working_copy_notes import WorkingCopy
from upstream_workshop.whole import forgetting


class WindowSession:
    """All of that, opened and closed as one. Raises WorkshopError when it cannot be opened."""

    def __init__(
        self,
        path: Path,
        working_copy: WorkingCopy | None,
        jobs: Jobs,
        settings: Settings,
        meanwhile: Callable[[], object] = lambda: None,
        now: Callable[[], datetime] = datetime.now,
    ) -> None:
        self.session = OpenSession.open(path, settings.ledger, now, working_copy, meanwhile)
        self.workshop = self.session.workshop
        self.desk = Desk(self.session)
        self.background = BackgroundBackups(self.desk, jobs, settings, parent=self.desk)
        self.origin = OriginWatch(working_copy.origin, parent=self.desk) if working_copy else None
        self.message = self.session.message or forgetting.sentence(self.session.remains)

    def close(self) -> str:
        """Back up, close the file and bring it back; answers what there is to say."""
        self.desk.finish()
        self.background.close()
        if self.origin is not None:
            self.origin.stop()
        back = self.session.close()
        self.desk.deleteLater()
        return back.message if back else ""
