"""The filled cells of one row of a sign-up list, by the fields of their columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from upstream_workshop.letters import one_line
from upstream_workshop.readers.signup import texts

RowCells: TypeAlias = Mapping[str, Sequence[tuple[str, str]]]  # titles and cells by field


def one_cell(given: RowCells, field: str) -> str:
    """Return the first cell of a field on one line, or a blank."""
    return one_line(" ".join(cell for _, cell in given.get(field, ())[:1]))


def parts_of_cells(given: RowCells, field: str) -> tuple[str, ...]:
    """Return the parts of all cells of a field, each once."""
    found = (part for _, cell in given.get(field, ()) for part in texts.parts_of(cell))
    return tuple(dict.fromkeys(found))
