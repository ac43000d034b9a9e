"""Segments: the views of one page, side by side."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from ui import theme


class Segments(QWidget):
    """One of several names is chosen; arrows move along them. `changed(index)` when it moves."""

    changed = Signal(int)

    def __init__(
        self, names: Sequence[str], icons: Sequence[str] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for index, name in enumerate(names):
            made = self._segment(name, icons[index] if index < len(icons) else "")
            self._group.addButton(made, index)
            row.addWidget(made)
        self._group.idToggled.connect(self._on_toggled)
        self._group.button(0).setChecked(True)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def current(self) -> int:
        """Which one is chosen."""
        return self._group.checkedId()

    def select(self, index: int) -> None:
        """Choose one."""
        self._group.button(index).setChecked(True)

    def set_name(self, index: int, name: str) -> None:
        """Call one differently, as with a count."""
        self._group.button(index).setText(name.replace("&", "&&"))
        self._group.button(index).setAccessibleName(name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move the choice and the focus."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        index = (self.current() + step) % len(self._group.buttons())
        self.select(index)
        self._group.button(index).setFocus()

    def _segment(self, name: str, icon: str) -> QPushButton:
        made = QPushButton(name.replace("&", "&&"))
        made.setProperty("role", "segment")
        made.setCheckable(True)
        made.setAccessibleName(name)
        if icon:
            made.setIcon(theme.icon(icon, "deep"))
            made.setIconSize(theme.icon_size())
        return made

    def _on_toggled(self, index: int, checked: bool) -> None:
        if checked:
            self.changed.emit(index)
