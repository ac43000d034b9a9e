"""The changes that snapshots and merging make, with their names in Undo."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from resources.words import say
from ui.kit.desk import Desk
from ui.maps.tables.snapshot_bar import as_it_was
from ui.widgets import Field, ask_form
from upstream_workshop.maps.kinds import Settled
from upstream_workshop.maps.merging import services as merging
from upstream_workshop.maps.merging.merged_map import Pair
from upstream_workshop.maps.queries import MapRow, SnapshotRow
from upstream_workshop.maps.snapshots import services as snapshots


class TableActions(QObject):
    """All changes of snapshots, and merging; the page shows them when the desk reports them."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
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
    ) -> int | None:
        """Ask for a title and merge two maps into a third; return its id, or None."""
        asked = (Field("title", say("Title"), needed=True),)
        values = {"title": say("{first} and {second}", first=first.title, second=second.title)}
        answers = ask_form(self._window, say("Merge into a new map"), asked, values)
        if answers is None:
            return None
        return self._desk.do_about(
            say("Merge maps"), answers["title"], merging.merge_maps, first.id, second.id,
            answers["title"], confirmed, settled,
        )  # fmt: skip
