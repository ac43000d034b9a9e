"""The choice of the frame that is shown."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from resources.words import say
from ui.widgets import unmarked
from ui.widgets.inputs.boxes import ChoiceBox
from upstream_workshop.framework.queries import FrameRow


class FramePicker(ChoiceBox):
    """The frames by title; `picked(frame id)` is emitted when the user chooses one.

    name: the accessible name.
    """

    picked = Signal(int)

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name or say("Framework shown"))
        shortened = self.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.setSizeAdjustPolicy(shortened)  # a long title leaves room for what is beside it
        self.setMinimumContentsLength(10)
        self.activated.connect(lambda number: self.picked.emit(self.itemData(number)))

    def show_frames(self, frames: Sequence[FrameRow], current: int | None) -> None:
        """Show these frames, with the id of the current one."""
        self.clear()
        for row in frames:
            self.addItem(row.title, row.id)
        self.setCurrentIndex(self.findData(current))
        self.setToolTip(unmarked(self.currentText()))
