"""The People page: check-in, offers and asks, introductions, and counts."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from resources.words import say
from ui.importing.flow import ImportFlow
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.page import IMPORT, NEXT_VIEW, Command, Page
from ui.people import slides
from ui.people.event_day import TODAY, EventDay
from ui.people.import_kind import import_kind
from ui.people.introductions.introductions import IntroductionsView
from ui.people.offers.offers_and_asks import OffersAndAsksView
from ui.people.people_views import COUNTS, NETWORK, OFFERS, ROSTER, PeopleViews
from ui.people.questions.counts_view import CountsView
from ui.people.roster.checkin import STATE_KEYS, CheckIn
from ui.people.snapshot import READS, PeopleNow, facts, read_now
from ui.people.typed_names import Typed
from ui.room_screen.slide_types import Slide
from ui.widgets import EmptyState, PageHeader, Segments
from upstream_workshop.people import queries
from upstream_workshop.people.attendance.services import EVENT_DAYS
from upstream_workshop.people.kinds import AttendanceState
from upstream_workshop.session_file.steps import Change


class PeoplePage(Page):
    """The roster, where two letters and Enter check a person in, and three further views.

    The further views are built when they are first shown, since most visits are to the roster.
    """

    READS: ClassVar[frozenset[str]] = READS

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self._now = PeopleNow()
        self.header = PageHeader(say("People"))
        self.day = EventDay(desk)
        self.views = Segments(
            (say("Roster"), say("Offers & asks"), say("Introductions"), say("Counts"))
        )
        self.shown = PeopleViews(desk, jobs, self, self.views.current)
        self.finder = self.shown.finder
        self.handlers = self.shown.handlers
        self.person = self.shown.person
        self.lists = ImportFlow(desk, jobs, import_kind(), self)
        self.checkin = CheckIn(desk, self.finder, lambda: self.day.chosen)
        self.body = QStackedWidget()
        self._lay_out()
        self._connect()

    @property
    def offers(self) -> OffersAndAsksView:
        """The view of offers and asks."""
        return self.shown.offers

    @property
    def network(self) -> IntroductionsView:
        """The view of introductions."""
        return self.shown.network

    @property
    def counts(self) -> CountsView:
        """The view of questions to the room."""
        return self.shown.counts

    # reading

    def refresh(self, change: Change | None) -> None:
        """Read all people again and show them for the selected day."""
        if change is None or change.touches(queries.READS_NEEDS):
            self.person.hide_needs()
        self._follow_the_day()
        self._now = self.desk.ask(read_now, self.day.chosen, len(EVENT_DAYS))
        self.header.set_facts(facts(self._now))
        some = bool(self._now.lines)
        for widget in (self.day, self.views):
            widget.setVisible(some)
        waiting = len(self._now.unmatched())
        words = say("{n} unmatched", n=waiting) if waiting else ""
        self.views.set_chip(OFFERS, words)
        self.body.setCurrentIndex(1 if some else 0)
        self.lead_keys_to(self.finder if some else self.empty)
        self.shown.take(self._now)
        self._show_front()

    def tick(self) -> None:
        """Show another day when it begins."""
        if self._follow_the_day():
            self.refresh(None)

    def memory(self) -> object:
        """Also the day that it was."""
        return super().memory(), self.day.likely

    def recall(self, memory: Any) -> None:
        """With the day that was in front, until another one begins."""
        before, self.day.likely = memory
        super().recall(before)

    def subject(self) -> object:
        """Return the day, the view in front and the id of what is selected in it."""
        return self.day.subject(), self.views.current(), self.shown.chosen_id()

    def slide(self) -> Slide | None:
        """Return the slide of the view in front, without anything private; None before there is one."""
        with suppress(LookupError):
            return self.slide_about(self.subject())
        return None

    def slide_about(self, subject: object) -> Slide | None:
        """Return the slide of a day, a view and a row of it, whatever is in front.

        Raises LookupError while the network is not worked out yet.
        """
        meant, view, row = _read_subject(subject)
        day = self.day.day_of(meant)
        now = self._now if day == self.day.chosen else self.desk.ask(read_now, day, len(EVENT_DAYS))
        if not now.lines:
            return None
        if view == OFFERS:
            return slides.unmatched(now, row)
        if view == NETWORK:
            return self._network_slide()
        if view == COUNTS and row:
            return slides.prompt(now, row)
        return slides.welcome(now)

    def _network_slide(self) -> Slide:
        """Return the network as it was worked out last, and have it worked out anew if need be."""
        self.network.show_now(self._now)
        if self.network.found is None:
            raise LookupError(NETWORK)
        return slides.network(self._now, self.network.found)

    def commands(self) -> tuple[Command, ...]:
        """Return the commands of this page for the palette."""
        return (
            Command(say("Import people"), self.lists.choose_file, IMPORT),
            Command(say("Add a person"), self.add_person, "Ctrl+N"),
            Command(say("Check people in"), partial(self.show_view, ROSTER)),
            Command(say("Key offers and asks"), partial(self.show_view, OFFERS)),
            Command(say("Introduce people"), partial(self.show_view, NETWORK)),
            Command(say("Count answers of the room"), partial(self.show_view, COUNTS)),
            Command(say("Next view of the people"), self.views.turn, NEXT_VIEW),
            Command(say("Arrange the network anew"), lambda: self.network.arrange()),
            Command(say("Merge people or organisations that look alike"), self.handlers.merge),
            Command(say("Wipe everybody's access needs and diet"), self.handlers.wipe_needs),
            Command(say("Erase the chosen person for good"), self.handlers.erase),
        )

    def targets(self) -> tuple[Command, ...]:
        """Return an entry for each person, by name."""
        people = self.desk.ask(queries.roster)
        return tuple(Command(row.name, partial(self.show_row, row.id)) for row in people)

    def show_row(self, participant_id: int) -> None:
        """Select a person on the roster."""
        self.views.select(ROSTER)
        self.finder.settle_on(participant_id)

    def show_view(self, view: int) -> None:
        """Show one of the views and give it the keyboard focus."""
        self.views.select(view)
        self.shown.front().setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrow the sheets beside the views where there is little room."""
        super().resizeEvent(event)
        self.shown.fit_sides()

    # doing

    def check_in(self, state: AttendanceState) -> None:
        """Store the state of the person meant by the letters typed or the selected row."""
        self.checkin.note(state)

    def add_person(self) -> None:
        """Ask for a person who was not on the list, and add them."""
        added = self.handlers.add()
        if added is not None:
            self.show_row(added)

    # inside

    def _on_entered(self, typed: Typed) -> None:
        if typed.kind:
            if self.offers.put_on_table(typed, self.finder.chosen()) is not None:
                self.finder.entry.field.clear()
        elif typed.name or not self.finder.entry.hasFocus():
            self.check_in(AttendanceState.HERE)

    def _follow_the_day(self) -> bool:
        followed = self.day.follow()
        self.finder.show_day(self.day.chosen, self.day.likely)
        return followed

    def _show_front(self) -> None:
        """Show the view in front with the present snapshot."""
        self.day.setEnabled(self.views.current() in (ROSTER, OFFERS, NETWORK))
        self.shown.show_front()

    def _on_view(self, _index: int) -> None:
        self._show_front()
        self.shown.front().setFocus()

    def _connect(self) -> None:
        self.finder.entered.connect(self._on_entered)
        self.person.wanted.connect(self.show_row)
        self.shown.studied.connect(self.slide_changed)
        self.day.changed.connect(lambda _: self.refresh(None))
        self.views.changed.connect(self._on_view)
        for key, state in STATE_KEYS:
            shortcut = QShortcut(QKeySequence(key), self.finder)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(partial(self.check_in, state))
        QShortcut(QKeySequence(NEXT_VIEW), self, self.views.turn)

    def _lay_out(self) -> None:
        self.header.add_widget(self.day)
        add, fetch = say("Add"), say("Import list")
        self.header.add_action(fetch, "file-arrow-down", self.lists.choose_file, IMPORT)
        self.header.add_action(add, "user-plus", self.add_person, "Ctrl+N", main=True)
        self.empty = self._empty()
        self.body.addWidget(self.empty)
        self.body.addWidget(self.shown)
        self.put_in_column((self.header, self.views, self.body), growing=(self.body,))

    def _empty(self) -> EmptyState:
        words = say(
            "Bring in the list from your sign-up tool, as CSV, Excel or OpenDocument. "
            "On the day, two letters and Enter check somebody in."
        )
        made = EmptyState("users", say("Who is coming?"), words)
        made.add_step(say("Import list"), "file-arrow-down", self.lists.choose_file, main=True)
        made.add_step(say("Add a person"), "user-plus", self.add_person)
        return made


def _read_subject(subject: object) -> tuple[int, int, int]:
    """Return a day, a view and a row's id. Raises LookupError if they are none, as in edited settings."""
    match subject:
        case (int() as day, int() as view, int() as row) if day in (TODAY, *EVENT_DAYS):
            return day, view, row
    raise LookupError(subject)
