"""Run: the day's blocks, the one under way, and the ways back when it is late."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from resources.words import say
from ui.agenda.day_actions import DayActions
from ui.agenda.days import DayChoice, heading, likely_day
from ui.agenda.rows import PlanRow, plan_columns, plan_rows
from ui.agenda.side import Side
from ui.kit import theme
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.page import Command, Page
from ui.room_screen.slide_types import Slide
from ui.widgets import EmptyState, PageHeader, QuietTable
from upstream_workshop.agenda import queries, repairs, rules
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
        self._running: int | None = None
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
        current = rules.running(self._blocks)
        moved = current is not None and current.id != self._running
        self._running = current.id if current else None
        if current is not None and moved:
            self.days.choose(current.day)
        elif self.days.day not in days:
            self.days.choose(likely_day(self._blocks, self._event.starts, self._now().date()))
        self.tick()
        if current is not None and moved:
            self.show_row(current.id)

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
        rows = plan_rows(self._blocks, self.days.day, now)
        if rows != self._rows:
            self._rows = rows
            self._show_rows(rows)
        current = rules.running(self._blocks)
        block = current or self._next_up()
        ahead = rules.following(self._blocks, block) if block else ()
        begun = any(each.started_at is not None for each in self._blocks)
        self.side.now.show_block(block, ahead, begun)
        if current is not None:
            self.side.now.tick(current, now)
        self.side.ways.show_repairs(
            None if self.editing.isChecked() else rules.deadline(self._blocks, now),
            repairs.repairs(self._blocks, now),
            {each.id: each for each in self._blocks},
        )
        self.side.plan.show_plan(self._selected(), rules.seams(self._blocks), self._blocks)
        title, facts = heading(self._event, self.days.day, max(each.day for each in self._blocks))
        self.header.set_title(title)
        self.header.set_facts(facts)

    def slide(self) -> Slide | None:
        """The block under way with its minutes, and what comes next; nothing of the plan's inside."""
        block = rules.running(self._blocks) or self._next_up()
        if block is None:
            return None
        ahead = rules.following(self._blocks, block)
        footer = say("Next: {title}", title=ahead[0].title) if ahead else ""
        return Slide(block.title, block.purpose, footer, timer=block.running)

    def commands(self) -> tuple[Command, ...]:
        """What the palette offers here."""
        return (
            Command(say("Next block"), self.on_next, "N"),
            Command(say("Back to the block before"), self.handlers.go_back),
            Command(say("Pause or go on"), self.on_pause),
            Command(say("Give five minutes"), lambda: self.on_minutes(5)),
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
        running, upcoming = rules.running(self._blocks), self._next_up()
        if running is not None:
            self.handlers.go_on(running)
        elif upcoming is not None:
            self.handlers.start(upcoming)

    def on_pause(self) -> None:
        """Stop the clock, or let it go on."""
        block = rules.running(self._blocks)
        if block is not None:
            self.handlers.pause(block)

    def on_minutes(self, minutes: int) -> None:
        """Give the running block some minutes, or take some."""
        block = rules.running(self._blocks)
        if block is not None:
            self.handlers.give(block, minutes)

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
        self.table.activated_row.connect(lambda row: self.side.plan.on_change(row.block))
        self.side.plan.added.connect(self.show_row)
        self.side.now.next_wanted.connect(self.on_next)
        self.side.now.back_wanted.connect(self.handlers.go_back)
        self.side.now.pause_wanted.connect(self.on_pause)
        self.side.now.minutes_wanted.connect(self.on_minutes)
        self.side.ways.chosen.connect(self.handlers.repair)

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

    def _next_up(self) -> BlockRow | None:
        """What Start would start: the selected block to come, or the first one of the day."""
        selected = self._selected()
        if selected is not None and selected.started_at is None and selected.lasts:
            return selected
        to_come = [b for b in self._blocks if b.day == self.days.day and b.started_at is None]
        return next((block for block in to_come if not block.track and block.lasts), None)
