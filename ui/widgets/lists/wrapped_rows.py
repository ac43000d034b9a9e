"""Rows of a tree that are as high as their words need."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from ui.kit import theme

Index = QModelIndex | QPersistentModelIndex
MOST = 1000  # rows whose words are broken
_LEAST = 60  # px, of the width in which words are broken
_BESIDE = 26  # px at 100 %, beside the words
_AROUND = 14  # px at 100 %, above and below the words


class WrappedRows(QStyledItemDelegate):
    """Breaks the words in the first column of a tree over lines."""

    def __init__(self, tree: QTreeView) -> None:
        super().__init__(tree)
        self._tree = tree
        self.expect(0)
        tree.header().sectionResized.connect(lambda *_: tree.scheduleDelayedItemsLayout())

    def expect(self, rows: int) -> None:
        """Get ready for so many rows; thousands have one height, that of a line."""
        wraps = rows <= MOST
        self._tree.setWordWrap(wraps)
        self._tree.setUniformRowHeights(not wraps)
        modes = Qt.TextElideMode
        self._tree.setTextElideMode(modes.ElideNone if wraps else modes.ElideRight)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of the words in lines, in the first column."""
        hint = super().sizeHint(option, index)
        if index.column() or not self._tree.wordWrap():
            return hint
        depth = 1 + len(list(_ancestors(index)))
        wide = self._tree.columnWidth(0) - depth * self._tree.indentation() - theme.px(_BESIDE)
        self.initStyleOption(option, index)
        flags = int(Qt.TextFlag.TextWordWrap)
        within = QRect(0, 0, max(_LEAST, wide), 0)
        box = option.fontMetrics.boundingRect(within, flags, option.text)
        return QSize(hint.width(), max(hint.height(), box.height() + theme.px(_AROUND)))


def _ancestors(index: Index) -> Iterator[Index]:
    while (index := index.parent()).isValid():
        yield index
