"""The window: strip on top, rail at the left, one room's page; it composes and passes on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut

from exports.drawing.pages import office_paper
from resources.words import say
from ui.agenda.event_form import ask_about_event
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.kit.settings import Settings
from ui.room_screen.presenter_remote import PresenterRemote
from ui.room_screen.room_screen import RoomScreen
from ui.room_screen.room_thumbnail import RoomThumbnail
from ui.room_screen.slide_types import Slide
from ui.rooms import ROOMS, Room
from ui.widgets.messages.banner import Way
from ui.window.commands import late_choice, paper_choice
from ui.window.commands.palette import Palette
from ui.window.commands.palette_items import palette_items
from ui.window.commands.window_keys import window_keys
from ui.window.day_watch import DayWatch
from ui.window.display_watch import DisplayWatch
from ui.window.messages.file_notice import FileNotice
from ui.window.messages.refusal_banner import RefusalBanner
from ui.window.messages.undo_toast import UndoToast
from ui.window.page_window import PageWindow
from ui.window.print_log import PrintLog
from ui.window.room_follower import RoomFollower
from upstream_workshop.agenda.running.day_clock import DayClock
from upstream_workshop.session_file.steps import Change

if TYPE_CHECKING:
    from ui.window.readiness.readiness_check import Readiness
    from ui.window.readiness.readiness_dialog import ReadinessDialog


class MainWindow(PageWindow):
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
        super().__init__(desk, jobs, settings, rooms)
        self.room_screen: RoomScreen = RoomScreen(self.screen)
        self.palette_dialog: Palette | None = None
        if now is not None:
            desk.clock = DayClock(now)
        desk.clock.recall(*settings.noted)
        desk.late_from = settings.late_from
        self._now = desk.clock.now
        self._compose()
        self._build()
        for key, run in window_keys(self):
            QShortcut(QKeySequence(key), self).activated.connect(run)
        self._listen()
        self._begin()

    # what the keys do

    def open_palette(self) -> Palette:
        """Ctrl+K."""
        if self.palette_dialog is not None:
            self.palette_dialog.deleteLater()
        palette = Palette(palette_items(self), self)
        self.palette_dialog = palette
        palette.open_over(self)
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

    def swap_paper(self) -> None:
        """A4 to Letter and back."""
        paper_choice.swap(self.settings, self.desk)

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
        self._refusals.show(sentence, ways)

    def refuse_also(self, sentence: str) -> None:
        """Say one thing more, beside what is being said."""
        self._refusals.show_also(sentence)

    def tick(self) -> None:
        """Once a second: clock and standing, here and in the room."""
        if said := self._watch.clock_set():
            self.refuse_also(said)
        self.file_notice.refresh()
        self._watch.show_now()
        self.settings.noted = self.desk.clock.memory()
        self.desk.ticked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes a refusal."""
        if event.matches(QKeySequence.StandardKey.Cancel):
            self.banner.close_banner()
        else:
            super().keyPressEvent(event)

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
        self._refusals = RefusalBanner(self.file_notice, lambda: self._frame.banner)
        self._follower = RoomFollower(self.desk, self.settings, self.room_screen, self.page, self)
        self._watch = DayWatch(self.desk, lambda: self._frame, self._in_front, self._follower, self)
        self._remote = PresenterRemote(self, self.room_screen, self.settings)
        self._undo = UndoToast(self.desk, lambda: self._frame.toast, self)
        DisplayWatch(
            self.room_screen, self.desk, lambda: self._frame.banner, self.refuse_also, self
        )

    def _begin(self) -> None:
        """Enter the room that was left last, and begin to follow the clock."""
        self._watch.follow_steps()
        self._second = QTimer(self)
        self._second.timeout.connect(self.tick)
        office_paper.choose(self.settings.paper)
        self._print_log = PrintLog(self.desk, self.settings, self)
        known = [room.key for room in self.rooms]
        self.go(self.settings.page if self.settings.page in known else known[0])
        self._second.start(1000)
        self._watch.offer_days()
        self._follower.watch()

    def _build(self) -> None:
        super()._build()
        self.toast.undone.connect(self._undo.undo_offered)
        self.strip.undo_asked.connect(self.undo)
        self.rail.add_thumbnail(RoomThumbnail(self.room_screen))
        self.rail.room_screen_asked.connect(self.room_screen.toggle)
        self._on_room_switched()
        self.strip.show_undo(self.desk.workshop.undo_label)
        self.tick()

    def _listen(self) -> None:
        self.desk.changed.connect(self._on_changed)
        self.desk.refused.connect(self.refuse)
        self._undo.done.connect(self._on_undone)
        self.desk.room_requested.connect(self.show_in_room)
        self.slide_changed.connect(self._follower.on_slide_changed)
        self.jobs.failed.connect(self.refuse)
        self.jobs.started.connect(self._on_job)
        self.desk.writing.connect(self._on_job)
        self.room_screen.switched.connect(self._on_room_switched)
        self.room_screen.activated.connect(self.activateWindow, Qt.ConnectionType.QueuedConnection)

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
