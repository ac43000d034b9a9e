"""The class PageWindow: the frame with the page of each room, in any theme and text size."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QMainWindow

from ui.kit import theme
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs, Ticket
from ui.kit.settings import Settings
from ui.page import Page
from ui.rooms import ROOMS, Room
from ui.window.frame import Frame
from ui.window.pages.focus_keeper import FocusKeeper
from ui.window.pages.page_stack import PageStack

_FRAME = 32  # px that a window's frame may take at a side
_LATER = 200  # milliseconds, by which another page is painted


class PageWindow(QMainWindow):
    """Shows one page at a time, builds each when it is first asked for, and all anew in another theme.

    `slide_changed(key)` when the page of a room has another slide to show.
    """

    slide_changed = Signal(str)

    def __init__(
        self, desk: Desk, jobs: Jobs, settings: Settings, rooms: Sequence[Room] = ROOMS
    ) -> None:
        super().__init__()
        self.desk = desk
        self.jobs = jobs
        self.settings = settings
        self.rooms = tuple(rooms)
        self._pages = PageStack(self.rooms, self._built)
        self._key = ""
        self._focus = FocusKeeper(self, lambda: self._frame, self._in_front)
        self._size()

    # where one is

    def go(self, key: str) -> Page:
        """Enter a room by its key; its entry line, if it has one, is ready to type into."""
        page = self.page(key)
        entered = key != self._key
        self._key = key
        self._frame.stack.setCurrentWidget(page)
        self.rail.show_current(key)
        self.settings.page = key
        if entered or not page.has_keys():
            page.take_keys()
            QTimer.singleShot(0, self, self._focus.keep)
        return page

    def page(self, key: str) -> Page:
        """A room's page, built when first asked for."""
        return self._pages.page(key)

    @property
    def current(self) -> Page:
        """The page in front."""
        return self._pages.page(self._key)

    def _in_front(self) -> Page | None:
        """Return the page in front; None while it is not built."""
        return self._pages.get(self._key)

    # how it looks

    def swap_theme(self) -> None:
        """Light to dark and back."""
        self.settings.theme = "light" if self.settings.theme == "dark" else "dark"
        self._dress()

    def scale(self, step: int) -> None:
        """Larger or smaller words."""
        scales = theme.SCALES
        nearest = min(range(len(scales)), key=lambda n: abs(scales[n] - self.settings.text_percent))
        self.settings.text_percent = scales[max(0, min(len(scales) - 1, nearest + step))]
        self._dress()

    def showEvent(self, event: QShowEvent) -> None:
        """What could not take the keys while the window was hidden takes them now."""
        super().showEvent(event)
        self.current.take_keys()

    # how it is put together

    def _size(self) -> None:
        """Take the size it had when it was closed last, else one that fits the display."""
        self.setWindowTitle(f"{self.desk.workshop.path.stem} · Upstream Workshop")
        self.setMinimumSize(640, 480)
        room = self.screen().availableGeometry()
        self.resize(min(1366, room.width() - _FRAME), min(768, room.height() - 2 * _FRAME))
        if not self.settings.geometry.isEmpty():
            self.restoreGeometry(self.settings.geometry)

    def _build(self) -> None:
        """Build what is made anew with another theme."""
        self._frame = Frame(self.rooms)
        self.strip, self.rail = self._frame.strip, self._frame.rail
        self.banner, self.toast = self._frame.banner, self._frame.toast
        self.setCentralWidget(self._frame)
        self.rail.chosen.connect(self.go)
        for ticket, title in self.jobs.under_way():
            self._on_job(ticket, title)

    def _built(self, room: Room) -> Page:
        """Build the page of a room; its margins are the frame's."""
        page = room.page()(self.desk, self.jobs, self._frame.stack)
        self._frame.stack.addWidget(page)
        if (layout := page.layout()) is not None:
            layout.setContentsMargins(0, 0, 0, 0)
        page.wanted.connect(self._on_wanted)
        page.slide_changed.connect(partial(self.slide_changed.emit, room.key))
        return page

    def _dress(self) -> None:
        """Another theme or text size: put on, and build the pages anew in it."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self._undress()
        theme.apply(
            app, self.settings.theme, self.settings.text_percent, theme.current_appearance().still
        )
        self._build()
        self.go(self._key)

    def _undress(self) -> None:
        """Let go of what is built before the new sheet is put on, which looks at every widget there is."""
        self.setFocus()
        # what belongs to a page and is no widget, such as a map's items, goes once the new one is painted
        held = self._pages.clear()
        QTimer.singleShot(_LATER, self, held.clear)
        self._frame.delete()

    def _on_wanted(self, key: str, what: object) -> None:
        """A page asks for another room, and sends something along."""
        self.go(key).receive(what)

    def _on_job(self, ticket: Ticket, title: str) -> None:
        if title:
            self._frame.show_work(ticket, title)
