"""A mark of its own in every cell of a session that takes words, and where such marks are found again."""

from __future__ import annotations

import re
from typing import NamedTuple

from sqlalchemy import Column, Text, select, update
from sqlalchemy.orm import Session

from upstream_workshop import rooms
from upstream_workshop.privacy import Privacy
from upstream_workshop.storage.base import Base
from upstream_workshop.storage.values import value_of

MARK = re.compile(r"q(\d+)x(\d+)q")
COLUMNS = [
    column
    for table in Base.metadata.sorted_tables
    for column in table.columns
    if table.name not in rooms.FILE.tables
    if isinstance(getattr(column.type, "impl", column.type), Text)
    if not value_of(column).words
]


class Cell(NamedTuple):
    """One cell that was marked."""

    table: str
    column: str
    row: int

    @property
    def privacy(self) -> Privacy:
        said = rooms.column(Base.metadata.tables[self.table].c[self.column])
        assert said is not None
        return said.privacy


def mark(session: Session) -> None:
    """Put a mark of its own in every cell that takes words."""
    for number, column in enumerate(COLUMNS):
        for (row,) in session.execute(select(column.table.c.id)).all():
            changed = update(column.table).where(column.table.c.id == row)
            session.execute(changed.values({column: f"q{number}x{row}q"}))


def marked(text: str) -> set[Cell]:
    """The cells whose marks stand in a text."""
    found = set()
    for number, row in MARK.findall(text):
        column: Column[str] = COLUMNS[int(number)]
        found.add(Cell(column.table.name, column.name, int(row)))
    return found
