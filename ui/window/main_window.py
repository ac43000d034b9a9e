"""The window: strip on top, rail at the left, one room's page; it composes and passes on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow

from exports.drawing.pages import office_paper
from resources.words import say
from ui.agenda.clock_words import clock_was_set
from ui.agenda.event_form import ask_about_event, move_to, other_day
from ui.agenda.steps.chime import Chime
from ui.agenda.steps.step_watch import StepWatch
from ui.kit import theme
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs, Ticket
from ui.kit.settings import Settings
from ui.page import Page
from ui.room_screen.presenter_remote import PresenterRemote
from ui.room_screen.room_screen import RoomScreen
from ui.room_screen.room_thumbnail import RoomThumbnail
from ui.room_screen.slide_types import Slide
from ui.rooms import ROOMS, Room, shortcut
from ui.widgets.messages.banner import Way
from ui.window import standing
from ui.window.commands import late_choice, paper_choice
from ui.window.commands.palette import Palette
from ui.window.commands.palette_items import palette_items
from ui.window.commands.window_actions import ACTIONS
from ui.window.display_watch import DisplayWatch
from ui.window.file_notice import FileNotice
from ui.window.frame import Frame
from ui.window.pages.focus_keeper import FocusKeeper
from ui.window.pages.page_stack import PageStack
from ui.window.print_log import PrintLog
from ui.window.room_follower import RoomFollower
from ui.window.undo_toast import UndoToast
from upstream_workshop.agenda.running.day_clock import DayClock
from upstream_workshop.session_file.steps import Change

if TYPE_CHECKING:
    from ui.window.readiness.readiness_check import Readiness
    from ui.window.readiness.readiness_dialog import ReadinessDialog

_FRAME = 32  # px that a window's frame may take at a side
_LATER = 200  # milliseconds, by which another page is painted


class MainWindow(QMainWindow):
    """One session on screen.

    `start_requested` when the user wants another session, `backups_requested` for the backups of
    this one; what is asked about its file, `file_notice` tells.
    """

    start_requested = Signal()
    backups_requested = Signal()

    def __init__(
        self,
        desk: Desk,
        jobs: Jobs,
        settings: Settings,
        rooms: Sequence[Room] = ROOMS,
        now: Callable[[], datetime] | None = None,
    ) -> None:
        super().__init__()
        self.desk = desk
        self.jobs = jobs
        self.settings = settings
        self.room_screen: RoomScreen = RoomScreen(self.screen)
        self.palette_dialog: Palette | None = None
        self.rooms = tuple(rooms)
        if now is not None:
            desk.clock = DayClock(now)
        desk.clock.recall(*settings.noted)
        desk.late_from = settings.late_from
        self._now = desk.clock.now
        self._pages = PageStack(self.rooms, self._built)
        self._key = ""
        self._compose()
        self._size()
        self._build()
        self._install_keys()
        self._listen()
        self._begin()

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

    # what the keys do

    def open_palette(self) -> Palette:
        """Ctrl+K."""
        if self.palette_dialog is not None:
            self.palette_dialog.deleteLater()
        palette = Palette(palette_items(self), self)
        self.palette_dialog = palette
        corner = self.mapToGlobal(self.rect().topLeft())
        palette.move(corner.x() + (self.width() - palette.width()) // 2, corner.y() + theme.px(70))
        palette.show()
        palette.field.setFocus()
        return palette

    def undo(self) -> None:
        """Take the last step back and say which."""
        self._undo.undo()

    def redo(self) -> None:
        """Bring the last undone step again and say which."""
        self._undo.redo()

    def send_page(self) -> None:
        """F6: send what I am looking at."""
        slide = self.current.slide()
        if slide is None:
            self.toast.say(say("This page has nothing for the room yet"))
            return
        self.desk.room_requested.emit(slide)

    def ask_about_event(self) -> None:
        """Ask for title, dates and place."""
        ask_about_event(self, self.desk)

    def ask_when_late(self) -> None:
        """Ask from how many minutes on it is late."""
        if late_choice.ask(self, self.settings, self.desk):
            self.tick()

    def toggle_remote(self) -> None:
        """Let a presenter's remote turn the pages of the room screen, or not."""
        self.toast.say(self._remote.toggle())

    def show_in_room(self, slide: Slide | None) -> None:
        """What a page sent goes to the room screen, open or not; from then on it follows its subject."""
        said = self._follower.send((self._key, self.current.subject()), slide)
        self.tick()
        self.toast.say(said)

    @cached_property
    def readiness(self) -> Readiness:
        """The check before the day; loaded when it is first asked for."""
        from ui.window.readiness.readiness_check import Readiness

        return Readiness(self, self)

    def ask_whether_ready(self) -> ReadinessDialog:
        """Check before the day whether everything is ready."""
        return self.readiness.open()

    def swap_theme(self) -> None:
        """Light to dark and back."""
        self.settings.theme = "light" if self.settings.theme == "dark" else "dark"
        self._dress()

    def swap_paper(self) -> None:
        """A4 to Letter and back."""
        paper_choice.swap(self.settings, self.desk)

    def scale(self, step: int) -> None:
        """Larger or smaller words."""
        scales = theme.SCALES
        nearest = min(range(len(scales)), key=lambda n: abs(scales[n] - self.settings.text_percent))
        self.settings.text_percent = scales[max(0, min(len(scales) - 1, nearest + step))]
        self._dress()

    def ask_for_start(self) -> None:
        """Another session, a new one, or the sample: the start page's business."""
        self.start_requested.emit()

    def ask_for_backups(self) -> None:
        """What there is to go back to."""
        self.backups_requested.emit()

    def ask_for_copy(self) -> None:
        """All of it, in another place too."""
        self.file_notice.copy_requested.emit()

    # what the window is told

    def refuse(self, sentence: str, ways: Sequence[Way] = ()) -> None:
        """Show a refusal until Escape or the next change; one that is shown already is not repeated."""
        self.file_notice.refresh()
        if self.file_notice.repeats(sentence):
            sentence = say("Nothing was changed; the reason stands above.")
        self.banner.say(sentence, ways)
        typed = QApplication.focusWidget()
        if isinstance(typed, QLineEdit) and typed.text():
            typed.selectAll()  # so that typing replaces what was refused

    def refuse_also(self, sentence: str) -> None:
        """Say one thing more, beside what is being said."""
        words = self.banner.words() if not self.banner.isHidden() else ""
        if sentence not in words:
            self.refuse(f"{words} {sentence}".strip())

    def tick(self) -> None:
        """Once a second: clock and standing, here and in the room."""
        now = self._now()
        self._report_clock_set()
        self.file_notice.refresh()
        stands = self.desk.ask(standing.read, now, self.desk.clock.put_right)
        self.strip.show_time(now)
        self.strip.show_standing(stands)
        page = self._pages.get(self._key)
        self._follower.count_down(stands.seconds_left, page is not None)
        self.settings.noted = self.desk.clock.memory()
        if page is not None:
            page.tick()
        self.desk.ticked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes a refusal."""
        if event.matches(QKeySequence.StandardKey.Cancel):
            self.banner.close_banner()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """What could not take the keys while the window was hidden takes them now."""
        super().showEvent(event)
        self.current.take_keys()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember where we were; take the room screen along."""
        self.settings.geometry = self.saveGeometry()
        self.settings.save()
        self._second.stop()
        self._follower.end()
        super().closeEvent(event)

    # how it is put together

    def _compose(self) -> None:
        """Make the parts that outlast another theme."""
        self.file_notice = FileNotice(self.desk.workshop, lambda: self._frame, self)
        self._focus = FocusKeeper(self, lambda: self._frame, lambda: self._pages.get(self._key))
        self._follower = RoomFollower(self.desk, self.settings, self.room_screen, self.page, self)
        self._undo = UndoToast(self.desk, lambda: self._frame.toast, self)
        DisplayWatch(
            self.room_screen, self.desk, lambda: self._frame.banner, self.refuse_also, self
        )

    def _begin(self) -> None:
        """Enter the room that was left last, and begin to follow the clock."""
        self._steps = StepWatch(self.desk, Chime(self), self)
        self._steps.stepped.connect(self._follower.follow)
        self._second = QTimer(self)
        self._second.timeout.connect(self.tick)
        office_paper.choose(self.settings.paper)
        self._print_log = PrintLog(self.desk, self.settings, self)
        known = [room.key for room in self.rooms]
        self.go(self.settings.page if self.settings.page in known else known[0])
        self._second.start(1000)
        self._offer_days()
        self._follower.watch()

    def _size(self) -> None:
        """Take the size it had when it was closed last, else one that fits the display."""
        self.setWindowTitle(f"{self.desk.workshop.path.stem} · Upstream Workshop")
        self.setMinimumSize(640, 480)
        room = self.screen().availableGeometry()
        self.resize(min(1366, room.width() - _FRAME), min(768, room.height() - 2 * _FRAME))
        if not self.settings.geometry.isEmpty():
            self.restoreGeometry(self.settings.geometry)

    def _build(self) -> None:
        self._frame = Frame(self.rooms)
        self.strip, self.rail = self._frame.strip, self._frame.rail
        self.banner, self.toast = self._frame.banner, self._frame.toast
        self.setCentralWidget(self._frame)
        self.toast.undone.connect(self._undo.undo_offered)
        self.strip.undo_asked.connect(self.undo)
        self.rail.chosen.connect(self.go)
        self.rail.add_thumbnail(RoomThumbnail(self.room_screen))
        self.rail.room_screen_asked.connect(self.room_screen.toggle)
        for ticket, title in self.jobs.under_way():
            self._on_job(ticket, title)
        self._on_room_switched()
        self.strip.show_undo(self.desk.workshop.undo_label)
        self.tick()

    def _listen(self) -> None:
        self.desk.changed.connect(self._on_changed)
        self.desk.refused.connect(self.refuse)
        self._undo.done.connect(self._on_undone)
        self.desk.room_requested.connect(self.show_in_room)
        self.jobs.failed.connect(self.refuse)
        self.jobs.started.connect(self._on_job)
        self.room_screen.switched.connect(self._on_room_switched)
        self.room_screen.activated.connect(self.activateWindow, Qt.ConnectionType.QueuedConnection)

    def _offer_days(self) -> None:
        """Offer to move the days of a plan that is not of today and has not begun."""
        today = self._now().date()
        if words := other_day(self.desk, today):
            move = partial(move_to, self.desk, today)
            self.banner.say(words, [(say("Let it begin today"), "calendar-blank", move)])

    def _built(self, room: Room) -> Page:
        """Build the page of a room; its margins are the frame's."""
        page = room.page()(self.desk, self.jobs, self._frame.stack)
        self._frame.stack.addWidget(page)
        if (layout := page.layout()) is not None:
            layout.setContentsMargins(0, 0, 0, 0)
        page.wanted.connect(self._on_wanted)
        page.slide_changed.connect(partial(self._follower.on_slide_changed, room.key))
        return page

    def _install_keys(self) -> None:
        self._remote = PresenterRemote(self, self.room_screen, self.settings)
        for action in ACTIONS:
            for key in action.keys:
                self._bind(key, partial(action.run, self))
        for number, room in enumerate(self.rooms, 1):
            if key := shortcut(number):
                self._bind(key, partial(self.go, room.key))

    def _bind(self, key: str, run: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.activated.connect(run)

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

    def _report_clock_set(self) -> None:
        """Say once that this computer's clock was set, for fixed times are measured by it."""
        clock = self.desk.clock
        if said := clock_was_set(round(clock.was_set() / 60), clock.steady):
            self.refuse_also(said)

    def _on_wanted(self, key: str, what: object) -> None:
        """A page asks for another room, and sends something along."""
        self.go(key).receive(what)

    def _on_changed(self, change: Change) -> None:
        self.banner.close_banner()
        self._undo.withdraw()
        self.strip.show_undo(self.desk.workshop.undo_label)
        self.tick()
        self._follower.on_changed(change)

    def _on_undone(self) -> None:
        self.current.take_keys()

    def _on_room_switched(self) -> None:
        self.rail.show_screen(self.room_screen.isVisible(), self.room_screen.blanked)
        self._follower.remember()

    def _on_job(self, ticket: Ticket, title: str) -> None:
        if title:
            self._frame.show_work(ticket, title)
