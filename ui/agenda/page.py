"""Run: the day's blocks, the one under way, and the ways back when it is late."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import ClassVar

from PySide6.QtCore import QEvent, QLocale, QObject, Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.agenda.now_sheet import NowSheet
from ui.agenda.plan_sheet import PlanSheet
from ui.agenda.rows import PlanRow, plan_columns, plan_rows
from ui.agenda.ways_back import WaysBack
from ui.desk import Desk
from ui.jobs import Jobs
from ui.page import Command, Page
from ui.slides import Slide
from ui.widgets import EmptyState, PageHeader, QuietTable, Segments
from upstream_workshop.agenda import queries, repairs, rules, services
from upstream_workshop.agenda.repairs import Repair
from upstream_workshop.agenda.rules import BlockRow
from upstream_workshop.agenda.templates import Template, load_template, template_names
from upstream_workshop.workshop import Change

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
        self._day = 0
        self._running: int | None = None
        self._build()
        self._second = QTimer(self)
        self._second.timeout.connect(self.tick)

    # what is shown

    def refresh(self, change: Change | None) -> None:
        """Read the plan again."""
        self._event = self.desk.ask(queries.residential)
        self._blocks = self.desk.ask(queries.agenda)
        self._stack.setCurrentIndex(1 if self._blocks else 0)
        self._header.setVisible(bool(self._blocks))
        if not self._blocks:
            return
        days = sorted({block.day for block in self._blocks})
        self._offer_days(days)
        current = rules.running(self._blocks)
        moved = current is not None and current.id != self._running
        self._running = current.id if current else None
        if self._day not in days or (current is not None and moved):
            self._day = current.day if current else self._likely_day(days)
        self._days.select(days.index(self._day))
        self.tick()
        if current is not None and moved:
            self.show_row(current.id)

    def tick(self) -> None:
        """Move everything that moves with the clock; asks nothing of the session."""
        if not self._blocks:
            return
        now = self._now()
        rows = plan_rows(self._blocks, self._day, now)
        if rows != self._rows:
            self._rows = rows
            self._table.set_rows(rows)
        current = rules.running(self._blocks)
        block = current or self._next_up()
        self._now_sheet.show_block(block, rules.following(self._blocks, block) if block else ())
        if current is not None:
            self._now_sheet.tick(current, now)
        editing = self._editing.isChecked()
        self._ways.show_repairs(
            None if editing else rules.deadline(self._blocks, now),
            repairs.repairs(self._blocks, now),
            {each.id: each for each in self._blocks},
        )
        self._plan_sheet.show_plan(self._selected(), rules.seams(self._blocks), self._blocks)
        self._show_heading()

    def slide(self) -> Slide | None:
        """The block under way with its minutes, and what comes next; nothing of the plan's inside."""
        block = rules.running(self._blocks) or self._next_up()
        if block is None:
            return None
        ahead = rules.following(self._blocks, block)
        footer = self.tr("Next: {title}").format(title=ahead[0].title) if ahead else ""
        return Slide(block.title, block.purpose, footer, timer=block.running)

    def commands(self) -> tuple[Command, ...]:
        """What the palette offers here."""
        return (
            Command(self.tr("Next block"), self.on_next, "N"),
            Command(self.tr("Back to the block before"), self.on_back),
            Command(self.tr("Pause or go on"), self.on_pause),
            Command(self.tr("Give five minutes"), lambda: self.on_minutes(5)),
            Command(self.tr("Edit the plan"), lambda: self._editing.setChecked(True)),
            Command(self.tr("Add a block"), self._plan_sheet.on_add),
        )

    def targets(self) -> tuple[Command, ...]:
        """Every block by its title."""
        blocks = self.desk.ask(queries.agenda)
        return tuple(Command(block.title, partial(self.show_row, block.id)) for block in blocks)

    def show_row(self, block_id: int) -> None:
        """Go to a block, on its day."""
        found = next((block for block in self._blocks if block.id == block_id), None)
        if found is None:
            return
        days = sorted({block.day for block in self._blocks})
        self._days.select(days.index(found.day))
        self._table.select(lambda row: row.id == block_id)

    # what can be done

    def on_next(self) -> None:
        """End the running block and start the next, or start the first one to come."""
        running = rules.running(self._blocks)
        upcoming = self._next_up()
        if running is not None:
            self.desk.do_about(
                self.tr("Next block"), running.title, services.next_block, self._now()
            )
        elif upcoming is not None:
            self.desk.do_about(
                self.tr("Start block"), upcoming.title, services.start, upcoming.id, self._now()
            )

    def on_back(self) -> None:
        """Return to the block before."""
        self.desk.do(self.tr("Back to the block before"), services.back)

    def on_pause(self) -> None:
        """Stop the clock, or let it go on."""
        block = rules.running(self._blocks)
        if block is None:
            return
        if block.paused_at is None:
            self.desk.do(self.tr("Pause"), services.pause, block.id, self._now())
        else:
            self.desk.do(self.tr("Go on"), services.resume, block.id, self._now())

    def on_minutes(self, minutes: int) -> None:
        """Give the running block some minutes, or take some."""
        block = rules.running(self._blocks)
        if block is not None:
            label = self.tr("Give minutes") if minutes > 0 else self.tr("Take minutes")
            self.desk.do_about(label, block.title, services.give_minutes, block.id, minutes)

    def on_repair(self, repair: Repair) -> None:
        """Win minutes back in the way chosen, as one step."""
        labels = {
            "buffer": self.tr("Spend the buffer"),
            "trim": self.tr("Shorten blocks"),
            "drop": self.tr("Drop a block"),
        }
        self.desk.do(labels[repair.kind], services.absorb, repair.takes)

    def on_template(self, template: Template) -> None:
        """Lay out a plan from a template."""
        self.desk.do_about(
            self.tr("Lay out the agenda"), template.title, services.lay_out, template
        )

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
        self._table.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where words are large for the window, the clock stands above the table."""
        super().resizeEvent(event)
        way = QBoxLayout.Direction
        narrow = self.width() < theme.px(_NARROW)
        self._sides.setDirection(way.BottomToTop if narrow else way.LeftToRight)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks: no need to count."""
        super().hideEvent(event)
        self._second.stop()

    # inside

    def _build(self) -> None:
        self._header = PageHeader(self.tr("Run"))
        self._days = Segments([""])
        place = QWidget()
        self._days_place = QHBoxLayout(place)
        self._days_place.setContentsMargins(0, 0, 0, 0)
        self._days_place.addWidget(self._days)
        self._header.add_widget(place)
        self._editing = self._header.add_action(self.tr("Edit plan"), "pencil-simple", lambda: None)
        self._editing.setCheckable(True)
        self._editing.toggled.connect(lambda _checked: self._on_edit())
        self._table = QuietTable(plan_columns(), self.tr("Agenda of the day"))
        self._table.installEventFilter(self)
        self._table.current_changed.connect(lambda _row: self.tick())
        self._now_sheet = NowSheet()
        self._now_sheet.next_wanted.connect(self.on_next)
        self._now_sheet.back_wanted.connect(self.on_back)
        self._now_sheet.pause_wanted.connect(self.on_pause)
        self._now_sheet.minutes_wanted.connect(self.on_minutes)
        self._ways = WaysBack()
        self._ways.chosen.connect(self.on_repair)
        self._plan_sheet = PlanSheet(self.desk)
        self._table.activated_row.connect(lambda row: self._plan_sheet.on_change(row.block))
        self._plan_sheet.hide()
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        for sheet in (self._plan_sheet, self._now_sheet, self._ways):
            column.addWidget(sheet)
        column.addStretch(1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty())
        self._stack.addWidget(self._halves(side))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(26, 20, 26, 18)
        outer.setSpacing(14)
        outer.addWidget(self._header)
        outer.addWidget(self._stack, 1)

    def _halves(self, side: QWidget) -> QWidget:
        area = QScrollArea()
        area.setWidget(side)
        area.setWidgetResizable(True)
        side.setMinimumWidth(1)  # as wide as the area, never wider
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        halves = QWidget()
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight, halves)
        self._sides.setContentsMargins(0, 0, 0, 0)
        self._sides.setSpacing(16)
        self._sides.addWidget(self._table, 64)
        self._sides.addWidget(area, 47)
        return halves

    def _empty(self) -> EmptyState:
        empty = EmptyState(
            "play",
            self.tr("There is no agenda yet"),
            self.tr(
                "Here the day runs: what is on now, how many minutes are left, and how to get back "
                "to time. Start from a template; every block of it can be changed."
            ),
        )
        for number, name in enumerate(template_names()):
            template = load_template(name)
            step = empty.add_step(
                template.title,
                "calendar-blank",
                partial(self.on_template, template),
                main=not number,
            )
            step.setToolTip(template.summary)
        return empty

    def _offer_days(self, days: list[int]) -> None:
        if self._days.property("days") == days:
            return
        self._days.hide()
        self._days.deleteLater()
        self._days = Segments([self.tr("Day {day}").format(day=day) for day in days])
        self._days.setProperty("days", days)
        self._days.changed.connect(self._on_day)
        self._days_place.addWidget(self._days)
        self._days.setVisible(len(days) > 1)

    def _on_day(self, index: int) -> None:
        self._day = self._days.property("days")[index]
        self.tick()

    def _on_edit(self) -> None:
        editing = self._editing.isChecked()
        self._plan_sheet.setVisible(editing)
        self._now_sheet.setVisible(not editing)
        self.tick()

    def _likely_day(self, days: list[int]) -> int:
        """Today's day of the residential, or the first that has not been run."""
        if self._event.starts is not None:
            today = (self._now().date() - self._event.starts).days + 1
            if today in days:
                return today
        upcoming = (block.day for block in self._blocks if block.started_at is None)
        return next(upcoming, days[-1])

    def _selected(self) -> BlockRow | None:
        row = self._table.current_row()
        return row.block if row is not None else None

    def _next_up(self) -> BlockRow | None:
        """What Start would start: the selected block to come, or the first one of the day."""
        selected = self._selected()
        if selected is not None and selected.started_at is None and selected.lasts:
            return selected
        to_come = [b for b in self._blocks if b.day == self._day and b.started_at is None]
        return next((block for block in to_come if not block.track and block.lasts), None)

    def _show_heading(self) -> None:
        days = max(block.day for block in self._blocks)
        self._header.set_title(
            self.tr("Day {day} of {days}").format(day=self._day, days=days)
            if days > 1
            else self._event.title or self.tr("Today")
        )
        facts = [self._event.place or self.tr("Main room")]
        if self._event.starts is not None:
            date = self._event.starts + timedelta(days=self._day - 1)
            facts.insert(0, QLocale().toString(date, "dddd d MMMM"))  # type: ignore[call-overload]
        self._header.set_facts(" · ".join(facts))
