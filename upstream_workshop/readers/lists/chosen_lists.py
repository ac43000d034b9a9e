"""Which lists of a file are taken: the one that reads best is proposed, and the others are asked about.

Whether hidden rows count is asked too. What is left out by default can be brought in later, and nobody
becomes public by it.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from resources.words import count, say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.readers.formats.workbooks import Book
from upstream_workshop.readers.lists.chosen_tables import Chosen
from upstream_workshop.readers.lists.hidden_parts import LEAVE, TAKE
from upstream_workshop.readers.lists.list_parts import list_part
from upstream_workshop.readers.lists.sections import Section, sections
from upstream_workshop.readers.lists.table_kinds import Columns
from upstream_workshop.readers.reading import NO_ANSWERS, Question, Reading

_SAMPLE: Final = 60  # rows of a list that decide how well it reads


@dataclass(frozen=True, slots=True)
class _Score:
    """How well a list reads: entries and known columns, and the names that it lists."""

    reads: bool
    rank: tuple[int, float]
    names: frozenset[str] = frozenset()


_ONLY: Final = _Score(reads=True, rank=(2, 1.0))


def chosen(book: Book, kind: Columns, answers: Mapping[str, str]) -> Chosen:
    """What is taken of a file by these answers; by default the list that reads best as this kind.

    Raises WorkshopError where no list has a row below its header.
    """
    lists = _lists(book, kind)
    scores = [_score(book.name, one, kind) for one in lists] if len(lists) > 1 else [_ONLY]
    best = max(range(len(lists)), key=lambda at: (scores[at].rank, -at))
    asked = {
        one.key: _asked(one, _size(one), score, scores[best], lists[best], kind.together)
        for one, score in zip(lists, scores, strict=True)
        if score.reads or one.is_sheet or not scores[best].reads
    }
    taken = [
        one
        for one in lists
        if one.key in asked and answers.get(one.key, asked[one.key].default) == TAKE
    ]
    several = len({one.number for one in taken}) > 1
    parts = [list_part(book.name, one, kind, answers, several) for one in taken]
    plain = len(asked) == 1 and not lists[best].sheet.hidden
    return Chosen(
        book.name,
        tuple(table for part in parts for table in part.tables),
        (
            *(() if plain else asked.values()),
            *(question for part in parts for question in part.questions),
        ),
        (*_left_out(book, lists, asked), *(note for part in parts for note in part.notes)),
        tuple(refusal for part in parts for refusal in part.refused),
    )


def read_default(book: Book, kind: Columns) -> Reading[Any]:
    """What is read of a file while nothing is answered. Raises WorkshopError."""
    return chosen(book, kind, {}).reading(kind, None)


def _lists(book: Book, kind: Columns) -> list[Section]:
    lists = list(sections(book, kind))
    return [one for one in lists if len(one.rows) > 1] or lists[:1]


def _score(name: str, one: Section, kind: Columns) -> _Score:
    shown = 0 if one.sheet.hidden else 1
    one = replace(one, rows=one.rows[:_SAMPLE])
    try:
        table = list_part(name, one, kind, {}, several=False).tables[0]
        fields = set(kind.guess(table).values()) - {""}
        entries = kind.read(table, None, NO_ANSWERS).entries
    except WorkshopError:
        return _Score(reads=False, rank=(-1, float(shown * len(one.rows))))
    names = frozenset(str(getattr(entry, "name", "")) for entry in entries)
    different = len({replace(entry, line=0) for entry in entries})
    worth = len(fields) ** 1.5 * math.log2(1 + different)  # a list of one column may be long
    return _Score(bool(entries), (shown if entries else -1, worth), names)


def _size(one: Section) -> int:
    """How many rows stand below the header."""
    return len(one.rows) - 1 - one.header


def _asked(
    one: Section, size: int, score: _Score, best: _Score, at_best: Section, together: bool
) -> Question:
    about = [_rows(size)]
    if one.sheet.hidden:
        about.append(say("in a hidden sheet"))
    if not score.reads:
        about.append(say("its columns are not known"))
    what = say("Take “{title}” ({about})?", title=one.title, about="; ".join(about))
    wanted = (
        one is at_best or (together and score.reads) or _lists_others(one, score, best, at_best)
    )
    take = wanted and not one.sheet.hidden
    choices = ((TAKE, say("Take it")), (LEAVE, say("Leave it out")))
    return Question(one.key, what, choices, TAKE if take else LEAVE)


def _lists_others(one: Section, score: _Score, best: _Score, at_best: Section) -> bool:
    """Whether a section of the same sheet lists mostly people whom the best does not."""
    known = len(score.names & best.names)
    return one.number == at_best.number and score.reads and known * 2 < len(score.names)


def _left_out(book: Book, lists: Sequence[Section], asked: Collection[str]) -> Iterator[str]:
    """What of a file is not even offered, and why."""
    offered = {one.number for one in lists}
    for number, sheet in enumerate(book.sheets, start=1):
        if sheet.rows and not sheet.why and number not in offered:
            yield say("“{title}” has one row alone and is left out.", title=sheet.title)
        if sheet.why:
            yield (
                say("The sheet “{title}” cannot be read: {why}", title=sheet.title, why=sheet.why)
                if sheet.title
                else say("A sheet cannot be read: {why}", why=sheet.why)
            )
    for one in lists:
        if one.key not in asked:
            yield say(
                "“{title}” is no such list ({rows}) and is left out.",
                title=one.title,
                rows=_rows(len(one.rows)),
            )


def _rows(number: int) -> str:
    return count(number, "{n} row", "{n:,} rows")
