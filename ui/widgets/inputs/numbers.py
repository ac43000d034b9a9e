"""A large number with its label."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.labels import label as words


class BigNumber(QWidget):
    """A small label above a large number; the accessible name is `label: number`."""

    def __init__(self, label: str, value: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = label
        self._value = words("", "number")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(words(label, "small"))
        column.addWidget(self._value)
        self.set_value(value)

    def set_value(self, value: str | int) -> None:
        """Show another number."""
        self._value.setText(str(value))
        self.setAccessibleName(f"{self._name}: {value}")
