"""The window: strip on top, rail at the left, one room's page; it composes and passes on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui import standing, theme
from ui.actions import ACTIONS
from ui.desk import Desk
from ui.jobs import Jobs, Ticket
from ui.page import Command, Page
from ui.palette import Palette
from ui.rail import Rail
from ui.room_screen import RoomScreen
from ui.rooms import ROOMS, Room
from ui.settings import Settings
from ui.slides import Slide
from ui.status_strip import StatusStrip, as_clock
from ui.typing_undo import leaves_undo_alone
from ui.widgets import Banner, EntryLine, ProgressStrip, Toast
from upstream_workshop.workshop import Change

_SOON = 250  # milliseconds before work counts as long and its progress is shown
_NARROW = 860  # px at 100 %: below this the rail shows icons only


class MainWindow(QMainWindow):
    """One session on screen. `start_requested` when the user wants another session."""

    start_requested = Signal()

    def __init__(
        self,
        desk: Desk,
        jobs: Jobs,
        settings: Settings,
        rooms: Sequence[Room] = ROOMS,
        now: Callable[[], datetime] = datetime.now,
    ) -> None:
        super().__init__()
        self.desk = desk
        self.jobs = jobs
        self.settings = settings
        self.room_screen = RoomScreen()
        self.palette_dialog: Palette | None = None
        self._rooms = tuple(rooms)
        self._now = now
        self._pages: dict[str, Page] = {}
        self._key = ""
        self.setWindowTitle(f"{desk.workshop.path.stem} · Upstream Workshop")
        self.setMinimumSize(640, 480)
        self.resize(1366, 768)
        self._build()
        self._install_keys()
        desk.changed.connect(self._on_changed)
        desk.refused.connect(self.refuse)
        desk.reported.connect(self._on_reported)
        desk.room_requested.connect(self.show_in_room)
        jobs.failed.connect(self.refuse)
        jobs.started.connect(self._on_job)
        self.room_screen.switched.connect(self._on_room_switched)
        self._second = QTimer(self)
        self._second.timeout.connect(self.tick)
        self._second.start(1000)
        if not settings.geometry.isEmpty():
            self.restoreGeometry(settings.geometry)
        known = [room.key for room in self._rooms]
        self.go(settings.page if settings.page in known else known[0])

    # where one is

    def go(self, key: str) -> Page:
        """Enter a room by its key."""
        page = self.page(key)
        self._key = key
        self._stack.setCurrentWidget(page)
        self.rail.show_current(key)
        self.settings.page = key
        entry = next((e for e in page.findChildren(EntryLine) if e.isVisibleTo(page)), None)
        if not page.isAncestorOf(QApplication.focusWidget() or self):
            (entry or page).setFocus()
        return page

    def page(self, key: str) -> Page:
        """A room's page, built when first asked for."""
        if key not in self._pages:
            room = next(room for room in self._rooms if room.key == key)
            self._pages[key] = page = room.page()(self.desk, self.jobs, self._stack)
            self._stack.addWidget(page)
        return self._pages[key]

    @property
    def current(self) -> Page:
        """The page in front."""
        return self._pages[self._key]

    # what the keys do

    def open_palette(self) -> Palette:
        """Ctrl+K."""
        palette = Palette(self.everything(), self)
        self.palette_dialog = palette
        corner = self.mapToGlobal(self.rect().topLeft())
        palette.move(corner.x() + (self.width() - palette.width()) // 2, corner.y() + theme.px(70))
        palette.show()
        palette.field.setFocus()
        return palette

    def everything(self) -> tuple[Command, ...]:
        """Every command and every named thing, the page in front first."""
        front = self.current
        others = [self.page(room.key) for room in self._rooms if self.page(room.key) is not front]
        doing = [command for page in (front, *others) for command in page.commands()]
        named = [
            self._going(room.key, found)
            for room in self._rooms
            for found in self.page(room.key).targets()
        ]
        rooms = [
            Command(
                self.tr("Go to {room}").format(room=self.rail.tr(room.title)),
                partial(self.go, room.key),
                f"Ctrl+{number}",
            )
            for number, room in enumerate(self._rooms, 1)
        ]
        own = [
            Command(self.tr(action.label), partial(action.run, self), action.keys[0])
            for action in ACTIONS[1:]
        ]
        return (*doing, *rooms, *own, *named)

    def undo(self) -> None:
        """Take the last step back and say which."""
        label = self.desk.workshop.undo_label
        self.desk.undo()
        self.toast.say(
            self.tr("Undone: {what}").format(what=label) if label else self.tr("Nothing to undo")
        )

    def redo(self) -> None:
        """Bring the last undone step again and say which."""
        label = self.desk.workshop.redo_label
        self.desk.redo()
        self.toast.say(
            self.tr("Done again: {what}").format(what=label)
            if label
            else self.tr("Nothing to redo")
        )

    def toggle_room_screen(self) -> None:
        """F5."""
        if self.room_screen.isVisible():
            self.room_screen.close()
        else:
            self.room_screen.open_on_projector()

    def blank_room(self) -> None:
        """F9."""
        self.room_screen.blank(not self.room_screen.blanked)

    def send_page(self) -> None:
        """F6: send what I am looking at."""
        slide = self.current.slide()
        if slide is None:
            self.toast.say(self.tr("This page has nothing for the room yet"))
            return
        self.desk.room_requested.emit(slide)

    def show_in_room(self, slide: Slide | None) -> None:
        """What a page sent goes to the room screen, open or not."""
        self.room_screen.show_slide(slide)
        if slide is None:
            self.toast.say(self.tr("The room screen is clear"))
        elif self.room_screen.isVisible():
            self.toast.say(self.tr("The room sees: {title}").format(title=slide.title))
        else:
            said = self.tr("Sent: {title}. F5 opens the room screen").format(title=slide.title)
            self.toast.say(said)

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

    def ask_for_start(self) -> None:
        """Another session, a new one, or the sample: the start page's business."""
        self.start_requested.emit()

    # what the window is told

    def refuse(self, sentence: str) -> None:
        """Say kindly what was refused, until Escape or the next change."""
        self.banner.say(sentence)

    def tick(self) -> None:
        """Once a second: clock and standing, here and in the room."""
        now = self._now()
        stands = self.desk.ask(standing.read, now)
        self.strip.show_time(now)
        self.strip.show_standing(stands)
        over = stands.seconds_left is not None and stands.seconds_left < 0
        clock = "" if stands.seconds_left is None else as_clock(stands.seconds_left)
        self.room_screen.set_clock(f"+{clock}" if over else clock)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes a refusal."""
        if event.matches(QKeySequence.StandardKey.Cancel):
            self.banner.close_banner()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+Z in an empty field means the session, not the field."""
        if event.type() == QEvent.Type.ShortcutOverride and leaves_undo_alone(watched, event):
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrow the rail when the page needs the room."""
        super().resizeEvent(event)
        self.rail.set_narrow(self.width() < theme.px(_NARROW))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember where we were; take the room screen along."""
        self.settings.geometry = self.saveGeometry()
        self.settings.save()
        self._second.stop()
        self.room_screen.close()
        super().closeEvent(event)

    # how it is put together

    def _build(self) -> None:
        self._pages.clear()
        self.strip = StatusStrip()
        self.rail = Rail(self._rooms)
        self.banner = Banner()
        self._stack = QStackedWidget()
        self._progress = QVBoxLayout()
        body = QVBoxLayout()
        body.setContentsMargins(26, 20, 26, 18)
        body.setSpacing(12)
        body.addWidget(self.banner)
        body.addWidget(self._stack, 1)
        body.addLayout(self._progress)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.rail)
        middle.addLayout(body, 1)
        central = QWidget()
        column = QVBoxLayout(central)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.strip)
        column.addLayout(middle, 1)
        self.setCentralWidget(central)
        self.toast = Toast(central)
        self.toast.undone.connect(self.undo)
        self.strip.undo_asked.connect(self.undo)
        self.rail.chosen.connect(self.go)
        self.rail.room_screen_asked.connect(self.toggle_room_screen)
        self.rail.set_narrow(self.width() < theme.px(_NARROW))
        self._tell_strip()
        self.tick()

    def _install_keys(self) -> None:
        for action in ACTIONS:
            for key in action.keys:
                self._bind(key, partial(action.run, self))
        for number, room in enumerate(self._rooms, 1):
            self._bind(f"Ctrl+{number}", partial(self.go, room.key))
        app = QApplication.instance()
        assert app is not None
        app.installEventFilter(self)

    def _bind(self, key: str, run: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.activated.connect(run)

    def _dress(self) -> None:
        """Another theme or text size: put on, and build the pages anew in it."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        theme.apply(app, self.settings.theme, self.settings.text_percent, theme.look().still)
        key = self._key
        self._build()
        self.go(key)

    def _going(self, key: str, found: Command) -> Command:
        def run() -> None:
            self.go(key)
            found.run()

        return Command(found.label, run, found.key)

    def _tell_strip(self) -> None:
        self.strip.show_undo(self.desk.workshop.undo_label)
        self.strip.show_saved(self.desk.workshop.saved_at)

    def _on_changed(self, change: Change) -> None:
        self.banner.close_banner()
        self._tell_strip()
        self.tick()

    def _on_reported(self, words: str) -> None:
        self.toast.say(words, undo=self.desk.workshop.undo_label is not None)

    def _on_room_switched(self) -> None:
        self.rail.show_screen(self.room_screen.isVisible(), self.room_screen.blanked)

    def _on_job(self, ticket: Ticket, title: str) -> None:
        strip = ProgressStrip(title)
        strip.hide()
        self._progress.addWidget(strip)
        ticket.progressed.connect(strip.set_progress)
        strip.cancelled.connect(ticket.cancel)
        ticket.ended.connect(strip.deleteLater)
        QTimer.singleShot(_SOON, strip, strip.show)
