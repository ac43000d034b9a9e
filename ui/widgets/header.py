"""The page header: its title, one line of facts, and at the right what can be done."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from ui.widgets.buttons import button
from ui.widgets.chips import Chip
from ui.widgets.words import ElidedLabel


class PageHeader(QWidget):
    """Title, chips, facts; quiet actions, then the one main action with its key."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = ElidedLabel(title, "title")
        self._facts = ElidedLabel("", "soft")
        self._facts.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._chips = QHBoxLayout()
        self._actions = QHBoxLayout()
        self._actions.setSpacing(10)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._title)
        row.addLayout(self._chips)
        row.addWidget(self._facts, 1)
        row.addLayout(self._actions)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_title(self, title: str) -> None:
        """Name the page."""
        self._title.set_text(title)

    def set_facts(self, facts: str) -> None:
        """One quiet line of facts after the title."""
        self._facts.set_text(facts)

    def add_action(
        self,
        text: str,
        icon: str,
        slot: Callable[[], object],
        key: str = "",
        main: bool = False,
    ) -> QPushButton:
        """One more button at the right."""
        made = button(text, icon, slot, key, main)
        self._actions.addWidget(made)
        return made

    def add_chip(self, text: str, tone: str = "plain", icon: str = "") -> Chip:
        """A chip right of the title; keep it to change what it says."""
        chip = Chip(text, tone, icon)
        chip.setVisible(bool(text))
        self._chips.addWidget(chip)
        return chip

    def add_widget(self, widget: QWidget) -> None:
        """A control of the page's own among the actions, such as Segments."""
        self._actions.addWidget(widget)
