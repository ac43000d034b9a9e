"""The room screen: what the projector shows, which is what was sent and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEasingCurve, QEvent, QRectF, Qt, QTimer, QVariantAnimation, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QGuiApplication,
    QHideEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QScreen,
    QShowEvent,
)
from PySide6.QtWidgets import QWidget

from resources.words import say
from ui.kit import theme
from ui.room_screen.room_display import RoomDisplay
from ui.room_screen.slide_painter import Moment, paint_slide
from ui.room_screen.slide_types import Slide

PAGE = 20_000  # milliseconds for each page of a slide that has several
STEP = 160  # milliseconds for each bar of a reveal


class RoomScreen(QWidget):
    """A window of its own: the last slide sent, or the test card, or black.

    `switched` when it opens, closes, blanks or comes back; `left` when the display it filled is gone,
    `returned` when it fills that display again.
    `repainted` whenever it looks otherwise.
    `activated` when the system made it the active window though it takes no focus, as some do when the
    window in front of it closes: whoever has the keys takes them back.
    `here` is the screen the operator looks at, which it never covers by itself; `screens` are all there are.
    """

    switched = Signal()
    left = Signal()
    returned = Signal()
    repainted = Signal()
    activated = Signal()

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
        self._display = RoomDisplay(self, here, screens)
        self._display.left.connect(self.left)
        self._display.returned.connect(self.returned)
        self._display.switched.connect(self.switched)
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
        self._turn_by_itself()
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
        self._display.open()
        self.switched.emit()

    def toggle(self) -> None:
        """Open on the projector, go there when it is back, or close."""
        if self.isVisible() and self._display.is_where_it_can_be:
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
            self._display.forget()
            self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Tell when the system gave it the keys."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.activated.emit()

    def showEvent(self, event: QShowEvent) -> None:
        """Turn the pages of what was sent while nobody saw it."""
        super().showEvent(event)
        self._turn_by_itself()

    def hideEvent(self, event: QHideEvent) -> None:
        """Turn no page that nobody sees."""
        super().hideEvent(event)
        self._pages.stop()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell the window that the room sees nothing any more."""
        super().closeEvent(event)
        self._display.forget()
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

    def _turn_by_itself(self) -> None:
        """Begin to turn the pages of a slide that may have several, while it is seen."""
        self._pages.stop()
        slide = self._slide
        if slide is not None and (slide.clusters or slide.lines) and self.isVisible():
            self._pages.start()

    def _repaint(self) -> None:
        self.update()
        self.repainted.emit()

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
