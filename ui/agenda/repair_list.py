"""Late: how many minutes, what they endanger, and up to three ways to win them back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from resources.words import say
from ui.widgets import Sheet, button, label
from upstream_workshop.agenda import rules
from upstream_workshop.agenda.kinds import RepairKind
from upstream_workshop.agenda.repairs import Repair
from upstream_workshop.agenda.rules import BlockRow, Deadline

_SHOWN = 3  # titles in a sentence


class WaysBack(Sheet):
    """One row for each repair, with Choose beside it; `chosen(Repair)`."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("-", "sun", parent)
        self._shown: tuple[object, ...] = ()
        self._reason = label(role="soft", wrap=True)
        self._list = QWidget()
        self.body.addWidget(self._reason)
        self.body.addWidget(self._list)
        self.hide()

    def show_repairs(
        self, due: Deadline | None, repairs: Sequence[Repair], blocks: Mapping[int, BlockRow]
    ) -> None:
        """Show the ways back, or hide when nothing is endangered."""
        self.setVisible(due is not None)
        key = (due and (due.at, due.title, due.late), tuple(repairs))
        if due is None or key == self._shown:
            self._shown = key
            return
        self._shown = key
        self.set_title(self._headline(due.late, len(repairs)))
        self.setAccessibleName(self._headline(due.late, len(repairs)))
        self._reason.setText(self._endangered(due, bool(repairs)))
        self._fill(repairs, blocks)

    def _headline(self, late: int, ways: int) -> str:
        minutes = say("{n} minutes behind.") if late > 1 else say("{n} minute behind.")
        counts = (
            say("No way back"),
            say("One way back"),
            say("Two ways back"),
            say("Three ways back"),
        )
        return f"{minutes.format(n=late)} {counts[ways]}"

    def _endangered(self, due: Deadline, ways: bool) -> str:
        time = rules.clock_time(due.at)
        if not ways:
            words = say("Nothing before {time} {title} can give: change the plan by hand.")
        elif due.title:
            words = say("So that {title} begins at {time}.")
        else:
            words = say("So that the day ends at {time}.")
        return words.format(time=time, title=due.title)

    def _fill(self, repairs: Sequence[Repair], blocks: Mapping[int, BlockRow]) -> None:
        self.body.removeWidget(self._list)
        self._list.hide()
        self._list.deleteLater()
        self._list = QWidget()
        grid = QGridLayout(self._list)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(1, 1)
        for number, repair in enumerate(repairs, 1):
            words = self._sentence(repair, blocks)
            choose = button(
                say("Choose"),
                slot=partial(self.chosen.emit, repair),
                key=str(number),
                role="link",
            )
            choose.setAccessibleName(f"{say('Choose')}: {words}")
            grid.addWidget(label(str(number), "strong"), number, 0)
            grid.addWidget(label(words, wrap=True), number, 1)
            grid.addWidget(choose, number, 2)
        self.body.addWidget(self._list)

    def _sentence(self, repair: Repair, blocks: Mapping[int, BlockRow]) -> str:
        named = [(blocks[block].title, minutes) for block, minutes in repair.takes]
        words = {
            RepairKind.BUFFER: say("Spend {cost} min of the slack in {titles}"),
            RepairKind.TRIM: say("Shorten by {cost} min: {parts}"),
            RepairKind.DROP: say("Drop {titles} ({cost} min)"),
        }[repair.kind].format(
            cost=repair.costs,
            titles=_listed([title for title, _ in named]),
            parts=_listed([f"{title} −{minutes}" for title, minutes in named]),
        )
        if repair.costs > repair.wins:
            words += say(", gain {extra}", extra=repair.costs - repair.wins)
        if repair.short:
            words += say("; {short} min stay lost", short=repair.short)
        return words


def _listed(parts: Sequence[str]) -> str:
    more = len(parts) - _SHOWN
    return ", ".join(parts[:_SHOWN]) + (f" +{more}" if more > 0 else "")
