"""The selection of a view that gets the focus: keys must act only on visibly selected rows."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import QAbstractItemView


def show_current(view: QAbstractItemView) -> None:
    """Select the current row if none is selected; the focus alone makes a row current only."""
    selection, index = view.selectionModel(), view.currentIndex()
    if index.isValid() and not selection.hasSelection():
        flags = QItemSelectionModel.SelectionFlag
        selection.select(index, flags.ClearAndSelect | flags.Rows)
