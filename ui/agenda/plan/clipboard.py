"""Blocks and cells on their way through the clipboard: from this plan, from another, from a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import fields
from typing import Final

from PySide6.QtCore import QMimeData

from exports.data.agenda_files import block_cells
from resources.words import count, say
from ui.agenda.plan.lines import PlanLine
from ui.agenda.plan.plan_columns import PlanColumn
from upstream_workshop.agenda.planning.block_fields import BlockFields
from upstream_workshop.agenda.planning.template_blocks import Template, TemplateBlock, blocks_like
from upstream_workshop.agenda.planning.template_files import read_template, write_template
from upstream_workshop.agenda.rules import BlockRow, clock_time
from upstream_workshop.agenda.services import Written
from upstream_workshop.errors import WorkshopError
from upstream_workshop.readers.agendas.plans import MOST_BLOCKS, PlanEntry
from upstream_workshop.readers.agendas.programmes.agenda_tables import (
    FIELDS,
    guess_columns,
    read_agenda_table,
)
from upstream_workshop.readers.column_titles import titled
from upstream_workshop.readers.formats.delimited import copied_rows
from upstream_workshop.readers.formats.tables import Row, Table

PLAN: Final = "application/x-upstream-plan"  # a template, as text
_LARGEST: Final = 2_000_000  # letters
_TIMED: Final = frozenset({"start", "minutes"})


def copied(blocks: Sequence[BlockRow]) -> QMimeData:
    """Return blocks for the clipboard: as a template for other plans, as a table for spreadsheets."""
    carried = QMimeData()
    template = Template("", say("Copied blocks"), "", blocks_like(blocks))
    carried.setData(PLAN, write_template(template).encode())
    text = io.StringIO()
    rows = [[block_cells(block)[name] for name in FIELDS] for block in blocks]
    csv.writer(text, delimiter="\t", lineterminator="\n").writerows([FIELDS, *rows])
    carried.setText(text.getvalue())
    return carried


def blocks_in(carried: QMimeData) -> tuple[TemplateBlock, ...]:
    """Return the whole blocks that were copied, here or as a table with titles; none if it is no such.

    Raises WorkshopError naming the first line that is no block.
    """
    if carried.hasFormat(PLAN):
        text = bytes(carried.data(PLAN).data()).decode("utf-8", "replace")
        return read_template(_name(), "", text).blocks
    grid = grid_in(carried)
    header = tuple(grid[0]) if grid else ()
    known = set(guess_columns(Table("", titled(header), ())).values())
    if len(grid) < 2 or "title" not in known or not known & _TIMED:
        return ()
    width = max(len(row) for row in grid)
    rows = [Row(n, (*row, *[""] * (width - len(row)))) for n, row in enumerate(grid, start=1)]
    table = Table(_name(), titled((*header, *[""] * (width - len(header)))), tuple(rows[1:]))
    reading = read_agenda_table(table)
    for refusal in reading.refused:
        raise _refused(refusal.line, refusal.why)
    return tuple(_block(entry) for entry in reading.entries)


def grid_in(carried: QMimeData) -> list[list[str]]:
    """Return copied text as rows of cells. Raises WorkshopError for more than a plan can have."""
    text = carried.text()
    if len(text) > _LARGEST:
        raise WorkshopError(say("That is too much text for a plan: copy only its rows."))
    grid = copied_rows(text)
    while grid and not any(cell.strip() for cell in grid[-1]):
        grid.pop()
    if len(grid) > MOST_BLOCKS:
        raise WorkshopError(
            say(
                "{n:,} lines were copied and a plan has at most {most:,} blocks.",
                n=len(grid),
                most=MOST_BLOCKS,
            )
        )
    return grid


def filled(
    grid: Sequence[Sequence[str]], lines: Sequence[PlanLine], columns: Sequence[PlanColumn]
) -> list[Written]:
    """Return what cells say of the lines they are pasted over, and of new blocks once those are used up.

    lines: from the one with the keys on; those of other tracks are left alone.
    columns: from the one with the keys on.

    Raises WorkshopError naming the first line that says nothing.
    """
    track = lines[0].block.track
    there = [line for line in lines if line.block.track == track]
    blank = there[-1]
    written: list[Written] = []
    ended: int | None = None
    for number, cells in enumerate(grid, start=1):
        line = there[number - 1] if number <= len(there) else blank
        if len(cells) > len(columns):
            raise _refused(
                number,
                count(
                    len(columns),
                    "there are {cells} cells, and only {n} column from here on",
                    "there are {cells} cells, and only {n} columns from here on",
                    cells=len(cells),
                ),
            )
        said = _said(number, cells, line, columns)
        begins = said.get("locked_at")
        if begins is not None and begins == ended and "minutes" in said:
            said["locked_at"] = None
        ended = begins + said["minutes"] if begins is not None and "minutes" in said else None
        written.append((None if line.is_new else line.block.id, said))
    return written


def _said(
    number: int, cells: Sequence[str], line: PlanLine, columns: Sequence[PlanColumn]
) -> BlockFields:
    said = BlockFields()
    for text, column in zip(cells, columns, strict=False):
        if line.is_new and not text.strip():
            continue
        try:
            said.update(column.read(text, line.block))
        except WorkshopError as error:
            raise _refused(number, str(error).rstrip(".")) from None
    return said


def _block(entry: PlanEntry) -> TemplateBlock:
    same = {field.name for field in fields(PlanEntry)} & {f.name for f in fields(TemplateBlock)}
    at = clock_time(entry.starts) if entry.locked and entry.starts is not None else ""
    return TemplateBlock(at=at, room=entry.page, **{name: getattr(entry, name) for name in same})


def _name() -> str:
    return say("What was copied")


def _refused(line: int, why: str) -> WorkshopError:
    return WorkshopError(say("Line {line}: {why}. Nothing was pasted.", line=line, why=why))
