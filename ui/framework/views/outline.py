"""The outline of a frame: a tree of its slots, and in each its statements."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from resources.words import joined, say
from ui.framework.framework_now import FrameworkNow
from ui.framework.framework_wording import source_words, support_words
from ui.kit import theme
from ui.widgets import unmarked
from ui.widgets.lists.wrapped_rows import WrappedRows
from upstream_workshop.framework.queries import FrameRow, SlotRow, StatementRow

_ROW: Final = Qt.ItemDataRole.UserRole
_WHOLE: Final = 520  # px at 100 %: the least width at which both columns are shown
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class OutlineView(QTreeWidget):
    """Slots and statements with what they rest on; letters are left to the page.

    `chosen_changed(row or None)` is emitted as the selection changes, `opened()` on Enter.
    """

    chosen_changed = Signal(object)
    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wanted: tuple[type, int] | None = None  # what is to be selected when it is there
        self.setAccessibleName(say("Outline of the framework"))
        self.setHeaderLabels([say("Slot and statement"), say("Rests on")])
        self.setMinimumHeight(1)
        self.setItemDelegate(WrappedRows(self))
        head = self.header()
        head.setStretchLastSection(False)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.currentItemChanged.connect(lambda *_: self.chosen_changed.emit(self.chosen()))

    def show_now(self, now: FrameworkNow, frame: FrameRow) -> None:
        """Show a frame; the current row stays."""
        kept = self.chosen()
        if self._wanted is None and isinstance(kept, SlotRow | StatementRow):
            self._wanted = (type(kept), kept.id)
        self.blockSignals(True)
        self.clear()
        for slot in frame.slots:
            top = self._line(slot.name, support_words(now.support(slot.statements)), slot)
            top.setFont(0, theme.font("body", "strong"))
            top.setToolTip(0, unmarked(slot.question))
            self.addTopLevelItem(top)
            for one in slot.statements:
                words = joined((one.text, source_words(one)), "{first} – {then}")
                top.addChild(self._line(words, support_words(now.support((one,))), one))
            if not slot.statements:
                top.addChild(_blank(slot.question))
        self.expandAll()
        self.blockSignals(False)
        self._go()
        self.chosen_changed.emit(self.chosen())

    def chosen(self) -> SlotRow | StatementRow | None:
        """Return the current slot or statement, or None."""
        item = self.currentItem()
        row = item.data(0, _ROW) if item is not None else None
        return row if isinstance(row, SlotRow | StatementRow) else None

    def select(self, kind: type, id_: int) -> None:
        """Select a slot or a statement by its type and id, now or when it is there."""
        self._wanted = (kind, id_)
        self._go()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Say so on Enter; leave letters, and Ctrl with an arrow, to the page."""
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        arrow = event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down)
        if event.key() in _ENTER:
            self.opened.emit()
        elif (event.text().strip() and not ctrl) or (arrow and ctrl):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what statements rest on where there is little room; the sheet says it."""
        super().resizeEvent(event)
        self.setColumnHidden(1, self.width() < theme.px(_WHOLE))

    def _go(self) -> None:
        """Select what is wanted, else the first line if none is."""
        for item in self._lines():
            row = item.data(0, _ROW)
            if row is not None and (type(row), row.id) == self._wanted:
                self._wanted = None
                self.setCurrentItem(item)
                return
        first = self.topLevelItem(0)
        if self.currentItem() is None and first is not None:
            self.setCurrentItem(first)

    def _lines(self) -> Iterator[QTreeWidgetItem]:
        """Yield all lines from the top down."""
        at: QTreeWidgetItem | None = self.topLevelItem(0)
        while at is not None:
            yield at
            at = self.itemBelow(at)

    def _line(self, words: str, rests_on: str, row: SlotRow | StatementRow) -> QTreeWidgetItem:
        item = QTreeWidgetItem([words, rests_on])
        item.setData(0, _ROW, row)
        return item


def _blank(question: str) -> QTreeWidgetItem:
    """Return the line of a blank slot: its question, which cannot be selected."""
    item = QTreeWidgetItem([joined((say("Nothing yet"), question), "{first}: {then}"), ""])
    item.setForeground(0, theme.colour("soft"))
    item.setFlags(Qt.ItemFlag.ItemIsEnabled)
    return item
