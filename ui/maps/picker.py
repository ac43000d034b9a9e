"""The choice of the map that is shown."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from resources.words import say
from ui.widgets import unmarked
from ui.widgets.inputs.boxes import ChoiceBox
from upstream_workshop.maps.map_rows import MapRow


class MapPicker(ChoiceBox):
    """The maps by title; `picked(map id)` is emitted when the user chooses one."""

    picked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(say("Map shown"))
        shortened = self.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.setSizeAdjustPolicy(shortened)  # a long title leaves room for what is beside it
        self.setMinimumContentsLength(6)
        self.activated.connect(lambda number: self.picked.emit(self.itemData(number)))

    def show_maps(self, maps: Sequence[MapRow], current: int | None) -> None:
        """Show these maps, with the id of the current one."""
        self.clear()
        for row in maps:
            self.addItem(row.title, row.id)
        self.setCurrentIndex(self.findData(current))
        self.setToolTip(unmarked(self.currentText()))
