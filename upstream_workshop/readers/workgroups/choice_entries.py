"""One person’s line of a table of choices."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.readers.column_titles import too_long
from upstream_workshop.readers.formats.tables import Row, Table
from upstream_workshop.readers.lists.choice_columns import GRID, NAMES, RANKING, part_of
from upstream_workshop.readers.lists.ranked_cells import (
    RANKS,
    is_no_choice,
    listed,
    one_theme,
    rank_in,
)
from upstream_workshop.readers.reading import Refusal

_NOBODY: Final = frozenset(("anonymous",))  # what Microsoft Forms fills its own columns with


@dataclass(frozen=True, slots=True)
class ChoiceEntry:
    """One person's line: the name as written and the titles chosen, the first choice first.

    email: blank where the file has none.
    blank: the ranks left blank before the last one that is filled, from 1.
    """

    line: int
    participant: str
    themes: tuple[str, ...]
    email: str = ""
    blank: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Meant:
    """What is answered: which columns of lists are in no order, and whether a grid has points, not ranks."""

    unordered: set[str]
    points: bool


def choice_entry(
    table: Table, mapping: Mapping[str, str], row: Row, meant: Meant
) -> ChoiceEntry | Refusal:
    """Return what a row says, or why it cannot be taken.

    mapping: fields by the titles of columns.
    """
    cells = [
        (title, mapping[title], cell)
        for title, cell in zip(table.header, map(str.strip, row.cells), strict=True)
        if mapping.get(title) and not _says_nothing(mapping[title], cell)
    ]
    given: defaultdict[str, list[str]] = defaultdict(list)
    for _, field, cell in cells:
        given[field].append(cell)
    try:
        ranked = _ranked(cells, meant)
    except WorkshopError as refused:
        return Refusal(row.line, str(refused))
    return too_long(row.line, given) or _choice(row.line, given, ranked)


def _says_nothing(field: str, cell: str) -> bool:
    return not cell if field in NAMES else is_no_choice(cell)


def _ranked(cells: Iterable[tuple[str, str, str]], meant: Meant) -> dict[int, list[str]]:
    """Return the themes of a row by their rank, from 1.

    cells: title, field and text of each cell that says anything.

    Raises WorkshopError: when a cell of a grid is no rank, or a list is in no order.
    """
    ranked: defaultdict[int, list[str]] = defaultdict(list)
    points: defaultdict[int, list[str]] = defaultdict(list)
    for title, field, cell in cells:
        if field in RANKS:
            ranked[RANKS.index(field) + 1].append(one_theme(cell))
        elif field == GRID:
            (points if meant.points else ranked)[_rank(title, cell)].append(part_of(title) or title)
        elif field == RANKING:
            for rank, theme in enumerate(_in_order(title, cell, meant), 1):
                ranked[rank].append(theme)
    most_first = sorted((n for n in points if n), reverse=True)
    return ranked | {rank: points[n] for rank, n in enumerate(most_first, 1)}


def _rank(title: str, cell: str) -> int:
    rank = rank_in(cell)
    if rank is None:
        raise WorkshopError(say("“{cell}” under {title} is no rank", cell=cell[:40], title=title))
    return rank


def _in_order(title: str, cell: str, meant: Meant) -> Sequence[str]:
    themes = listed(cell)
    if title in meant.unordered and len(themes) > 1:
        raise WorkshopError(say("its choices are in no order"))
    return themes


def _choice(
    line: int, given: Mapping[str, Sequence[str]], ranked: Mapping[int, Sequence[str]]
) -> ChoiceEntry | Refusal:
    parts = (*given.get("first name", ()), *given.get("last name", ()))
    named = [cell for cell in given.get("participant", ()) if cell.casefold() not in _NOBODY]
    email = next((one for one in given.get("e-mail", ()) if one.casefold() not in _NOBODY), "")
    who = next(iter(named), "") or " ".join(parts) or email
    if not who:
        return Refusal(line, say("there is no name on this line"))
    level = next((rank for rank, themes in sorted(ranked.items()) if len(themes) > 1), None)
    if level is not None:
        first, second, *_ = ranked[level]
        return Refusal(
            line,
            say("“{first}” and “{second}” are both choice {rank}", first=first, second=second, rank=level),
        )  # fmt: skip
    ranks = sorted(rank for rank in ranked if rank > 0)
    blank = tuple(rank for rank in range(1, min(ranks[-1:] or [0]) + 1) if rank not in ranked)[:9]
    return ChoiceEntry(line, who, tuple(ranked[rank][0] for rank in ranks), email, blank)
