"""Late: how many minutes, what they endanger, and up to three ways to win them back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resources.words import count, noop, say
from ui.agenda.late.late_day import Lateness
from ui.widgets import Sheet, button, label
from upstream_workshop.agenda import rules
from upstream_workshop.agenda.kinds import CatchUpKind, ConcessionKind
from upstream_workshop.agenda.lateness.catch_ups import CatchUp
from upstream_workshop.agenda.lateness.concessions import Concession
from upstream_workshop.agenda.lateness.forecasts import Deadline
from upstream_workshop.agenda.rules import BlockRow

_SHOWN = 3  # titles in a sentence
_SENTENCES: Final = {
    CatchUpKind.BUFFER: noop("Spend {cost} min of the buffer in {titles}"),
    CatchUpKind.TRIM: noop("Shorten by {cost} min: {parts}"),
    CatchUpKind.DROP: noop("Drop {titles} ({cost} min)"),
    CatchUpKind.COMBINED: noop("Take {cost} min in all: {parts}"),
}


class CatchUpList(Sheet):
    """One row for each way to catch up and concession, with Choose beside it.

    `chosen(CatchUp)` or `conceded(Concession)`; `previewed(either)` of the one that is pointed at or has
    the keys, and of None when it is left.
    """

    chosen = Signal(object)
    conceded = Signal(object)
    previewed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("-", "sun", parent)
        self._shown: object = None
        self._reason = label(role="soft", wrap=True)
        self._list = QWidget()
        self.body.addWidget(self._reason)
        self.body.addWidget(self._list)
        self.hide()

    def show_lateness(self, late: Lateness | None, blocks: Mapping[int, BlockRow]) -> None:
        """Show the ways to catch up, or hide when nothing is endangered."""
        self.setVisible(late is not None)
        if late is None or late == self._shown:
            self._shown = late
            return
        self._shown = late
        headline = self._headline(late)
        self.set_title(headline)
        self.setAccessibleName(headline)
        self._reason.setText(self._endangered(late.due))
        self._fill(late, blocks)

    def _headline(self, late: Lateness) -> str:
        ways = len(late.catch_ups)
        choices = count(len(late.concessions), "One choice", "{n} choices")
        if not ways and late.concessions:
            found = choices
        else:
            found = (
                say("No way to catch up"),
                say("One way to catch up"),
                say("Two ways to catch up"),
                say("Three ways to catch up"),
            )[ways]
        if late.slip <= 0:
            return say("A fixed time does not fit. {ways}", ways=found)
        return count(
            late.slip, "{n} minute behind. {ways}", "{n} minutes behind. {ways}", ways=found
        )

    def _endangered(self, due: Sequence[Deadline]) -> str:
        """What would begin or end when, each once; at most so many."""
        told: dict[tuple[int, str], Deadline] = {}
        for each in due:
            key = each.at, each.title
            told[key] = max(told.get(key, each), each, key=lambda one: one.late)
        return "\n".join(self._would(each) for each in list(told.values())[:_SHOWN])

    def _would(self, due: Deadline) -> str:
        planned, then = rules.clock_time(due.at), rules.clock_time(due.at + due.late)
        if due.waits:
            return say(
                "{title} waits for the room: {then}, not {planned}.",
                title=due.title,
                then=then,
                planned=planned,
            )
        if due.title:
            return say(
                "{title} would begin at {then}, not {planned}.",
                title=due.title,
                then=then,
                planned=planned,
            )
        return say("The day would end at {then}, not {planned}.", then=then, planned=planned)

    def _fill(self, late: Lateness, blocks: Mapping[int, BlockRow]) -> None:
        self.body.removeWidget(self._list)
        self._list.hide()
        self._list.deleteLater()
        self._list = QWidget()
        column = QVBoxLayout(self._list)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        ways = [
            _Way(self._sentence(catch_up, blocks), partial(self.chosen.emit, catch_up), catch_up)
            for catch_up in late.catch_ups
        ]
        ways += [
            _Way(
                conceding(each, blocks[each.block_id]),
                partial(self.conceded.emit, each),
                each,
            )
            for each in late.concessions
        ]
        for number, way in enumerate(ways, 1):
            way.set_number(number)
            way.previewed.connect(self.previewed)
            column.addWidget(way)
        self.body.addWidget(self._list)

    def _sentence(self, catch_up: CatchUp, blocks: Mapping[int, BlockRow]) -> str:
        named = [(blocks[block].title, minutes) for block, minutes in catch_up.takes]
        words = say(
            _SENTENCES[catch_up.kind],
            cost=catch_up.costs,
            titles=_listed([title for title, _ in named]),
            parts=_listed([f"{title} −{minutes}" for title, minutes in named]),
        )
        if catch_up.costs > catch_up.wins:
            words += say(", gain {extra}", extra=catch_up.costs - catch_up.wins)
        if catch_up.short:
            words += say("; {short} min stay lost", short=catch_up.short)
        return words


class _Way(QWidget):
    """One way: its number, its words and Choose; previewed while it is pointed at or has the keys."""

    previewed = Signal(object)

    def __init__(self, words: str, choose: Callable[[], object], way: CatchUp | Concession) -> None:
        super().__init__()
        self._words, self._choose, self._way = words, choose, way
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)

    def set_number(self, number: int) -> None:
        """Stand at this place, which is also its key."""
        made = button(say("Choose"), slot=self._choose, key=str(number), role="link")
        made.setAccessibleName(say("Choose: {what}", what=self._words))
        made.installEventFilter(self)
        self._row.addWidget(label(str(number), "strong"))
        self._row.addWidget(label(self._words, wrap=True), 1)
        self._row.addWidget(made)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show what the plan would be."""
        super().enterEvent(event)
        self.previewed.emit(self._way)

    def leaveEvent(self, event: QEvent) -> None:
        """Show the plan as it is."""
        super().leaveEvent(event)
        self.previewed.emit(None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The same for who comes and goes by Tab."""
        if event.type() == QEvent.Type.FocusIn:
            self.previewed.emit(self._way)
        elif event.type() == QEvent.Type.FocusOut:
            self.previewed.emit(None)
        return super().eventFilter(watched, event)


def conceding(concession: Concession, block: BlockRow) -> str:
    """What would be given up, in words."""
    told = {"title": block.title, "minutes": concession.minutes}
    if concession.kind is ConcessionKind.SHORTEN:
        words = say("Shorten {title} by {minutes} min, against its plan", **told)
    elif concession.kind is ConcessionKind.DROP:
        words = say("Drop {title} ({minutes} min), which is not optional", **told)
    elif concession.kind is ConcessionKind.UNLOCK:
        words = say("Free {title} from its fixed time: it begins when the room is ready", **told)
    elif concession.kind is ConcessionKind.END_LATER:
        words = say("End later, at {time}", time=rules.clock_time(block.ends + concession.minutes))
    else:
        time = rules.clock_time(block.starts + concession.minutes)
        words = say("Begin {title} later, at {time}", title=block.title, time=time)
    if concession.short:
        words = say("{way}; {short} min stay lost", way=words, short=concession.short)
    return words


def _listed(parts: Sequence[str]) -> str:
    more = len(parts) - _SHOWN
    return ", ".join(parts[:_SHOWN]) + (f" +{more}" if more > 0 else "")
