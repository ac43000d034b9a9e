"""Outputs as data: what can be printed or saved, its files, and the report each is made from."""

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

# returns the report as its readers may see it, edited on the first call
Shown: TypeAlias = Callable[[], Report]
Files: TypeAlias = Callable[[Report, Shown], Iterable["Document"]]


@dataclass(frozen=True, slots=True)
class Document:
    """One file of an output.

    name: its path below the chosen folder.
    make: returns its bytes.
    """

    name: str
    make: Callable[[], bytes]

    @property
    def kind(self) -> Kind:
        """The kind of file, by its suffix."""
        return kind_of(self.name)


@dataclass(frozen=True, slots=True)
class Output:
    """One entry of the catalogue.

    An output for everybody, workgroups or participants is made from the cohort's edition.

    files: returns its documents; none while there is nothing to print.
    form: whether it is a form to be filled in by hand; forms are printed and not kept in archives.
    votes: whether it contains the results of ballots.
    """

    key: str
    title: str
    audience: str
    suffix: str
    files: Files
    form: bool = False
    votes: bool = False

    def documents(self, report: Report, shared: Shown | None = None) -> Iterable[Document]:
        """Return this output's files for a report; each is drawn only when its `make` is called.

        shared: the result of `for_others(report)`, so that several outputs share one edited report.
        """
        if self.audience in _TOLD_ALL:
            return self.files(report, lambda: report)
        return self.files(report, shared or for_others(report))

    def count(self, report: Report) -> int:
        """Return how many files this output makes from a report."""
        return len(tuple(self.documents(report)))


def for_others(report: Report) -> Shown:
    """Return a function for the report as readers other than facilitator and organiser may see it.

    The report is edited on the first call only.
    """
    return cache(
        lambda: edited(report, Edition.COHORT) if report.edition == Edition.FULL else report
    )


def one(
    name: str, make: Callable[[Report], bytes], filled: Callable[[Report], object] | None = None
) -> Files:
    """Return the `files` of an output that is a single file.

    filled: if given, there is no file while this returns a false value for the report.
    """

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
    """Return the `files` of an output with one file for each row, in a folder, named by its title."""

    def files(report: Report, shown: Shown) -> Iterator[Document]:
        taken: set[str] = set()
        for number, row in enumerate(rows(report)):
            name = file_name(title(row), taken, suffix)
            yield Document(f"{folder}/{name}", partial(_made, number, shown))

    def _made(number: int, shown: Shown) -> bytes:
        return make(shown(), rows(shown())[number])

    return files
