"""The display of the room screen: found, filled, and filled again when it was unplugged."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, TypeAlias

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from ui.room_screen.slide_painter import HEIGHT, WIDTH

_SMALL: Final = 4  # times smaller is a preview
Identity: TypeAlias = tuple[str, str, str, str]  # name, manufacturer, model and serial number


def identity(screen: QScreen) -> Identity:
    """Return what tells a display from others, also after it was unplugged."""
    return screen.name(), screen.manufacturer(), screen.model(), screen.serialNumber()


class RoomDisplay(QObject):
    """Keeps the window of the room on a display that the operator does not look at.

    here: returns the screen the operator looks at; screens: all there are.

    `switched()` when the window went to another place by itself, `left()` when the display it filled is
    gone, `returned()` when it fills that display again.
    """

    switched = Signal()
    left = Signal()
    returned = Signal()

    def __init__(
        self,
        window: QWidget,
        here: Callable[[], QScreen],
        screens: Callable[[], Sequence[QScreen]],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._here = here
        self._screens = screens
        self._filled: QScreen | None = None  # the display it was opened on
        self._known: Identity | None = None  # that display, also while it is unplugged
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        for switched in (app.screenRemoved, app.screenAdded, app.primaryScreenChanged):
            switched.connect(self._on_screens)

    @property
    def is_where_it_can_be(self) -> bool:
        """Whether the window fills a display, or there is none for it to fill."""
        return self._filled is not None or self._away() is None

    def open(self) -> None:
        """Fill the second display; be a small window where there is only one."""
        away = self._away()
        if away is not None:
            self._fill(away)
        else:
            self.forget()
            self._preview()

    def forget(self) -> None:
        """Follow no display any more."""
        self._filled = self._known = None

    def keep_away(self) -> None:
        """Never cover the operator's screen because the other one went, or the two were swapped.

        Its display is filled anew when that has another size or is plugged in again; another display
        than the one that went is filled only when the operator asks for it.
        """
        if not self._window.isVisible():
            return
        filled, away = self._filled, self._away()
        if filled is None:
            if away is not None and identity(away) == self._known:
                self._fill(away)
                self.switched.emit()
                self.returned.emit()
            return
        if filled in self._screens() and filled is not self._here():
            if self._window.geometry() != filled.geometry():
                self._fill(filled)
        elif away is not None:
            self._fill(away)
        else:
            self._filled = None
            self._preview()
            self.switched.emit()
            self.left.emit()

    def _on_screens(self) -> None:
        """Once Qt has moved its windows: see that this one is still where it was opened."""
        QTimer.singleShot(0, self, self.keep_away)

    def _away(self) -> QScreen | None:
        """A display the operator does not look at."""
        here = self._here()
        return next((screen for screen in self._screens() if screen is not here), None)

    def _fill(self, screen: QScreen) -> None:
        window = self._window
        if window.isFullScreen():
            window.showNormal()
        window.setScreen(screen)
        window.setGeometry(screen.geometry())
        window.showFullScreen()
        if self._filled is not screen:
            screen.geometryChanged.connect(self._on_screens)
        self._filled, self._known = screen, identity(screen)

    def _preview(self) -> None:
        """A small window behind the others, in the corner of the only display."""
        room = self._here().availableGeometry()
        self._window.showNormal()
        self._window.resize(
            min(WIDTH // _SMALL, room.width() // 3), min(HEIGHT // _SMALL, room.height() // 3)
        )
        self._window.move(
            room.right() - self._window.width(), room.bottom() - self._window.height()
        )
        self._window.lower()
