"""The agenda of a day beside its clock: the block under way, and the ways to catch up when it is late."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QWidget

from resources.words import say
from ui.agenda import shown_block
from ui.agenda.day_actions import DayActions
from ui.agenda.in_room import slides
from ui.agenda.late.late_day import Lateness, lateness, with_way
from ui.agenda.plan.rows import PlanRow, day_columns, plan_rows
from ui.agenda.side import Side
from ui.agenda.steps.stepping import Stepping
from ui.kit import theme
from ui.kit.desk import Desk
from ui.page import Command
from ui.widgets import QuietTable
from upstream_workshop.agenda.lateness.catch_ups import CatchUp
from upstream_workshop.agenda.lateness.concessions import Concession
from upstream_workshop.agenda.rules import BlockRow
from upstream_workshop.agenda.running.day_clock import DayClock

_NARROW = 860  # px at 100 %


class RunningDay(QWidget):
    """One day as it runs: the agenda beside the clock or, where words are large for the window, below it.

    clock: the clock of the running day.

    `opened(row)` is emitted on Enter, `typing_wanted()` on F2.
    """

    opened = Signal(object)
    typing_wanted = Signal()

    def __init__(
        self,
        desk: Desk,
        handlers: DayActions,
        clock: DayClock,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.table = QuietTable(day_columns(), say("Agenda of the day"))
        self.side = Side()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(16)
        self._row.addWidget(self.table)
        self._row.addWidget(self.side)
        self._desk = desk
        self._handlers = handlers
        self._clock = clock
        self._read: tuple[BlockRow, ...] = ()
        self._blocks: tuple[BlockRow, ...] = ()  # those under way as the clock tells it now
        self._day = 0
        self._rows: tuple[PlanRow, ...] = ()
        self._late: Lateness | None = None
        self._preview: CatchUp | Concession | None = None  # only to be looked at
        self._behind = False  # whether it was hidden when something moved
        self.steps = Stepping(desk, clock, self.side.steps, self.current, self)
        self._connect()

    def show_day(self, blocks: Sequence[BlockRow], day: int) -> None:
        """Show a day of the plan as it is now."""
        self._read, self._day, self._preview = tuple(blocks), day, None
        self.tick()

    def tick(self) -> None:
        """Move everything that moves with the clock; hidden, only once it is asked for something."""
        self._behind = True
        if not self.isHidden():
            self._catch_up()

    def _catch_up(self) -> None:
        """Show the day as it is now, if something moved since."""
        behind, self._behind = self._behind, False
        if not behind or not self._read:
            return
        now = self._clock.now()
        self._blocks = self._clock.put_right(self._read)
        rows = plan_rows(with_way(self._blocks, self._preview), self._day, now)
        if rows != self._rows:
            self._rows = rows
            self.table.set_rows(rows)
        current = self.current()
        block = current or self.next_up()
        ahead = slides.to_come(self._blocks, block)
        begun = any(each.started_at is not None for each in self._blocks)
        self.side.now.show_block(block, ahead, begun)
        if current is not None:
            self.side.now.tick(current, now)
        self._late = lateness(self._blocks, now, self._desk.late_from, self._late)
        self.steps.show(current, now)
        self.side.now.make_room(self._late is not None, not self.side.steps.isHidden())
        by_id = {each.id: each for each in self._blocks}
        self.side.ways.show_lateness(self._late, by_id)

    def selected(self) -> BlockRow | None:
        """The selected block."""
        self._catch_up()
        row = self.table.current_row()
        return row.block if row is not None else None

    def select(self, block_id: int) -> None:
        """Select a block of the day that is shown."""
        self._catch_up()
        self.table.select(lambda row: row.id == block_id)

    def current(self) -> BlockRow | None:
        """The block under way that is shown."""
        selected = self.selected()
        return shown_block.current(self._blocks, selected)

    def next_up(self) -> BlockRow | None:
        """The block that is shown while none runs."""
        selected = self.selected()
        return shown_block.next_up(self._blocks, selected, self._day)

    # what can be done

    def commands(self) -> tuple[Command, ...]:
        """Return what can be done to the block under way, for the palette."""
        return (
            Command(say("Next block"), self.on_next, "N"),
            Command(say("End the block and begin nothing"), self.on_finish),
            Command(say("Back to the block before"), self.on_back, "Shift+N"),
            Command(say("Pause or go on"), self.on_pause, "P"),
            Command(say("Give a minute"), lambda: self.on_minutes(1), "+"),
            Command(say("Give five minutes"), lambda: self.on_minutes(5), "F"),
            Command(say("Take a minute"), lambda: self.on_minutes(-1), "-"),
            Command(say("Take five minutes"), lambda: self.on_minutes(-5), "Shift+F"),
            Command(say("Skip the next block"), self.on_skip, "X"),
            *self.steps.commands(),
        )

    def on_next(self) -> None:
        """End the running block and start the next, or start the first one to come."""
        current, upcoming = self.current(), self.next_up()
        if current is not None:
            self._handlers.go_on(current)
        elif upcoming is not None:
            self._handlers.start(upcoming)

    def on_finish(self) -> None:
        """End the running block and begin nothing after it."""
        block = self.current()
        if block is not None:
            self._handlers.finish(block)

    def on_back(self) -> None:
        """Return to the block before, in the track that is shown."""
        current = self.current()
        self._handlers.go_back(current.track if current else None)

    def on_pause(self) -> None:
        """Stop the clock, or let it go on."""
        block = self.current()
        if block is not None:
            self._handlers.pause(block)

    def on_minutes(self, minutes: int) -> None:
        """Give the running block some minutes, or take some."""
        block = self.current()
        if block is not None:
            self._handlers.give(block, minutes)

    def on_skip(self) -> None:
        """Leave out the block that comes next or, before anything runs, the one that Start would start."""
        current = self.current()
        ahead = slides.to_come(self._blocks, current)
        block = next(iter(ahead), None) if current else self.next_up()
        if block is not None:
            self._handlers.skip(block)

    def on_preview(self, way: CatchUp | Concession | None) -> None:
        """Show the plan as it would be by this way, until another or nothing is pointed at."""
        self._preview = way
        self.tick()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The right arrow on the agenda means Next."""
        pressed = event.key() if isinstance(event, QKeyEvent) else None
        if event.type() == QEvent.Type.KeyPress and pressed == Qt.Key.Key_Right:
            self.on_next()
            return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two thirds and one third beside each other, where there is room."""
        super().resizeEvent(event)
        way = QBoxLayout.Direction
        narrow = self.width() < theme.px(_NARROW)
        self._row.setDirection(way.BottomToTop if narrow else way.LeftToRight)
        self._row.setStretch(0, 36 if narrow else 64)
        self._row.setStretch(1, 64 if narrow else 47)
        self.side.now.set_compact(narrow)

    def _connect(self) -> None:
        self.table.installEventFilter(self)
        self.table.current_changed.connect(lambda _row: self.tick())
        self.table.activated_row.connect(self.opened)
        QShortcut(QKeySequence("F2"), self.table, self.typing_wanted.emit)
        self.side.now.next_wanted.connect(self.on_next)
        self.side.now.back_wanted.connect(self.on_back)
        self.side.now.pause_wanted.connect(self.on_pause)
        self.side.now.minutes_wanted.connect(self.on_minutes)
        self.side.now.skip_wanted.connect(self.on_skip)
        self.side.now.steps_wanted.connect(self.steps.on_start)
        self.side.ways.chosen.connect(self._handlers.catch_up)
        self.side.ways.conceded.connect(self._on_conceded)
        self.side.ways.previewed.connect(self.on_preview)

    def _on_conceded(self, concession: Concession) -> None:
        block = next(each for each in self._blocks if each.id == concession.block_id)
        self._handlers.concede(concession, block.title)
