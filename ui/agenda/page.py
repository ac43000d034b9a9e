"""Run: the day's blocks, the one under way, and the ways back when it is late."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import cached_property, partial
from typing import Any, ClassVar, cast

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from resources.words import say
from ui.agenda import shown_block, slides
from ui.agenda.beginning import Beginning
from ui.agenda.day_actions import DayActions
from ui.agenda.days import DayChoice, heading, likely_day
from ui.agenda.event_form import ask_about_event
from ui.agenda.halves import Halves
from ui.agenda.late.late_day import Lateness, lateness, with_taken
from ui.agenda.plan.rows import PlanRow, plan_columns, plan_rows
from ui.agenda.side import Side
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.page import Command, Page
from ui.room_screen.slide_types import Slide
from ui.widgets import PageHeader, QuietTable
from upstream_workshop.agenda import clocks, queries, rules
from upstream_workshop.agenda.lateness.concessions import Concession
from upstream_workshop.agenda.rules import BlockRow
from upstream_workshop.agenda.running.day_clock import DayClock
from upstream_workshop.session_file.steps import Change


class RunPage(Page):
    """The agenda while it runs. `now` is passed in so that a test can be at any minute of any day."""

    READS: ClassVar = queries.READS

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
        self._event = queries.ResidentialRow("", "", None)
        self._read: tuple[BlockRow, ...] = ()
        self._blocks: tuple[
            BlockRow, ...
        ] = ()  # with what is noted of those under way as the clock tells it now
        self._rows: tuple[PlanRow, ...] = ()
        self._running: frozenset[int] = frozenset()
        self._late: Lateness | None = None
        self._preview: dict[int, int] = {}  # minutes taken from blocks, by id, only to be looked at
        self.handlers = DayActions(desk, self._clock, self)
        self.header = PageHeader(say("Run"))
        self.days = DayChoice()
        self.table = QuietTable(plan_columns(), say("Agenda of the day"))
        self.side = Side(desk)
        self._lay_out()
        self._connect()
        desk.ticked.connect(self._on_ticked)

    # what is shown

    def refresh(self, change: Change | None) -> None:
        """Read the plan again."""
        self._event = self.desk.ask(queries.residential)
        self._read = self.desk.ask(queries.agenda)
        self._blocks = self._clock.put_right(self._read)
        planned = bool(self._blocks)
        if not planned:
            self.empty.offer_steps()
        self._stack.setCurrentIndex(int(planned))
        self.lead_keys_to(self.table if planned else self.empty)
        self.header.setVisible(planned)
        if not planned:
            return
        days = sorted({block.day for block in self._blocks})
        self.days.offer(days)
        runs = clocks.under_way(self._blocks)
        begun = [each for each in runs if each.id not in self._running]
        self._running = frozenset(each.id for each in runs)
        self._preview = {}
        if begun:
            self.days.choose(begun[0].day)
        elif self.days.day not in days:
            self.days.choose(likely_day(self._blocks, self._event.starts, self._now().date()))
        self.tick()
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
        if not self._blocks:
            return
        now = self._now()
        self._blocks = self._clock.put_right(self._read)
        rows = plan_rows(with_taken(self._blocks, self._preview), self.days.day, now)
        if rows != self._rows:
            self._rows = rows
            self._show_rows(rows)
        current = self._current()
        block = current or self._next_up()
        ahead = rules.following(self._blocks, block) if block else ()
        begun = any(each.started_at is not None for each in self._blocks)
        self.side.now.show_block(block, ahead, begun)
        if current is not None:
            self.side.now.tick(current, now)
        editing = self.editing.isChecked()
        self._late = lateness(self._blocks, now, self.desk.late_from, self._late)
        self.side.now.set_late(self._late is not None)
        by_id = {each.id: each for each in self._blocks}
        self.side.ways.show_lateness(None if editing else self._late, by_id)
        self.side.plan.show_plan(self._selected(), rules.seams(self._blocks), self._blocks)
        title, facts = heading(self._event, self.days.day, max(each.day for each in self._blocks))
        self.header.set_title(title)
        self.header.set_facts(facts)

    def subject(self) -> object:
        """The id of the block that is shown, which stands for its track."""
        block = self._current() or self._next_up()
        return block.id if block else 0

    def slide(self) -> Slide | None:
        """The block under way with its minutes, and what comes next."""
        return slides.slide(self._current() or self._next_up(), self._blocks)

    def slide_about(self, subject: object) -> Slide | None:
        """What runs now in a track, or is the next to run there, whichever block is selected."""
        return slides.slide(slides.in_track_of(self._blocks, subject), self._blocks)

    def seconds_left(self, subject: object, of_the_day: int | None) -> int | None:
        """Of the block that runs in a track."""
        block = slides.in_track_of(self._clock.put_right(self._read), subject)
        return clocks.seconds_left(block, self._now()) if block is not None else None

    def commands(self) -> tuple[Command, ...]:
        """What the palette offers here."""
        return (
            Command(say("Next block"), self.on_next, "N"),
            Command(say("End the block and begin nothing"), self.on_finish),
            Command(say("Back to the block before"), self.on_back, "Shift+N"),
            Command(say("Pause or go on"), self.on_pause, "P"),
            Command(say("Give a minute"), lambda: self.on_minutes(1), "+"),
            Command(say("Give five minutes"), lambda: self.on_minutes(5), "F"),
            Command(say("Take a minute"), lambda: self.on_minutes(-1), "-"),
            Command(say("Change the selected block"), self.on_change, "F2"),
            Command(say("Edit the plan"), lambda: self.editing.setChecked(True), "E"),
            Command(say("Add a block"), self.side.plan.on_add),
            Command(say("Import plan"), self.on_import, "Ctrl+I"),
        )

    def targets(self) -> tuple[Command, ...]:
        """Every block by its title."""
        blocks = self.desk.ask(queries.agenda)
        return tuple(Command(block.title, partial(self.show_row, block.id)) for block in blocks)

    def show_row(self, block_id: int) -> None:
        """Go to a block, on its day."""
        found = next((block for block in self._blocks if block.id == block_id), None)
        if found is not None:
            self.days.choose(found.day)
            self.table.select(lambda row: row.id == block_id)

    # what can be done

    def on_next(self) -> None:
        """End the running block and start the next, or start the first one to come."""
        current, upcoming = self._current(), self._next_up()
        if current is not None:
            self.handlers.go_on(current)
        elif upcoming is not None:
            self.handlers.start(upcoming)

    def on_finish(self) -> None:
        """End the running block and begin nothing after it."""
        block = self._current()
        if block is not None:
            self.handlers.finish(block)

    def on_back(self) -> None:
        """Return to the block before, in the track that is shown."""
        current = self._current()
        self.handlers.go_back(current.track if current else None)

    def on_pause(self) -> None:
        """Stop the clock, or let it go on."""
        block = self._current()
        if block is not None:
            self.handlers.pause(block)

    def on_minutes(self, minutes: int) -> None:
        """Give the running block some minutes, or take some."""
        block = self._current()
        if block is not None:
            self.handlers.give(block, minutes)

    def on_enter(self, row: PlanRow) -> None:
        """Go to the room a block belongs to; while the plan is edited, to the block's form."""
        if self.editing.isChecked() or row.block.room in ("", "run"):
            self.side.plan.on_change(row.block)
        else:
            self.wanted.emit(row.block.room, None)

    def on_change(self) -> None:
        """F2: change the selected block, whether or not the plan is being edited."""
        block = self._selected()
        if block is not None:
            self.side.plan.on_change(block)

    @cached_property
    def imports(self) -> Any:
        """The import of plans; loaded when there is one, for this page is shown at start."""
        from ui.agenda.import_kind import import_kind
        from ui.importing.flow import ImportFlow

        return ImportFlow(self.desk, self.jobs, import_kind(), self)

    def on_import(self) -> None:
        """Ask for a plan of another tool and bring it in."""
        self.imports.choose_file()

    def on_preview(self, takes: object) -> None:
        """Show the plan as it would be with these minutes taken, until another or nothing is pointed at."""
        self._preview = dict(cast("Iterable[tuple[int, int]]", takes))
        self.tick()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The right arrow on the agenda means Next."""
        pressed = event.key() if isinstance(event, QKeyEvent) else None
        if event.type() == QEvent.Type.KeyPress and pressed == Qt.Key.Key_Right:
            self.on_next()
            return True
        return super().eventFilter(watched, event)

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
        self.empty = Beginning(self.handlers.lay_out, self.on_import)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(Halves(self.table, self.side))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(26, 20, 26, 18)
        outer.setSpacing(14)
        outer.addWidget(self.header)
        outer.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.days.changed.connect(lambda _day: self.tick())
        self.editing.toggled.connect(self._on_edit)
        self.table.installEventFilter(self)
        self.table.current_changed.connect(lambda _row: self.tick())
        self.table.activated_row.connect(self.on_enter)
        QShortcut(QKeySequence("F2"), self.table, self.on_change)
        QShortcut(QKeySequence("Ctrl+I"), self, self.on_import)
        self.side.plan.added.connect(self.show_row)
        self.side.now.next_wanted.connect(self.on_next)
        self.side.now.back_wanted.connect(self.on_back)
        self.side.now.pause_wanted.connect(self.on_pause)
        self.side.now.minutes_wanted.connect(self.on_minutes)
        self.side.ways.chosen.connect(self.handlers.repair)
        self.side.ways.conceded.connect(self._on_conceded)
        self.side.ways.previewed.connect(self.on_preview)

    def _on_ticked(self) -> None:
        """Nobody looks at a hidden page: no need to count."""
        if self.isVisible():
            self.tick()

    def _on_edit(self, editing: bool) -> None:
        self.side.set_editing(editing)
        self.table.setFocus()
        self.tick()

    def _show_rows(self, rows: tuple[PlanRow, ...]) -> None:
        """The selected block stays so; where it was removed, the one that took its place is."""
        at = self.table.currentIndex().row()
        self.table.set_rows(rows)
        if at >= 0 and self.editing.isChecked() and self.table.current_row() is None:
            self.table.select(lambda row: row.id == rows[min(at, len(rows) - 1)].id)

    def _selected(self) -> BlockRow | None:
        row = self.table.current_row()
        return row.block if row is not None else None

    def _current(self) -> BlockRow | None:
        return shown_block.current(self._blocks, self._selected())

    def _next_up(self) -> BlockRow | None:
        return shown_block.next_up(self._blocks, self._selected(), self.days.day)

    def _on_conceded(self, concession: Concession) -> None:
        block = next(each for each in self._blocks if each.id == concession.block_id)
        self.handlers.concede(concession, block.title)
