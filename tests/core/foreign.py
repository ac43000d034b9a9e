"""An example of every kind of foreign file, which each room gives in its `foreign_files.py`.

Tests of all imports take theirs from here, so that a new kind is tried by them once its room declares
it in `room.py` and gives an example.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from upstream_workshop import rooms

Rows: TypeAlias = Mapping[str, Any]  # the rows of every table, as `dump` gives them
NAMES = ("Siân Prys", "Sian Pryse", "Ade Okafor", "Nadia Farouk", "Nadia Faruk", "Gwenllïan", "")
WORDS = ("Trust", "Reframing risk", "Y gymuned", "", "0", "-1", "x" * 700)


@dataclass(frozen=True)
class ForeignFile:
    """Files of one kind.

    cells: by column, what may stand in it; none if it is no table. "Theme A", "Option A" and
        "Form A" stand for a title that the session knows; the first cells together are new to a session
        with something in every room.
    gained: the table whose rows are counted; or a function that counts what the rows after have more.
    furnished: a file of which a session with something in every room takes some as new, and refuses
        some; {theme}, {option}, {first} and {second} are a title, an option and two people
        of it, {question} and {promise} references of an indicator and a commitment.
    sample: a file of which something is new to the sample, and as much is refused; {promise} is the
        reference of a commitment on a form.
    new, refused: how many that are.
    counts: whether a row of the preview is one of those counted.
    """

    cells: Mapping[str, tuple[str, ...]]
    gained: str | Callable[[Rows, Rows], int]
    furnished: str | bytes
    sample: str | bytes
    new: int = 2
    refused: int = 1
    counts: Callable[[Any], bool] = lambda _row: True

    def of_sample(self, promise: str = "") -> bytes:
        """Return the content of the file for the sample."""
        if isinstance(self.sample, bytes):
            return self.sample
        return self.sample.replace("{promise}", promise).encode()

    def of_furnished(self, **titles: str) -> bytes:
        """Return the content of the file for a session with something in every room."""
        if isinstance(self.furnished, bytes):
            return self.furnished
        return self.furnished.format(**titles).encode()

    def gain(self, before: Rows, after: Rows) -> int:
        """Return how many rows there are more."""
        if isinstance(self.gained, str):
            return len(after[self.gained]) - len(before[self.gained])
        return self.gained(before, after)


def files() -> dict[str, ForeignFile]:
    """Return an example by kind, from all rooms that give any; which are missing, a test says."""
    found: dict[str, ForeignFile] = {}
    for room in rooms.every():
        name = f"tests.core.{room.key}.foreign_files"
        if importlib.util.find_spec(name):
            found |= importlib.import_module(name).FILES
    return found
