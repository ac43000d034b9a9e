"""Models of Vensim (.mdl): the sketch, whose variables are factors and whose arrows are links.

The lines of a sketch are described at https://www.vensim.com/documentation/24305.html. The field of
an arrow that tells its delay mark has no documented values, and 64, 128 and 192 all stand on arrows
without a mark in models of different versions. So an arrow unlike most others of its model is asked
about.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

from resources.words import say
from upstream_workshop.letters import one_line
from upstream_workshop.readers.maps.map_parts import (
    MapFactor,
    MapLink,
    MapPart,
    MapText,
    drawn,
    named,
    number_of,
)
from upstream_workshop.readers.maps.signs import sign_or_word
from upstream_workshop.readers.reading import Reading

MARK: Final = "\\\\\\---///"  # where the sketch of a view begins
_END: Final = "///---\\\\\\"
_ARROW, _VARIABLE, _VALVE, _COMMENT = "1", "10", "11", "12"
_CLOUD: Final = "48"
_PIPE: Final = 20  # thickness from which an arrow is the pipe of a flow
_TEXT_BELOW: Final = 4  # bit of a comment whose text is the next line
_APART: Final = 200  # points between two views
_ROOM: Final = (
    1.5  # its words have no boxes around them, and lie nearer to each other than ours can
)
_SIGNS: Final = {"0": "", "115": "S", "111": "O"}


def read_vensim(name: str, text: str) -> Reading[MapPart]:
    """Return the variables, arrows and comments of all views, one below the other."""
    equations, *views = text.partition(_END)[0].split(MARK)
    left = ["equations"] if "=" in equations else []
    sketch = _Sketch(line=equations.count("\n"))
    for view in views:
        sketch.read(view)
    left += ["arrows at clouds"] if sketch.at_clouds else []
    return drawn(name, sketch.parts(), left)


@dataclass(slots=True)
class _Sketch:
    """The views of a model, in which ids begin anew; a variable is one by its name."""

    factors: dict[str, MapFactor] = field(default_factory=dict)
    arrows: list[tuple[MapLink, str]] = field(default_factory=list)  # with their types
    texts: list[MapText] = field(default_factory=list)
    at_clouds: bool = False
    line: int = 0
    below: float = 0  # where the next view begins

    def read(self, view: str) -> None:
        """Add what one view shows."""
        rows = [_cells(line) for line in view.splitlines()]
        lines = {id(row): self.line + at for at, row in enumerate(rows, 1)}
        self.line += len(rows)
        top = self.below
        known = [row for row in rows if len(row) >= 5 and row[1].isdecimal()]
        ends = self._variables(known, lines, top)
        for row, after in pairwise(rows):
            if row[0] == _VALVE and after[0] == _VARIABLE and len(row) > 1 and len(after) > 1:
                ends[row[1]] = ends.get(after[1], "")  # the flow that the valve belongs to
            self._comment(row, after, lines[id(row)], top)
        clouds = {row[1] for row in known if row[0] == _COMMENT and row[2] == _CLOUD}
        for row in known:
            if row[0] == _ARROW and len(row) >= 7:
                self._arrow(row, lines[id(row)], ends, clouds)
        self.below += _APART

    def _variables(
        self, rows: list[list[str]], lines: dict[int, int], top: float
    ) -> dict[str, str]:
        """Add the variables; return their keys by their ids in the view."""
        ends: dict[str, str] = {}
        for row in rows:
            if row[0] != _VARIABLE:
                continue
            label = one_line(row[2].replace("\\n", " "))
            key = ends[row[1]] = label.casefold().strip("<>")  # <name> shows a variable again
            x, y = _place(row, top)
            self.below = max(self.below, y or 0)
            there = self.factors.get(key)
            if there is None or (there.label.startswith("<") and not label.startswith("<")):
                self.factors[key] = MapFactor(lines[id(row)], key, label, x, y, carried=named(key))
        return ends

    def _comment(self, row: list[str], after: list[str], line: int, top: float) -> None:
        if row[0] == _COMMENT and len(row) > 8 and _is_set(row[8], _TEXT_BELOW):
            x, y = _place(row, top)
            text = ",".join(after).replace("\\n", "\n")
            self.texts.append(MapText(line, text, x or 0, y or 0))

    def _arrow(self, row: list[str], line: int, ends: dict[str, str], clouds: set[str]) -> None:
        if clouds & {row[2], row[3]}:
            self.at_clouds = True
            return
        sign, word = sign_or_word(_SIGNS.get(row[6], _letter(row[6])))
        pipe = len(row) > 7 and (number_of(row[7]) or 0) >= _PIPE
        source, target = ends.get(row[2], row[2]), ends.get(row[3], row[3])
        kind = "" if pipe or len(row) < 10 else row[9].strip()[:20]
        self.arrows.append((MapLink(line, source, target, sign, word), kind))

    def parts(self) -> Iterator[MapPart]:
        """Yield all parts; an arrow of another type than most has it as a mark to be asked about."""
        for factor in self.factors.values():
            shadow = factor.label.startswith("<") and factor.label.endswith(">")
            yield replace(factor, label=factor.label.strip("<>")) if shadow else factor
        yield from self.texts
        kinds = Counter(kind for _, kind in self.arrows if kind)
        usual = kinds.most_common(1)[0][0] if kinds else ""
        for link, kind in self.arrows:
            marked = kind not in ("", "0", usual)
            mark = say("arrow of type {kind}", kind=kind) if marked else ""
            yield replace(link, mark=mark)


def _place(row: list[str], top: float) -> tuple[float | None, float | None]:
    """Return the place of what a line shows, in points; top: where its view begins."""
    x, y = (number_of(cell) for cell in row[3:5])
    return None if x is None else x * _ROOM, None if y is None else y * _ROOM + top


def _is_set(cell: str, bit: int) -> bool:
    """Check whether a cell of bits has one."""
    return bool(int(number_of(cell) or 0) & bit)


def _cells(line: str) -> list[str]:
    """Return the cells of a line, of which quotation marks hold commas; [""] for one that is none."""
    try:
        plain = line.replace("\0", "").replace('\\"', '""')  # a quotation mark in a name
        return next(csv.reader([plain]), [""]) or [""]
    except csv.Error:
        return [""]


def _letter(code: str) -> str:
    """Return the letter that is drawn as a polarity, by its code."""
    known = code.isascii() and code.isdigit() and len(code) < 4 and 32 < int(code) < 127
    return chr(int(code)) if known else code
