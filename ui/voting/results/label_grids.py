"""Grids of labels that are written anew."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout


def clear(grid: QGridLayout) -> None:
    """Take all widgets out of a grid, and let none of them be seen or stay."""
    while item := grid.takeAt(0):
        if (cell := item.widget()) is not None:
            cell.hide()
            cell.deleteLater()
