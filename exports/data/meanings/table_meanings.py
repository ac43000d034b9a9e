"""The declaration of what a table and its columns mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from resources.words import noop, say

OTHERS: Final = ""  # in place of a heading: each column that is not named


class CellType(StrEnum):
    """What the cells of a column hold; a blank cell is always possible."""

    TEXT = "text"
    LINES = "lines"
    NUMBER = "number"
    DECIMAL = "decimal"
    DAY = "day"
    TIME = "time"
    MOMENT = "moment"
    YES = "yes"

    @property
    def words(self) -> str:
        """The type in words."""
        return say(_TYPES[self])


_TYPES: Final[Mapping[CellType, str]] = {
    CellType.TEXT: noop("text"),
    CellType.LINES: noop("several texts, one on each line of the cell"),
    CellType.NUMBER: noop("whole number"),
    CellType.DECIMAL: noop("number, with a point before its fraction"),
    CellType.DAY: noop("date, such as 2026-11-29"),
    CellType.TIME: noop("time of day, such as 09:05"),
    CellType.MOMENT: noop("date and time, such as 2026-11-29T09:05"),
    CellType.YES: noop("yes, or blank for no"),
}


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds.

    meaning, unit: marked by `noop`; a blank unit for what is not measured.
    allowed: all words that its cells can hold; empty where any can stand there.
    """

    meaning: str
    type: CellType = CellType.TEXT
    unit: str = ""
    allowed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TableMeaning:
    """What a table holds.

    files: its path below `data/`; with an asterisk where there is one file for each of several things.
    rows: what one row is, and what is left out; marked by `noop`.
    columns: what each column holds, by its heading.
    """

    files: str
    rows: str
    columns: Mapping[str, Column]

    @property
    def path(self) -> str:
        """Its path in an archive."""
        return f"data/{self.files}"

    def column(self, heading: str) -> Column:
        """Return what a column holds. Raises KeyError if the table has no such column."""
        return self.columns[heading if heading in self.columns else OTHERS]
