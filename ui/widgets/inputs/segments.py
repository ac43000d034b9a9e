"""Segments: the views of one page, side by side."""

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
from ui.widgets.inputs.wheel import ChoiceBox


class _Segment(QPushButton):
    """Tab reaches the chosen one; arrows move the choice, which Qt does for exclusive buttons."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setCheckable(True)
        self.setAutoDefault(False)  # in a dialog Enter is for what the dialog is there to do
        self.toggled.connect(self._on_toggled)
        self._on_toggled(False)

    def _on_toggled(self, checked: bool) -> None:
        policy = Qt.FocusPolicy.StrongFocus if checked else Qt.FocusPolicy.ClickFocus
        self.setFocusPolicy(policy)


class Segments(QWidget):
    """One of several names is chosen; arrows move along them. `changed(index)` when it moves."""

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
        """What there is to choose among."""
        return tuple(button.accessibleName() or button.text() for button in self._group.buttons())

    def current(self) -> int:
        """Which one is chosen."""
        return self._group.checkedId()

    def select(self, index: int) -> None:
        """Choose one."""
        self._group.button(index).setChecked(True)

    def turn(self) -> None:
        """Choose the next one, round and round; none while there is nothing to choose among."""
        if not self.isHidden():
            self.select((self.current() + 1) % len(self._group.buttons()))

    def set_name(self, index: int, name: str) -> None:
        """Call one differently, as with a count."""
        self._group.button(index).setText(name.replace("&", "&&"))
        self._group.button(index).setAccessibleName(name)

    def set_chip(self, index: int, text: str, tone: str = "sun") -> None:
        """A word after one of the names, such as how many wait there; empty text takes it away."""
        if index not in self._chips:
            self._chips[index] = Chip("", tone)
            after = self._row.indexOf(self._group.button(index)) + 1
            self._row.insert(after, self._chips[index])
        self._chips[index].set(text, tone)
        self._group.button(index).setToolTip(text)
        self._fold_chips()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave chips to the tooltips where the names alone fill a row."""
        super().resizeEvent(event)
        self._fold_chips()

    def _fold_chips(self) -> None:
        above = self.parentWidget()
        room = above.contentsRect().width() if above and above.isVisible() else 0
        told = [chip for chip in self._chips.values() if chip.text()]
        names = [button.sizeHint().width() for button in self._group.buttons()]
        parts = [*names, *(chip.sizeHint().width() for chip in told)]
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
    """The same folded into a box, for where there is less room; named for a screen reader."""
    made = ChoiceBox()
    made.addItems(words)
    made.setAccessibleName(name)
    return made
