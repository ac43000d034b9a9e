"""What is done to a plan while it is edited, each as one undoable step."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QGuiApplication

from resources.words import say
from ui.agenda.plan.lines import PlanLine
from ui.agenda.plan.plan_columns import PlanColumn
from ui.kit.desk import Desk
from upstream_workshop.agenda import services
from upstream_workshop.agenda.planning.block_fields import BlockFields
from upstream_workshop.agenda.planning.template_blocks import TemplateBlock
from upstream_workshop.agenda.rules import BlockRow
from upstream_workshop.errors import WorkshopError


class PlanActions(QObject):
    """Types, adds, moves, removes, copies and pastes blocks."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk

    def write(self, line: PlanLine, column: PlanColumn, text: str) -> tuple[int, ...] | None:
        """File what was typed in a cell; return the ids of the blocks written, None if it was refused."""
        block = line.block
        try:
            values = column.read(text, block)
        except WorkshopError as error:
            self._desk.refused.emit(str(error))
            return None
        if not values:
            return ()
        made = self._desk.do_about(
            say("Add block") if line.is_new else say("Change block"),
            values.get("title", block.title),
            services.write_blocks,
            [(None if line.is_new else block.id, values)],
            block.day,
            block.track,
        )
        return made if self._desk.kept else None

    def add(self, line: PlanLine) -> int | None:
        """Put a new block after that of a line; return its id."""
        return self._desk.do(
            say("Add block"),
            services.add_block,
            line.block.day,
            say("New block"),
            services.NEW_MINUTES,
            line.block.track,
            line.block.id or None,
        )

    def step(self, blocks: Sequence[BlockRow], chosen: Sequence[BlockRow], step: int) -> None:
        """Move blocks up (-) or down (+) past one other of their day and track.

        blocks: the plan; chosen: those to move, in order.
        """
        if not chosen:
            return
        place = chosen[0].day, chosen[0].track
        row = [block for block in blocks if (block.day, block.track) == place]
        ids = [block.id for block in chosen if (block.day, block.track) == place]
        places = [n for n, block in enumerate(row) if block.id in ids]
        beyond = places[0] - 1 if step < 0 else places[-1] + 1
        if not 0 <= beyond < len(row):
            words = (
                say("“{title}” is already the first of its day.", title=chosen[0].title)
                if step < 0
                else say("“{title}” is already the last of its day.", title=chosen[-1].title)
            )
            self._desk.refused.emit(words)
            return
        before = row[beyond] if step < 0 else row[beyond + 1] if beyond + 1 < len(row) else None
        self.move_to(ids, chosen[0].title, *place, before.id if before else None)

    def move_to(
        self, ids: Sequence[int], about: str, day: int, track: str, before_id: int | None
    ) -> None:
        """Put blocks before another, or at the end of a day and track.

        about: the title of the first one.
        """
        label = say("Move block") if len(ids) == 1 else say("Move blocks")
        self._desk.do_about(label, about, services.move_blocks, list(ids), day, track, before_id)

    def remove(self, chosen: Sequence[BlockRow]) -> None:
        """Take blocks out."""
        if chosen:
            label = say("Remove block") if len(chosen) == 1 else say("Remove blocks")
            ids = [block.id for block in chosen]
            self._desk.do_about(label, chosen[0].title, services.remove_blocks, ids)

    def copy(self, chosen: Sequence[BlockRow]) -> None:
        """Put blocks on the clipboard."""
        from ui.agenda.plan import (
            clipboard,  # reads and writes tables, for which no start should wait
        )

        if chosen:
            QGuiApplication.clipboard().setMimeData(clipboard.copied(chosen))

    def paste(
        self, carried: QMimeData, lines: Sequence[PlanLine], columns: Sequence[PlanColumn]
    ) -> tuple[int, ...]:
        """Paste whole blocks after the first of these lines, or cells over them; return the ids written.

        lines, columns: from the cell with the keys on.
        """
        from ui.agenda.plan import (
            clipboard,  # reads and writes tables, for which no start should wait
        )

        try:
            if blocks := clipboard.blocks_in(carried):
                return self._paste_blocks(blocks, lines[0].block)
            if grid := clipboard.grid_in(carried):
                return self._paste_cells(grid, lines, columns)
        except WorkshopError as error:
            self._desk.refused.emit(str(error))
        return ()

    def last(self, block: BlockRow, minutes: int) -> None:
        """Let a block last so many minutes; one that could shrink less than that shrinks with it."""
        values = BlockFields(minutes=minutes)
        if block.minimum is not None and block.minimum > minutes:
            values["minimum"] = minutes
        label = say("Change block")
        self._desk.do_about(label, block.title, services.amend_block, block.id, **values)

    def _paste_blocks(self, blocks: Sequence[TemplateBlock], after: BlockRow) -> tuple[int, ...]:
        made = self._desk.do_about(
            say("Paste blocks"),
            blocks[0].title,
            services.insert_blocks,
            blocks,
            after.day,
            after.track,
            after.id or None,
        )
        return made or ()

    def _paste_cells(
        self,
        grid: Sequence[Sequence[str]],
        lines: Sequence[PlanLine],
        columns: Sequence[PlanColumn],
    ) -> tuple[int, ...]:
        from ui.agenda.plan import (
            clipboard,  # reads and writes tables, for which no start should wait
        )

        place = lines[0].block
        written = clipboard.filled(grid, lines, columns)
        made = self._desk.do(
            say("Paste cells"), services.write_blocks, written, place.day, place.track
        )
        return made or ()
