"""The block under way, large: its clock, what can be done to it, and the facilitator's notes."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QProgressBar, QPushButton, QWidget

from resources.dates import day_and_month
from resources.words import count, noop, say
from ui.widgets import ElidedLabel, Sheet, button, hairline, label, restyle, unmarked
from ui.widgets.buttons import KeyButton
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.labels import ClockLabel
from upstream_workshop.agenda import clocks, rules
from upstream_workshop.agenda.rules import BlockRow

_WHOLE = 1000
_GAP = 8  # px between buttons


class NowSheet(Sheet):
    """Shows the running block or, while none runs, the one that Next would start."""

    next_wanted = Signal()
    back_wanted = Signal()
    pause_wanted = Signal()
    minutes_wanted = Signal(int)
    skip_wanted = Signal()
    steps_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName(say("Now"))
        self._compact = self._brief = False
        self._timed = False  # whether the clock tells what is left of a block
        self._when = ElidedLabel(role="soft")
        self._name = label(role="number", wrap=True)
        self._left = ClockLabel("clock")
        self._shown: tuple[object, ...] = ()
        self._bar = QProgressBar()
        self._bar.setRange(0, _WHOLE)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(say("Share of the block that is gone"))
        self._after = label(role="soft", wrap=True)
        self._notes = label(role="soft", wrap=True)
        self._next = button(say("Next"), "skip-forward", self.next_wanted.emit, "N", main=True)
        self._back = button(say("Back"), "skip-back", self.back_wanted.emit, "Shift+N", role="link")
        self._pause = button(say("Pause"), "pause", self.pause_wanted.emit, "P")
        self._skip = button(say("Skip"), "", self.skip_wanted.emit, "X")
        self._steps = button(
            say("Run a format in steps"), "timer", self.steps_wanted.emit, "T", role="link"
        )
        self._face = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._face.addWidget(self._name, 1)
        self._face.addWidget(self._left, alignment=Qt.AlignmentFlag.AlignLeft)
        keys = QWidget()
        row = FlowLayout(keys, _GAP)
        row.addWidget(_group(self._next, self._pause, self._skip))
        row.addWidget(_group(*self._giving()))
        row.addWidget(_group(self._back, self._steps))
        self.body.addWidget(self._when)
        self.body.addLayout(self._face)
        self.body.addWidget(self._bar)
        self.body.addWidget(keys)
        self._rule = hairline()
        self.body.addWidget(self._rule)
        self.body.addWidget(self._after)
        self.body.addWidget(self._notes)
        self.body.addStretch(1)

    def show_block(
        self, block: BlockRow | None, ahead: tuple[BlockRow, ...], begun: bool = True
    ) -> None:
        """Show a block and what comes after it; before anything has `begun` there is no way back."""
        before, self._shown = self._shown, (block, ahead, begun)
        if self._shown == before:
            return
        self._back.setVisible(begun)
        running = block is not None and block.running
        self._name.setText(block.title if block else say("The plan has been run to its end"))
        self._notes.setText(block.notes or block.purpose if block else "")
        self._after.setText(self._then(ahead))
        self._after.setVisible(bool(ahead) and not self._brief)
        self._next.setText(say("Next") if running else say("Start"))
        self._next.setAccessibleName(self._next.text())
        self._next.setEnabled(block is not None)
        for widget in (self._pause, *self._given, self._left, self._bar):
            widget.setVisible(running)
        self._timed = running
        skipped = ahead[0] if running and ahead else None if running else block
        self._skip.setVisible(skipped is not None)
        if skipped is not None:
            self._skip.setAccessibleName(say("Skip “{title}”", title=skipped.title))
            self._skip.setToolTip(unmarked(f"{self._skip.accessibleName()}  X"))
        if block is not None:
            paused = block.paused_at is not None
            self._pause.setText(say("Go on") if paused else say("Pause"))
            self._pause.setAccessibleName(self._pause.text())
        self._when.set_text(self._planned(block, running))

    def tick(self, block: BlockRow, now: datetime) -> None:
        """Move the clock and the bar; where the clock says nothing of the block, only say why."""
        clock = clocks.clock(block, now)
        self._bar.setVisible(clock.reliable)
        self._timed = clock.reliable
        if not clock.reliable and block.started_at is not None:
            began = block.started_at
            said = (
                say("The clock was set back: begun at {time}", time=f"{began:%H:%M}")
                if clock.set_back
                else say("Running since {day}", day=day_and_month(began))
            )
            self._left.set_text("–", said)
            self._when.set_text(said)
            restyle(self._left, tone="")
            return
        over = clock.left < 0
        minutes, seconds = divmod(abs(clock.left), 60)
        self._when.set_text(self._planned(block, running=True))
        self._left.set_text(
            f"{'+' if over else ''}{minutes}:{seconds:02}",
            count(minutes, "{n} minute over", "{n} minutes over")
            if over
            else count(minutes, "{n} minute left", "{n} minutes left"),
        )
        restyle(self._left, tone="sun" if over else "")
        self._bar.setValue(
            _WHOLE * min(clock.elapsed, block.lasts * 60) // max(block.lasts * 60, 1)
        )

    def set_compact(self, compact: bool) -> None:
        """The clock beside the name instead of large below it, where words leave little room."""
        self._compact = compact
        self._arrange()

    def make_room(self, late: bool, stepping: bool) -> None:
        """Leave room for ways to catch up or steps: compact, without what comes next and without notes."""
        self._steps.setVisible(self._timed and not stepping)
        if (late or stepping) != self._brief:
            self._brief = late or stepping
            self._arrange()

    def _arrange(self) -> None:
        compact = self._compact or self._brief
        way = QBoxLayout.Direction
        self._face.setDirection(way.LeftToRight if compact else way.TopToBottom)
        restyle(self._left, role="title" if compact else "clock")
        for words in (self._rule, self._after, self._notes):
            words.setVisible(not self._brief)
        self._fit_keys()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Minutes are given by buttons in one row, whatever the width."""
        super().resizeEvent(event)
        self._fit_keys()

    def _fit_keys(self) -> None:
        """Little room: minutes are given by buttons without caps, which name their keys when pointed at."""
        keys = (self._next, self._pause, self._skip) if self._compact else ()
        wide = sum(each.sizeHint().width() + each.spared + _GAP for each in (*keys, *self._given))
        fits = wide <= self.contentsRect().width() - 40  # the sheet's margins
        for each in self._given:
            each.show_cap(fits or not (self._compact or self._brief))

    def _planned(self, block: BlockRow | None, running: bool) -> str:
        if block is None:
            return ""
        times = noop("Now · {start} to {end}") if running else noop("First · {start} to {end}")
        start, end = rules.clock_time(block.starts), rules.clock_time(block.ends)
        words = say(times, start=start, end=end)
        if running and block.added:
            words += " · " + say("{minutes} min given", minutes=f"{block.added:+d}")
        return words

    def _then(self, ahead: tuple[BlockRow, ...]) -> str:
        names = (f"{rules.clock_time(block.starts)} {block.title}" for block in ahead[:3])
        told = say("Then {blocks}", blocks=" · ".join(names))
        wanted = next((block for block in ahead[:3] if block.materials.strip()), None)
        if wanted is None:
            return told
        things = ", ".join(line.strip() for line in wanted.materials.splitlines() if line.strip())
        out = say("Lay out for {title}: {materials}", title=wanted.title, materials=things)
        return f"{told}\n{out}"

    def _giving(self) -> tuple[KeyButton, ...]:
        self._given = tuple(
            button(words, slot=partial(self.minutes_wanted.emit, minutes), key=key)
            for words, minutes, key in (
                ("−5", -5, "Shift+F"),
                ("−1", -1, "-"),
                ("+1", 1, "+"),
                ("+5", 5, "F"),
            )
        )
        for made, said in zip(
            self._given,
            (
                say("Take five minutes"),
                say("Take a minute"),
                say("Give a minute"),
                say("Give five minutes"),
            ),
            strict=True,
        ):
            made.setAccessibleName(said)
        return self._given


def _group(*buttons: QPushButton) -> QWidget:
    """Return buttons that stay together where there is room."""
    group = QWidget()
    row = FlowLayout(group, _GAP)
    for each in buttons:
        row.addWidget(each)
    return group
