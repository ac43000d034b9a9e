"""An example of every kind of foreign file, which each room gives in its `foreign_files.py`.

Tests of all imports take theirs from here, so that a new kind is tried by them once its room declares
it in `room.py` and gives an example.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from upstream_workshop import rooms

Rows: TypeAlias = Mapping[str, Any]  # the rows of every table, as `dump` gives them
NAMES = ("Siân Prys", "Sian Pryse", "Ade Okafor", "Nadia Farouk", "Nadia Faruk", "Gwenllïan", "")
WORDS = ("Trust", "Reframing risk", "Y gymuned", "", "0", "-1", "x" * 700)


@dataclass(frozen=True)
class ForeignFile:
    """Files of one kind.

    sample: one of which something is new to the sample.
    furnished: one of which a session with something in every room takes two lines as new, and refuses
        one; {theme}, {option}, {first} and {second} are a title, an option and two people of it. Blank
        where a file has no lines.
    cells: of a table, by column, what may stand in it. "Theme A" and "Option A" stand for a title that
        the session knows; the first cells together are new to a session with something in every room.
    gained: the table whose rows are counted; or a function that counts what the rows after have more.
    suffix: how its name ends.
    counts: whether a row of the preview is one of those counted.
    """

    sample: str | bytes
    furnished: str | bytes = ""
    cells: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    gained: str | Callable[[Rows, Rows], int] = ""
    suffix: str = ".csv"
    counts: Callable[[Any], bool] = lambda _row: True

    def write(self, path: Path, content: str | bytes) -> Path:
        """Write an example to a path without a suffix, and return its path."""
        path = path.with_name(path.name + self.suffix)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def gain(self, before: Rows, after: Rows) -> int:
        """Return how many rows there are more."""
        if isinstance(self.gained, str):
            return len(after[self.gained]) - len(before[self.gained])
        return self.gained(before, after)


def files() -> dict[str, ForeignFile]:
    """Return an example by kind, from all rooms that import any."""
    found: dict[str, ForeignFile] = {}
    for room in rooms.ROOMS:
        if room.imports:
            found |= importlib.import_module(f"tests.core.{room.key}.foreign_files").FILES
    return found
