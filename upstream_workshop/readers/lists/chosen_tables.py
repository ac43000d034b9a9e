"""What of a file is taken, as tables of which one reading is made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.readers.formats.tables import Table
from upstream_workshop.readers.formats.workbooks import Row
from upstream_workshop.readers.lists.table_kinds import Columns
from upstream_workshop.readers.reading import NO_ANSWERS, Question, Reading, Refusal


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
