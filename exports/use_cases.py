"""The use cases of the application layer, as data: what the window and the command line can do.

`tests/journeys/test_window_and_command.py` compares each of them through both, or names the reason
why it is not compared. A function of the layer that is in no row fails there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from exports import operations
from exports.archive.verify import verify
from upstream_workshop import rooms
from upstream_workshop.application.backup_scheduler import BackupScheduler
from upstream_workshop.application.person_erasing import PersonErasing
from upstream_workshop.application.session import OpenSession
from upstream_workshop.maps import rules as maps
from upstream_workshop.privacy import Edition
from upstream_workshop.session_file.copies import backups, repairing
from upstream_workshop.voting import result_queries
from upstream_workshop.whole import forgetting, founding, sample
from upstream_workshop.workgroups import services as workgroups


@dataclass(frozen=True, slots=True)
class UseCase:
    """One thing that can be done with sessions and files.

    name: what is done; unique.
    function: the function of the application layer, or of what lies below it, that does it.
    """

    name: str
    function: Callable[..., Any]


USE_CASES: Final = (
    UseCase("make a session", founding.found),
    UseCase("make the sample", sample.build),
    UseCase("open", OpenSession.open),
    UseCase("close", OpenSession.close),
    UseCase("do", OpenSession.do),
    UseCase("do what was recorded on a copy", OpenSession.repeat),
    UseCase("do on a copy what writes many rows, and repeat it", OpenSession.do_in_pieces),
    UseCase("ask", OpenSession.ask),
    UseCase("try a change", OpenSession.rehearse),
    UseCase("subscribe to changes", OpenSession.subscribe),
    UseCase("undo of an actor", OpenSession.undo),
    UseCase("redo of an actor", OpenSession.redo),
    UseCase("end undo of what was given out", OpenSession.settle),
    UseCase("read the report", OpenSession.report),
    UseCase("copy for trying imports", OpenSession.rehearsal),
    *(UseCase(f"preview {kind}", OpenSession.try_in) for kind in rooms.imports()),
    *(UseCase(f"import {kind}", OpenSession.take_in) for kind in rooms.imports()),
    UseCase("count votes", result_queries.tally),
    UseCase("form workgroups", workgroups.save_placement),
    UseCase("find loops", maps.loops),
    UseCase("preview erasing", PersonErasing.preview),
    UseCase("erase", PersonErasing.erase),
    UseCase("clear copies of an erased name", PersonErasing.clear_copies),
    UseCase("resume erasing", forgetting.resume),
    UseCase("retry erasing", forgetting.retry_clearing),
    UseCase("export all", operations.write),
    UseCase("export some", operations.write),
    UseCase("end undo before an export", operations.goes_out),
    UseCase("note what was written", OpenSession.note_output),
    *(UseCase(f"archive {edition}", operations.seal) for edition in Edition),
    UseCase("count people named", operations.count_named),
    UseCase("find passages that name", operations.search_names),
    UseCase("prove an archive just written", operations.prove),
    UseCase("verify", verify),
    UseCase("back up", BackupScheduler.keep),
    UseCase("back up on another thread", BackupScheduler.take),
    UseCase("back up before a service", BackupScheduler.before),
    UseCase("back up after a change", BackupScheduler.after),
    UseCase("back up again", BackupScheduler.again),
    UseCase("list folders of backups", BackupScheduler.folders),
    UseCase("restore a backup", backups.restore),
    UseCase("copy a backup to a stick", backups.second),
    UseCase("repair", repairing.repair),
)
