"""The outline: the map as a tree of factors and their links, for keyboard and screen reader."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from resources.words import joined, noop, say
from ui.maps.canvas.canvas import SIGN_KEYS
from upstream_workshop.maps.annotations.ownership import contents
from upstream_workshop.maps.kinds import Sign
from upstream_workshop.maps.queries import LinkRow, MapRow

_KEY = Qt.ItemDataRole.UserRole
Key = tuple[str, int]  # "factor", "link", "zone" or "note", and an id
_PARTS: Final = ("factor", "link", "zone", "note")
_EFFECTS: Final = {
    Sign.MORE: noop("+  brings more {target}"),
    Sign.LESS: noop("−  brings less {target}"),
    Sign.UNKNOWN: noop("?  affects {target}"),
}
_LATE: Final = {
    Sign.MORE: noop("+  after a delay, brings more {target}"),
    Sign.LESS: noop("−  after a delay, brings less {target}"),
    Sign.UNKNOWN: noop("?  after a delay, affects {target}"),
}
_INWARD: Final = {
    Sign.MORE: noop("+  is increased by {source}"),
    Sign.LESS: noop("−  is decreased by {source}"),
    Sign.UNKNOWN: noop("?  is affected by {source}"),
}
_LATE_INWARD: Final = {
    Sign.MORE: noop("+  is increased, after a delay, by {source}"),
    Sign.LESS: noop("−  is decreased, after a delay, by {source}"),
    Sign.UNKNOWN: noop("?  is affected, after a delay, by {source}"),
}


class MapOutline(QTreeWidget):
    """A tree of factors, with the links that go out of each and come into each under it, zones and notes.

    It shows the selection that it is given, and none of its own: a link that is selected is selected
    under both its ends. `picked(factor ids, link ids, zone ids, note ids)` is emitted when the
    user selects something.
    `removed()`, `signed(str)`, `opened()` and `asked_menu(QPoint)`, which carries a point of the screen,
    are about the selection, `escaped()` is Escape. The tree is filled when it is shown.
    """

    picked = Signal(object, object, object, object)
    removed = Signal()
    signed = Signal(str)
    opened = Signal()
    escaped = Signal()
    asked_menu = Signal(QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row: MapRow | None = None
        self._filled = False
        self._selected: frozenset[Key] = frozenset()
        self._items: defaultdict[Key, list[QTreeWidgetItem]] = defaultdict(list)
        self.setHeaderHidden(True)
        self.setAccessibleName(say("Outline of the map"))
        self.setAccessibleDescription(
            say("F2 changes, Delete removes, plus, minus and 0 set the sign of a link.")
        )
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setExpandsOnDoubleClick(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.itemSelectionChanged.connect(self._on_picked)
        self.itemDoubleClicked.connect(lambda *_: self.opened.emit())

    def show_map(self, row: MapRow) -> None:
        """Show a map; nothing is selected until `show_selection` says so."""
        self._row, self._filled = row, False
        self._selected = frozenset()
        if self.isVisible():
            self._fill()

    def show_selection(
        self,
        factor_ids: Collection[int],
        link_ids: Collection[int],
        zone_ids: Collection[int] = (),
        note_ids: Collection[int] = (),
    ) -> None:
        """Select these parts of the map, and nothing else."""
        chosen = zip(_PARTS, (factor_ids, link_ids, zone_ids, note_ids), strict=True)
        self._selected = frozenset((part, id_) for part, ids in chosen for id_ in ids)
        if self._filled:
            self._show_selected()

    def showEvent(self, event: QShowEvent) -> None:
        """Fill the tree if it shows an earlier state."""
        super().showEvent(event)
        if not self._filled and self._row is not None:
            self._fill()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open, remove or sign what is selected; leave other keys to the tree."""
        parts = {part for part, _ in self._selected}
        if event.key() in (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif "link" in parts and event.text() in SIGN_KEYS:
            self.signed.emit(SIGN_KEYS[event.text()])
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the selection, which a press of the mouse has made."""
        event.accept()
        at = event.globalPos()
        if event.reason() != QContextMenuEvent.Reason.Mouse:
            below = self.visualRect(self.currentIndex()).bottomLeft()
            at = self.viewport().mapToGlobal(below)
        self.asked_menu.emit(at)

    def _fill(self) -> None:
        self._filled = True
        row = self._row
        if row is None:
            return
        self.blockSignals(True)
        self.clear()
        self._items.clear()
        labels = {factor.id: factor.label for factor in row.factors}
        tops = {
            factor.id: self._item(factor.label, ("factor", factor.id)) for factor in row.factors
        }
        for link in row.links:
            key = ("link", link.id)
            tops[link.source_id].addChild(self._item(outward(link, labels), key))
            tops[link.target_id].addChild(self._item(inward(link, labels), key))
        order = sorted(row.factors, key=lambda factor: factor.label.casefold())
        self.addTopLevelItems([tops[factor.id] for factor in order])
        self.addTopLevelItems(self._annotations(row))
        self.expandAll()
        self.blockSignals(False)
        self._show_selected()

    def _show_selected(self) -> None:
        self.blockSignals(True)
        items = [item for key in sorted(self._selected) for item in self._items.get(key, ())]
        current = self.currentItem()
        if items and current not in items:
            self.setCurrentItem(items[0])
        self.clearSelection()
        for item in items:
            item.setSelected(True)
        self.blockSignals(False)
        self.viewport().update()

    def _item(self, text: str, key: Key) -> QTreeWidgetItem:
        made = QTreeWidgetItem([text])
        made.setData(0, _KEY, key)
        self._items[key].append(made)
        return made

    def _on_picked(self) -> None:
        keys = {tuple(item.data(0, _KEY)) for item in self.selectedItems()}
        self.picked.emit(*([id_ for part, id_ in keys if part == wanted] for wanted in _PARTS))

    def _annotations(self, row: MapRow) -> list[QTreeWidgetItem]:
        """Return the zones with the factors that lie in each, and the notes."""
        zones = []
        for zone in sorted(row.zones, key=lambda zone: zone.title.casefold()):
            top = self._item(say("Zone “{title}”", title=zone.title), ("zone", zone.id))
            inside = contents(row, zone).factors
            within = sorted((f for f in row.factors if f.id in inside), key=lambda f: f.label)
            top.addChildren([self._item(f.label, ("factor", f.id)) for f in within])
            zones.append(top)
        notes = [
            self._item(say("Note: {text}", text=" ".join(note.text.split())), ("note", note.id))
            for note in row.notes
        ]
        return zones + notes


def outward(link: LinkRow, labels: dict[int, str]) -> str:
    """Return a link in words, as they stand under its source."""
    effects = _LATE if link.delay else _EFFECTS
    return _with_more(say(effects[link.sign], target=labels[link.target_id]), link)


def inward(link: LinkRow, labels: dict[int, str]) -> str:
    """Return a link in words, as they stand under its target."""
    effects = _LATE_INWARD if link.delay else _INWARD
    return _with_more(say(effects[link.sign], source=labels[link.source_id]), link)


def _with_more(words: str, link: LinkRow) -> str:
    return joined((words, link.strength, link.note), "{first}, {then}")
