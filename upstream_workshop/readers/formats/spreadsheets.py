"""How much of a table we are willing to read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, TypeAlias

from resources.words import say
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
                say(
                    "{name} has more than {rows:,} rows (line {line}): split it into several files.",
                    name=name,
                    rows=self.rows,
                    line=line,
                )
            )
        if len(cells) > self.columns:
            raise self.too_wide(name, line)
        if any(len(cell) > self.characters for cell in cells):
            raise WorkshopError(
                say(
                    "{name}, line {line}: a cell has more than {characters:,} characters; "
                    "shorten it, or check for a quotation mark that is never closed.",
                    name=name,
                    line=line,
                    characters=self.characters,
                )
            )

    def too_wide(self, name: str, line: int) -> WorkshopError:
        """The refusal of a row with more columns than we take."""
        return WorkshopError(
            say(
                "{name}, line {line}: something stands beyond column {columns}; "
                "delete the columns you do not need.",
                name=name,
                line=line,
                columns=self.columns,
            )
        )


LARGEST_TEXT: Final = 20_000_000  # characters in all: a short text can stand in a million cells
MOST_CELLS: Final = (
    150_000  # after so many no further sheet is begun: they take three seconds to read
)
SHEET: Final = Limits(rows=2_000, columns=1_050, characters=20_000)
TEXT: Final = Limits(
    rows=10_000, columns=1_050, characters=20_000
)  # votes come one column per option, of which there are 1,000 at most
