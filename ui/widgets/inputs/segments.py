"""Segments: a row of buttons for the views of a page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from ui.kit import theme
from ui.widgets.chips import Chip
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.inputs.boxes import ChoiceBox


class _Segment(QPushButton):
    """A button that Tab reaches only while it is checked; Qt moves the choice by arrow keys."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setCheckable(True)
        self.setAutoDefault(False)  # in a dialog, Enter presses the default button instead
        self.toggled.connect(self._on_toggled)
        self._on_toggled(False)

    def _on_toggled(self, checked: bool) -> None:
        policy = Qt.FocusPolicy.StrongFocus if checked else Qt.FocusPolicy.ClickFocus
        self.setFocusPolicy(policy)


class Segments(QWidget):
    """A row of names, one of which is selected; `changed(index)` is emitted when that changes.

    names: the texts.
    icons: the names of icons, for as many of the texts as there are icons.
    """

    changed = Signal(int)

    def __init__(
        self, names: Sequence[str], icons: Sequence[str] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._chips: dict[int, Chip] = {}
        self._row = row = FlowLayout(self, 4)
        for index, name in enumerate(names):
            made = self._segment(name, icons[index] if index < len(icons) else "")
            self._group.addButton(made, index)
            row.addWidget(made)
        self._group.idToggled.connect(self._on_toggled)
        self._group.button(0).setChecked(True)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum)

    def names(self) -> tuple[str, ...]:
        """Return all names."""
        return tuple(button.accessibleName() or button.text() for button in self._group.buttons())

    def current(self) -> int:
        """Return the index of the selected one."""
        return self._group.checkedId()

    def select(self, index: int) -> None:
        """Select one."""
        self._group.button(index).setChecked(True)

    def turn(self) -> None:
        """Select the next one, and the first after the last; do nothing while the row is hidden."""
        if not self.isHidden():
            self.select((self.current() + 1) % len(self._group.buttons()))

    def set_name(self, index: int, name: str) -> None:
        """Change one name, for example to include a number."""
        self._group.button(index).setText(name.replace("&", "&&"))
        self._group.button(index).setAccessibleName(name)

    def set_chip(self, index: int, text: str, tone: str = "sun") -> None:
        """Show a chip after one of the names; an empty text hides it."""
        if index not in self._chips:
            self._chips[index] = Chip("", tone)
            after = self._row.indexOf(self._group.button(index)) + 1
            self._row.insert(after, self._chips[index])
        self._chips[index].set(text, tone)
        self._group.button(index).setToolTip(text)
        self._fold_chips()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show or hide the chips, depending on the room."""
        super().resizeEvent(event)
        self._fold_chips()

    def _fold_chips(self) -> None:
        above = self.parentWidget()
        room = above.contentsRect().width() if above and above.isVisible() else 0
        filled = [chip for chip in self._chips.values() if chip.text()]
        names = [button.sizeHint().width() for button in self._group.buttons()]
        parts = [*names, *(chip.sizeHint().width() for chip in filled)]
        wide = sum(parts) + self._row.spacing() * len(parts)
        for chip in self._chips.values():
            chip.setVisible(bool(chip.text()) and (not room or wide <= room))

    def _segment(self, name: str, icon: str) -> QPushButton:
        made = _Segment(name.replace("&", "&&"))
        made.setProperty("role", "segment")
        made.setAccessibleName(name)
        if icon:
            made.setIcon(theme.icon(icon, "deep"))
            made.setIconSize(theme.icon_size())
        return made

    def _on_toggled(self, index: int, checked: bool) -> None:
        if checked:
            self.changed.emit(index)


def choice_box(name: str, words: Sequence[str]) -> ChoiceBox:
    """Return a choice box of the same names, to replace segments where there is little room."""
    made = ChoiceBox()
    made.addItems(words)
    made.setAccessibleName(name)
    return made
