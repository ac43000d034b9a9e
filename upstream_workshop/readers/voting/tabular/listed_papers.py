"""Ballot papers that name options: in one cell as a list, or in columns for the first choice, the second …"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from resources.words import say
from upstream_workshop.letters import loosened
from upstream_workshop.readers.formats.tables import Row, Table
from upstream_workshop.readers.lists import choice_columns
from upstream_workshop.readers.lists.ranked_cells import RANKS as FIRST_RANKS
from upstream_workshop.readers.lists.ranked_cells import is_no_choice, listed
from upstream_workshop.readers.voting.papers import (
    Marks,
    PaperOption,
    PapersReading,
    options_of,
)
from upstream_workshop.readers.voting.tabular.paper_heads import Heads, entries_of

LISTED: Final = "options"  # the field of a column in which each paper lists the options it marks
RANKS: Final = (*FIRST_RANKS, "sixth", "seventh", "eighth", "ninth", "tenth")
CHOSEN: Final = frozenset((*RANKS, choice_columns.RANKING, LISTED))
_UNUSED: Final = ("skipped", "undervote")  # places that counting programs call so
_OVERVOTE: Final = "overvote"
_SIGNS: Final = re.compile(r"[;|\n]")
_COMMA: Final = re.compile(r",\s+")


def holds_lists(table: Table, at: int) -> bool:
    """Tell whether a column lists options: few of them for many papers, and several on some."""
    lists = [found for row in table.rows if (found := _pieces(row.cells[at]))]
    several = [found for found in lists if len(found) > 1]
    marks = Counter(piece.casefold() for found in lists for piece in found)
    return bool(several) and len(marks) < sum(marks.values()) and len(marks) > 1


def read_listed(table: Table, mapping: Mapping[str, str], column: int) -> PapersReading:
    """Return papers on which each option has its place in the list; `meaning` asks if that matters.

    column: where the lists stand.
    """
    lists = {row.line: _pieces(row.cells[column]) for row in table.rows}
    whole = _joined(lists.values())
    lists = {line: list(_whole(pieces, whole)) for line, pieces in lists.items()}
    wordings: dict[str, str] = {}
    for pieces in lists.values():
        for piece in pieces:
            wordings.setdefault(piece.casefold(), piece)
    orders = {line: list(enumerate(map(str.casefold, own), 1)) for line, own in lists.items()}
    options = tuple(PaperOption(key, wording) for key, wording in wordings.items())
    question = table.header[column]
    return _reading(table, mapping, orders, options, question=question, listed=True)


def read_ranked(table: Table, mapping: Mapping[str, str]) -> PapersReading:
    """Read papers from columns for the first choice, the second and so on, or from ranked lists."""
    orders = {row.line: list(_order(table, mapping, row)) for row in table.rows}
    titles = dict.fromkeys(option for order in orders.values() for _, option in order if option)
    unsaid = any(choice_columns.of_unsaid_order(table, mapping))
    method = "" if unsaid else "ranked"
    return _reading(table, mapping, orders, options_of(*titles), method=method, listed=unsaid)


_Order = list[tuple[int, str]]  # rank and key of an option


def _reading(
    table: Table,
    mapping: Mapping[str, str],
    orders: Mapping[int, _Order],
    options: tuple[PaperOption, ...],
    *,
    method: str = "",
    question: str = "",
    listed: bool = False,
) -> PapersReading:
    heads = Heads(table, mapping, CHOSEN)
    marks = {line: _marks(order, listed) for line, order in orders.items()}
    entries, refused = entries_of(table.rows, heads, marks)
    return PapersReading(
        tuple(entries),
        tuple(refused),
        tuple(title for title in table.header if not mapping.get(title)),
        columns=tuple((title, mapping.get(title, "")) for title in table.header),
        options=options,
        method=method,
        question=question,
        named=any(entry.voter or entry.email for entry in entries),
        listed=listed,
    )


def _order(table: Table, mapping: Mapping[str, str], row: Row) -> Iterator[tuple[int, str]]:
    """Yield the rank and the wording of each option that a row chooses; 0 and nothing for several."""
    for title, cell in zip(table.header, map(str.strip, row.cells), strict=True):
        field = mapping.get(title, "")
        if is_no_choice(cell) or loosened(cell) in _UNUSED:
            continue
        if loosened(cell) == _OVERVOTE:
            yield 0, ""
            continue
        if field in RANKS:
            yield RANKS.index(field) + 1, cell
        elif field == choice_columns.RANKING:
            yield from enumerate(listed(cell), 1)


def _marks(order: _Order, listed: bool) -> Marks | str:
    """Return the marks of a paper, or why they cannot be taken."""
    if (0, "") in order:
        return say("it has two options in one place")
    if len({option for _, option in order}) < len(order):
        return say("it names an option twice")
    if len({rank for rank, _ in order}) < len(order) and not listed:
        return say("it has two options in one place")
    return tuple((option, rank) for rank, option in order)


def _pieces(cell: str) -> list[str]:
    """Return what a cell lists: parted by semicolons, bars or lines, else by commas with a space."""
    parts = _SIGNS.split(cell) if _SIGNS.search(cell) else _COMMA.split(cell)
    return [part.strip() for part in parts if part.strip()]


def _joined(lists: Iterable[Sequence[str]]) -> set[tuple[str, str]]:
    """Return neighbours that are one option with a comma in it.

    The second begins with a small letter, and neither is anywhere without the other.
    """
    beside: defaultdict[tuple[str, str], int] = defaultdict(int)
    times: Counter[str] = Counter()
    for pieces in lists:
        times.update(pieces)
        for pair in pairwise(pieces):
            beside[pair] += 1
    return {
        (first, second)
        for (first, second), number in beside.items()
        if second[:1].islower() and number == times[first] == times[second]
    }


def _whole(pieces: Sequence[str], joined: set[tuple[str, str]]) -> Iterator[str]:
    """Yield the pieces, those that are one option put together again."""
    held = ""
    for at, piece in enumerate(pieces):
        held = f"{held}, {piece}" if held else piece
        if tuple(pieces[at : at + 2]) not in joined:
            yield held
            held = ""
