"""The room screen: what the projector shows, which is what was sent and nothing else."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QRectF, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.slide_painter import HEIGHT, WIDTH, Moment, paint_slide
from ui.slides import Slide

STEP = 160  # milliseconds for each bar of a reveal


class RoomScreen(QWidget):
    """A window of its own: the last slide sent, or the test card, or black.

    `switched` when it opens, closes, blanks or comes back.
    """

    switched = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle(self.tr("Room screen"))
        self.setAccessibleName(self.tr("Room screen"))
        self._slide: Slide | None = None
        self._blank = False
        self._clock = ""
        self._revealed = 1e9
        self._reveal = QVariantAnimation(self)
        self._reveal.setEasingCurve(QEasingCurve.Type.Linear)
        self._reveal.valueChanged.connect(self._on_reveal)

    @property
    def slide(self) -> Slide | None:
        """What was sent last."""
        return self._slide

    @property
    def blanked(self) -> bool:
        """Whether the room sees black."""
        return self._blank

    def show_slide(self, slide: Slide | None) -> None:
        """Show this; bars come one by one from the last place to the first."""
        self._slide = slide
        self._reveal.stop()
        self._revealed = 1e9
        self.setAccessibleDescription(spoken(slide))
        if slide is not None and slide.bars and self.isVisible() and not theme.look().still:
            self._reveal.setStartValue(0.0)
            self._reveal.setEndValue(float(len(slide.bars)))
            self._reveal.setDuration(STEP * len(slide.bars))
            self._reveal.start()
        self.update()

    def blank(self, blank: bool) -> None:
        """Black, or back to what was there."""
        if blank != self._blank:
            self._blank = blank
            self.update()
            self.switched.emit()

    def set_clock(self, clock: str) -> None:
        """The minutes left of the current block, for slides that show them."""
        if clock != self._clock:
            self._clock = clock
            if self._slide is not None and self._slide.timer:
                self.update()

    def open_on_projector(self) -> None:
        """Fill the second display; a plain window where there is only one."""
        screens = QGuiApplication.screens()
        if len(screens) > 1:
            here = QGuiApplication.primaryScreen()
            away = next(screen for screen in screens if screen is not here)
            self.setGeometry(away.geometry())
            self.showFullScreen()
        else:
            self.resize(WIDTH // 2, HEIGHT // 2)
            self.show()
        self.switched.emit()

    def toggle(self) -> None:
        """Open on the projector, or close."""
        if self.isVisible():
            self.close()
        else:
            self.open_on_projector()

    def toggle_blank(self) -> None:
        """Black, or back."""
        self.blank(not self._blank)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """B and F9 blank, F5 and Escape close, F11 fills this display."""
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_B, Qt.Key.Key_F9):
            self.toggle_blank()
        elif key in (Qt.Key.Key_F5, Qt.Key.Key_Escape):
            self.close()
        elif key == Qt.Key.Key_F11:
            self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell the window that the room sees nothing any more."""
        super().closeEvent(event)
        self.switched.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Black, or the slide."""
        painter = QPainter(self)
        if self._blank:
            painter.fillRect(self.rect(), Qt.GlobalColor.black)
        else:
            moment = Moment(self._revealed, self._clock)
            paint_slide(painter, QRectF(self.rect()), self._slide, moment)
        painter.end()

    def _on_reveal(self, value: float) -> None:
        self._revealed = value
        self.update()


def spoken(slide: Slide | None) -> str:
    """A slide in words, for a screen reader at the operator's side."""
    if slide is None:
        return ""
    parts = [slide.title, slide.lead, *slide.lines]
    parts += [f"{label}: {value}" for label, value in slide.numbers]
    parts += [f"{bar.label}: {bar.value}" for bar in slide.bars]
    parts += [f"{name}: {', '.join(cards)}" for name, cards in slide.clusters]
    return ". ".join(part for part in (*parts, slide.footer) if part)
