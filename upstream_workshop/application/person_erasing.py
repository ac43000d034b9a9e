"""The class PersonErasing: erasing a person from an open session and from all its copies."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime
from typing import NamedTuple

from upstream_workshop.application.backup_scheduler import BackupScheduler
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.storage.files.ledger import Ledger
from upstream_workshop.whole import clearing, erasing, erasures, forgetting
from upstream_workshop.whole.clearing import Cleared, Remains
from upstream_workshop.whole.erasing import Erasure, Place
from upstream_workshop.whole.erasures import Intent


class Erased(NamedTuple):
    """A person who was erased from the session, but not from its copies yet.

    intent: what is to be erased, for `clear_copies`.
    remains: where the name may still be in the session file; empty unless the disk failed.
    """

    intent: Intent
    remains: tuple[Remains, ...]


class PersonErasing:
    """Erases people from an open session, then from everything on the ledger.

    workshop, ledger: the session and the list of its copies.
    backups: what writes a backup without the name afterwards.
    now: returns the current local time.
    """

    def __init__(
        self,
        workshop: Workshop,
        ledger: Ledger,
        backups: BackupScheduler,
        now: Callable[[], datetime],
    ) -> None:
        self._workshop = workshop
        self._ledger = ledger
        self._backups = backups
        self._now = now

    def preview(self, participant_id: int) -> Erasure:
        """Return what erasing a person would remove and keep, and what it cannot reach.

        Nothing is changed. Raises WorkshopError if there is no such person or the ledger cannot be
        read.
        """
        with self._workshop.rehearse() as session:
            planned = erasing.preview(session, participant_id)
        reach = forgetting.out_of_reach(self._ledger, self._workshop, planned.name)
        return planned.with_elsewhere(reach)

    def erase(
        self, participant_id: int, places: Collection[Place], label: str = forgetting.LABEL
    ) -> Erased:
        """Erase a person from the session; this cannot be undone.

        participant_id: the id of the person.
        places: the cells from whose text the name is removed too.
        label: the label of the change.

        Pass the result to `clear_copies`, which removes the name from copies and backups. Raises
        WorkshopError if nothing was changed and nothing will be changed later.
        """
        intent = erasures.plan(self._ledger, self._workshop, participant_id, places, self._now())
        intent = erasures.note(self._ledger, intent)
        return Erased(intent, forgetting.take_out(self._ledger, self._workshop, intent, label))

    def clear_copies(self, erased: Erased) -> Cleared:
        """Remove an erased name from all copies and backups, then write a backup without it.

        This runs on the calling thread. Nothing is raised: the result says what remains.
        """
        if erased.remains:
            return Cleared(0, erased.remains)
        cleared = clearing.clear(self._ledger, erased.intent)
        self._backups.again()
        unkept = self._backups.keep(forgetting.WHY, erased.intent.after)
        forgetting.settle(self._ledger, erased.intent, cleared.remains)
        return cleared._replace(unkept=unkept)
