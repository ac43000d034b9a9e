"""The room screen: what the projector shows, which is what was sent and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from PySide6.QtCore import QEasingCurve, QRectF, Qt, QTimer, QVariantAnimation, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QGuiApplication,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QScreen,
)
from PySide6.QtWidgets import QWidget

from resources.words import say
from ui.kit import theme
from ui.room_screen.slide_painter import HEIGHT, WIDTH, Moment, paint_slide
from ui.room_screen.slide_types import Slide

_SMALL = 4  # times smaller is a preview
PAGE = 20_000  # milliseconds for each page of a slide that has several
STEP = 160  # milliseconds for each bar of a reveal


Identity: TypeAlias = tuple[str, str, str, str]  # name, manufacturer, model and serial number


def identity(screen: QScreen) -> Identity:
    """Return what tells a display from others, also after it was unplugged."""
    return screen.name(), screen.manufacturer(), screen.model(), screen.serialNumber()


class RoomScreen(QWidget):
    """A window of its own: the last slide sent, or the test card, or black.

    `switched` when it opens, closes, blanks or comes back; `left` when the display it filled is gone,
    `returned` when it fills that display again.
    `repainted` whenever it looks otherwise.
    `here` is the screen the operator looks at, which it never covers by itself; `screens` are all there are.
    """

    switched = Signal()
    left = Signal()
    returned = Signal()
    repainted = Signal()

    def __init__(
        self,
        here: Callable[[], QScreen] = QGuiApplication.primaryScreen,
        screens: Callable[[], Sequence[QScreen]] = QGuiApplication.screens,
        parent: QWidget | None = None,
    ) -> None:
        # the laptop keeps the keys: nothing that is typed may reach what the room sees
        kind = Qt.WindowType.Window | Qt.WindowType.WindowDoesNotAcceptFocus
        super().__init__(parent, kind)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._here = here
        self._screens = screens
        self._filled: QScreen | None = None  # the display it was opened on
        self._display: Identity | None = None  # of that display, also while it is unplugged
        self.setWindowTitle(say("Room screen"))
        self.setAccessibleName(say("Room screen"))
        self._slide: Slide | None = None
        self._blank = False
        self._clock = ""
        self._revealed = 1e9
        self._page = 0
        self._pages = QTimer(self)
        self._pages.setInterval(PAGE)
        self._pages.timeout.connect(lambda: self.turn())
        self._reveal = QVariantAnimation(self)
        self._reveal.setEasingCurve(QEasingCurve.Type.Linear)
        self._reveal.valueChanged.connect(self._on_reveal)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        for switched in (app.screenRemoved, app.screenAdded, app.primaryScreenChanged):
            switched.connect(self._on_screens)

    @property
    def slide(self) -> Slide | None:
        """What was sent last."""
        return self._slide

    @property
    def blanked(self) -> bool:
        """Whether the room sees black."""
        return self._blank

    def show_slide(self, slide: Slide | None) -> None:
        """Show this; bars come one by one from the last place to the first, as many as it says."""
        before = self._slide
        same = slide is not None and before is not None and slide.title == before.title
        self._slide, self._page = slide, self._page if same else 0
        self._pages.stop()
        if slide is not None and (slide.clusters or slide.lines):
            self._pages.start()
        self._reveal.stop()
        self.setAccessibleDescription(spoken(slide))
        shown = before.revealed if same and before is not None else None
        self._reveal_bars(slide, shown or 0)
        self._repaint()

    def _reveal_bars(self, slide: Slide | None, shown: int) -> None:
        """Let the bars that are not shown yet come one by one; all at once where motion is reduced."""
        bars = () if slide is None else slide.bars
        wanted = len(bars) if slide is None or slide.revealed is None else slide.revealed
        self._revealed = float(wanted)
        new = wanted - shown
        if new > 0 and self.isVisible() and not theme.current_appearance().still:
            self._reveal.setStartValue(float(shown))
            self._reveal.setEndValue(float(wanted))
            self._reveal.setDuration(STEP * new)
            self._reveal.start()

    def turn(self, pages: int = 1) -> None:
        """Turn so many pages of a slide that has several; after the last comes the first."""
        self._page += pages
        self._repaint()

    def words(self) -> str:
        """What the room sees in words, for a screen reader at the operator's side."""
        if not self.isVisible():
            return say("The room screen is closed")
        if self._blank:
            return say("The room screen is black")
        return spoken(self._slide) or say("The test card")

    def blank(self, blank: bool) -> None:
        """Black, or back to what was there."""
        if blank != self._blank:
            self._blank = blank
            self._repaint()
            self.switched.emit()

    def set_clock(self, clock: str) -> None:
        """The minutes left of the current block, for slides that show them."""
        if clock != self._clock:
            self._clock = clock
            if self._slide is not None and self._slide.timer:
                self._repaint()

    def open_on_projector(self) -> None:
        """Fill the second display; a plain window where there is only one."""
        away = self._away()
        if away is not None:
            self._fill(away)
        else:
            self._filled = self._display = None
            self._preview()
        self.switched.emit()

    def toggle(self) -> None:
        """Open on the projector, go there when it is back, or close."""
        if self.isVisible() and (self._filled is not None or self._away() is None):
            self.close()
        else:
            self.open_on_projector()

    def toggle_blank(self) -> None:
        """Black, or back."""
        self.blank(not self._blank)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """B, full stop and F9 blank, F5 and Escape close, F11 fills this display, Page Down and Up turn it.

        These are also the keys that a presenter's remote sends.
        """
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_B, Qt.Key.Key_Period, Qt.Key.Key_F9):
            self.toggle_blank()
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self.turn(1 if key == Qt.Key.Key_PageDown else -1)
        elif key in (Qt.Key.Key_F5, Qt.Key.Key_Escape):
            self.close()
        elif key == Qt.Key.Key_F11:
            self._filled = self._display = None
            self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell the window that the room sees nothing any more."""
        super().closeEvent(event)
        self._filled = self._display = None
        self.hide()  # as it will be: whoever is told asks whether it is seen
        self.switched.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Black, or the slide."""
        painter = QPainter(self)
        self.paint(painter, QRectF(self.rect()))
        painter.end()

    def paint(self, painter: QPainter, box: QRectF) -> None:
        """Paint what the room sees now into a box."""
        if self._blank:
            painter.fillRect(box, Qt.GlobalColor.black)
        else:
            moment = Moment(self._revealed, self._clock, self._page)
            paint_slide(painter, box, self._slide, moment)

    def _repaint(self) -> None:
        self.update()
        self.repainted.emit()

    def _away(self) -> QScreen | None:
        """A display the operator does not look at."""
        here = self._here()
        return next((screen for screen in self._screens() if screen is not here), None)

    def _fill(self, screen: QScreen) -> None:
        if self.isFullScreen():
            self.showNormal()
        self.setScreen(screen)
        self.setGeometry(screen.geometry())
        self.showFullScreen()
        if self._filled is not screen:
            screen.geometryChanged.connect(self._on_screens)
        self._filled, self._display = screen, identity(screen)

    def _preview(self) -> None:
        """A small window behind the others, in the corner of the only display."""
        room = self._here().availableGeometry()
        self.showNormal()
        self.resize(
            min(WIDTH // _SMALL, room.width() // 3), min(HEIGHT // _SMALL, room.height() // 3)
        )
        self.move(room.right() - self.width(), room.bottom() - self.height())
        self.lower()

    def _on_screens(self) -> None:
        """Once Qt has moved its windows: see that this one is still where it was opened."""
        QTimer.singleShot(0, self, self.keep_away)

    def keep_away(self) -> None:
        """Never cover the operator's screen because the other one went, or the two were swapped.

        Its display is filled anew when that has another size or is plugged in again; another display
        than the one that went is filled only when the operator asks for it.
        """
        if not self.isVisible():
            return
        filled, away = self._filled, self._away()
        if filled is None:
            if away is not None and identity(away) == self._display:
                self._fill(away)
                self.switched.emit()
                self.returned.emit()
            return
        if filled in self._screens() and filled is not self._here():
            if self.geometry() != filled.geometry():
                self._fill(filled)
        elif away is not None:
            self._fill(away)
        else:
            self._filled = None
            self._preview()
            self.switched.emit()
            self.left.emit()

    def _on_reveal(self, value: float) -> None:
        self._revealed = value
        self._repaint()


def spoken(slide: Slide | None) -> str:
    """A slide in words, for a screen reader at the operator's side."""
    if slide is None:
        return ""
    parts = [slide.title, slide.lead, *(line.replace("\t", " ") for line in slide.lines)]
    parts += [f"{label}: {value}" for label, value in slide.numbers]
    shown = len(slide.bars) if slide.revealed is None else slide.revealed
    parts += [f"{bar.label}: {bar.value}" for bar in slide.bars[len(slide.bars) - shown :]]
    parts += [f"{name}: {', '.join(cards)}" for name, cards in slide.clusters]
    return ". ".join(part for part in (*parts, slide.footer) if part)
