"""Which column of a table of ballot papers is what, by its title and by what it holds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from upstream_workshop.letters import loosened
from upstream_workshop.readers.column_titles import titled
from upstream_workshop.readers.formats.tables import Table
from upstream_workshop.readers.lists import choice_columns
from upstream_workshop.readers.lists.form_headers import under_header
from upstream_workshop.readers.voting.tabular.cell_marks import is_value, mark, place_of
from upstream_workshop.readers.voting.tabular.listed_papers import (
    CHOSEN,
    LISTED,
    RANKS,
    holds_lists,
)
from upstream_workshop.readers.voting.tabular.paper_titles import (
    is_aside,
    is_known,
    is_number,
    is_place,
    option_of,
    own_field,
    question_of,
)

OWN: Final = ("paper", "voter", "first name", "last name", "e-mail", "weight", "spoilt", "option")
FIELDS: Final = (*OWN, *RANKS, choice_columns.RANKING, LISTED)
_NAMES: Final = ("voter", "first name", "last name", "e-mail")
_NOBODY: Final = ("", "anonymous")  # what Microsoft Forms fills its own columns with
_POLIS: Final = frozenset({"participant", "n-votes", "n-agree", "n-disagree"})
_POLIS_OWN: Final = _POLIS | {"xid", "group-id", "n-comments"}


def settled(table: Table) -> Table:
    """Return the table under its real header, with a title over every column, no two alike."""
    found = under_header(table, is_known)
    return replace(found, header=titled(found.header))


def guess_columns(table: Table) -> dict[str, str]:
    """Return what each column means; a column that holds marks is an option.

    Where a form has a grid, only that holds options; where it asks for a first choice, a second and
    so on, those are read instead.
    """
    table = settled(table)
    if is_polis(table):
        return {title: _polis_field(title) for title in table.header}
    own = [_own_field(table, at) for at in range(len(table.header))]
    free = [
        not field and not is_known(title) for field, title in zip(own, table.header, strict=True)
    ]
    ranked = _ranked(table, free)
    if is_ours(table) and not ranked and len(ours := _our_options(table, own)) > 1:
        own = ["option" if at in ours else field for at, field in enumerate(own)]
        return dict(zip(table.header, own, strict=True))
    _number_papers(table, own)
    for at, field in (ranked or _with_options(table, free)).items():
        own[at] = field
    return dict(zip(table.header, own, strict=True))


def is_polis(table: Table) -> bool:
    """Tell whether a table has the votes of a Polis conversation."""
    return {title.strip().casefold() for title in table.header} >= _POLIS


def is_ours(table: Table) -> bool:
    """Tell whether a table is as we write it, in which every other title is an option's."""
    return table.header[0].strip().casefold() == "paper"


def _our_options(table: Table, own: Sequence[str]) -> list[int]:
    """Return the columns of options of a table as we write it, whatever their titles."""
    free = [at > 0 and field not in ("weight", "spoilt") for at, field in enumerate(own)]
    return _marked(table, free, grids=False)


def _polis_field(title: str) -> str:
    plain = title.strip().casefold()
    if plain == "participant":
        return "paper"
    return "" if plain in _POLIS_OWN else "option"


def _own_field(table: Table, at: int) -> str:
    """Return what a column holds beside marks; names nobody gave, and weights that are none, are left."""
    field = own_field(table.header[at])
    cells = [row.cells[at].strip() for row in table.rows]
    if field in _NAMES and cells and all(cell.casefold() in _NOBODY for cell in cells):
        return ""
    return field


def _number_papers(table: Table, own: list[str]) -> None:
    """Let a number that a form gave stand for the paper's, if papers have no number and no voter."""
    numbers = [at for at, title in enumerate(table.header) if is_number(title) and not own[at]]
    if numbers and not {"paper", "voter"}.intersection(own):
        own[numbers[0]] = "paper"


def _ranked(table: Table, free: Sequence[bool]) -> dict[int, str]:
    """Return the columns that hold an option each, the first choice, the second and so on."""
    places = {
        at: place
        for at, title in enumerate(table.header)
        if free[at]
        and (place := _place(title))
        and place <= len(RANKS)
        and (is_place(title) or not _marks(table, at))
    }
    several = len(places) > 1 and len(set(places.values())) == len(places)
    return {at: RANKS[place - 1] for at, place in places.items()} if several else {}


def _place(title: str) -> int | None:
    option = option_of(title)
    return place_of(option) or place_of(re.split(r"\s-\s", option)[-1])


def _with_options(table: Table, free: Sequence[bool]) -> dict[int, str]:
    """Return the columns that are options, or those that list them."""
    marked = _marked(table, free)
    if len(marked) > 1:
        return dict.fromkeys(marked, "option")
    lists = [at for at, it in enumerate(free) if it and at not in marked and holds_lists(table, at)]
    guess = choice_columns.guess_columns(table)
    ranked = {
        at: field
        for at, title in enumerate(table.header)
        if free[at] and (field := guess.get(title, "")) in CHOSEN
    }
    if len(lists) == 1 and lists[0] not in ranked:
        return {lists[0]: LISTED}
    return ranked or dict.fromkeys(marked, "option")


def _marked(table: Table, free: Sequence[bool], grids: bool = True) -> list[int]:
    """Return the columns of marks: those of the largest grid if there is one, else all.

    grids: whether forms wrote the titles.
    """
    marked = [at for at, it in enumerate(free) if it and _marks(table, at)]
    if marked and _adds_up(table, marked):
        marked.pop()
    if not grids:
        return marked
    questions = Counter(found for at in marked if (found := question_of(table.header[at])))
    question, most = max(questions.items(), key=lambda one: one[1], default=("", 0))
    if most < 2:
        return marked
    return [at for at in marked if question_of(table.header[at]) == question]


def _adds_up(table: Table, marked: Sequence[int]) -> bool:
    """Tell whether the last column is called a total, and is that of the others."""
    *others, last = marked
    sums = [sum(mark(row.cells[at]) or 0 for at in others) for row in table.rows]
    given = [mark(row.cells[last]) or 0 for row in table.rows]
    return len(others) > 1 and is_aside(table.header[last]) and sums == given


def _marks(table: Table, at: int) -> bool:
    """Tell whether a column holds mostly marks, or nothing under a title of its own."""
    title = table.header[at]
    names = (loosened(title), loosened(option_of(title)))
    cells = [row.cells[at] for row in table.rows if row.cells[at].strip()]
    if not cells:
        return not re.fullmatch(r"Column \d+", title)
    return sum(is_value(cell) or loosened(cell) in names for cell in cells) * 2 >= len(cells)
