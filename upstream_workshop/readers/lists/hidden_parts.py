"""What of a list is hidden in its sheet: rows and columns, which are taken if that is answered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from resources.words import count, say
from upstream_workshop.readers.formats.workbooks import Row
from upstream_workshop.readers.lists.sections import Section
from upstream_workshop.readers.reading import Question, Refusal

TAKE: Final = "take"
LEAVE: Final = "leave"
_HIDDEN_ROWS: Final = "hidden rows"
_HIDDEN_COLUMNS: Final = "hidden columns"


@dataclass(frozen=True, slots=True)
class Hidden:
    """What of a list is hidden in its sheet.

    rows: the hidden rows.
    columns: the numbers of the hidden columns that have anything in them, from 1.
    """

    one: Section
    rows: tuple[Row, ...]
    columns: tuple[int, ...]

    @classmethod
    def of(cls, one: Section) -> Hidden:
        """Find what is hidden of a list."""
        lines = set(one.sheet.hidden_rows)
        return cls(
            one,
            tuple(row for row in one.rows if row.line in lines),
            tuple(at for at in one.sheet.hidden_columns if _title(one.rows, at)),
        )

    def questions(self) -> Iterator[Question]:
        """Ask whether what is hidden is taken; by default it is left out."""
        choices = ((LEAVE, say("Leave out")), (TAKE, say("Take")))
        if self.rows:
            yield Question(_key(_HIDDEN_ROWS, self.one), self._about_rows(), choices, LEAVE)
        if self.columns:
            yield Question(_key(_HIDDEN_COLUMNS, self.one), self._about_columns(), choices, LEAVE)

    def refused(self, answers: Mapping[str, str]) -> Iterator[Refusal]:
        """Refuse the hidden rows, unless they are taken by the answers."""
        if answers.get(_key(_HIDDEN_ROWS, self.one), LEAVE) == LEAVE:
            for row in self.rows:
                yield Refusal(row.line, say("this row is hidden in the sheet"))

    def shown(self, row: Row, answers: Mapping[str, str]) -> Row:
        """Return a row without the hidden columns, unless they are taken by the answers."""
        if not self.columns or answers.get(_key(_HIDDEN_COLUMNS, self.one), LEAVE) != LEAVE:
            return row
        cells = (cell for at, cell in enumerate(row.cells, 1) if at not in self.columns)
        return Row(row.line, tuple(cells))

    def _about_rows(self) -> str:
        return count(
            len(self.rows),
            "{n} row of “{title}” hidden or filtered out (line {lines})?",
            "{n:,} rows of “{title}” hidden or filtered out (line {lines})?",
            title=self.one.title,
            lines=_listed([str(row.line) for row in self.rows]),
        )

    def _about_columns(self) -> str:
        return count(
            len(self.columns),
            "{n} column of “{title}” hidden ({titles})?",
            "{n:,} columns of “{title}” hidden ({titles})?",
            title=self.one.title,
            titles=_listed([f"“{_title(self.one.rows, at)}”" for at in self.columns]),
        )


def _key(about: str, one: Section) -> str:
    return f"{about} {one.key.removeprefix('list ')}"


def _title(rows: Sequence[Row], column: int) -> str:
    """The first thing in a column."""
    cells = (row.cells[column - 1] for row in rows if len(row.cells) >= column)
    return next(filter(None, cells), "")[:40]


def _listed(words: Sequence[str]) -> str:
    shown = ", ".join(words[:8])
    return say("{listed} and {n} more", listed=shown, n=len(words) - 8) if len(words) > 8 else shown
