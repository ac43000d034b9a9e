"""The outline: the map as a tree of factors and their links, for keyboard and screen reader."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QTreeWidget,
    QTreeWidgetItem,
    QTreeWidgetItemIterator,
    QWidget,
)

from resources.words import joined, noop, say
from ui.maps.canvas.canvas import SIGN_KEYS
from upstream_workshop.maps.kinds import Sign
from upstream_workshop.maps.queries import LinkRow, MapRow

_KEY = Qt.ItemDataRole.UserRole
_EFFECTS: Final = {
    Sign.MORE: noop("+  brings more {target}"),
    Sign.LESS: noop("−  brings less {target}"),
    Sign.UNKNOWN: noop("?  affects {target}"),
}


class MapOutline(QTreeWidget):
    """A tree of factors, with the links that go out of each under it.

    `chosen(part, id)` is emitted as the current item changes, where the part is "factor" or "link".
    `removed()`, `signed(str)` and `opened()` are about the current item.
    """

    chosen = Signal(str, int)
    removed = Signal()
    signed = Signal(str)
    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setHeaderHidden(True)
        self.setAccessibleName(say("Outline of the map"))
        self.setAccessibleDescription(
            say("F2 changes, Delete removes, plus, minus and 0 set the sign of a link.")
        )
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setExpandsOnDoubleClick(False)
        self.currentItemChanged.connect(self._on_current)
        self.itemDoubleClicked.connect(lambda *_: self.opened.emit())

    def show_map(self, row: MapRow) -> None:
        """Show a map; the current item stays."""
        kept = self._key(self.currentItem())
        self.blockSignals(True)
        self.clear()
        labels = {factor.id: factor.label for factor in row.factors}
        for factor in sorted(row.factors, key=lambda factor: factor.label.casefold()):
            top = self._item(factor.label, ("factor", factor.id))
            self.addTopLevelItem(top)
            for link in row.links:
                if link.source_id == factor.id:
                    top.addChild(self._item(self._words(link, labels), ("link", link.id)))
        self.expandAll()
        self.blockSignals(False)
        if kept is not None:
            self.select(*kept)

    def select(self, part: str, id_: int) -> None:
        """Make a factor or a link current."""
        for item in self._all():
            if self._key(item) == (part, id_) and item is not self.currentItem():
                self.setCurrentItem(item)

    def _all(self) -> Iterator[QTreeWidgetItem]:
        walk = QTreeWidgetItemIterator(self)
        while (item := walk.value()) is not None:
            yield item
            walk += 1

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open, remove or sign the current item; leave other keys to the tree."""
        part, _ = self._key(self.currentItem()) or ("", 0)
        if event.key() in (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        elif part == "link" and event.text() in SIGN_KEYS:
            self.signed.emit(SIGN_KEYS[event.text()])
        else:
            super().keyPressEvent(event)

    def _words(self, link: LinkRow, labels: dict[int, str]) -> str:
        effect = say(_EFFECTS[link.sign], target=labels[link.target_id])
        late = say("later") if link.delay else ""
        return joined((effect, late, link.strength, link.note), "{first}, {then}")

    def _item(self, text: str, key: tuple[str, int]) -> QTreeWidgetItem:
        made = QTreeWidgetItem([text])
        made.setData(0, _KEY, key)
        return made

    def _key(self, item: QTreeWidgetItem | None) -> tuple[str, int] | None:
        if item is None:
            return None
        part, id_ = item.data(0, _KEY)
        return str(part), int(id_)

    def _on_current(self, item: QTreeWidgetItem | None) -> None:
        key = self._key(item)
        if key is not None:
            self.chosen.emit(*key)
