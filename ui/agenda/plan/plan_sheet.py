"""Editing the plan: add, change, move and remove the selected block, and what does not fit."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from resources.words import noop, say
from ui.agenda.plan.block_form import Asked, ask_block
from ui.agenda.plan.rows import attributions
from ui.kit.desk import Desk
from ui.widgets import Sheet, button, hairline, label
from upstream_workshop.agenda import rules, services
from upstream_workshop.agenda.rules import BlockRow, Seam
from upstream_workshop.errors import WorkshopError


class PlanSheet(Sheet):
    """The selected block in words, the actions on it, and every gap and overlap at a lock.

    `added(block id)` when there is a new one to go to.
    """

    added = Signal(int)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(" ", parent=parent)
        self._desk = desk
        self._block: BlockRow | None = None
        self._about = label(role="soft", wrap=True)
        self._seams = label(role="soft", wrap=True)
        actions = (
            (say("Add after"), "plus", self.on_add, "Ins"),
            (say("Change"), "pencil-simple", self.on_change_selected, "F2"),
            (say("Move up"), "arrow-up", lambda: self.on_move(-1), "Alt+Up"),
            (say("Move down"), "arrow-down", lambda: self.on_move(1), "Alt+Down"),
            (say("Remove"), "trash", self.on_remove, "Del"),
        )
        self._buttons = [button(*action) for action in actions]
        self._grid = QGridLayout()
        self._grid.setSpacing(8)
        self._grid.setColumnStretch(len(self._buttons), 1)
        self.set_wide(False)
        self.body.addLayout(self._grid)
        self.body.addWidget(self._about)
        self.body.addWidget(hairline())
        self.body.addWidget(self._seams)
        self.body.addStretch(1)

    def set_wide(self, wide: bool) -> None:
        """Three buttons in a row where there is room, else two."""
        across = 3 if wide else 2
        for number, made in enumerate(self._buttons):
            self._grid.addWidget(made, number // across, number % across)

    def show_plan(
        self, block: BlockRow | None, seams: Sequence[Seam], blocks: Sequence[BlockRow]
    ) -> None:
        """Show the selected block and where the plan does not meet its locks."""
        self._block = block
        self.set_title(block.title if block else say("Choose a block"))
        self._about.setText(self._words(block) if block else "")
        titles = {each.id: each for each in blocks}
        self._seams.setText("\n".join(self._seam(titles[seam.block_id], seam) for seam in seams))

    def on_add(self) -> None:
        """Ask for a new block and put it after the selected one."""
        asked = self._asked(say("New block"), None)
        if asked is None:
            return
        title, minutes, place, details = asked
        block = self._block
        stands = (block.day, block.track) if block else (1, "")
        day, track = place or stands
        made = self._desk.do_about(
            say("Add block"),
            title,
            services.add_block,
            day,
            title,
            minutes,
            track,
            block.id if block and (day, track) == stands else None,
            **details,
        )
        if made is not None:
            self.added.emit(made)

    def on_change_selected(self) -> None:
        """Ask about the selected block."""
        if self._block is not None:
            self.on_change(self._block)

    def on_change(self, block: BlockRow) -> None:
        """Ask about a block and keep the answers."""
        asked = self._asked(say("Change block"), block)
        if asked is None:
            return
        title, minutes, place, details = asked
        day, track = place or (block.day, block.track)
        self._desk.do_about(
            say("Change block"),
            block.title,
            services.amend_block,
            block.id,
            title=title,
            minutes=minutes,
            day=day,
            track=track,
            **details,
        )

    def on_move(self, steps: int) -> None:
        """Move the selected block up or down."""
        if self._block is not None:
            self._desk.do_about(
                say("Move block"), self._block.title, services.move_block, self._block.id, steps
            )

    def on_remove(self) -> None:
        """Take the selected block out."""
        if self._block is not None:
            self._desk.do_about(
                say("Remove block"), self._block.title, services.remove_block, self._block.id
            )

    def _asked(self, title: str, block: BlockRow | None) -> Asked | None:
        try:
            return ask_block(self, title, block, self._block)
        except WorkshopError as error:
            self._desk.refused.emit(str(error))
            return None

    def _words(self, block: BlockRow) -> str:
        times = say(
            "{start} to {end}, {minutes} minutes",
            start=rules.clock_time(block.starts),
            end=rules.clock_time(block.ends),
            minutes=block.minutes,
        )
        named = attributions()[block.attribution] if block.attribution else ""
        who = say("May be named: {who}", who=named) if named else ""
        parts = (block.purpose, block.lead, block.materials, who)
        return "\n".join([times, *(part for part in parts if part)])

    def _seam(self, block: BlockRow, seam: Seam) -> str:
        words = (
            noop("{minutes} min free before {time} {title}")
            if seam.minutes > 0
            else noop("{minutes} min too much before {time} {title}")
        )
        time = rules.clock_time(block.starts)
        return say(words, minutes=abs(seam.minutes), time=time, title=block.title)
