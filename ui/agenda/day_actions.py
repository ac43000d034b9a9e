"""What is done to the day as it runs: one undoable step each, at the minute the clock says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject
from sqlalchemy.orm import Session

from resources.words import say
from ui.kit.desk import Desk
from upstream_workshop.agenda import queries, services
from upstream_workshop.agenda.kinds import CatchUpKind, ConcessionKind
from upstream_workshop.agenda.lateness.catch_ups import CatchUp
from upstream_workshop.agenda.lateness.concessions import Concession
from upstream_workshop.agenda.rules import BlockRow
from upstream_workshop.agenda.running import services as running_day
from upstream_workshop.agenda.running.day_clock import DayClock
from upstream_workshop.agenda.templates import Template, load_template


class DayActions(QObject):
    """Start, go on, go back, pause, give minutes, win them back, at the time of day that `clock` tells.

    Where that was set since a block began, what is noted of the block is put right in the same step.
    """

    def __init__(self, desk: Desk, clock: DayClock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._clock = clock

    def lay_out(self, template: Template) -> None:
        """Make a plan from a template."""
        label = say("Lay out the agenda")
        self._desk.do_about(label, template.title, services.lay_out, template)

    def lay_out_own(self, name: str) -> None:
        """Make a plan from a template of the user's own."""
        with self._desk.reporting_refusals():
            self.lay_out(load_template(name, self._desk.ledger.templates))

    def start(self, block: BlockRow) -> None:
        """Begin a block."""
        label = say("Start block")
        at = self._clock.note()
        self._do(label, block.title, running_day.start, block.id, at)
        self._announce(at)

    def go_on(self, running: BlockRow) -> None:
        """End the running block and begin what follows in its track."""
        label = say("Next block")
        at = self._clock.note()
        self._do(label, running.title, running_day.next_block, at, running.track)
        self._announce(at)

    def finish(self, running: BlockRow) -> None:
        """End the running block and begin nothing, as before a night."""
        label = say("End the block")
        at = self._clock.note()
        self._do(label, running.title, running_day.finish, at, running.track)

    def go_back(self, track: str | None = None) -> None:
        """Return to the block before, in a track or wherever one ran last."""
        self._do(say("Back to the block before"), "", running_day.back, track)

    def pause(self, running: BlockRow) -> None:
        """Stop the clock, or let a stopped one go on."""
        if running.paused_at is None:
            self._do(say("Pause"), "", running_day.pause, running.id, self._clock.note())
        else:
            self._do(say("Go on"), "", running_day.resume, running.id, self._clock.note())

    def give(self, running: BlockRow, minutes: int) -> None:
        """Give the running block some minutes, or take some."""
        label = say("Give minutes") if minutes > 0 else say("Take minutes")
        self._desk.do_about(label, running.title, running_day.give_minutes, running.id, minutes)

    def skip(self, block: BlockRow) -> None:
        """Leave a block to come out of the day, unless it is protected or a moment."""
        if block.protected or not block.lasts:
            words = say("“{title}” is not skipped: it is protected.", title=block.title)
            if not block.lasts:
                words = say("“{title}” is a moment: it is passed, not skipped.", title=block.title)
            self._desk.refused.emit(words)
            return
        dropped = Concession(ConcessionKind.DROP, block.id, block.lasts)
        self._desk.do_about(say("Skip a block"), block.title, running_day.concede, dropped)
        if self._desk.kept:
            self._desk.report_step(say("Skipped: {title}", title=block.title))

    def catch_up(self, catch_up: CatchUp) -> None:
        """Win minutes back in the way chosen, as one step."""
        labels = {
            CatchUpKind.BUFFER: say("Spend the buffer"),
            CatchUpKind.TRIM: say("Shorten blocks"),
            CatchUpKind.DROP: say("Drop a block"),
            CatchUpKind.COMBINED: say("Win minutes back"),
        }
        self._desk.do(labels[catch_up.kind], running_day.absorb, catch_up.takes)

    def concede(self, concession: Concession, title: str) -> None:
        """Give up what only people can, as one step."""
        labels = {
            ConcessionKind.SHORTEN: say("Shorten a block"),
            ConcessionKind.DROP: say("Drop a block"),
            ConcessionKind.LATER: say("Begin later"),
            ConcessionKind.END_LATER: say("End the day later"),
            ConcessionKind.UNLOCK: say("Free a block from its fixed time"),
        }
        self._desk.do_about(labels[concession.kind], title, running_day.concede, concession)

    def _do(self, label: str, about: str, service: Callable[..., object], *args: Any) -> None:
        """Do it as one step, with what the clock was set by since the blocks under way began."""
        by = self._clock.set_since_begun(self._desk.ask(queries.agenda))
        if by:
            self._desk.do_about(label, about, _with_clock_set, by, service, *args)
        else:
            self._desk.do_about(label, about, service, *args)

    def _announce(self, at: datetime) -> None:
        """Say which moments without length were passed just now: they are to be announced."""
        blocks = self._desk.ask(queries.agenda) if self._desk.kept else ()
        moment = at.replace(tzinfo=None)
        passed = [b.title for b in blocks if b.marker and b.started_at == b.ended_at == moment]
        if passed:
            self._desk.report_step(say("Now: {moments}", moments=" · ".join(passed)))


def _with_clock_set(
    session: Session, by: Mapping[int, int], service: Callable[..., object], *args: Any
) -> object:
    """Put what is noted of running blocks right, by their ids, before a service goes on from it."""
    for block, seconds in by.items():
        running_day.put_clock_right(session, block, seconds)
    return service(session, *args)
