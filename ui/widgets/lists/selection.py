"""Which line the keys act on: it is always one that can be seen to be selected."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import QAbstractItemView


def show_current(view: QAbstractItemView) -> None:
    """Select the current line when none is: by itself, focus makes a line current and selects none."""
    selection, index = view.selectionModel(), view.currentIndex()
    if index.isValid() and not selection.hasSelection():
        flags = QItemSelectionModel.SelectionFlag
        selection.select(index, flags.ClearAndSelect | flags.Rows)
