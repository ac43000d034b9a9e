"""What the window is made of: strip on top, rail at the left, one page, and what comes and goes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.kit import theme
from ui.kit.jobs import Ticket
from ui.rooms import Room
from ui.widgets import Banner, ProgressStrip, StandingBanner, Toast
from ui.window.rail import Rail
from ui.window.status_strip import StatusStrip

_SOON = 250  # milliseconds before work counts as long and its progress is shown
_NARROW = 860  # px at 100 %: below this the rail shows icons only


class Frame(QWidget):
    """The parts, laid out; built anew when theme or text size change."""

    def __init__(self, rooms: Sequence[Room]) -> None:
        super().__init__()
        self.strip = StatusStrip()
        self.rail = Rail(rooms)
        self.standing = StandingBanner()
        self.banner = Banner()
        self.stack = QStackedWidget()
        self._progress = QVBoxLayout()
        body = QVBoxLayout()
        body.setContentsMargins(26, 20, 26, 18)
        body.setSpacing(12)
        body.addWidget(self.standing)
        body.addWidget(self.banner)
        body.addWidget(self.stack, 1)
        body.addLayout(self._progress)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.rail)
        middle.addLayout(body, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.strip)
        column.addLayout(middle, 1)
        self.toast = Toast(self)

    def show_work(self, ticket: Ticket, title: str) -> None:
        """A line with progress and Cancel for work that takes longer than a moment."""
        strip = ProgressStrip(title)
        strip.hide()
        self._progress.addWidget(strip)
        ticket.progressed.connect(strip.set_progress)
        strip.cancelled.connect(ticket.cancel)
        pause = QTimer(strip, singleShot=True)
        pause.timeout.connect(strip.show)
        pause.start(_SOON)
        for end in (pause.stop, strip.hide, strip.deleteLater):
            ticket.returned.connect(end)

    def delete(self) -> None:
        """Delete the parts and the pages at once."""
        # of a page that is deleted while it is in front, the stack would lay out the next
        empty = QWidget()
        self.stack.addWidget(empty)
        self.stack.setCurrentWidget(empty)
        pages = [self.stack.widget(place) for place in range(self.stack.count())]
        for widget in (*pages, self):
            if widget is not None:
                widget.deleteLater()
                QApplication.sendPostedEvents(widget, QEvent.Type.DeferredDelete.value)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrow the rail when the page needs the room."""
        super().resizeEvent(event)
        self.rail.set_narrow(self.width() < theme.px(_NARROW))
