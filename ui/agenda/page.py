"""Run: the day's blocks, the one under way, and the ways back when it is late."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any, ClassVar, cast

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from resources.words import say
from ui.agenda.day_actions import DayActions
from ui.agenda.days import DayChoice, heading, likely_day
from ui.agenda.event_form import ask_about_event
from ui.agenda.repair_list import Lateness
from ui.agenda.rows import PlanRow, plan_columns, plan_rows
from ui.agenda.side import Side
from ui.kit import theme
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.page import Command, Page
from ui.room_screen.slide_types import Slide
from ui.widgets import EmptyState, PageHeader, QuietTable
from upstream_workshop.agenda import clocks, queries, rules
from upstream_workshop.agenda.lateness import forecasts, repairs
from upstream_workshop.agenda.lateness.concessions import Concession, concessions
from upstream_workshop.agenda.rules import BlockRow
from upstream_workshop.agenda.templates import load_template, template_names
from upstream_workshop.session_file.workshop import Change

_NARROW = 860  # px at 100 %


class RunPage(Page):
    """The agenda while it runs. `now` is passed in so that a test can be at any minute of any day."""

    READS: ClassVar = queries.READS

    def __init__(
        self,
        desk: Desk,
        jobs: Jobs,
        parent: QWidget | None = None,
        now: Callable[[], datetime] = datetime.now,
    ) -> None:
        super().__init__(desk, jobs, parent)
        self._now = now
        self._event = queries.ResidentialRow("", "", None)
        self._blocks: tuple[BlockRow, ...] = ()
        self._rows: tuple[PlanRow, ...] = ()
        self._running: frozenset[int] = frozenset()
        self._late: Lateness | None = None
        self._preview: dict[int, int] = {}  # minutes taken from blocks, by id, only to be looked at
        self._templates_offered = False
        self.handlers = DayActions(desk, now, self)
        self.header = PageHeader(say("Run"))
        self.days = DayChoice()
        self.table = QuietTable(plan_columns(), say("Agenda of the day"))
        self.side = Side(desk)
        self._lay_out()
        self._connect()
        self._second = QTimer(self)
        self._second.timeout.connect(self.tick)

    # what is shown

    def refresh(self, change: Change | None) -> None:
        """Read the plan again."""
        self._event = self.desk.ask(queries.residential)
        self._blocks = self.desk.ask(queries.agenda)
        planned = bool(self._blocks)
        if not planned:
            self._offer_templates()
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
        rows = plan_rows(self._as_previewed(), self.days.day, now)
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
        late = None if self.editing.isChecked() else self._lateness(now)
        self.side.ways.show_lateness(late, {each.id: each for each in self._blocks})
        self.side.plan.show_plan(self._selected(), rules.seams(self._blocks), self._blocks)
        title, facts = heading(self._event, self.days.day, max(each.day for each in self._blocks))
        self.header.set_title(title)
        self.header.set_facts(facts)

    def subject(self) -> object:
        """The track of the block that is shown."""
        block = self._current() or self._next_up()
        return block.track if block else ""

    def slide(self) -> Slide | None:
        """The block under way with its minutes, and what comes next; nothing of the plan's inside."""
        return self._slide(self._current() or self._next_up())

    def slide_about(self, subject: object) -> Slide | None:
        """What runs now in a track, or is the next to run there, whichever block is selected."""
        same = [block for block in self._blocks if block.track == subject]
        current = clocks.running(same)
        last = max((b.started_at for b in same if b.started_at is not None), default=None)
        day = next((b.day for b in same if last is not None and b.started_at == last), 1)
        to_come = (b for b in same if b.started_at is None and b.day >= day and not b.dropped)
        return self._slide(current or next(to_come, None))

    def _slide(self, block: BlockRow | None) -> Slide | None:
        if block is None:
            return None
        ahead = rules.following(self._blocks, block)
        footer = say("Next: {title}", title=ahead[0].title) if ahead else ""
        return Slide(block.title, block.purpose, footer, timer=block.running)

    def commands(self) -> tuple[Command, ...]:
        """What the palette offers here."""
        return (
            Command(say("Next block"), self.on_next, "N"),
            Command(say("Back to the block before"), self.on_back, "Shift+N"),
            Command(say("Pause or go on"), self.on_pause, "P"),
            Command(say("Give a minute"), lambda: self.on_minutes(1), "+"),
            Command(say("Give five minutes"), lambda: self.on_minutes(5), "F"),
            Command(say("Take a minute"), lambda: self.on_minutes(-1), "-"),
            Command(say("Change the selected block"), self.on_change, "F2"),
            Command(say("Edit the plan"), lambda: self.editing.setChecked(True), "E"),
            Command(say("Add a block"), self.side.plan.on_add),
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
        """Let the clock run while somebody looks."""
        super().showEvent(event)
        self._second.start(1000)
        self.tick()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where words are large for the window, the clock stands above the table."""
        super().resizeEvent(event)
        way = QBoxLayout.Direction
        narrow = self.width() < theme.px(_NARROW)
        self._sides.setDirection(way.BottomToTop if narrow else way.LeftToRight)
        self._sides.setStretch(0, 45 if narrow else 64)
        self._sides.setStretch(1, 55 if narrow else 47)
        self.side.now.set_compact(narrow)
        self.side.plan.set_wide(narrow)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks: no need to count."""
        super().hideEvent(event)
        self._second.stop()

    # inside

    def _lay_out(self) -> None:
        self.header.add_widget(self.days)
        event = partial(ask_about_event, self, self.desk)
        self.header.add_action(say("Title and dates"), "calendar-blank", event)
        self.editing = self.header.add_action(say("Edit plan"), "pencil-simple", lambda: None, "E")
        self.editing.setCheckable(True)
        halves = QWidget()
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight, halves)
        self._sides.setContentsMargins(0, 0, 0, 0)
        self._sides.setSpacing(16)
        self._sides.addWidget(self.table)
        self._sides.addWidget(self.side)
        self._stack = QStackedWidget()
        self.empty = self._empty()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(halves)
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
        self.side.plan.added.connect(self.show_row)
        self.side.now.next_wanted.connect(self.on_next)
        self.side.now.back_wanted.connect(self.on_back)
        self.side.now.pause_wanted.connect(self.on_pause)
        self.side.now.minutes_wanted.connect(self.on_minutes)
        self.side.ways.chosen.connect(self.handlers.repair)
        self.side.ways.conceded.connect(self._on_conceded)
        self.side.ways.previewed.connect(self.on_preview)

    def _empty(self) -> EmptyState:
        return EmptyState(
            "play",
            say("There is no agenda yet"),
            say(
                "Here the day runs: what is on now, how many minutes are left, and how to get back "
                "to time. Start from a template; every block of it can be changed."
            ),
        )

    def _offer_templates(self) -> None:
        """A step for each template, once: reading them takes as long as a paint."""
        if self._templates_offered:
            return
        self._templates_offered = True
        for number, name in enumerate(template_names()):
            template = load_template(name)
            lay_out = partial(self.handlers.lay_out, template)
            step = self.empty.add_step(template.title, "calendar-blank", lay_out, main=not number)
            step.setToolTip(template.summary)

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
        """What the clock shows: what runs in the track of the selected block, unless that one is to come.

        A block to come in a track where nothing runs is what Start would start.
        """
        found = clocks.under_way(self._blocks)
        selected = self._selected()
        if selected is None:
            return next(iter(found), None)
        same = (each for each in found if each.track == selected.track)
        upcoming = selected.started_at is None and (selected.lasts or selected.marker)
        return next(same, None if upcoming else next(iter(found), None))

    def _next_up(self) -> BlockRow | None:
        """What Start would start: the selected block to come, or the first one of the day."""
        selected = self._selected()
        if selected is not None and selected.started_at is None and not selected.dropped:
            return selected
        to_come = [b for b in self._blocks if b.day == self.days.day and b.started_at is None]
        return next((block for block in to_come if not block.track and not block.dropped), None)

    def _lateness(self, now: datetime) -> Lateness | None:
        """What there is to say of a late day; None while it is late by too little to speak of."""
        due = forecasts.deadlines(self._blocks, now)
        if max((each.late for each in due), default=0) < self.desk.late_from:
            return None
        if self._late is None or self._late.due != due:
            ways = repairs.ways_back(due)
            takes = dict(ways[0].takes) if ways else {}
            choices = concessions(due, self._blocks, takes)
            ways = ways[:1] if choices else ways
            self._late = Lateness(forecasts.slip(self._blocks, now), due, ways, choices)
        return replace(self._late, slip=forecasts.slip(self._blocks, now))

    def _as_previewed(self) -> tuple[BlockRow, ...]:
        """The blocks, with the minutes taken that are only being looked at."""
        taken = self._preview
        if not taken:
            return self._blocks
        return tuple(replace(b, added=b.added - taken.get(b.id, 0)) for b in self._blocks)

    def _on_conceded(self, concession: Concession) -> None:
        block = next(each for each in self._blocks if each.id == concession.block_id)
        self.handlers.concede(concession, block.title)
