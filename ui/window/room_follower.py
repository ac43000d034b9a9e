"""What the room was sent, and how the room screen follows it while the data changes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from resources.words import count, say
from ui.kit.desk import Desk
from ui.kit.settings import Settings
from ui.page import Page
from ui.room_screen.room_screen import RoomScreen
from ui.room_screen.slide_types import Slide
from ui.window.status_strip import as_clock
from upstream_workshop.session_file.steps import Change

Subject = tuple[str, object]  # the key of a page, and what the room sees of it


class RoomFollower(QObject):
    """Keeps the room screen on the subject it was sent, whatever page is in front of the window.

    page: returns the page of a key, built if it has to be.
    """

    def __init__(
        self,
        desk: Desk,
        settings: Settings,
        screen: RoomScreen,
        page: Callable[[str], Page],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._settings = settings
        self._screen = screen
        self._page = page
        self._watching = False  # until the window stands, what the room sees is not remembered
        self.sent: Subject | None = None

    def send(self, subject: Subject, slide: Slide | None) -> str:
        """Show a slide in the room, and follow its subject from then on; None clears the screen.

        Returns a sentence about what the room sees now.
        """
        self.sent = subject if slide is not None else None
        self._screen.show_slide(slide)
        self.remember()
        if slide is None:
            return say("The room screen is clear")
        if self._screen.isVisible() and slide.close_ups:
            parts = len(slide.close_ups)
            return count(
                parts,
                "The room sees: {title}. F7 shows it larger, in {n} part",
                "The room sees: {title}. F7 shows it larger, in {n} parts",
                title=slide.title,
            )
        if self._screen.isVisible():
            return say("The room sees: {title}", title=slide.title)
        return say("Sent: {title}. F5 opens the room screen", title=slide.title)

    def on_changed(self, change: Change) -> None:
        """Follow the subject after a change of what its page reads."""
        if self.sent is not None and change.touches(self._page(self.sent[0]).READS):
            QTimer.singleShot(0, self, self.follow)  # once the pages have read again

    def on_slide_changed(self, key: str) -> None:
        """Follow the subject if it is of this page, whose slide has changed without the data."""
        if self.sent is not None and self.sent[0] == key:
            self.follow()

    def follow(self) -> None:
        """Show the room what has become of the subject it was sent."""
        if self.sent is None:
            return
        key, subject = self.sent
        page = self._page(key)
        page.catch_up()
        try:
            slide = page.slide_about(subject)
        except LookupError:
            return
        if slide != self._screen.slide:
            self._screen.show_slide(slide)

    def count_down(self, left: int | None, built: bool) -> None:
        """Show the room how much time is left of what it was sent.

        left: the seconds left of the current block, which is shown unless the subject has its own.
        built: whether the page in front is there; while it is not, no other is built for the clock.
        """
        slide = self._screen.slide
        if slide is not None and slide.timer and self.sent is not None and built:
            key, subject = self.sent
            page = self._page(key)
            page.catch_up()
            left = page.seconds_left(subject, left)
        clock = "" if left is None else as_clock(left)
        self._screen.set_clock(f"+{clock}" if left is not None and left < 0 else clock)

    def watch(self) -> None:
        """Remember from now on what the room sees; open the room screen again if it was open."""
        self._watching = True
        QTimer.singleShot(0, self, self._bring_back)

    def end(self) -> None:
        """Close the room screen, and leave it remembered as it was."""
        self._watching = False
        self._screen.close()

    def remember(self) -> None:
        """Keep what the room sees, for a start after a crash."""
        if self._watching:
            seen = self.sent if self._screen.isVisible() else None
            path = str(self._desk.workshop.path)
            self._settings.in_room = (path, *seen) if seen else None
            self._settings.save()

    def _bring_back(self) -> None:
        """Open the room screen again with what it showed when this session was last open."""
        shown = self._settings.in_room
        if shown is None or shown[0] != str(self._desk.workshop.path):
            return
        _, key, subject = shown
        self.sent = key, subject
        try:
            self.follow()
        except KeyError:  # a page that there is no longer
            self.sent = None
            return
        self._screen.open_on_projector()
