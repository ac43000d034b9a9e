"""Ballot papers whose options stand in a cell as a list, as forms with boxes to tick write them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from resources.words import say
from upstream_workshop.readers import choices
from upstream_workshop.readers.formats.tables import Table
from upstream_workshop.readers.reading import Refusal
from upstream_workshop.readers.voting.papers import PaperEntry, PaperOption, PapersReading

LISTED: Final = "options"  # the field of a column in which each paper lists the options it marks
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
    at = {field: title for title, field in mapping.items() if field}
    entries, refused = [], list[Refusal]()
    for place, row in enumerate(table.rows, 1):
        cells = dict(zip(table.header, row.cells, strict=True))
        given = {field: cells[title].strip() for field, title in at.items()}
        voter, email = given.get("voter", ""), given.get("e-mail", "")
        keys = [piece.casefold() for piece in lists[row.line]]
        if len(set(keys)) < len(keys):
            refused.append(Refusal(row.line, say("it names an option twice")))
            continue
        marks = tuple((key, rank) for rank, key in enumerate(keys, 1))
        number = given.get("paper") or voter or email or str(place)
        entries.append(PaperEntry(row.line, number, marks, voter, email))
    return PapersReading(
        tuple(entries),
        tuple(refused),
        tuple(title for title in table.header if not mapping.get(title)),
        columns=tuple((title, mapping.get(title, "")) for title in table.header),
        options=tuple(PaperOption(key, wording) for key, wording in wordings.items()),
        question=table.header[column],
        named=any(entry.voter or entry.email for entry in entries),
        listed=True,
    )


def read_ranked(table: Table, mapping: Mapping[str, str]) -> PapersReading:
    """Read papers from columns for the first choice, the second and so on, or from ranked lists."""
    as_choices = {"paper": "participant", "voter": "participant", "option": "", "spoilt": ""}
    said = {title: as_choices.get(field, field) for title, field in mapping.items()}
    found = choices.read_choices(table, said)
    entries = []
    for one in found.entries:
        ranks = (
            rank for rank in range(1, len(one.themes) + len(one.blank) + 1) if rank not in one.blank
        )
        marks = tuple(zip(one.themes, ranks, strict=True))
        entries.append(PaperEntry(one.line, one.participant, marks, one.participant, one.email))
    titles = dict.fromkeys(key for entry in entries for key, _ in entry.marks)
    asked = any(question.key.startswith("order ") for question in found.questions)
    return PapersReading(
        tuple(entry for entry in entries if len(dict(entry.marks)) == len(entry.marks)),
        (*found.refused, *_doubled(entries)),
        found.unmapped,
        columns=tuple((title, mapping.get(title, "")) for title in table.header),
        options=tuple(PaperOption(title, title) for title in titles),
        method="" if asked else "ranked",
        named=True,
        listed=asked,
    )


def _doubled(entries: Sequence[PaperEntry]) -> Iterator[Refusal]:
    for entry in entries:
        if len(dict(entry.marks)) < len(entry.marks):
            yield Refusal(entry.line, say("it names an option twice"))


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
