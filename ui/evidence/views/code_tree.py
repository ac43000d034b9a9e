"""Two trees: the code book, and the outline of the matrix."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from resources.words import joined, say
from ui.evidence.discovery import Discovery
from ui.evidence.views.matrix_view import EMPTY
from ui.evidence.wording import findings_words, share_words
from upstream_workshop.evidence.codebook.queries import CodeRow

_ROW: Final = Qt.ItemDataRole.UserRole
_CODE: Final = Qt.ItemDataRole.UserRole + 1
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _Tree(QTreeWidget):
    """A tree that leaves letters to the page. `opened()` is emitted on Enter."""

    opened = Signal()

    def __init__(self, name: str, titles: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setHeaderLabels([*titles])
        self.setMinimumHeight(1)
        self.setUniformRowHeights(True)
        self.header().setStretchLastSection(False)

    def go(self, item: QTreeWidgetItem | None) -> None:
        """Make a line current, the first for None, if there is any."""
        found = item or self.topLevelItem(0)
        if found is not None:
            self.setCurrentItem(found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the current line on Enter; leave letters to the page."""
        if event.key() in _ENTER:
            self.opened.emit()
        elif event.text().strip() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)


class CodeTree(_Tree):
    """The code book. `chosen_changed(code or None)` is emitted as the selection changes."""

    chosen_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        titles = (say("Code"), say("Findings"), say("What it means"))
        super().__init__(say("Code book"), titles, parent)
        self.header().setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self.currentItemChanged.connect(lambda *_: self.chosen_changed.emit(self.chosen()))

    def show_now(self, gathered: Discovery) -> None:
        """Show all codes; the current one stays."""
        kept = self.chosen()
        self.blockSignals(True)
        self.clear()
        items: dict[int | None, QTreeWidgetItem] = {}
        for row in gathered.codes:
            item = QTreeWidgetItem(
                [_name(row), f"{gathered.by_organisation.total(row.id)}", row.description]
            )
            item.setData(0, _ROW, row)
            item.setToolTip(2, row.description)
            above = items.get(row.parent_id)
            if above is None:
                self.addTopLevelItem(item)
            else:
                above.addChild(item)
            items[row.id] = item
        self.expandAll()
        self.resizeColumnToContents(0)
        self.blockSignals(False)
        self.go(items.get(kept.id if kept else None))
        self.chosen_changed.emit(self.chosen())

    def chosen(self) -> CodeRow | None:
        """Return the current code, or None."""
        item = self.currentItem()
        found = item.data(0, _ROW) if item is not None else None
        return found if isinstance(found, CodeRow) else None


class MatrixOutline(_Tree):
    """The matrix as a tree: each code, below it who speaks of it, and below them what they say.

    `chosen(title, findings)` is emitted as the current line changes.
    """

    chosen = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            say("Outline of the matrix"), (say("Code and organisation"), say("Findings")), parent
        )
        stretched, fitting = QHeaderView.ResizeMode.Stretch, QHeaderView.ResizeMode.ResizeToContents
        self.header().setSectionResizeMode(0, stretched)
        self.header().setSectionResizeMode(1, fitting)
        self._found = EMPTY
        self.itemExpanded.connect(self._fill)
        self.currentItemChanged.connect(self._on_current)

    def show_now(self, gathered: Discovery) -> None:
        """Show the codes that are used with the organisations that speak of them."""
        self.clear()
        self._found = gathered.by_organisation
        for one in gathered.shared:
            words = joined((one.path, share_words(one)), "{first} · {then}")
            top = self._line(words, one.path, self._found.of_row.get(one.code_id, ()))
            top.setData(0, _CODE, one.code_id)
            top.setChildIndicatorPolicy(QTreeWidgetItem.ChildIndicatorPolicy.ShowIndicator)
            self.addTopLevelItem(top)
        self.go(None)

    def _fill(self, item: QTreeWidgetItem) -> None:
        """Add what is below a code, when it is opened for the first time."""
        code = item.data(0, _CODE)
        if code is None or item.childCount():
            return
        for home, name in self._found.columns.items():
            own = self._found.cells.get((code, home), ())
            if own:
                title = say("{row} – {column}", row=self._found.rows[code], column=name)
                line = self._line(name, title, own)
                item.addChild(line)
                line.addChildren([self._line(row.text, name, (row,)) for row in own])

    def _line(self, words: str, title: str, findings: tuple[object, ...]) -> QTreeWidgetItem:
        item = QTreeWidgetItem([words, findings_words(len(findings))])
        item.setData(0, _ROW, (title, findings))
        item.setToolTip(0, words)
        return item

    def _on_current(self, item: QTreeWidgetItem | None) -> None:
        self.chosen.emit(*(item.data(0, _ROW) if item is not None else ("", ())))


def _name(row: CodeRow) -> str:
    merged = joined(row.merged, "{first}, {then}")
    return say("{name} (also: {others})", name=row.name, others=merged) if merged else row.name
