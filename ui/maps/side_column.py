"""The column beside a map: which map is in front, its loops, and the selection."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resources.words import say
from ui.kit import theme
from ui.maps.picker import MapPicker
from ui.maps.sheets import LoopsSheet, SelectionSheet
from ui.widgets import button, scrolled


class SideColumn(QWidget):
    """Choice of map with its poster, loops and selection, which scroll if they do not fit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choice = MapPicker()
        self.poster = button("", "printer")
        says = say("Poster or picture of the map")
        self.poster.setAccessibleName(says)
        self.poster.setToolTip(says)
        self.loops = LoopsSheet()
        self.selection = SelectionSheet()
        inner = QWidget()
        sheets = QVBoxLayout(inner)
        sheets.setContentsMargins(0, 0, 0, 0)
        sheets.setSpacing(14)
        shown = QHBoxLayout()
        shown.setSpacing(8)
        shown.addWidget(self.choice, 1)
        shown.addWidget(self.poster)
        sheets.addLayout(shown)
        sheets.addWidget(self.loops, 1)
        sheets.addWidget(self.selection)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scrolled(inner))
        self.setMinimumWidth(theme.px(200))
        self.setMaximumWidth(theme.px(330))
