"""Outputs as data: what can be printed or saved, its files, and the report each is made from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache, partial
from typing import Any, Final, TypeAlias

from exports.editions.editions import printable
from exports.editions.refusals import without_refusals
from exports.output_kinds import kind_of
from resources.words import noop
from upstream_workshop.file_names import file_name
from upstream_workshop.naming import Reason
from upstream_workshop.privacy import Edition
from upstream_workshop.storage.files.writing import Kind
from upstream_workshop.whole.report import Report

EVERYBODY: Final = noop("everybody")
WORKGROUPS: Final = noop("workgroups")
PARTICIPANTS: Final = noop("participants")
FACILITATOR: Final = noop("facilitator")
ORGANISER: Final = noop("organiser")

# returns the report as others may see it, edited on the first call
Shown: TypeAlias = Callable[[], Report]
# from the report an output is made of, and the one as others may see it
Files: TypeAlias = Callable[[Report, Shown], Iterable["Document"]]


class Exemption(StrEnum):
    """Why an output may name everybody, whatever they agreed to."""

    NONE = ""
    SIGNING = "it lies at the door to be signed, and goes back to the facilitator"
    ORGANISER = "it is the organiser’s own, who keeps the answers to the consents in it"
    THEMSELVES = "each person gets the page with their own name"


@dataclass(frozen=True, slots=True)
class Choice:
    """What is chosen for outputs that come in several sizes.

    paper: the size of the paper; blank for the least on which everything can be read.
    sheets: the size of the sheets that a large paper is cut into; blank for one sheet.
    pixels: the longer side of a picture; 0 for the usual one.
    boxes: by what the boxes of maps are sized, a `SizeBy`; blank for equal ones.
    row_id: the id of the one row, such as a map, that is wanted; 0 for all.
    labels: the sheets of labels for badges, by their key; blank for the usual ones of the paper at hand.
    """

    paper: str = ""
    sheets: str = ""
    pixels: int = 0
    boxes: str = ""
    row_id: int = 0
    labels: str = ""


CHOICES: Final = {
    "paper": noop("paper"),
    "sheets": noop("sheets"),
    "pixels": noop("pixels"),
    "boxes": noop("boxes"),
    "row_id": noop("row"),
    "labels": noop("labels"),
}
USUAL: Final = Choice()
# the fields of the report's parts that outputs of everything tell of, in the order of what is said first
EVERYTHING: Final = (
    "people", "workgroups", "votes", "themes", "maps", "agenda", "support", "loose_cards", "event",
    "attendance", "matches", "choices", "unplaced",
)  # fmt: skip
Sized: TypeAlias = Callable[[Choice], Files]


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

    It is made from the cohort's edition, in which everybody is named as they agreed to, unless it has
    an exemption.

    title, audience: marked by `noop`, and said where they are shown.
    files: returns its documents; none while there is nothing to print.
    form: whether it is a form to be filled in by hand; forms are printed and not kept in archives.
    votes: whether it contains the results of ballots.
    names: for which reasons it names people.
    texts: the texts of the agenda that it prints, in which people may be named (Reason.TEXT).
    exemption: why it may name everybody.
    kept: whether archives hold it; they do not hold what they have in another form.
    choices: the fields of a Choice that change this output.
    sized: returns its `files` for a choice, if there are such fields.
    shows: the fields of the report's parts that it tells most of, as in `Report.with_values`; none if
        it tells of all. By these it is said what has changed since it was written.
    """

    key: str
    title: str
    audience: str
    suffix: str
    files: Files
    form: bool = False
    votes: bool = False
    names: tuple[Reason, ...] = ()
    texts: tuple[str, ...] = ("title", "purpose", "lead")
    exemption: Exemption = Exemption.NONE
    kept: bool = True
    choices: tuple[str, ...] = ()
    sized: Sized | None = None
    shows: tuple[str, ...] = ()

    @property
    def told(self) -> tuple[str, ...]:
        """The fields of the report by which it is said what has changed, the nearest first."""
        return (*self.shows, "event") if self.shows else EVERYTHING

    @property
    def in_archives(self) -> bool:
        """Whether archives hold it."""
        return self.kept and not self.form

    def of_choice(self, choice: Choice) -> Output:
        """Return this output as it is for a choice."""
        if self.sized is None or choice == USUAL:
            return self
        return replace(self, files=self.sized(choice))

    def documents(self, report: Report, shared: Shown | None = None) -> Iterable[Document]:
        """Return this output's files for a report; each is drawn only when its `make` is called.

        shared: the result of `for_others(report)`, so that several outputs share one edited report.
        """
        shared = shared or for_others(report)
        return self.files(self.read(report, shared), shared)

    def read(self, report: Report, shared: Shown | None = None) -> Report:
        """Return the report this output is made from; the arguments are those of `documents`."""
        return report if self.exemption else (shared or for_others(report))()

    def count(self, report: Report, shared: Shown | None = None) -> int:
        """Return how many files this output makes from a report."""
        return len(tuple(self.documents(report, shared)))


def for_others(report: Report) -> Shown:
    """Return a function for the report as readers other than facilitator and organiser may see it.

    Names and addresses of people who may not be named are taken out of every text where they are
    sure. The report is edited on the first call only.
    """
    return cache(
        lambda: (
            without_refusals(report, printable(report))
            if report.edition == Edition.FULL
            else report
        )
    )


def one(
    name: str, make: Callable[[Report], bytes], filled: Callable[[Report], object] | None = None
) -> Files:
    """Return the `files` of an output that is a single file.

    filled: if given, there is no file while this returns a false value for the report.
    """

    def files(report: Report, _shared: Shown) -> Iterator[Document]:
        if filled is None or filled(report):
            yield Document(name, lambda: make(report))

    return files


def each(
    folder: str,
    suffix: str,
    rows: Callable[[Report], Sequence[Any]],
    title: Callable[[Any], str],
    make: Callable[[Report, Any], bytes],
) -> Files:
    """Return the `files` of an output with one file for each row, in a folder, named by its title."""

    def files(report: Report, _shared: Shown) -> Iterator[Document]:
        taken: set[str] = set()
        for row in rows(report):
            name = file_name(title(row), taken, suffix)
            yield Document(f"{folder}/{name}", partial(make, report, row))

    return files
