"""How much of a table we are willing to read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, TypeAlias

from upstream_workshop.errors import WorkshopError

Cells: TypeAlias = tuple[int, list[str]]  # the line a row starts on, and its cells


@dataclass(frozen=True, slots=True)
class Limits:
    """The most rows below the header, columns, and characters in a cell."""

    rows: int
    columns: int
    characters: int

    def check(self, name: str, line: int, above: int, cells: tuple[str, ...]) -> None:
        """Refuse a row that is one too many (`above` came before it), too wide or too wordy."""
        if above > self.rows:
            raise WorkshopError(
                f"{name} has more than {self.rows:,} rows (line {line}): split it into several files."
            )
        if len(cells) > self.columns:
            raise self.too_wide(name, line)
        if any(len(cell) > self.characters for cell in cells):
            raise WorkshopError(
                f"{name}, line {line}: a cell has more than {self.characters:,} characters; "
                "shorten it, or check for a quotation mark that is never closed."
            )

    def too_wide(self, name: str, line: int) -> WorkshopError:
        """The refusal of a row with more columns than we take."""
        return WorkshopError(
            f"{name}, line {line}: something stands beyond column {self.columns}; "
            "delete the columns you do not need."
        )


LARGEST_TEXT: Final = 20_000_000  # characters in all: a short text can stand in a million cells
MOST_CELLS: Final = (
    150_000  # after so many no further sheet is begun: they take three seconds to read
)
SHEET: Final = Limits(rows=2_000, columns=60, characters=20_000)
TEXT: Final = Limits(
    rows=10_000, columns=200, characters=20_000
)  # votes come one column per option
