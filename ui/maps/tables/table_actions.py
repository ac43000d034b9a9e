"""The changes that snapshots and merging make, with their names in Undo."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from resources.words import say
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.maps.tables.snapshot_bar import as_it_was
from ui.widgets import Field, ask_form
from upstream_workshop.maps.kinds import Settled
from upstream_workshop.maps.map_rows import MapRow, SnapshotRow
from upstream_workshop.maps.merging import services as merging
from upstream_workshop.maps.merging.merged_map import Pair
from upstream_workshop.maps.snapshots import services as snapshots
from upstream_workshop.session_file.steps import RecordedStep


class TableActions(QObject):
    """All changes of snapshots, and merging; the page shows them when the desk reports them."""

    def __init__(self, desk: Desk, jobs: Jobs, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._jobs = desk, jobs
        self._window = window

    def take_snapshot(self, row: MapRow) -> None:
        """Keep the map as it is now, under a few words."""
        asked = (Field("title", say("What it shows now"), hint=say("may stay blank")),)
        answers = ask_form(self._window, say("Take snapshot"), asked)
        if answers is None:
            return
        now = datetime.now().replace(microsecond=0)
        self._desk.do_about(
            say("Take snapshot"), row.title, snapshots.take_snapshot, row.id, answers["title"], now
        )
        if self._desk.kept:
            self._desk.report_step(say("Snapshot taken at {time}", time=now.strftime("%H:%M")))

    def restore_snapshot(self, row: MapRow, snapshot: SnapshotRow) -> int | None:
        """Ask for a title and add a map that is what a snapshot shows; return its id, or None."""
        asked = (Field("title", say("Title"), needed=True),)
        time = snapshot.taken_at.strftime("%H:%M")
        values = {"title": say("{title} as at {time}", title=row.title, time=time)}
        answers = ask_form(self._window, say("Restore as a new map"), asked, values)
        if answers is None:
            return None
        return self._desk.do_about(
            say("Restore snapshot"), answers["title"], snapshots.restore_snapshot, snapshot.id,
            answers["title"],
        )  # fmt: skip

    def remove_snapshot(self, snapshot: SnapshotRow) -> None:
        """Remove a snapshot; this can be undone."""
        self._desk.do_about(
            say("Remove snapshot"), as_it_was(snapshot), snapshots.remove_snapshot, snapshot.id
        )

    def merge(
        self,
        first: MapRow,
        second: MapRow,
        confirmed: Mapping[int, int],
        settled: Mapping[Pair, Settled],
        then: Callable[[int], object],
    ) -> None:
        """Ask for a title and merge two maps into a third: recorded on a copy beside, then written.

        then: called with the id of the new map, unless the merging is given up or refused.
        """
        asked = (Field("title", say("Title"), needed=True),)
        values = {"title": say("{first} and {second}", first=first.title, second=second.title)}
        answers = ask_form(self._window, say("Merge into a new map"), asked, values)
        if answers is None:
            return
        title: str = answers["title"]
        args = (first.id, second.id, title, confirmed, settled)
        with self._desk.reporting_refusals():
            rehearsal = self._desk.session.rehearsal()
            ticket = self._jobs.run(
                say("Merging into {title}", title=title),
                lambda _: rehearsal.record(merging.merge_maps, *args),
                partial(self._write, title, then),
                self,
            )
            ticket.ended.connect(rehearsal.close)

    def _write(
        self, title: str, then: Callable[[int], object], recorded: RecordedStep[int] | None
    ) -> None:
        if recorded is not None:
            self._desk.do_recorded(
                say("Merge maps"), title, merging.merge_maps, recorded,
                partial(then, recorded.answer),
            )  # fmt: skip
