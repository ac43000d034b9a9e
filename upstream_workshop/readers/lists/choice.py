"""Which lists of a file are taken: the one that reads best is proposed, and the others are asked about.

Whether hidden rows count is asked too. What is left out by default can be brought in later, and nobody
becomes public by it.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from resources.words import count, noop, say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.readers.formats.tables import Table, as_table
from upstream_workshop.readers.formats.workbooks import Book, Range, Row
from upstream_workshop.readers.lists.merged_cells import filled, headings
from upstream_workshop.readers.lists.sections import Section, header_at, sections
from upstream_workshop.readers.lists.table_kinds import Columns
from upstream_workshop.readers.reading import (
    NO_ANSWERS,
    SHEET_LINES,
    Question,
    Reading,
    Refusal,
)

TAKE: Final = "take"
LEAVE: Final = "leave"
_HEADING: Final = noop("this row is a heading, merged over several columns")
_SAMPLE: Final = 60  # rows of a list that decide how well it reads
_HIDDEN_ROWS: Final = "hidden rows"
_HIDDEN_COLUMNS: Final = "hidden columns"


@dataclass(frozen=True, slots=True)
class _Score:
    """How well a list reads: entries and known columns, and the names that it lists."""

    reads: bool
    rank: tuple[int, float]
    names: frozenset[str] = frozenset()


_ONLY: Final = _Score(reads=True, rank=(2, 1.0))


@dataclass(frozen=True, slots=True)
class Chosen:
    """What of a file is taken, by the answers given.

    name: of the file.
    tables: one for each list taken.
    questions: what is open about the file.
    notes: what was done to it, as sentences.
    refused: rows left out, with the reason.
    """

    name: str
    tables: tuple[Table, ...]
    questions: tuple[Question, ...] = ()
    notes: tuple[str, ...] = ()
    refused: tuple[Refusal, ...] = ()

    def columns(self, kind: Columns) -> tuple[Table, dict[str, str]]:
        """All columns of the tables taken, as one table, and what they are guessed to mean."""
        tables = [kind.settled(table) for table in self.tables]
        titles = tuple(dict.fromkeys(title for table in tables for title in table.header))
        guess: dict[str, str] = {}
        rows: list[Row] = []
        for table in tables:
            guess |= {
                title: field for title, field in kind.guess(table).items() if title not in guess
            }
            places = {title: at for at, title in enumerate(table.header)}
            rows += [
                Row(row.line, tuple(row.cells[places[t]] if t in places else "" for t in titles))
                for row in table.rows
            ]
        return Table(self.name, titles, tuple(rows)), guess

    def reading(
        self,
        kind: Columns,
        mapping: Mapping[str, str] | None,
        answers: Mapping[str, str] = NO_ANSWERS,
    ) -> Reading[Any]:
        """Everything in the tables taken, by the columns said, or guessed. Raises WorkshopError."""
        if not self.tables:
            raise WorkshopError(
                say("Nothing of {file} is taken: choose a list in it.", file=self.name)
            )
        readings = [
            kind.read(table, _completed(kind, table, mapping), answers) for table in self.tables
        ]
        whole = _joined(readings, kind.once)
        refused = sorted((*self.refused, *whole.refused), key=lambda one: one.line)
        return replace(whole, refused=tuple(refused))


def chosen(book: Book, kind: Columns, answers: Mapping[str, str]) -> Chosen:
    """What is taken of a file by these answers; by default the list that reads best as this kind.

    Raises WorkshopError where no list has a row below its header.
    """
    lists = _lists(book, kind)
    scores = [_score(book.name, one, kind) for one in lists] if len(lists) > 1 else [_ONLY]
    best = max(range(len(lists)), key=lambda at: (scores[at].rank, -at))
    asked = {
        one.key: _asked(one, _size(one, kind), score, scores[best], lists[best], kind.together)
        for one, score in zip(lists, scores, strict=True)
        if score.reads or one.is_sheet or not scores[best].reads
    }
    taken = [
        one
        for one in lists
        if one.key in asked and answers.get(one.key, asked[one.key].default) == TAKE
    ]
    several = len({one.number for one in taken}) > 1
    parts = [_part(book.name, one, kind, answers, several) for one in taken]
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
        table = _part(name, one, kind, {}, several=False).tables[0]
        fields = set(kind.guess(table).values()) - {""}
        entries = kind.read(table, None, NO_ANSWERS).entries
    except WorkshopError:
        return _Score(reads=False, rank=(-1, float(shown * len(one.rows))))
    names = frozenset(str(getattr(entry, "name", "")) for entry in entries)
    different = len({replace(entry, line=0) for entry in entries})
    worth = len(fields) ** 1.5 * math.log2(1 + different)  # a list of one column may be long
    return _Score(bool(entries), (shown if entries else -1, worth), names)


def _size(one: Section, kind: Columns) -> int:
    """How many rows stand below the header."""
    return len(one.rows) - 1 - (header_at(one.rows, kind) or 0)


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


def _part(
    name: str, one: Section, kind: Columns, answers: Mapping[str, str], several: bool
) -> Chosen:
    """One list as a table, its merged cells filled and what is hidden asked about."""
    hidden = [row for row in one.rows if row.line in set(one.sheet.hidden_rows)]
    columns = [at for at in one.sheet.hidden_columns if _title(one.rows, at)]
    questions = [*_about_hidden(one, hidden, columns)]
    given = {question.key: answers.get(question.key, question.default) for question in questions}
    offset = SHEET_LINES * one.number if several else 0
    header = one.rows[header_at(one.rows, kind) or 0].line
    rows, ranges = filled(name, one.rows, one.sheet.merged, header)
    refused = list(one.sheet.refused)
    if not kind.headings:
        over = headings(one.rows, one.sheet.merged, header)
        refused += [Refusal(line, say(_HEADING)) for line in over]
    left = {refusal.line for refusal in refused}
    if given.get(_key(_HIDDEN_ROWS, one)) == LEAVE:
        refused += [Refusal(row.line, say("this row is hidden in the sheet")) for row in hidden]
        left |= {row.line for row in hidden}
    if given.get(_key(_HIDDEN_COLUMNS, one)) == LEAVE:
        rows = [_without(row, columns) for row in rows]
    where = f"{name}, “{one.title}”" if one.title != name else name
    kept = [row for row in rows if row.line not in left]
    table = (
        as_table(where if several else name, kept)
        if len(kept) > 1 or not hidden
        else Table(name, (kept or rows)[0].cells, ())
    )
    moved = (Row(row.line + offset, row.cells) for row in table.rows)
    return Chosen(
        name,
        (Table(table.name, table.header, tuple(moved)),),
        tuple(questions),
        (_filling(one, ranges),) if ranges else (),
        tuple(
            Refusal(refusal.line + offset, refusal.why)
            for refusal in refused
            if one.rows[0].line <= refusal.line <= one.rows[-1].line
        ),
    )


def _about_hidden(one: Section, rows: Sequence[Row], columns: Sequence[int]) -> Iterator[Question]:
    choices = ((LEAVE, say("Leave out")), (TAKE, say("Take")))
    if rows:
        lines = _listed([str(row.line) for row in rows])
        what = count(
            len(rows),
            "{n} row of “{title}” hidden or filtered out (line {lines})?",
            "{n:,} rows of “{title}” hidden or filtered out (line {lines})?",
            title=one.title,
            lines=lines,
        )
        yield Question(_key(_HIDDEN_ROWS, one), what, choices, LEAVE)
    if columns:
        titles = _listed([f"“{_title(one.rows, at)}”" for at in columns])
        what = count(
            len(columns),
            "{n} column of “{title}” hidden ({titles})?",
            "{n:,} columns of “{title}” hidden ({titles})?",
            title=one.title,
            titles=titles,
        )
        yield Question(_key(_HIDDEN_COLUMNS, one), what, choices, LEAVE)


def _key(about: str, one: Section) -> str:
    return f"{about} {one.key.removeprefix('list ')}"


def _title(rows: Sequence[Row], column: int) -> str:
    """The first thing in a column."""
    cells = (row.cells[column - 1] for row in rows if len(row.cells) >= column)
    return next(filter(None, cells), "")[:40]


def _without(row: Row, columns: Sequence[int]) -> Row:
    gone = set(columns)
    cells = (cell for at, cell in enumerate(row.cells, start=1) if at not in gone)
    return Row(row.line, tuple(cells))


def _filling(one: Section, ranges: Sequence[Range]) -> str:
    top, left, bottom, _right = ranges[0]
    value = next(row for row in one.rows if row.line == top).cells[left - 1]
    example = f"“{value[:40]}”"
    if bottom > top:
        example = say(
            "{example} in lines {first} to {last}", example=example, first=top, last=bottom
        )
    if len(ranges) > 1:
        example = say("{listed} and {n} more", listed=example, n=len(ranges) - 1)
    return say(
        "Merged cells of “{title}” are filled into all they cover: {example}.",
        title=one.title,
        example=example,
    )


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


def _completed(
    kind: Columns, table: Table, mapping: Mapping[str, str] | None
) -> Mapping[str, str] | None:
    """The columns said, and the guess for titles of which nothing is said."""
    if mapping is None:
        return None
    guess = kind.guess(table)
    titles = kind.settled(table).header
    return {title: mapping.get(title, guess.get(title, "")) for title in titles}


def _joined(readings: Sequence[Reading[Any]], once: bool) -> Reading[Any]:
    """One reading of several; what an earlier list has word for word is refused, if it counts `once`."""
    first, *others = readings
    entries, refused = list(first.entries), list(first.refused)
    seen = {replace(entry, line=0): entry.line for entry in entries} if once and others else {}
    for reading in others:
        refused += reading.refused
        for entry in reading.entries:
            before = seen.setdefault(replace(entry, line=0), entry.line) if once else entry.line
            if before == entry.line:
                entries.append(entry)
            else:
                refused.append(Refusal(entry.line, say("this row stands in another list already")))
    unmapped = dict.fromkeys(title for reading in readings for title in reading.unmapped)
    asked = {one.key: one for reading in readings for one in reading.questions}
    return replace(
        first.completed_by(others),
        entries=tuple(entries),
        refused=tuple(refused),
        unmapped=tuple(unmapped),
        questions=tuple(asked.values()),
        gone=tuple(one for reading in readings for one in reading.gone),
        columns=tuple(
            dict(one for reading in reversed(readings) for one in reading.columns).items()
        ),
    )


def _rows(number: int) -> str:
    return count(number, "{n} row", "{n:,} rows")


def _listed(words: Sequence[str]) -> str:
    shown = ", ".join(words[:8])
    return say("{listed} and {n} more", listed=shown, n=len(words) - 8) if len(words) > 8 else shown
