"""Views of which one is seen at a time, in the room that the other parts of a page leave."""

from __future__ import annotations

from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget


class Views(QStackedWidget):
    """A stack of views that is as high as there is room, so that a head above it is never cut.

    A stack of Qt's asks for the height that any of its views would like at this width.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)

    def hasHeightForWidth(self) -> bool:
        """Return False: the views scroll, or take what there is."""
        return False
