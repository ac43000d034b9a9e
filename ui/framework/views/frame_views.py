"""The views of the Framework page, one in front of the others, and the sheet beside them."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from resources.words import say
from ui.framework.framework_now import FrameworkNow
from ui.framework.responses.responses_view import ResponsesView
from ui.framework.views.compare_view import CompareLine, CompareView
from ui.framework.views.frame_canvas import CanvasView
from ui.framework.views.outline import OutlineView
from ui.framework.views.support_sheet import SupportSheet
from ui.kit import theme
from ui.kit.desk import Desk
from ui.widgets.views import Views
from upstream_workshop.framework.queries import FrameRow, SlotRow, StatementRow

OUTLINE, CANVAS, COMPARE, RESPONSES = range(4)
_SIDE: Final = 330  # px at 100 %: the width of the sheet beside a view
_SHARE: Final = 0.36  # the largest share of the width for that sheet


class FrameViews(QWidget):
    """Shows one of several views of a frame, each read when it comes to the front."""

    chosen_changed = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._now = FrameworkNow()
        self._view = OUTLINE
        self.outline, self.canvas, self.evidence = OutlineView(), CanvasView(), SupportSheet()
        self.compare, self.responses = CompareView(), ResponsesView(desk)
        self.shown: dict[int, QWidget] = {
            OUTLINE: self.outline,
            CANVAS: self.canvas,
            COMPARE: self.compare,
            RESPONSES: self.responses,
        }
        self.front = Views()
        for widget in self.shown.values():
            self.front.addWidget(widget)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.front, 1)
        row.addWidget(self.evidence)
        self.outline.chosen_changed.connect(self._on_chosen)
        self.canvas.chosen_changed.connect(self._on_chosen)
        self.outline.opened.connect(self.evidence.setFocus)

    def show_view(self, view: int, now: FrameworkNow, frame: FrameRow) -> None:
        """Bring a view to the front and show in it how things are; the others follow later."""
        self._view, self._now = view, now
        self.front.setCurrentWidget(self.shown[view])
        self.evidence.setVisible(view == OUTLINE)
        if view == OUTLINE:
            self.outline.show_now(now, frame)
        elif view == CANVAS:
            self.canvas.show_now(now, frame)
        elif view == COMPARE:
            self.compare.show_now(now, frame)
        elif view == RESPONSES:
            self.responses.show_now(frame)

    def chosen(self) -> SlotRow | StatementRow | CompareLine | None:
        """Return the row of the view in front that keys act on, or None."""
        widget = self.shown[self._view]
        return (
            widget.chosen() if isinstance(widget, OutlineView | CanvasView | CompareView) else None
        )

    def hint(self) -> str:
        """Return which keys do what in the view in front."""
        if self._view == COMPARE:
            return say("T take it over from there · S it is the same, or not · Ctrl+Tab: next view")
        if self._view == RESPONSES:
            return self.responses.hint()
        if self._view == CANVAS:
            return say("Arrows: another slot · Enter: its statements · F6: the picture to the room")
        return say(
            "F2 reword · E put a finding under it · X take one away · M other slot · "
            "Ctrl+↑ ↓ move · Del remove"
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrow the sheet beside the views where there is little room."""
        super().resizeEvent(event)
        self.evidence.setFixedWidth(min(theme.px(_SIDE), round(self.width() * _SHARE)))

    def _on_chosen(self, row: object) -> None:
        shown = row if isinstance(row, SlotRow | StatementRow) else None
        self.evidence.show_row(self._now, shown)
        self.chosen_changed.emit(shown)
