"""Run: the day's blocks, the one under way, and the ways to catch up when it is late."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from resources.words import say
from ui.agenda.beginning import Beginning
from ui.agenda.day_actions import DayActions
from ui.agenda.days import DayChoice, heading
from ui.agenda.event_form import ask_about_event
from ui.agenda.in_room.room_views import ROOM_VIEWS, RoomView
from ui.agenda.plan.rows import PlanRow
from ui.agenda.room_subjects import RoomSubjects
from ui.agenda.running_day import RunningDay
from ui.agenda.templates.plan_sources import PlanSources
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.page import IMPORT, Command, Page
from ui.room_screen.slide_types import Slide
from ui.widgets import PageHeader
from upstream_workshop.agenda import clocks, queries
from upstream_workshop.agenda.planning.block_fields import LAST_DAY
from upstream_workshop.agenda.running.day_clock import DayClock
from upstream_workshop.agenda.steps import queries as step_queries
from upstream_workshop.session_file.steps import Change

if TYPE_CHECKING:
    from ui.agenda.plan.plan_editor import PlanEditor


class RunPage(Page):
    """The agenda while it runs. `now` is passed in so that a test can be at any minute of any day."""

    READS: ClassVar = queries.READS | step_queries.READS

    def __init__(
        self,
        desk: Desk,
        jobs: Jobs,
        parent: QWidget | None = None,
        now: Callable[[], datetime] | None = None,
    ) -> None:
        super().__init__(desk, jobs, parent)
        self._clock = DayClock(now) if now else desk.clock
        self._now = self._clock.now
        self._running: frozenset[int] = frozenset()
        self.handlers = DayActions(desk, self._clock, self)
        self.header = PageHeader(say("Run"))
        self.days = DayChoice()
        self.run = RunningDay(desk, self.handlers, self._clock)
        self.table, self.side = self.run.table, self.run.side
        self.in_room = RoomSubjects(self.run, self.days, self._clock)
        self.sources = PlanSources(desk, jobs, self.handlers, self)
        self._lay_out()
        self._connect()

    @cached_property
    def editor(self) -> PlanEditor:
        """The plan as it is typed; built when it is first edited, for the page is shown at start."""
        from ui.agenda.plan.plan_editor import PlanEditor

        made = PlanEditor(self.desk)
        made.template_wanted.connect(self.sources.on_save_template)
        made.left.connect(partial(self.editing.setChecked, False))
        self._stack.addWidget(made)
        return made

    # what is shown

    def refresh(self, change: Change | None) -> None:
        """Read the plan again."""
        self.in_room.know(self.desk.ask(queries.residential), self.desk.ask(queries.agenda))
        self._show_half()
        if not self.in_room.blocks and not self.editing.isChecked():
            return
        days = self._days()
        self.days.offer(days)
        runs = clocks.under_way(self.in_room.blocks)
        begun = [each for each in runs if each.id not in self._running]
        self._running = frozenset(each.id for each in runs)
        if begun:
            self.days.choose(begun[0].day)
        elif self.days.day not in days and not self.in_room.blocks:
            self.days.choose(days[0])
        elif self.days.day not in days:
            self.days.choose(
                clocks.day_of(self.in_room.blocks, self.in_room.event.starts, self._now(), days)
            )
        self._show_day()
        if begun:
            self.show_row(begun[0].id)

    def memory(self) -> object:
        """Also the day in front."""
        return super().memory(), self.days.day, self._running

    def recall(self, memory: Any) -> None:
        """With that day in front, until another block begins."""
        before, self.days.day, self._running = memory
        super().recall(before)

    def tick(self) -> None:
        """Move everything that moves with the clock; asks nothing of the session."""
        self.in_room.tick()
        self.run.tick()

    def subject(self) -> object:
        """The id of the block that is shown, which stands for its track; for another view also its number."""
        return self.in_room.subject()

    def slide(self) -> Slide | None:
        """The block under way with its minutes, and what comes next."""
        return self.in_room.slide()

    def slide_about(self, subject: object) -> Slide | None:
        """What runs now in a track, or is the next to run there, whichever block is selected."""
        return self.in_room.slide_about(subject)

    def seconds_left(self, subject: object, of_the_day: int | None) -> int | None:
        """Of the block that runs in a track."""
        return self.in_room.seconds_left(subject)

    def receive(self, what: object) -> None:
        """Select the block with this id, on its day."""
        if isinstance(what, int):
            self.show_row(what)

    def commands(self) -> tuple[Command, ...]:
        """What the palette offers here."""
        return (
            *self.run.commands(),
            *(
                Command(say(view.label), partial(self.on_send, view), view.key)
                for view in ROOM_VIEWS
            ),
            Command(say("Change the selected block"), self.on_change, "F2"),
            Command(say("Edit the plan"), lambda: self.editing.setChecked(True), "E"),
            Command(say("Add a block"), self.on_add),
            Command(say("Import plan"), self.sources.on_import, IMPORT),
            Command(say("Save as a template"), self.sources.on_save_template),
            Command(say("My templates"), self.on_templates),
        )

    def targets(self) -> tuple[Command, ...]:
        """Every block by its title."""
        blocks = self.desk.ask(queries.agenda)
        return tuple(Command(block.title, partial(self.show_row, block.id)) for block in blocks)

    def show_row(self, block_id: int) -> None:
        """Go to a block, on its day."""
        found = next((block for block in self.in_room.blocks if block.id == block_id), None)
        if found is not None:
            self.days.choose(found.day)
            self._show_day()
            self.run.select(block_id)
            if self.editing.isChecked():
                self.editor.point_at(block_id)

    # what can be done

    def on_send(self, view: RoomView) -> None:
        """Send another view of the agenda to the room, which follows it from then on."""
        if not self.in_room.send(view, self.desk.room_requested.emit):
            self.desk.refused.emit(say(view.nothing))

    def on_enter(self, row: PlanRow) -> None:
        """Go to the room a block belongs to; type in one that belongs to none."""
        if row.block.room in ("", "run"):
            self.on_change()
        else:
            self.wanted.emit(row.block.room, None)

    def on_change(self) -> None:
        """F2: type in the selected block."""
        self.editing.setChecked(True)
        self.editor.type_title()

    def on_add(self) -> None:
        """Add a block after the selected one."""
        self.editing.setChecked(True)
        self.editor.on_add()

    def on_templates(self) -> None:
        """Show the user's own templates, and what may have become of them."""
        self.sources.on_templates()
        self._show_half()

    def showEvent(self, event: QShowEvent) -> None:
        """Be at the minute."""
        super().showEvent(event)
        self.tick()

    # inside

    def _lay_out(self) -> None:
        self.header.add_widget(self.days)
        event = partial(ask_about_event, self, self.desk)
        self.header.add_action(say("Title and dates"), "calendar-blank", event)
        self.editing = self.header.add_action(say("Edit plan"), "pencil-simple", lambda: None, "E")
        self.editing.setCheckable(True)
        self._stack = QStackedWidget()
        type_plan = partial(self.editing.setChecked, True)
        self.empty = Beginning(
            self.handlers.lay_out, self.sources.on_import, type_plan, self.on_templates
        )
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.run)
        self.put_in_column((self.header, self._stack), growing=(self._stack,))

    def _connect(self) -> None:
        self.days.changed.connect(lambda _day: self._show_day())
        self.editing.toggled.connect(self._on_edit)
        self.run.opened.connect(self.on_enter)
        self.run.typing_wanted.connect(self.on_change)
        QShortcut(QKeySequence(IMPORT), self, self.sources.on_import)
        for view in ROOM_VIEWS:
            QShortcut(QKeySequence(view.key), self, partial(self.on_send, view))

    def _on_edit(self, editing: bool) -> None:
        """Bring the plan or the clock to the front, with the same block and the keys."""
        block = self.run.selected() if editing else self.editor.block()
        self.refresh(None)
        if block is not None:
            self.show_row(block.id)
        (self.editor.view() if editing else self.table).setFocus()

    def _show_half(self) -> None:
        """Bring to the front what is to be seen: what to begin with, the running day, or the plan."""
        planned, editing = bool(self.in_room.blocks), self.editing.isChecked()
        if not planned:
            self.empty.offer_steps(self.sources.has_own)
        front = self.editor if editing else self.run if planned else self.empty
        self._stack.setCurrentWidget(front)
        view = self.table if front is self.run else front
        self.lead_keys_to(view)
        self.header.setVisible(planned or editing)

    def _show_day(self) -> None:
        """Show the day that is chosen."""
        self.run.show_day(self.in_room.read, self.days.day)
        if self.editing.isChecked():
            self.editor.show_plan(self.in_room.read, self.days.day)
        self._head()

    def _head(self) -> None:
        last = max((each.day for each in self.in_room.blocks), default=self.days.day)
        title, facts = heading(self.in_room.event, self.days.day, max(last, self.days.day))
        self.header.set_title(title)
        self.header.set_facts(facts)

    def _days(self) -> list[int]:
        """The days there are, and while the plan is edited a blank one."""
        days = sorted({block.day for block in self.in_room.blocks})
        last = days[-1] if days else 0
        return [*days, last + 1] if self.editing.isChecked() and last < LAST_DAY else days
