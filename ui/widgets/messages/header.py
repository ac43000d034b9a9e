"""The page header: title, a line of facts, and actions at the right."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from ui.widgets.buttons import KeyButton, button
from ui.widgets.chips import Chip
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.labels import ElidedLabel

_GAPS = 48  # px: all gaps between the parts of one line


class PageHeader(QWidget):
    """Title, chips and facts at the left; actions at the right."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = ElidedLabel(title, "title")
        self._facts = ElidedLabel("", "soft")
        self._facts.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._chips = QHBoxLayout()
        self._actions = FlowLayout()
        words = QHBoxLayout()
        words.setSpacing(12)
        words.addWidget(self._title)
        words.addLayout(self._chips)
        words.addWidget(self._facts, 1)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(12)
        self._row.addLayout(words, 1)
        self._row.addLayout(self._actions)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def set_title(self, title: str) -> None:
        """Set the title."""
        self._title.set_text(title)
        self._fold()

    def set_facts(self, facts: str) -> None:
        """Set the line of facts after the title."""
        self._facts.set_text(facts)

    def add_action(
        self,
        text: str,
        icon: str,
        slot: Callable[[], object],
        key: str = "",
        main: bool = False,
    ) -> QPushButton:
        """Add a button at the right."""
        made = button(text, icon, slot, key, main)
        self._actions.addWidget(made)
        self._fold()
        return made

    def add_chip(self, text: str, tone: str = "plain", icon: str = "") -> Chip:
        """Add a chip after the title, and return it."""
        chip = Chip(text, tone, icon)
        self._chips.addWidget(chip)
        chip.setVisible(bool(text))
        self._fold()
        return chip

    def add_widget(self, widget: QWidget) -> None:
        """Add another control among the actions, such as Segments."""
        self._actions.addWidget(widget)
        self._fold()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the actions below the title, in rows, if both do not fit beside each other."""
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        """Arrange the parts for the present width; the title is shortened last.

        Shortcuts are shown only in tooltips if the actions do not fit into a row of their own.
        """
        for layout in (self._chips, self._actions):
            layout.invalidate()  # a button was added, removed or changed
        parts = (self._title.sizeHint(), self._chips.sizeHint(), self._actions.sizeHint())
        needed = sum(part.width() for part in parts) + _GAPS
        needed += sum(one.spared for one in self.findChildren(KeyButton) if not one.isHidden())
        folded = 0 < self.width() < needed
        keyed = [one for one in self.findChildren(KeyButton) if not one.isHidden()]
        spared = sum(one.spared for one in keyed)
        bare = folded and self._actions.sizeHint().width() + spared > self.width()
        for one in keyed:
            one.show_cap(not bare)
        directions = QBoxLayout.Direction
        self._row.setDirection(directions.TopToBottom if folded else directions.LeftToRight)
