"""Snapshots of the map in front and comparison with others, as the Maps page offers them."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any, TypeAlias

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from resources.words import say
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs, Ticket
from ui.maps.calculations import calculated
from ui.maps.tables.compare_dialog import CompareDialog
from ui.maps.tables.comparison_slide import Confirmed
from ui.maps.tables.comparison_view import ComparisonView
from ui.maps.tables.differences import THEN_AND_NOW, Difference, differences
from ui.maps.tables.snapshot_bar import SnapshotBar
from ui.maps.tables.table_actions import TableActions
from ui.page import Command
from upstream_workshop.maps import queries
from upstream_workshop.maps.map_rows import MapRow, SnapshotRow
from upstream_workshop.maps.merging.merged_map import MergedMap, merged

Compared: TypeAlias = tuple[int, int, Confirmed]
TAKE, COMPARE = "Ctrl+Alt+S", "Ctrl+Alt+C"


class TableFlow(QObject):
    """The slider through snapshots, the view of the past, and the dialog that compares.

    `moved()` says that another time is to be shown, `added(map id)` that a map was added, `asked_room()`
    that the room shall see the comparison.
    `past` is the snapshot shown, or None for now.
    `compared` is what is compared at the moment: the ids of A and B, and the pairs of factors that are one.
    """

    moved = Signal()
    asked_room = Signal()
    added = Signal(int)

    def __init__(self, desk: Desk, jobs: Jobs, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._jobs, self._window = desk, jobs, window
        self._map: MapRow | None = None
        self._past_id: int | None = None
        self.past: SnapshotRow | None = None
        self.compared: Compared | None = None
        self.actions = TableActions(desk, jobs, window)
        self.bar = SnapshotBar()
        self.view = ComparisonView(THEN_AND_NOW)
        self.bar.chosen.connect(self.go_to)
        self.bar.restored.connect(self.restore)
        self.bar.removed.connect(self.remove)

    def show(self, row: MapRow | None) -> None:
        """Offer the snapshots of a map, and show the chosen one if it is still there."""
        if row is None or self._map is None or row.id != self._map.id:
            self._past_id = None
        self._map = row
        found = self._desk.ask(queries.snapshots, row.id) if row else ()
        self.past = next((each for each in found if each.id == self._past_id), None)
        if self.past is None:
            self._past_id = None
        self.bar.show_snapshots(found, self._past_id)
        if self.past is not None and row is not None:
            self._show_past(self._desk.ask(queries.map_row, self.past.id), row)

    def _show_past(self, then: MapRow, now: MapRow) -> None:
        """Show a map as it was and what has changed since; of a large one once it is calculated."""

        def work(_ticket: Ticket) -> tuple[MergedMap, list[Difference]]:
            found = since(then, now)
            return found, differences(found, THEN_AND_NOW)

        def show(found: tuple[MergedMap, list[Difference]]) -> None:
            if self._past_id == then.id and self._map == now:
                self.view.show_maps(*found)

        calculated(self._jobs, say("Comparing"), (then, now), work, show, self)

    def go_to(self, snapshot_id: int | None) -> None:
        """Show a snapshot of the map in front; None for the map as it is now."""
        self._past_id = snapshot_id
        self.moved.emit()

    def commands(self) -> tuple[Command, ...]:
        """Return the commands about snapshots, and those that compare, as far as they apply."""
        if self.past is not None:
            return (
                Command(say("Back to now"), partial(self.go_to, None)),
                Command(say("Restore as a new map"), self.restore),
                Command(say("Remove snapshot"), self.remove),
            )
        return (
            Command(say("Take snapshot of the map"), self.take, TAKE),
            Command(say("Compare two maps, or merge them"), self.compare, COMPARE),
        )

    def take(self) -> None:
        """Take a snapshot of the map as it is now."""
        if not self.refuses_past() and self._map is not None:
            self.actions.take_snapshot(self._map)

    def restore(self) -> None:
        """Restore the snapshot shown as a new map, and show that."""
        if self.past is not None and self._map is not None:
            added = self.actions.restore_snapshot(self._map, self.past)
            if added is not None:
                self.added.emit(added)

    def remove(self) -> None:
        """Remove the snapshot shown."""
        if self.past is not None:
            self.actions.remove_snapshot(self.past)

    def refuses_past(self) -> bool:
        """Return whether the past is shown, in which nothing can be changed, and say so."""
        if self.past is not None:
            self._desk.refused.emit(say("This is the map as it was: go back to now to change it."))
        return self.past is not None

    def compare(self) -> None:
        """Compare the map in front with another one, and merge them if that is wanted."""
        maps = self._desk.ask(queries.maps)
        if self._map is None or len(maps) < 2:
            self._desk.refused.emit(
                say("There is nothing to compare yet: draw or import a second map first.")
            )
            return
        dialog = CompareDialog(self._jobs, maps, self._map.id, self._window)
        dialog.asked_merge.connect(lambda *asked: self._merge(dialog, *asked))
        dialog.asked_room.connect(lambda: self.send(dialog))
        dialog.exec()
        dialog.deleteLater()

    def send(self, dialog: CompareDialog) -> None:
        """Let the room see what a dialog compares."""
        a, b = dialog.pair
        self.compared = a.id, b.id, tuple(sorted(dialog.confirmed().items()))
        self.asked_room.emit()
        self.compared = None

    def _merge(self, dialog: CompareDialog, *asked: Any) -> None:
        """Merge what a dialog compares, and show the new map in place of the dialog."""

        def then(added: int) -> None:
            dialog.accept()
            self.added.emit(added)

        first, second, confirmed, settled = asked
        self.actions.merge(first, second, confirmed, settled, then)


def since(then: MapRow, now: MapRow) -> MergedMap:
    """Return a map as it was, together with what has come since; what has gone is marked as well."""
    found = merged(then, now)
    signs = {link.id: link.sign for link in then.links}
    links = tuple(replace(each, sign=signs.get(each.id, each.sign)) for each in found.row.links)
    row = replace(found.row, id=then.id, links=links, zones=then.zones, notes=then.notes)
    return replace(found, row=row)
