"""Patterns in findings: who says what, who does not, what is said together, and when it was first said.

A finding counts once for each of its codes, and for each code above them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeAlias, TypeVar

from upstream_workshop.evidence.codebook.queries import CodeRow
from upstream_workshop.evidence.queries import FindingRow, VisitRow
from upstream_workshop.people.rules import folded

Key: TypeAlias = int | str
_K = TypeVar("_K")


@dataclass(frozen=True, slots=True)
class Axis:
    """The rows or the columns of a matrix.

    headings: the label of each row or column by its key, in order.
    keys_of: returns the keys of the rows or columns that a finding counts in.
    """

    headings: Mapping[Key, str]
    keys_of: Callable[[FindingRow], Collection[Key]]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Findings by two things that are known of each.

    rows, columns: the labels by key, in order.
    cells: the findings of each cell that has any, by the keys of row and column.
    of_row, of_column: the findings of each whole row and column that has any.
    """

    rows: Mapping[Key, str]
    columns: Mapping[Key, str]
    cells: Mapping[tuple[Key, Key], tuple[FindingRow, ...]]
    of_row: Mapping[Key, tuple[FindingRow, ...]]
    of_column: Mapping[Key, tuple[FindingRow, ...]]

    def count(self, row: Key, column: Key) -> int:
        """Return the number of findings in a cell."""
        return len(self.cells.get((row, column), ()))

    def total(self, row: Key) -> int:
        """Return the number of findings of a row, each once."""
        return len(self.of_row.get(row, ()))


def by_code(codes: Iterable[CodeRow], flat: bool = False) -> Axis:
    """Return an axis with these codes.

    flat: whether a finding counts only for its own codes, and not for those above them.
    """
    rows = tuple(codes)
    parents = {row.id: None if flat else row.parent_id for row in rows}
    above = {id_: _upwards(id_, parents) for id_ in parents}

    def keys_of(finding: FindingRow) -> Collection[Key]:
        if len(finding.codes) == 1:
            return above.get(finding.codes[0], ())
        return dict.fromkeys(key for code in finding.codes for key in above.get(code, ()))

    return Axis({row.id: row.path for row in rows}, keys_of)


def by_organisation(organisations: Iterable[tuple[int, str]]) -> Axis:
    """Return an axis with these organisations, given as pairs of an id and a name."""
    names: dict[Key, str] = dict(organisations)

    def keys_of(finding: FindingRow) -> Collection[Key]:
        home = finding.organisation_id
        return (home,) if home in names and home is not None else ()

    return Axis(names, keys_of)


def by_kind(kinds: Iterable[str]) -> Axis:
    """Return an axis with these kinds; their keys ignore case and accents. A blank one is no kind."""
    names: dict[Key, str] = {folded(kind): kind for kind in kinds}
    return Axis(
        names, lambda finding: (key,) if (key := folded(finding.kind_name)) in names else ()
    )


def matrix(findings: Iterable[FindingRow], rows: Axis, columns: Axis) -> Matrix:
    """Return the findings by row and column."""
    cells: defaultdict[tuple[Key, Key], list[FindingRow]] = defaultdict(list)
    of_row: defaultdict[Key, list[FindingRow]] = defaultdict(list)
    of_column: defaultdict[Key, list[FindingRow]] = defaultdict(list)
    for finding in findings:
        down, across = rows.keys_of(finding), columns.keys_of(finding)
        for row in down:
            of_row[row].append(finding)
            for column in across:
                cells[row, column].append(finding)
        for column in across:
            of_column[column].append(finding)
    return Matrix(
        rows.headings, columns.headings, _frozen(cells), _frozen(of_row), _frozen(of_column)
    )


@dataclass(frozen=True, slots=True)
class Shared:
    """How far a code is shared.

    code_id, path: the code.
    said_by, not_said_by: the names of the organisations, in order.
    findings: the number of its findings, those of no organisation too.
    """

    code_id: int
    path: str
    said_by: tuple[str, ...]
    not_said_by: tuple[str, ...]
    findings: int


def shared(found: Matrix, at_least: int = 1) -> tuple[Shared, ...]:
    """Return the codes that at least so many organisations speak of, the most shared first.

    found: the matrix of codes by organisations.
    """
    said = []
    for code, path in found.rows.items():
        by = tuple(name for home, name in found.columns.items() if found.count(code, home))
        rest = tuple(name for home, name in found.columns.items() if not found.count(code, home))
        if len(by) >= at_least:
            said.append(Shared(int(code), path, by, rest, found.total(code)))
    return tuple(sorted(said, key=lambda one: (-len(one.said_by), -one.findings)))


@dataclass(frozen=True, slots=True)
class Together:
    """Two codes that are said together: their ids, the number of findings, and of organisations."""

    first_id: int
    second_id: int
    findings: int
    organisations: int


def together(findings: Iterable[FindingRow]) -> tuple[Together, ...]:
    """Return each pair of codes that a finding has both of, the most frequent first."""
    pairs: defaultdict[tuple[int, int], list[int | None]] = defaultdict(list)
    for finding in findings:
        for pair in combinations(sorted(finding.codes), 2):
            pairs[pair].append(finding.organisation_id)
    found = (Together(*pair, len(homes), len({*homes} - {None})) for pair, homes in pairs.items())
    return tuple(
        sorted(
            found, key=lambda one: (-one.findings, -one.organisations, one.first_id, one.second_id)
        )
    )


@dataclass(frozen=True, slots=True)
class Novelty:
    """What one visit added: how many of its codes were new, and how many are known after it."""

    visit: VisitRow
    new: int
    known: int


def saturation(findings: Iterable[FindingRow], visits: Sequence[VisitRow]) -> tuple[Novelty, ...]:
    """Return how many codes each visit was the first to bring, in the order of the visits."""
    of_visit: defaultdict[int | None, set[int]] = defaultdict(set)
    for finding in findings:
        of_visit[finding.visit_id].update(finding.codes)
    known: set[int] = set()
    found = []
    for visit in visits:
        new = of_visit[visit.id] - known
        known |= new
        found.append(Novelty(visit, len(new), len(known)))
    return tuple(found)


def _upwards(id_: int, parents: Mapping[int, int | None]) -> tuple[int, ...]:
    """Return a code and those above it, as far as they are among the codes given."""
    at: int | None = id_
    found = []
    while at is not None and at in parents:
        found.append(at)
        at = parents[at]
    return tuple(found)


def _frozen(lists: Mapping[_K, list[FindingRow]]) -> dict[_K, tuple[FindingRow, ...]]:
    return {key: tuple(rows) for key, rows in lists.items()}
