"""The one list of everything that can be printed or saved."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from exports import tables
from exports.agenda import agenda_pdf
from exports.attendance_sheet import attendance_pdf
from exports.ballot_slips import slips_pdf, to_print
from exports.charters import charters_pdf
from exports.files import file_name
from exports.kinds import TABLE, kind_of
from exports.packs import pack_pdf
from exports.paper import count
from exports.posters import poster_pdf
from exports.seal import Progress
from exports.session_json import session_json
from exports.summary import summary_page, summary_pdf
from exports.workgroup_lists import workgroup_lists_pdf
from upstream_workshop.errors import WorkshopError
from upstream_workshop.report import Report
from upstream_workshop.writing import OURS, Kind, Sample, refuse, written

EVERYBODY: Final = "everybody"
FACILITATOR: Final = "facilitator"
ORGANISER: Final = "organiser"
_log = logging.getLogger(__name__)


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
    """One line of the catalogue; `documents` are its files, none while there is nothing to print.

    A `form` is there to be filled in: it is printed, and says nothing worth keeping. One of `votes` tells
    what ballots came to.
    """

    key: str
    title: str
    audience: str
    suffix: str
    documents: Callable[[Report], Iterable[Document]]
    form: bool = False
    votes: bool = False

    def count(self, report: Report) -> int:
        """How many files it makes of this report."""
        return len(tuple(self.documents(report)))


@dataclass(frozen=True, slots=True)
class Written:
    """What was written, and each file that could not be, with the reason in a sentence."""

    files: tuple[Path, ...]
    failures: tuple[tuple[str, str], ...] = ()

    @property
    def complaint(self) -> str:
        """What went wrong, for people to read; blank where nothing did."""
        if not self.failures:
            return ""
        (name, why), more = self.failures[0], len(self.failures) - 1
        also = f"; nor could {count(more, 'other', 'others')}" if more else ""
        return f"{name} could not be written{also}: {why}"


def write_all(
    report: Report,
    folder: Path,
    only: Collection[str] = (),
    progress: Progress | None = None,
    over: str = OURS,
) -> Written:
    """Write the whole catalogue, or only these keys, below a folder; `progress` may raise to stop.

    What an earlier export wrote is renewed; `over`, as in `writing`, says what else may be. A file that
    fails does not stop the others. Raises WorkshopError for a key nobody knows, before anything is
    written where something stands in the way, and where none could be written.
    """
    documents = documents_of(report, only)
    _refuse_obstacles(documents, folder, over)
    files: list[Path] = []
    failures: list[tuple[str, str]] = []
    for number, document in enumerate(documents):
        if progress:
            progress(number / len(documents), document.name)
        try:
            with written(folder / document.name, document.kind, over) as draft:
                draft.write_bytes(document.make())
        except WorkshopError as error:
            failures.append((document.name, str(error)))
        except Exception:  # a bug in one drawing: the others are worth having
            _log.exception("a document could not be made")
            failures.append((document.name, "it cannot be drawn, and the reason is in the log."))
        else:
            files.append(folder / document.name)
    if failures and not files:
        raise WorkshopError(failures[0][1])
    if progress:
        progress(1.0, "")
    return Written(tuple(files), tuple(failures))


def _refuse_obstacles(documents: Iterable[Document], folder: Path, over: str) -> None:
    """Look at all places before anything is drawn; tables are known by their columns, so they are made."""
    for document in documents:
        path = folder / document.name
        made = document.make() if document.kind is TABLE and path.is_file() else b""
        refuse(path, document.kind, over, Sample.of(made))


def documents_of(report: Report, only: Collection[str] = ()) -> tuple[Document, ...]:
    """The files of the whole catalogue, or of these keys."""
    unknown = sorted(set(only) - {output.key for output in OUTPUTS})
    if unknown:
        known = ", ".join(output.key for output in OUTPUTS)
        raise WorkshopError(f"There is no output called {unknown[0]}: choose from {known}.")
    chosen = [output for output in OUTPUTS if not only or output.key in only]
    return tuple(document for output in chosen for document in output.documents(report))


def _one(
    name: str, make: Callable[[Report], bytes], filled: Callable[[Report], object] | None = None
) -> Callable[[Report], Iterable[Document]]:
    """A single file, there only if `filled` finds something to put in it."""

    def documents(report: Report) -> Iterator[Document]:
        if filled is None or filled(report):
            yield Document(name, partial(make, report))

    return documents


def _packs(report: Report) -> Iterator[Document]:
    taken: set[str] = set()
    for person in report.people:
        name = file_name(person.name, taken, ".pdf")
        yield Document(f"take-home packs/{name}", partial(pack_pdf, report, person))


def _posters(report: Report) -> Iterator[Document]:
    taken: set[str] = set()
    for found in report.maps:
        name = file_name(found.row.title, taken, ".pdf")
        yield Document(f"map posters/{name}", partial(poster_pdf, report, found))


def _slips(report: Report) -> Iterator[Document]:
    taken: set[str] = set()
    for vote in to_print(report):
        name = file_name(vote.ballot.name, taken, ".pdf")
        yield Document(f"ballot slips/{name}", partial(slips_pdf, report, vote))


def _papers(report: Report) -> Iterator[Document]:
    taken: set[str] = set()
    for vote in (one for one in report.votes if one.ballot.told):
        name = file_name(vote.ballot.name, taken, ".csv")
        yield Document(f"data/ballot papers/{name}", partial(tables.papers_csv, report, vote))


def _maps(report: Report) -> Iterator[Document]:
    taken: set[str] = set()
    for found in report.maps:
        name = file_name(found.row.title, taken, ".csv")
        yield Document(f"data/maps/{name}", partial(tables.map_csv, found.row))


def _cards(report: Report) -> bool:
    return bool(report.loose_cards) or any(theme.cards for theme in report.themes)


def _commitments(report: Report) -> bool:
    return any(group.commitments for group in report.workgroups)


OUTPUTS: Final = (
    Output("summary", "Summary report", EVERYBODY, "pdf", _one("summary.pdf", summary_pdf),
           votes=True),
    Output("summary-page", "Summary as a web page", EVERYBODY, "html",
           _one("summary.html", summary_page), votes=True),
    Output("agenda", "Agenda", EVERYBODY, "pdf",
           _one("agenda.pdf", agenda_pdf, lambda report: report.agenda)),
    Output("attendance", "Attendance sheet", FACILITATOR, "pdf",
           _one("attendance.pdf", attendance_pdf, lambda report: report.people), form=True),
    Output("ballot-slips", "Ballot slips", FACILITATOR, "pdf", _slips, form=True),
    Output("workgroups", "Workgroup lists", EVERYBODY, "pdf",
           _one("workgroups.pdf", workgroup_lists_pdf, lambda report: report.workgroups)),
    Output("charters", "Workgroup charters", "workgroups", "pdf",
           _one("charters.pdf", charters_pdf, lambda report: report.workgroups)),
    Output("packs", "Take-home packs", "participants", "pdf", _packs),
    Output("posters", "Map posters", EVERYBODY, "pdf", _posters),
    Output("people-csv", "People, with e-mail", ORGANISER, "csv",
           _one("data/people.csv", tables.people_csv, lambda report: report.people)),
    Output("attendance-csv", "Attendance", ORGANISER, "csv",
           _one("data/attendance.csv", tables.attendance_csv, lambda report: report.attendance)),
    Output("cards-csv", "Cards and themes", ORGANISER, "csv",
           _one("data/cards.csv", tables.cards_csv, _cards)),
    Output("papers-csv", "Ballot papers", ORGANISER, "csv", _papers, votes=True),
    Output("choices-csv", "Choices", ORGANISER, "csv",
           _one("data/choices.csv", tables.choices_csv, lambda report: report.choices)),
    Output("workgroups-csv", "Workgroups and charters", ORGANISER, "csv",
           _one("data/workgroups.csv", tables.workgroups_csv, lambda report: report.workgroups)),
    Output("commitments-csv", "Commitments", ORGANISER, "csv",
           _one("data/commitments.csv", tables.commitments_csv, _commitments)),
    Output("maps-csv", "Maps", ORGANISER, "csv", _maps),
    Output("session-json", "Everything as JSON, without e-mail", ORGANISER, "json",
           _one("data/session.json", session_json), votes=True),
)  # fmt: skip
KEPT: Final = tuple(output.key for output in OUTPUTS if not output.form)  # what an archive holds
