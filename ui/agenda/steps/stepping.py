"""The steps of the block that the Run page shows: what its keys do, and what its sheet and the room see."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject

from resources.words import say
from ui.agenda.in_room import slides
from ui.agenda.steps.step_actions import StepActions
from ui.agenda.steps.step_sheet import StepSheet
from ui.kit.desk import Desk
from ui.page import Command
from ui.room_screen.slide_types import Slide
from upstream_workshop.agenda.rules import BlockRow
from upstream_workshop.agenda.running.day_clock import DayClock, put_steps_right
from upstream_workshop.agenda.steps import queries
from upstream_workshop.agenda.steps.rules import StepTimerRow, step_now


class Stepping(QObject):
    """Begins steps in the shown block and leads its sheet's keys to them."""

    def __init__(
        self,
        desk: Desk,
        clock: DayClock,
        sheet: StepSheet,
        shown: Callable[[], BlockRow | None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._clock = clock
        self._sheet = sheet
        self._shown = shown
        self._actions = StepActions(desk, clock, self)
        self._keys: tuple[tuple[str, Callable[[StepTimerRow], object], str], ...] = (
            (say("Next step"), self._actions.skip, "K"),
            (say("Step back"), self._actions.back, "Shift+K"),
            (say("Pause the steps or let them go on"), self._actions.pause, "Shift+P"),
            (say("End the steps"), self._actions.end, "Shift+T"),
        )
        wanted = (
            sheet.skip_wanted,
            sheet.back_wanted,
            sheet.pause_wanted,
            sheet.end_wanted,
        )
        for signal, (_label, act, _key) in zip(wanted, self._keys, strict=True):
            signal.connect(partial(self._on_key, act))
        sheet.mute_wanted.connect(self.on_mute)

    def timer(self, block: BlockRow | None) -> StepTimerRow | None:
        """The steps that run in a running block, by the clock as it is set now."""
        if block is None or not block.running:
            return None
        found = (each for each in self._desk.ask(queries.step_timers) if each.block_id == block.id)
        timer = next(found, None)
        return put_steps_right(timer, self._clock) if timer is not None else None

    def show(self, block: BlockRow | None, now: datetime) -> None:
        """Show the steps of a block in the sheet."""
        self._sheet.show_steps(self.timer(block), now, self._desk.chime_muted)

    def slide(self, block: BlockRow | None) -> Slide | None:
        """The step that is on in a block; None without steps."""
        timer = self.timer(block)
        if block is None or timer is None:
            return None
        return slides.step_slide(timer, block, self._clock.now())

    def seconds_left(self, block: BlockRow) -> int | None:
        """What is left of the step that is on in a block; None without steps."""
        timer = self.timer(block)
        step = step_now(timer, self._clock.now()) if timer is not None else None
        return step.left if step is not None and not step.over else None

    def commands(self) -> tuple[Command, ...]:
        """What the palette offers of the steps."""
        return (
            Command(say("Run a format in steps: Troika and others"), self.on_start, "T"),
            *(Command(label, partial(self._on_key, act), key) for label, act, key in self._keys),
            Command(say("Mute the chime or let it sound"), self.on_mute, "M"),
        )

    def on_start(self) -> None:
        """Ask which steps are to run in the block that runs, and begin them."""
        block = self._shown()
        if block is None or not block.running:
            self._desk.refused.emit(say("No block is running: start one before its steps."))
            return
        from ui.agenda.steps.step_form import ask_steps  # no start needs it

        asked = ask_steps(self._sheet.window())
        if asked is not None:
            self._actions.start(block, asked)

    def on_mute(self) -> None:
        """Let the chime be silent, or sound again."""
        self._desk.chime_muted = not self._desk.chime_muted
        self.show(self._shown(), self._clock.now())

    def _on_key(self, act: Callable[[StepTimerRow], object]) -> None:
        timer = self.timer(self._shown())
        if timer is not None:
            act(timer)
