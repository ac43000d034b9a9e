"""The strip that never goes away: time, block, slip, next lock, people, saved, undo."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from resources.words import noop, say
from ui.kit import theme
from ui.widgets.labels import ClockLabel, ElidedLabel, Glyph, label, restyle, unmarked

_UNDO_WIDTH = 190  # px at 100 % before the label of what Undo takes back is shortened


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the day stands, for the strip: seconds left (negative: over), minutes of slip."""

    title: str = ""
    seconds_left: int | None = None
    paused: bool = False
    slip: int | None = None
    locked: str = ""
    here: int = 0
    expected: int = 0
    set_back: bool = False  # the clock, to before the block began


def as_clock(seconds: int) -> str:
    """Seconds as minutes and seconds, 760 → 12:40; hours only when there are any."""
    minutes, rest = divmod(abs(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes:02}:{rest:02}"


class StatusStrip(QFrame):
    """Deep water on top. `undo_asked` when the label of what Undo would take back is pressed."""

    undo_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "strip")
        self.setAccessibleName(say("Status"))
        self._clock = label("", "clock-now")
        self._now = label(say("now"), "strip-soft")
        self._block = ElidedLabel("", "strip-strong")
        self._left = ClockLabel()
        self._slip = _StripChip("clock-counter-clockwise")
        self._locked = label(say("fixed"), "strip-soft")
        self._lock = ElidedLabel()
        self._people = _StripChip("user")
        self._saved = _StripChip("hard-drive")
        self.undo_button = QPushButton()
        self.undo_button.setIcon(theme.icon("arrow-u-up-left", "on_strip"))
        self.undo_button.setIconSize(QSize(theme.px(22), theme.px(17)))
        self.undo_button.clicked.connect(lambda _on: self.undo_asked.emit())
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 0, 18, 0)
        row.setSpacing(8)
        for part in (self._clock, self._gap(), self._now, self._block, self._left, self._gap()):
            row.addWidget(part)
        for part in (self._slip, self._gap(), self._locked, self._lock):
            row.addWidget(part)
        row.addStretch(1)
        for part in (self._people, self._gap(), self._saved, self._gap(), self.undo_button):
            row.addWidget(part)
        self.setMinimumHeight(theme.px("strip_height"))
        self._spare_words: tuple[QWidget, ...] = (self._locked, self._lock, self._now)
        self._spare: tuple[QWidget, ...] = (self._saved, *self._spare_words)
        self._standing: Standing | None = None  # but for the seconds
        self._saving: tuple[object, ...] = ()
        self.show_undo(None)
        self.show_saved(None)
        self.show_standing(Standing())

    def show_time(self, now: datetime) -> None:
        """The clock."""
        if self._clock.text() == f"{now:%H:%M}":
            return
        self._clock.setText(f"{now:%H:%M}")
        self._clock.setAccessibleName(say("Time {time}", time=f"{now:%H:%M}"))

    def show_standing(self, standing: Standing) -> None:
        """Where the day stands; another second alone moves nothing."""
        resized = self._left.set_text(self._left_words(standing))
        before, self._standing = self._standing, replace(standing, seconds_left=None)
        if self._standing != before:
            self._show_day(standing)
        if resized or self._standing != before:
            self._make_room()

    def _show_day(self, standing: Standing) -> None:
        running = bool(standing.title)
        self._now.setProperty("wanted", running)
        self._block.set_text(standing.title)
        self._left.setVisible(running)
        self._show_slip(standing.slip if running else None)
        for part in (self._locked, self._lock):
            part.setProperty("wanted", bool(standing.locked))
        self._lock.set_text(standing.locked)
        said = say("{here} / {expected} here", here=standing.here, expected=standing.expected)
        self._people.say(said)
        self._people.setVisible(bool(standing.expected or standing.here))

    def show_saved(
        self, at: datetime | None, missing: bool = False, is_working_copy: bool = False
    ) -> None:
        """When the last change reached the disk; nothing is called saved while the file is `missing`.

        `is_working_copy`: what is worked on is a copy on this computer.
        """
        before, self._saving = self._saving, (at, missing, is_working_copy)
        if self._saving == before:
            return
        if missing:
            self._saved.say(say("not saved"), "sun")
        elif at is None:
            self._saved.say(say("all saved"))
        else:
            words = noop("saved here {time}") if is_working_copy else noop("saved {time}")
            self._saved.say(say(words, time=f"{at:%H:%M:%S}"))
        self._saved.setProperty("wanted", True)
        self._spare = (*((self._saved,) if not missing else ()), *self._spare_words)
        self._make_room()

    def show_undo(self, undo_label: str | None) -> None:
        """What Undo would take back."""
        self._undo_label = undo_label
        self.undo_button.ensurePolished()
        metrics = self.undo_button.fontMetrics()
        whole = undo_label or say("nothing to undo")
        width = min(theme.px(_UNDO_WIDTH), max(self.width() // 6, 120))
        shown = metrics.elidedText(whole, Qt.TextElideMode.ElideRight, width)
        self.undo_button.setText(shown.replace("&", "&&"))
        self.undo_button.setEnabled(undo_label is not None)
        self.undo_button.setAccessibleName(say("Undo: {what}", what=whole))
        self.undo_button.setToolTip(unmarked(f"{whole}  Ctrl+Z" if undo_label else whole))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give up the least needed words first."""
        super().resizeEvent(event)
        self.show_undo(self._undo_label)
        self._make_room()

    def _left_words(self, standing: Standing) -> str:
        if standing.set_back:
            return say("· clock set back")
        if standing.seconds_left is None:
            return ""
        clock = as_clock(standing.seconds_left)
        if standing.paused:
            return say("· paused, {clock} left", clock=clock)
        if standing.seconds_left < 0:
            return say("· {clock} over", clock=clock)
        return say("· {clock} left", clock=clock)

    def _show_slip(self, slip: int | None) -> None:
        self._slip.setVisible(slip is not None)
        if slip is None:
            return
        if slip > 0:
            self._slip.say(say("{n} min behind", n=slip), "sun")
        elif slip < 0:
            self._slip.say(say("{n} min ahead", n=-slip))
        else:
            self._slip.say(say("on time"))

    def _make_room(self) -> None:
        """Show everything; while it does not fit, give up what is needed least."""
        width = self.width()
        for part in (self._saved, *self._spare_words):
            part.setVisible(bool(part.property("wanted")))
        for part in self._spare:
            if self.minimumSizeHint().width() <= width:
                break
            part.hide()

    def _gap(self) -> QWidget:
        gap = QWidget()
        gap.setFixedWidth(6)
        return gap


class _StripChip(QFrame):
    """An icon and a word on the strip's own chip."""

    def __init__(self, icon: str) -> None:
        super().__init__()
        self.setProperty("role", "strip-chip")
        self._icon = Glyph(icon, "on_strip", 17)
        self._words = label("", "strip-chip")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(10), 0, theme.px(11), 0)
        row.setSpacing(theme.px(6))
        row.addWidget(self._icon)
        row.addWidget(self._words)
        self.setFixedHeight(theme.px("target"))

    def say(self, words: str, tone: str = "") -> None:
        """These words, in this tone."""
        self._words.setText(words)
        self.setAccessibleName(words)
        if tone != self.property("tone"):
            restyle(self, tone=tone)
            restyle(self._words, tone=tone)
            self._icon.set_role("on_strip_sun" if tone == "sun" else "on_strip")
