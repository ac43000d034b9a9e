"""How sign-up lists are read, on a corpus of our own: tools' columns with organisers' questions after them.

`python -m tests.core.readers.signup.corpus` writes the table of docs/signup-corpus.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from upstream_workshop.readers.formats.tables import Row, Table
from upstream_workshop.readers.signup_lists import guess_columns, read_people

HERE: Final = Path(__file__).parent
DOCS: Final = HERE.parents[3] / "docs" / "signup-corpus.md"
SETS: Final = 5  # of questions with each tool
UNUSED: Final = "-"
PRIVATE: Final = frozenset({"access needs", "diet"})
CONSENTS: Final = frozenset({"photo", "attribution", "directory"})
PUBLISHED: Final = frozenset(
    {"name", "first name", "last name", "organisation", "role", "e-mail", "region", "interests"}
    | {"offers", "asks", "willing to lead"}
    | CONSENTS
)
_HEAD: Final = """# How sign-up lists are read

Made by `make corpus`; nothing in it is anybody's. Each tool's columns are tried with several sets of
questions that an organiser adds, and every column is compared with what it means. *Harmful* is a column
published as what it is not, or a consent read as yes that is none.

"""


@dataclass(frozen=True)
class Column:
    """A title, what it means, what a consent below it must be read as, and its cells."""

    title: str
    field: str
    consent: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Fixture:
    """One list: a tool's columns, and an organiser's questions after them."""

    tool: str
    questions: str
    columns: tuple[Column, ...]

    def table(self) -> Table:
        """The list as it would be read from a file."""
        rows = zip(*(column.cells for column in self.columns), strict=True)
        header = tuple(column.title for column in self.columns)
        return Table(self.tool, header, tuple(Row(n, cells) for n, cells in enumerate(rows, 2)))


@dataclass(frozen=True)
class Result:
    """How one list was read: columns, those right unaided, and what was harmful or wrong in words."""

    fixture: Fixture
    right: int
    wrong: tuple[str, ...]
    harmful: tuple[str, ...]


def fixtures() -> Iterator[Fixture]:
    """Every tool with SETS sets of questions, each in its turn."""
    tools, questions = _lines("corpus_tools.txt"), _lines("corpus_questions.txt")
    for number, (tool, own) in enumerate(tools):
        for offset in range(SETS):
            added, more = questions[(number * SETS + offset) % len(questions)]
            titles = {column.title for column in own}
            kept = tuple(column for column in more if column.title not in titles)
            yield Fixture(tool, added, own + kept)


def result_of(fixture: Fixture) -> Result:
    """Compare the reading of a list with what is right."""
    table = fixture.table()
    guess, reading = guess_columns(table), read_people(table)
    wrong, harmful = list[str](), list[str]()
    for column in fixture.columns:
        got = guess.get(column.title, UNUSED)
        if got != column.field:
            said = f"{fixture.tool}, {fixture.questions}: “{column.title}” read as {got}, is {column.field}"
            wrong.append(said)
            if got in PUBLISHED:
                harmful.append(said)
        if column.consent:
            found = {getattr(entry, column.field, "") for entry in reading.entries}
            if "yes" in found and column.consent != "yes":
                harmful.append(f"{fixture.tool}: “{column.title}” taken as consent")
            elif found and found != {column.consent} and got == column.field:
                wrong.append(f"{fixture.tool}: “{column.title}” read {found}")
    return Result(fixture, len(fixture.columns) - len(wrong), tuple(wrong), tuple(harmful))


def table_of(results: list[Result]) -> str:
    """The results as a page: one line a tool, and all of them together."""
    lines = ["| tool | lists | columns | right unaided | harmful |", "|---|--:|--:|--:|--:|"]
    lines += [
        _line(tool, [one for one in results if one.fixture.tool == tool])
        for tool in dict.fromkeys(one.fixture.tool for one in results)
    ]
    lines.append(_line("**all**", results))
    wrong = dict.fromkeys(said for one in results for said in one.wrong)
    tail = ["", "Not right:", "", *(f"- {said}" for said in wrong)] if wrong else []
    return _HEAD + "\n".join([*lines, *tail]) + "\n"


def _line(name: str, results: list[Result]) -> str:
    columns = sum(len(one.fixture.columns) for one in results)
    right = sum(one.right for one in results)
    harmful = sum(len(one.harmful) for one in results)
    return f"| {name} | {len(results)} | {columns} | {right / columns:.1%} | {harmful} |"


def _lines(name: str) -> list[tuple[str, tuple[Column, ...]]]:
    found = []
    for line in (HERE / name).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            title, *columns = line.split(" || ")
            found.append((title, tuple(map(_column, columns))))
    return found


def _column(text: str) -> Column:
    title, meaning, cells = (part.strip() for part in text.split(" == "))
    field, _, consent = meaning.partition(":")
    first, _, second = cells.partition("//")
    return Column(title, field, consent, (first.strip(), second.strip()))


if __name__ == "__main__":
    page = table_of([result_of(one) for one in fixtures()])
    DOCS.write_text(page, "utf-8")
    print(page)  # noqa: T201 - a command
