"""Ballot papers from pabulib (.pb): participatory budgets, with costs and votes."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from resources.words import count, say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.readers.reading import Refusal
from upstream_workshop.readers.voting.papers import (
    OURS,
    Marks,
    PaperEntry,
    PaperOption,
    PapersReading,
    check_papers,
    kept,
    lines_of,
    whole_number,
)

ENDING: Final = ".pb"
_SECTIONS: Final = ("META", "PROJECTS", "VOTES")
_METHODS: Final = {
    "approval": "approval",
    "choose-1": "approval",
    "ordinal": "ranked",
    "cumulative": "dots",
    "scoring": "score",
}
_MOST_MONEY: Final = 10**12
# what is taken of each section, and what is counted again
_TAKEN: Final[Mapping[str, frozenset[str]]] = {
    "META": frozenset(
        ("vote_type", "budget", "description", "max_points", "max_sum_points", "num_projects",
         "num_votes", "min_length", "max_length")
    ),
    "PROJECTS": frozenset(("project_id", "cost", "name")),
    "VOTES": frozenset(("voter_id", "vote", "points")),
}  # fmt: skip
_Row = tuple[int, dict[str, str]]


@dataclass
class _File:
    """The rows of each section, with what of the file is left out."""

    rows: dict[str, list[_Row]] = field(default_factory=dict)
    unmapped: dict[str, None] = field(default_factory=dict)

    def add(self, section: str, line: int, header: list[str], cells: list[str]) -> None:
        """Add a row; columns and sections that are not taken are noted where they hold something."""
        row = dict(zip(header, map(str.strip, cells), strict=False))
        self.rows.setdefault(section, []).append((line, row))
        known = _TAKEN.get(section)
        if known is None:
            self.unmapped[section] = None
        elif section != "META":
            filled = (name for name in header if name not in known and row.get(name))
            self.unmapped |= dict.fromkeys(f"{section}: {name}" for name in filled)
        if len(cells) > len(header):
            self.unmapped[say("{section}: cells without a title", section=section)] = None

    def meta(self) -> dict[str, str]:
        """Return what the first section says; what of it is not taken is noted."""
        found = {row.get("key", ""): row.get("value", "") for _, row in self.rows.get("META", [])}
        left = (
            key
            for key, value in found.items()
            if value and value != OURS and key not in _TAKEN["META"]
        )
        self.unmapped |= dict.fromkeys(f"META: {key}" for key in left)
        return found


def read_pabulib(path: Path) -> PapersReading:
    """Read an election: sections META, PROJECTS and VOTES, each with a header. Raises WorkshopError.

    Projects are told apart by their ids. Where every project costs 1 the budget is how many can win.
    """
    file = _sections(path)
    meta = file.meta()
    options = tuple(_options(file))
    kind = _kind(path, meta)
    votes = file.rows.get("VOTES", [])
    check_papers(path, len(votes), votes[-1][0] if votes else 0)
    lengths = tuple(whole_number(meta.get(name, "")) or 0 for name in ("min_length", "max_length"))
    entries, refused = _papers(votes, {option.key for option in options}, _METHODS[kind], lengths)
    budget = _money(meta.get("budget", ""))
    if budget is None:
        file.unmapped[say("META: budget (it is no whole number)")] = None
    reading = PapersReading(
        tuple(entries),
        tuple(refused),
        tuple(file.unmapped),
        method=_METHODS[kind],
        question=meta.get("description", ""),
        papers=whole_number(meta.get("num_votes", "")) or 0,
    )
    return kept(path, _with_places(_with_points(reading, meta, kind), options, budget or 0))


def _kind(path: Path, meta: Mapping[str, str]) -> str:
    """Return the type of the votes. Raises WorkshopError: when we do not count such votes."""
    kind = meta.get("vote_type", "approval").lower()
    if kind not in _METHODS:
        raise WorkshopError(
            say(
                "{path}: votes of type “{kind}” are none we count; {known} are.",
                path=path.name,
                kind=kind[:40],
                known=", ".join(_METHODS),
            )
        )
    return kind


def _with_points(reading: PapersReading, meta: Mapping[str, str], kind: str) -> PapersReading:
    """Return the reading with how many points a paper has, and how many of them one project may get."""
    dots, cap = (whole_number(meta.get(name, "")) or 0 for name in ("max_sum_points", "max_points"))
    return replace(reading, dots=dots, cap=cap, unlimited=kind == "scoring" and not cap)


def _with_places(
    reading: PapersReading, options: tuple[PaperOption, ...], budget: int
) -> PapersReading:
    """Return the reading with its options, and with what the winners may cost or how many can win.

    Where every project costs 1, the budget is how many can win, and nothing has a cost.
    """
    if not options or any(option.cost != 1 for option in options):
        return replace(reading, options=options, budget=budget)
    free = tuple(PaperOption(one.key, one.wording) for one in options)
    return replace(reading, options=free, seats=budget)


def _sections(path: Path) -> _File:
    file = _File()
    section, header = "", list[str]()
    for line, cells in enumerate(_cells(path), 1):
        title = cells[0].strip() if len(cells) == 1 else ""
        if title.upper() in _SECTIONS or (len(header) > 1 and title.isupper()):
            section, header = title.upper(), []
        elif not any(map(str.strip, cells)):
            continue
        elif not header:
            header = [cell.strip() for cell in cells]
        else:
            file.add(section, line, header, cells)
    return file


def _cells(path: Path) -> Iterator[list[str]]:
    rows = csv.reader(lines_of(path), delimiter=";")
    try:
        yield from rows
    except csv.Error as error:
        raise WorkshopError(
            say(
                "{path}, line {line_num}: a cell is far too long; check its quotation marks.",
                path=path.name,
                line_num=rows.line_num,
            )
        ) from error


def _options(file: _File) -> Iterator[PaperOption]:
    seen: set[str] = set()
    odd = 0
    for _line, row in file.rows.get("PROJECTS", []):
        key = row.get("project_id", "")
        if not key or key in seen:
            file.unmapped[say("PROJECTS: a project without an id, or with that of another")] = None
            continue
        seen.add(key)
        cost = _money(row.get("cost", ""))
        odd += cost is None
        yield PaperOption(key, row.get("name") or key, cost or 0)
    if odd:
        told = count(
            odd,
            "PROJECTS: the cost of {n} project (it is no whole number)",
            "PROJECTS: the costs of {n} projects (they are no whole numbers)",
        )
        file.unmapped[told] = None


def _money(text: str) -> int | None:
    """Return an amount in whole units, 0 for a blank; None for a fraction or what is no amount."""
    units, _, part = text.replace(",", ".").partition(".")
    if not text.strip():
        return 0
    if not units.strip().isdecimal() or part.strip("0") or len(units) > 13:
        return None
    return min(int(units), _MOST_MONEY)


def _papers(
    votes: list[_Row], known: set[str], method: str, lengths: tuple[int, ...]
) -> tuple[list[PaperEntry], list[Refusal]]:
    entries: list[PaperEntry] = []
    refused: list[Refusal] = []
    for place, (line, row) in enumerate(votes, 1):
        marks = _marks(row, known, method)
        if isinstance(marks, str):
            refused.append(Refusal(line, marks))
        else:
            number, fault = row.get("voter_id") or str(place), _length_fault(len(marks), *lengths)
            entries.append(PaperEntry(line, number, marks, spoilt=fault))
    return entries, refused


def _length_fault(chosen: int, least: int, most: int) -> str:
    """Say why a vote breaks what the election declares of its length, or nothing."""
    if most and chosen > most:
        return count(
            chosen,
            "it chooses {n} project where {most} are the most",
            "it chooses {n} projects where {most} are the most",
            most=most,
        )
    if 0 < chosen < least:
        return count(
            chosen,
            "it chooses {n} project where {least} are the least",
            "it chooses {n} projects where {least} are the least",
            least=least,
        )
    return ""


def _marks(row: Mapping[str, str], known: set[str], method: str) -> Marks | str:
    """Return the marks of a vote, or say why it cannot be taken."""
    chosen = [each.strip() for each in row.get("vote", "").split(",") if each.strip()]
    if any(each not in known for each in chosen):
        return say("its vote names a project that is not in the file")
    twice = next((each for each, times in Counter(chosen).items() if times > 1), None)
    if twice is not None:
        return say("project {twice} stands twice in its vote", twice=twice)
    values = _values(row, len(chosen), method)
    if values is None:
        return say("its points are not one whole number for each project")
    return tuple(
        (each, value)
        for each, value in zip(chosen, values, strict=True)
        if value or method == "score"
    )


def _values(row: Mapping[str, str], chosen: int, method: str) -> list[int] | None:
    if method == "approval":
        return [1] * chosen
    if method == "ranked":
        return list(range(1, chosen + 1))
    given = row.get("points", "")
    points = given.split(",") if given else []
    values = [found for each in points if (found := whole_number(each)) is not None]
    return values if len(values) == len(points) == chosen else None
