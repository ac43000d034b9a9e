"""One row of a sign-up list as a person, or why it is none."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from resources.words import say
from upstream_workshop.email_addresses import first_address
from upstream_workshop.letters import one_line
from upstream_workshop.readers.column_titles import too_long
from upstream_workshop.readers.formats.tables import Row, Table
from upstream_workshop.readers.reading import Questions, Refusal
from upstream_workshop.readers.signup import answers, texts
from upstream_workshop.readers.signup.answers import Meaning
from upstream_workshop.readers.signup.columns import filled
from upstream_workshop.readers.signup.consents import (
    CONSENTS,
    NO,
    YES,
    ConsentAnswer,
    ConsentColumn,
)
from upstream_workshop.readers.signup.entries.coming import gone_words, take_remark
from upstream_workshop.readers.signup.entries.name_reader import NameReader
from upstream_workshop.readers.signup.entries.needs import needs_of, public_parts
from upstream_workshop.readers.signup.entries.person_entry import Gone, PersonEntry
from upstream_workshop.readers.signup.entries.row_cells import RowCells, one_cell

_TOLD: Final = ("interests", "offers", "asks")  # free text that others see


class EntryReader:
    """Reads the rows of one table by its columns; what is open goes to `questions`.

    in_doubt: the titles of columns of which nobody has said yet that they are a consent.
    """

    def __init__(
        self,
        table: Table,
        mapping: Mapping[str, str],
        questions: Questions,
        in_doubt: Collection[str] = (),
    ) -> None:
        self._table = table
        self._mapping = mapping
        self._questions = questions
        self._seen: dict[tuple[str, ...], int] = {}
        self._names = NameReader(table, questions)
        at = {title: number for number, title in enumerate(table.header)}
        self._consents = [
            ConsentColumn(field, table.name, title, filled(table, at[title]), title in in_doubt)
            for title, field in mapping.items()
            if field in CONSENTS and title in at
        ]

    def read(self, row: Row) -> PersonEntry | Gone | Refusal:
        """Return what a row says."""
        cells = {
            title: cell for title, cell in zip(self._table.header, row.cells, strict=True) if cell
        }
        given: dict[str, list[tuple[str, str]]] = {}
        for title, cell in cells.items():
            given.setdefault(self._mapping.get(title, ""), []).append((title, cell))
        given.pop("", None)
        refused = too_long(row.line, {field: [c for _, c in said] for field, said in given.items()})
        if refused is not None:
            return refused
        said_to_be_gone = take_remark(given)
        name, why = self._names.read(row.line, given)
        if why:
            return Refusal(row.line, why)
        status = said_to_be_gone or gone_words(self._questions, name, given)
        if not status:
            why = self._seen_before(row, name)
            if why:
                return Refusal(row.line, why)
        entry = self._entry(row.line, name, given, cells)
        return Gone(entry, status) if status else entry

    def _seen_before(self, row: Row, name: str) -> str:
        """Return why a row that stands above already is not taken, or a blank."""
        whole = tuple(one_line(cell) for cell in row.cells)
        before = self._seen.setdefault(whole, row.line)
        if before == row.line:
            return ""
        return say("{name} stands in line {line} already, word for word", name=name, line=before)

    def _entry(
        self,
        line: int,
        name: str,
        given: RowCells,
        cells: Mapping[str, str],
    ) -> PersonEntry:
        said = self._said(line, name, cells)
        agreed = dict.fromkeys(_agreed(said), NO) if self._takes_back(cells) else _agreed(said)
        lead = agreed.get("willing to lead")
        told = {field: public_parts(self._questions, line, name, field, given) for field in _TOLD}
        private = tuple(part for _, kept in told.values() for part in kept)
        return PersonEntry(
            line=line,
            name=name,
            organisation=texts.something(one_cell(given, "organisation")),
            role=texts.something(one_cell(given, "role")),
            email=_address(one_cell(given, "e-mail")),
            region=texts.something(one_cell(given, "region")),
            interests=told["interests"][0],
            offers=told["offers"][0],
            asks=told["asks"][0],
            willing_to_lead=None if not lead else lead == YES,
            access="\n".join((*needs_of(given, "access needs"), *private)),
            diet="\n".join(needs_of(given, "diet")),
            photo=agreed.get("photo", ""),
            attribution=agreed.get("attribution", ""),
            directory=agreed.get("directory", ""),
            pronouns=texts.something(one_cell(given, "pronouns")),
            said=said,
        )

    def _takes_back(self, cells: Mapping[str, str]) -> bool:
        """Tell whether an entry of a refusal of nobody knows what, as “Consent withdrawn”, is filled."""
        return any(
            column.in_doubt
            and answers.direction(column.title, "") is answers.Direction.REFUSES
            and answers.read_answer(cells.get(column.title, "")).meaning
            not in (Meaning.BLANK, Meaning.NO)
            for column in self._consents
        )

    def _said(self, line: int, name: str, cells: Mapping[str, str]) -> tuple[ConsentAnswer, ...]:
        found = (
            column.read(line, name, cells.get(column.title, ""), self._questions)
            for column in self._consents
        )
        return tuple(one for one in found if one is not None)


def _agreed(said: Sequence[ConsentAnswer]) -> dict[str, str]:
    """Return the answer to each consent; of several a no counts."""
    found: dict[str, str] = {}
    for one in said:
        if one.answer and found.get(one.consent) != NO:
            found[one.consent] = one.answer
    return found


def _address(cell: str) -> str:
    """Return the first e-mail address of a cell, or what else stands there."""
    if found := first_address(cell):
        return found
    return "" if cell.casefold() == "anonymous" else texts.something(cell)
