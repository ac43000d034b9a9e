"""The choice of one of several things by their titles."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.inputs.boxes import ChoiceBox
from ui.widgets.labels import unmarked


class TitlePicker(ChoiceBox):
    """Offers things by title; `picked(id)` is emitted when the user chooses one.

    It is as wide as the longest title, up to a limit, and narrower where there is no room for that.

    name: the accessible name.
    """

    picked = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.limit_width(100, 380)
        self.activated.connect(lambda number: self.picked.emit(self.itemData(number)))

    def show_titles(self, offered: Iterable[tuple[int, str]], current: int | None) -> None:
        """Show ids with their titles, with the id of the current one."""
        self.clear()
        for id_, title in offered:
            self.addItem(title, id_)
        self.setCurrentIndex(self.findData(current))
        self.setToolTip(unmarked(self.currentText()))
