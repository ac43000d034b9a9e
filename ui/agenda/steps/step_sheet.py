"""The steps that run in a block, large: which one is on, what is left of it, what comes next."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from resources.words import count, say
from ui.kit import theme
from ui.widgets import Sheet, button, label, restyle
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.labels import ClockLabel
from upstream_workshop.agenda.steps.rules import StepNow, StepTimerRow, step_now


class StepSheet(Sheet):
    """Shown while steps run; each button has its key."""

    skip_wanted = Signal()
    back_wanted = Signal()
    pause_wanted = Signal()
    end_wanted = Signal()
    mute_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("-", "", parent)
        self._step = label(role="title", wrap=True)
        self._left = ClockLabel("clock")
        self._then = label(role="soft", wrap=True)
        self._pause = button(say("Pause steps"), "pause", self.pause_wanted.emit, "Shift+P")
        self._mute = button(say("Mute"), slot=self.mute_wanted.emit, key="M", role="link")
        keys = QWidget()
        row = FlowLayout(keys)
        for each in (
            button(say("Next step"), slot=self.skip_wanted.emit, key="K"),
            button(say("Step back"), slot=self.back_wanted.emit, key="Shift+K"),
            self._pause,
            button(say("End steps"), slot=self.end_wanted.emit, key="Shift+T"),
        ):
            row.addWidget(each)
        clock = QHBoxLayout()
        clock.setSpacing(theme.px(18))
        clock.addWidget(self._left)
        clock.addWidget(self._then, 1)
        self.body.addWidget(self._step)
        self.body.addLayout(clock)
        self.body.addWidget(keys)
        self.add_corner(self._mute)
        self.hide()

    def show_steps(self, timer: StepTimerRow | None, now: datetime, muted: bool) -> None:
        """Show these steps as they are at a moment, or hide without any."""
        self.setVisible(timer is not None)
        if timer is None:
            return
        step = step_now(timer, now)
        self._name(timer, step)
        self._step.setText(say("All steps are done") if step.over else step.name)
        minutes, seconds = divmod(abs(step.left), 60)
        self._left.set_text(
            f"{'+' if step.over else ''}{minutes}:{seconds:02}",
            count(minutes, "{n} minute over", "{n} minutes over")
            if step.over
            else count(minutes, "{n} minute left", "{n} minutes left"),
        )
        restyle(self._left, tone="sun" if step.over else "")
        self._then.setText(say("Then: {step}", step=step.following) if step.following else "")
        self._then.setVisible(bool(step.following))
        self._pause.setText(say("Go on with steps") if step.paused else say("Pause steps"))
        self._pause.setAccessibleName(self._pause.text())
        self._mute.setText(say("Chime") if muted else say("Mute"))
        self._mute.setAccessibleName(self._mute.text())

    def _name(self, timer: StepTimerRow, step: StepNow) -> None:
        where = say("step {n} of {all}", n=step.number + 1, all=len(timer.steps))
        title = f"{timer.name} · {where}" if timer.name else where
        if step.paused:
            title = say("{title}, paused", title=title)
        self.set_title(title)
        self.setAccessibleName(title)
