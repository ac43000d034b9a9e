"""Sheets: rounded frames that carry the content of a page."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.labels import ElidedLabel, restyle


class Sheet(QFrame):
    """A rounded frame with an optional title; content is added to `body`.

    tone: a tint, as for `set_tone`.
    """

    def __init__(self, title: str = "", tone: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "sheet")
        self.setProperty("tone", tone)
        self._title = ElidedLabel(title, "section")
        self._head = QHBoxLayout()
        self._head.addWidget(self._title, 1)
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(10)
        self._column.addLayout(self._head)
        self._column.addLayout(self.body, 1)
        self.set_margins(20, 16)
        self._title.setVisible(bool(title))  # only now: without a parent it would open as a window

    def set_title(self, title: str) -> None:
        """Set the title; an empty text hides it."""
        self._title.set_text(title)
        self._title.setVisible(bool(title))

    def set_tone(self, tone: str) -> None:
        """Tint the sheet: sun for attention, rose for a refusal, empty for none."""
        restyle(self, tone=tone)

    def set_margins(self, sides: int, ends: int) -> None:
        """Set the margins at the sides and at top and bottom, in px."""
        self._column.setContentsMargins(sides, ends, sides, ends)

    def add_corner(self, widget: QWidget) -> None:
        """Add a chip or a button at the right of the title."""
        self._head.addWidget(widget)
