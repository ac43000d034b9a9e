"""What stands beside the marks of a ballot paper in a table: its number, its voter, how often it counts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from resources.words import say
from upstream_workshop.letters import loosened
from upstream_workshop.readers.formats.tables import Row, Table
from upstream_workshop.readers.reading import Refusal
from upstream_workshop.readers.voting.papers import Marks, PaperEntry, whole_number

_NOBODY: Final = frozenset(("anonymous",))  # what Microsoft Forms fills its own columns with
_NOT_SPOILT: Final = frozenset(("", "no", "0", "n", "false", "ok", "counted"))
_SPOILT_ALONE: Final = frozenset(("yes", "x", "1", "y", "true", "✓", "✔"))
_HEAVIEST: Final = 1_000
_SUMMED: Final = re.compile(
    r"^((grand|sub|overall) ?)?(totals?|sums?|averages?|means?|medians?|counts?|cyfanswm)"
    r"( (scores?|points|dots|votes|marks|papers)| of (all|scores|points|dots|votes|marks|papers))?$"
)
_NAMES: Final = ("voter", "first name", "last name", "e-mail")


@dataclass(frozen=True, slots=True)
class Head:
    """What stands beside the marks of a paper.

    times: how many papers it stands for.
    """

    line: int
    number: str
    voter: str = ""
    email: str = ""
    spoilt: str = ""
    times: int = 1

    def papers(self, marks: Marks) -> Iterator[PaperEntry]:
        """Yield the papers with these marks, as many as it stands for; the number tells them apart."""
        for each in range(1, self.times + 1):
            number = self.number if self.times == 1 else f"{self.number} ({each})"
            yield PaperEntry(self.line, number, marks, self.voter, self.email, self.spoilt)


class Heads:
    """The columns of a table that stand beside the marks.

    mapping: column title to field.
    marked: the fields of the columns that hold marks or options.
    """

    def __init__(self, table: Table, mapping: Mapping[str, str], marked: Iterable[str]) -> None:
        fields = [mapping.get(title, "") for title in table.header]
        self._beside = [at for at, field in enumerate(fields) if field not in set(marked)]
        self._at: defaultdict[str, list[int]] = defaultdict(list)
        for at, field in enumerate(fields):
            self._at[field].append(at)
        self._named = bool(set(_NAMES).intersection(fields))

    def of(self, row: Row, place: int) -> Head | Refusal:
        """Return the head of a row, or why it is no paper.

        place: which of the papers it is, which numbers those without a number and a voter.
        """
        if any(_SUMMED.match(loosened(row.cells[at])) for at in self._beside):
            return Refusal(row.line, say("it adds up other lines, and is no paper"))
        parts = (self._first(row, "first name"), self._first(row, "last name"))
        who = self._first(row, "voter") or " ".join(filter(None, parts))
        email = self._first(row, "e-mail")
        voter = "" if who.isdecimal() else who  # a number names nobody
        if "paper" in self._at:
            number, missing = self._first(row, "paper"), say("it has no paper number")
        else:
            number, missing = who or email, say("there is no name on this line")
            number = number or ("" if self._named else str(place))
        if not number:
            return Refusal(row.line, missing)
        weight = self._first(row, "weight") or "1"
        times = whole_number(weight.removesuffix(".0")) or 0
        if not 0 < times <= (1 if voter or email else _HEAVIEST):
            return Refusal(row.line, _overweight(weight, bool(voter or email)))
        return Head(row.line, number, voter, email, _spoilt(self._first(row, "spoilt")), times)

    def _first(self, row: Row, field: str) -> str:
        """Return what stands first in the columns of a field."""
        cells = (row.cells[at].strip() for at in self._at.get(field, ()))
        return next((cell for cell in cells if cell and cell.casefold() not in _NOBODY), "")


def entries_of(
    rows: Sequence[Row], heads: Heads, marks: Mapping[int, Marks | str]
) -> tuple[list[PaperEntry], list[Refusal]]:
    """Return the papers of the rows, and those refused.

    marks: of each row by its line, or why they cannot be taken.
    """
    entries, refused = list[PaperEntry](), list[Refusal]()
    for place, row in enumerate(rows, 1):
        head, own = heads.of(row, place), marks[row.line]
        if isinstance(head, Refusal):
            refused.append(head)
        elif isinstance(own, str):
            refused.append(Refusal(row.line, own))
        else:
            entries += head.papers(own)
    return entries, refused


def _overweight(weight: str, named: bool) -> str:
    if named:
        return say("its weight is {weight}, and a person has one paper", weight=weight[:40])
    return say(
        "its weight “{weight}” is no whole number from 1 to {most:,}",
        weight=weight[:40],
        most=_HEAVIEST,
    )


def _spoilt(cell: str) -> str:
    """Return why a paper is spoilt, by what stands in a column for it; blank if it is not."""
    plain = cell.casefold()
    if plain in _NOT_SPOILT:
        return ""
    return say("spoilt, as its file says") if plain in _SPOILT_ALONE else cell
