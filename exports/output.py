"""What can be printed or saved, as data: an output, its files, and how much of the report it is given."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any, Final, TypeAlias

from exports.editions.editions import edited
from exports.files import file_name
from exports.output_kinds import kind_of
from upstream_workshop.privacy import Edition
from upstream_workshop.storage.files.writing import Kind
from upstream_workshop.whole.report import Report

EVERYBODY: Final = "everybody"
WORKGROUPS: Final = "workgroups"
PARTICIPANTS: Final = "participants"
FACILITATOR: Final = "facilitator"
ORGANISER: Final = "organiser"
_TOLD_ALL: Final = (FACILITATOR, ORGANISER)

# the report as its readers may have it, edited when first asked
Shown: TypeAlias = Callable[[], Report]
Files: TypeAlias = Callable[[Report, Shown], Iterable["Document"]]


@dataclass(frozen=True, slots=True)
class Document:
    """One file: where it goes below the chosen folder, and what makes its bytes."""

    name: str
    make: Callable[[], bytes]

    @property
    def kind(self) -> Kind:
        """What kind of file it is, by its suffix."""
        return kind_of(self.name)


@dataclass(frozen=True, slots=True)
class Output:
    """One line of the catalogue; `files` are its documents, none while there is nothing to print.

    What is for everybody, for workgroups or for participants is made of the cohort's edition of the report. A
    `form` is there to be filled in: it is printed, and says nothing worth keeping. One of `votes` tells what
    ballots came to.
    """

    key: str
    title: str
    audience: str
    suffix: str
    files: Files
    form: bool = False
    votes: bool = False

    def documents(self, report: Report, shared: Shown | None = None) -> Iterable[Document]:
        """Its files of this report; they are drawn when they are made.

        `shared` is what `for_others` answers of the report, where several outputs are made of it.
        """
        if self.audience in _TOLD_ALL:
            return self.files(report, lambda: report)
        return self.files(report, shared or for_others(report))

    def count(self, report: Report) -> int:
        """How many files it makes of this report."""
        return len(tuple(self.documents(report)))


def for_others(report: Report) -> Shown:
    """The report as whoever is neither facilitator nor organiser may have it, edited once."""
    return cache(
        lambda: edited(report, Edition.COHORT) if report.edition == Edition.FULL else report
    )


def one(
    name: str, make: Callable[[Report], bytes], filled: Callable[[Report], object] | None = None
) -> Files:
    """A single file, there only if `filled` finds something to put in it."""

    def files(report: Report, shown: Shown) -> Iterator[Document]:
        if filled is None or filled(report):
            yield Document(name, lambda: make(shown()))

    return files


def each(
    folder: str,
    suffix: str,
    rows: Callable[[Report], Sequence[Any]],
    title: Callable[[Any], str],
    make: Callable[[Report, Any], bytes],
) -> Files:
    """A file for each of some rows, in a folder, named by its title."""

    def files(report: Report, shown: Shown) -> Iterator[Document]:
        taken: set[str] = set()
        for number, row in enumerate(rows(report)):
            name = file_name(title(row), taken, suffix)
            yield Document(f"{folder}/{name}", partial(_made, number, shown))

    def _made(number: int, shown: Shown) -> bytes:
        return make(shown(), rows(shown())[number])

    return files
