"""What is done to the day as it runs: one undoable step each, at the minute the clock says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject

from resources.words import say
from ui.kit.desk import Desk
from upstream_workshop.agenda import services
from upstream_workshop.agenda.kinds import RepairKind
from upstream_workshop.agenda.repairs import Repair
from upstream_workshop.agenda.rules import BlockRow
from upstream_workshop.agenda.templates import Template


class DayActions(QObject):
    """Start, go on, go back, pause, give minutes, win them back; `now` is the time of day."""

    def __init__(
        self, desk: Desk, now: Callable[[], datetime], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._now = now

    def lay_out(self, template: Template) -> None:
        """Make a plan from a template."""
        label = say("Lay out the agenda")
        self._desk.do_about(label, template.title, services.lay_out, template)

    def start(self, block: BlockRow) -> None:
        """Begin a block."""
        label = say("Start block")
        self._desk.do_about(label, block.title, services.start, block.id, self._now())

    def go_on(self, running: BlockRow) -> None:
        """End the running block and begin what follows."""
        label = say("Next block")
        self._desk.do_about(label, running.title, services.next_block, self._now())

    def go_back(self) -> None:
        """Return to the block before."""
        self._desk.do(say("Back to the block before"), services.back)

    def pause(self, running: BlockRow) -> None:
        """Stop the clock, or let a stopped one go on."""
        if running.paused_at is None:
            self._desk.do(say("Pause"), services.pause, running.id, self._now())
        else:
            self._desk.do(say("Go on"), services.resume, running.id, self._now())

    def give(self, running: BlockRow, minutes: int) -> None:
        """Give the running block some minutes, or take some."""
        label = say("Give minutes") if minutes > 0 else say("Take minutes")
        self._desk.do_about(label, running.title, services.give_minutes, running.id, minutes)

    def repair(self, repair: Repair) -> None:
        """Win minutes back in the way chosen, as one step."""
        labels = {
            RepairKind.BUFFER: say("Spend the buffer"),
            RepairKind.TRIM: say("Shorten blocks"),
            RepairKind.DROP: say("Drop a block"),
        }
        self._desk.do(labels[repair.kind], services.absorb, repair.takes)
