"""The page header: title, a line of facts, and actions at the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.kit import theme
from ui.widgets.buttons import KeyButton, button
from ui.widgets.chips import Chip
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.labels import ElidedLabel, unmarked

_GAPS = 48  # px: all gaps between the parts of one line
_ROOMY = 560  # px at 100 %: the least height of a page that can spare a line for the facts


class PageHeader(QWidget):
    """Title, chips and facts at the left; actions at the right.

    Facts that would be cut beside the actions stand below, if the page is high enough for that; where only a
    word of them would fit, the tooltip has them. Buttons stand beside the title if all actions need more than
    a row below it.
    """

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = ElidedLabel(title, "title")
        self._facts = ElidedLabel("", "soft")
        self._facts.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._chips = QHBoxLayout()
        self._actions, self._beside = FlowLayout(), QHBoxLayout()
        self._beside.setSpacing(self._actions.spacing())
        self._parts: list[QWidget] = []  # the actions, in their order
        self._words = QHBoxLayout()
        self._words.setSpacing(12)
        self._words.addWidget(self._title)
        self._words.addLayout(self._chips)
        self._words.addStretch()
        self._words.addLayout(self._beside)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(12)
        self._row.addLayout(self._words, 1)
        self._row.addLayout(self._actions)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._column.addLayout(self._row)
        self._put_facts(below=False)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def set_title(self, title: str) -> None:
        """Set the title."""
        self._title.set_text(title)
        self._fold()

    def set_facts(self, facts: str) -> None:
        """Set the line of facts after the title."""
        self._facts.set_text(facts)
        self._fold()

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
        self.add_widget(made)
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
        self._parts.append(widget)
        self._actions.addWidget(widget)
        self._fold()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the actions below the title, in rows, if both do not fit beside each other."""
        super().resizeEvent(event)
        self._fold()

    def event(self, event: QEvent) -> bool:
        """Arrange the parts anew once one of them has another size."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange()
        return super().event(event)

    def _fold(self) -> None:
        """Arrange the parts once one was added, removed or changed."""
        for layout in (self._chips, self._actions, self._beside):
            layout.invalidate()
        self._arrange()

    def _arrange(self) -> None:
        """Arrange the parts for the present width; the title is shortened last.

        Shortcuts are shown only in tooltips if the actions do not fit into a row of their own.
        """
        keyed = [one for one in self.findChildren(KeyButton) if not one.isHidden()]
        spared = sum(one.spared for one in keyed)
        titled = self._title.sizeHint().width() + self._chips.sizeHint().width() + _GAPS
        needed = titled + self._across(self._parts) + spared
        folded = 0 < self.width() < needed
        bare = folded and needed - titled > self.width()
        for one in keyed:
            one.show_cap(not bare)
        buttons = [one for one in self._parts if isinstance(one, QPushButton)]
        apart = bare and self._across(self._parts) > self.width()
        beside = buttons if apart and titled + self._across(buttons) <= self.width() else []
        self._put_beside(beside)
        directions = QBoxLayout.Direction
        self._row.setDirection(directions.TopToBottom if folded else directions.LeftToRight)
        room = self.width() - (titled + self._across(beside) if folded else needed)
        self._put_facts(
            below=not folded and self._roomy() and room < self._facts.sizeHint().width()
        )
        is_shown = self._column.indexOf(self._facts) >= 0 or self._facts.is_worth(room)
        self._facts.setVisible(is_shown)
        self.setToolTip("" if is_shown else unmarked(self._facts.whole()))

    def _across(self, parts: Sequence[QWidget]) -> int:
        """Return the width of a row of parts, without those that are hidden."""
        widths = [one.sizeHint().width() for one in parts if not one.isHidden()]
        return sum(widths) + self._actions.spacing() * max(0, len(widths) - 1)

    def _put_beside(self, buttons: Sequence[QWidget]) -> None:
        """Put some actions beside the title, and all others among those below it or at the right."""
        if [one for one in self._parts if self._beside.indexOf(one) >= 0] == list(buttons):
            return
        for one in self._parts:
            self._actions.removeWidget(one)
            self._beside.removeWidget(one)
        for one in self._parts:
            (self._beside if one in buttons else self._actions).addWidget(one)

    def _roomy(self) -> bool:
        """Check whether the page can spare the height of a line."""
        page = self.parentWidget()
        return page is not None and page.height() >= theme.px(_ROOMY)

    def _put_facts(self, below: bool) -> None:
        """Put the facts after the title, or below it and the actions."""
        if below and self._column.indexOf(self._facts) < 0:
            self._words.removeWidget(self._facts)
            self._column.addWidget(self._facts)
        elif not below and self._words.indexOf(self._facts) < 0:
            self._column.removeWidget(self._facts)
            self._words.insertWidget(2, self._facts, 1)
