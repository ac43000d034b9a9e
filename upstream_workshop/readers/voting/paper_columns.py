"""Which column of a table of ballot papers is what, and what a cell of an option means."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from upstream_workshop.letters import loosened
from upstream_workshop.readers import choices
from upstream_workshop.readers.column_titles import titled
from upstream_workshop.readers.formats.tables import Table
from upstream_workshop.readers.voting.listed_papers import LISTED, holds_lists

PART: Final = re.compile(r"^(?P<question>.+?)\s*(?:\[(?P<boxed>[^\]]+)\]|:\s+(?P<after>.+))$")
OWN: Final = ("paper", "voter", "e-mail", "option", "spoilt")
FIELDS: Final = (*OWN, *choices.RANKS, choices.RANKING, LISTED)
_POLIS: Final = frozenset({"participant", "n-votes", "n-agree", "n-disagree"})
_POLIS_OWN: Final = _POLIS | {"xid", "group-id", "n-comments"}
_PAPER: Final = re.compile(r"^(((ballot )?papers?|slips?|number|ballots?)( (number|no|id))?|no)$")
_VOTER: Final = re.compile(
    r"^((your )?(full )?name|voters?( name)?|participant|person|who|username)$"
)
_EMAIL: Final = re.compile(r"^(your )?e ?mail( address)?$")
_ASIDE: Final = re.compile(
    r"^(time ?stamp|id|start time|completion time|submitted( at)?|date|time|weights?|score|"
    r"total( points)?|.*\b(comments?|notes?|remarks?|organisation|table|ip address)\b.*)$"
)
CHOSEN: Final = frozenset((*choices.RANKS, choices.RANKING, LISTED))
_HIGHEST_MARK: Final = 1_000_000
_YES: Final = {"x": 1, "yes": 1, "✓": 1, "✔": 1, "no": 0}
_PLACES: Final = re.compile(r"^(\d{1,4})(st|nd|rd|th)?( (choice|place|preference))?$")


_SPOILT: Final = re.compile(
    r"^(((why|reason) )?(spoilt|spoiled|void|invalid|rejected)( (reason|because|paper))?|not counted)$"
)
# the words of scales in forms, without case and signs, by the score they are
GRADES: Final[Mapping[str, int]] = {
    **dict(zip(("excellent", "very good", "good", "fair", "poor"), range(5, 0, -1), strict=True)),
    "acceptable": 2,
    "strongly agree": 5, "agree": 4, "neutral": 3, "neither agree nor disagree": 3, "disagree": 2,
    "strongly disagree": 1,
}  # fmt: skip
_SUMMED: Final = re.compile(
    r"^((grand|sub|overall) ?)?(totals?|sums?|averages?|means?|medians?|counts?|cyfanswm)"
    r"( (scores?|points|dots|votes|marks|papers)| of (all|scores|points|dots|votes|marks|papers))?$"
)


def settled(table: Table) -> Table:
    """Return the table with a title over every column, no two alike."""
    return replace(table, header=titled(table.header))


def guess_columns(table: Table) -> dict[str, str]:
    """Return what each column means by its title; a column that holds marks is an option."""
    table = settled(table)
    if is_polis(table):
        return {title: _polis_field(title) for title in table.header}
    if is_ours(table):
        rest = list(enumerate(table.header))[1:]
        return {table.header[0]: "paper"} | {
            title: _spoilt_field(title)
            or ("option" if _holds_marks(table, at) else _voter_field(title))
            for at, title in rest
        }
    fields = [_field(table, at, title) for at, title in enumerate(table.header)]
    if "paper" not in fields and "voter" not in fields and "id" in map(loosened, table.header):
        fields[[loosened(title) for title in table.header].index("id")] = "paper"
    if "option" in fields:
        return dict(zip(table.header, fields, strict=True))
    lists = [at for at, field in enumerate(fields) if not field and holds_lists(table, at)]
    lists = [at for at in lists if not _ASIDE.match(loosened(table.header[at]))]
    ranked = choices.guess_columns(table)
    if len(lists) == 1 and ranked.get(table.header[lists[0]]) not in CHOSEN:
        fields[lists[0]] = LISTED
        return dict(zip(table.header, fields, strict=True))
    if not set(ranked.values()).intersection(CHOSEN):
        return dict(zip(table.header, fields, strict=True))
    return {
        title: ranked[title] if ranked.get(title) in CHOSEN else field
        for title, field in zip(table.header, fields, strict=True)
    }


def mark(cell: str) -> int | None:
    """Return the value of a cell: a whole number, a tick, a grade, or a place such as 2nd; else None."""
    text = cell.strip().casefold()
    if not text:
        return 0
    if text in _YES:
        return _YES[text]
    if grade := GRADES.get(loosened(text)):
        return grade
    if place := _PLACES.match(text):
        return int(place[1])
    try:
        value = float(text.removesuffix("%"))
        return int(value) if value == int(value) and abs(value) <= _HIGHEST_MARK else None
    except (ValueError, OverflowError):
        return None


def is_polis(table: Table) -> bool:
    """Tell whether a table has the votes of a Polis conversation."""
    return {title.strip().casefold() for title in table.header} >= _POLIS


def is_ours(table: Table) -> bool:
    """Tell whether a table is as we write it, in which every other title is an option's."""
    return table.header[0].strip().casefold() == "paper"


def _polis_field(title: str) -> str:
    plain = title.strip().casefold()
    if plain == "participant":
        return "paper"
    return "" if plain in _POLIS_OWN else "option"


def _field(table: Table, at: int, title: str) -> str:
    plain = loosened(title)
    if _PAPER.match(plain):
        return "paper"
    if field := _voter_field(title) or _spoilt_field(title):
        return field
    if _ASIDE.match(plain) and not PART.match(title):
        return ""
    return "option" * _holds_marks(table, at)


def _voter_field(title: str) -> str:
    plain = loosened(title)
    if _VOTER.match(plain):
        return "voter"
    return "e-mail" if _EMAIL.match(plain) else ""


def _spoilt_field(title: str) -> str:
    return "spoilt" * bool(_SPOILT.match(loosened(title)))


def _holds_marks(table: Table, at: int) -> bool:
    """Tell whether a column holds mostly marks, or nothing under a title of its own."""
    cells = [row.cells[at] for row in table.rows if row.cells[at].strip()]
    if not cells:
        return not re.fullmatch(r"Column \d+", table.header[at])
    return sum(mark(cell) is not None for cell in cells) * 2 >= len(cells)


def is_summed(cells: Sequence[str]) -> bool:
    """Tell whether cells beside the marks of a row say that it adds others up."""
    return any(_SUMMED.match(loosened(cell)) for cell in cells if cell.strip())
