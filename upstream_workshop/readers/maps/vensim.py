"""Models of Vensim (.mdl): the sketch, whose variables are factors and whose arrows are links."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from upstream_workshop.readers.maps.map_parts import MapFactor, MapLink, MapPart, coordinate, drawn
from upstream_workshop.readers.maps.signs import sign_or_word
from upstream_workshop.readers.reading import Reading

MARK: Final = "\\\\\\---///"  # where the sketch begins
_ARROW, _VARIABLE, _VALVE, _COMMENT = "1", "10", "11", "12"
_SIGNS: Final = {"0": "", "43": "+", "45": "-", "83": "S", "115": "S", "79": "O", "111": "O"}


def read_vensim(name: str, text: str) -> Reading[MapPart]:
    """Return the variables and arrows; equations and comments are named as unmapped."""
    equations, _, sketch = text.partition(MARK)
    lines = sketch.split("///---\\\\\\")[0].splitlines()
    rows = [row for row in csv.reader(lines) if len(row) >= 4]
    left = ["equations"] if "=" in equations else []
    left += ["comments"] if any(row[0] == _COMMENT and row[2] != "0" for row in rows) else []
    clouds = {row[1] for row in rows if row[0] == _COMMENT}
    at_clouds = any(row[0] == _ARROW and clouds & {row[2], row[3]} for row in rows)
    left += ["arrows at clouds"] if at_clouds else []
    return drawn(name, _parts(rows, clouds), left)


def _parts(rows: list[list[str]], clouds: set[str]) -> Iterator[MapPart]:
    variables: dict[str, str] = {}
    ends: dict[
        str, str
    ] = {}  # a valve or a cloud, or a variable shown again, by what it stands for
    for line, row in enumerate(rows, 1):
        if row[0] == _VARIABLE and len(row) >= 5:
            label = " ".join(row[2].replace("\\n", " ").strip('"').split())
            key = label.casefold()
            ends[row[1]] = variables.setdefault(key, row[1])
            if ends[row[1]] == row[1]:
                yield MapFactor(line, row[1], label, coordinate(row[3]), coordinate(row[4]))
    for row, after in pairwise(rows):
        if row[0] == _VALVE and after[0] == _VARIABLE:
            ends[row[1]] = ends.get(after[1], "")  # the flow that the valve belongs to
    for line, row in enumerate(rows, 1):
        if row[0] == _ARROW and len(row) >= 7 and not clouds & {row[2], row[3]}:
            sign, word = sign_or_word(_SIGNS.get(row[6], row[6]))
            delay = len(row) > 9 and row[9].isdigit() and bool(int(row[9]) & 128)
            yield MapLink(
                line, ends.get(row[2], row[2]), ends.get(row[3], row[3]), sign, word, delay
            )
