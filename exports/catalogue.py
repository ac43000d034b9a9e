"""The catalogue of all outputs that can be printed or saved, and the writing of their files."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import chain
from pathlib import Path
from typing import Final

from exports.data.session_json import session_json
from exports.dictionary.data_tables import columns_csv
from exports.dictionary.session_schema import session_schema
from exports.documents.forms.key_sheet import key_sheet_pdf
from exports.documents.packs.belongings import own
from exports.documents.packs.letter import pack_pdf
from exports.drawing.tagging.stopping import stoppable
from exports.editions.editions import RowOf, row_for
from exports.output import (
    CHOICES,
    EVERYBODY,
    FACILITATOR,
    ORGANISER,
    PARTICIPANTS,
    USUAL,
    Choice,
    Document,
    Exemption,
    Output,
    Shown,
    for_others,
    one,
)
from exports.output_kinds import UNMARKED
from exports.print_records import digest
from exports.room import Room
from exports.rooms import ROOMS
from exports.seal import Progress
from exports.summary import summary_docx, summary_page, summary_pdf
from resources.words import count, noop, say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.file_names import file_name
from upstream_workshop.naming import Reason
from upstream_workshop.people.queries import ParticipantRow
from upstream_workshop.privacy import Edition
from upstream_workshop.storage.files.writing import Replace, Sample, refuse, written
from upstream_workshop.whole.report import Report

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Written:
    """The result of writing outputs.

    files: the paths that were written.
    outputs: the outputs all of whose files were written, by key, with a digest of each file.
    failures: the name of each file that could not be written, with the reason in a sentence.
    """

    files: tuple[Path, ...]
    outputs: Mapping[str, tuple[str, ...]]
    failures: tuple[tuple[str, str], ...] = ()

    @property
    def complaint(self) -> str:
        """A sentence about the failures for the user; empty if there were none."""
        if not self.failures:
            return ""
        (name, why), more = self.failures[0], len(self.failures) - 1
        if not more:
            return say("{name} could not be written: {why}", name=name, why=why)
        return count(
            more,
            "{name} could not be written; nor could {n} other: {why}",
            "{name} could not be written; nor could {n} others: {why}",
            name=name,
            why=why,
        )


def write_all(
    report: Report,
    folder: Path,
    only: Collection[str] = (),
    progress: Progress | None = None,
    over: Replace = Replace.OWN,
    choice: Choice = USUAL,
) -> Written:
    """Write the whole catalogue, or the chosen outputs, below a folder.

    only: keys of outputs; empty for the whole catalogue.
    progress: called with the share done, 0 to 1, and the name of the next file; it may raise to stop.
    over: which existing files may be replaced, as in `writing`; by default those of an earlier export.
    choice: the sizes of the outputs that come in several.

    A file that fails does not stop the others. Raises WorkshopError for an unknown key; before anything
    is written, if an existing file may not be replaced; and if no file could be written.
    """
    by_output = _documents_by_output(report, only, choice=choice)
    documents = tuple(chain.from_iterable(by_output.values()))
    _refuse_obstacles(documents, folder, over)
    contents, failures = _write_each(documents, folder, over, progress or _no_progress)
    if failures and not contents:
        raise WorkshopError(failures[0][1])
    if progress:
        progress(1.0, "")
    whole = {
        key: tuple(contents[document.name] for document in own)
        for key, own in by_output.items()
        if own and all(document.name in contents for document in own)
    }
    return Written(tuple(folder / name for name in contents), whole, tuple(failures))


def _write_each(
    documents: Sequence[Document], folder: Path, over: Replace, progress: Progress
) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """Write documents; return a digest of each that was, and why the others could not be, by their names."""
    contents: dict[str, str] = {}
    failures: list[tuple[str, str]] = []
    for number, document in enumerate(documents):
        look = partial(progress, number / len(documents), document.name)
        look()
        with stoppable(look):
            why, shown = _write(document, folder, over)
        if why:
            failures.append((document.name, why))
        else:
            contents[document.name] = shown
    return contents, failures


def _write(document: Document, folder: Path, over: Replace) -> tuple[str, str]:
    """Draw a document into its file; return why that failed, or a digest of the content."""
    try:
        with written(folder / document.name, document.kind, over) as draft:
            content = document.make()
            draft.write_bytes(content)
    except WorkshopError as error:
        return str(error), ""
    except Exception:  # a bug in one drawing: the others are worth having
        _log.exception("a document could not be made")
        return say("it cannot be drawn, and the reason is in the log."), ""
    return "", digest(content)


def _no_progress(_share: float, _name: str) -> None:
    """Tell nobody."""


def _refuse_obstacles(documents: Iterable[Document], folder: Path, over: Replace) -> None:
    """Raise WorkshopError if an existing file may not be replaced.

    All paths are checked before anything is drawn, except tables: an earlier export of a table is
    recognised by its columns only, so the new table is made for the comparison.
    """
    for document in documents:
        path = folder / document.name
        made = document.make() if document.kind in UNMARKED and path.is_file() else b""
        refuse(path, document.kind, over, Sample.of(made))


def documents_of(
    report: Report, only: Collection[str] = (), shared: Shown | None = None
) -> tuple[Document, ...]:
    """Return the files of the whole catalogue, or of the outputs with these keys.

    shared: the result of `for_others(report)`, where it is at hand.

    Raises WorkshopError for an unknown key.
    """
    return tuple(chain.from_iterable(_documents_by_output(report, only, shared).values()))


def files_by_output(
    report: Report, only: Collection[str] = (), shared: Shown | None = None
) -> Mapping[Output, tuple[str, ...]]:
    """Return the names of the files of each output; the arguments are those of `documents_of`."""
    by_key = {output.key: output for output in OUTPUTS}
    found = _documents_by_output(report, only, shared)
    return {by_key[key]: tuple(one.name for one in made) for key, made in found.items()}


def _documents_by_output(
    report: Report,
    only: Collection[str],
    shared: Shown | None = None,
    choice: Choice = USUAL,
) -> Mapping[str, tuple[Document, ...]]:
    unknown = sorted(set(only) - {output.key for output in OUTPUTS})
    if unknown:
        known = ", ".join(output.key for output in OUTPUTS)
        raise WorkshopError(
            say(
                "There is no output called {unknown}: choose from {known}.",
                unknown=unknown[0],
                known=known,
            )
        )
    chosen = [output for output in OUTPUTS if not only or output.key in only]
    shared = shared or for_others(report)
    _refuse_unused(choice, chosen)
    sized = (output.of_choice(choice) for output in chosen)
    return {output.key: tuple(output.documents(report, shared)) for output in sized}


def _refuse_unused(choice: Choice, outputs: Iterable[Output]) -> None:
    """Raise WorkshopError if something is chosen that changes none of the outputs."""
    has = {name for output in outputs for name in output.choices}
    for name in Choice.__dataclass_fields__:
        if getattr(choice, name) != getattr(USUAL, name) and name not in has:
            fit = ", ".join(output.key for output in OUTPUTS if name in output.choices)
            raise WorkshopError(
                say(
                    "A choice of {choice} is for {outputs} alone: write those too, or leave it out.",
                    choice=say(CHOICES[name]),
                    outputs=fit,
                )
            )


def _packs(report: Report, shared: Shown) -> Iterator[Document]:
    """Return one pack per participant; it contains all she said herself, also what she does not share.

    There is none in an edition for others: a pack is for the person whose name is on it.
    """
    if report.edition != Edition.FULL:
        return
    taken: set[str] = set()
    rows = cache(partial(row_for, report))
    for person in report.people:
        name = file_name(person.name, taken, ".pdf")
        yield Document(f"take-home packs/{name}", partial(_pack, report, person, shared, rows))


def _pack(
    report: Report, person: ParticipantRow, shared: Shown, rows: Callable[[], RowOf]
) -> bytes:
    shown = shared()
    return pack_pdf(shown, own(report, shown, person, rows()))


def _of_room(room: Room, output: Output) -> Output:
    """Return an output of a room, which tells of what the room does."""
    return replace(output, shows=output.shows or room.shows)


_SUMMARY: Final = (
    Reason.TOOK_PART, Reason.SUPPORT, Reason.HELPER, Reason.MEMBER, Reason.UNPLACED, Reason.LEAD,
    Reason.COMMITMENT, Reason.PRODUCT, Reason.TEXT,
)  # fmt: skip
_TITLES: Final = ("title",)
OUTPUTS: Final = (
    Output("summary", noop("Summary report"), EVERYBODY, "pdf", one("summary.pdf", summary_pdf),
           votes=True, names=_SUMMARY, texts=_TITLES),
    Output("summary-page", noop("Summary as a web page"), EVERYBODY, "html",
           one("summary.html", summary_page), votes=True, names=_SUMMARY, texts=_TITLES),
    Output("summary-docx", noop("Summary as a Word document"), ORGANISER, "docx",
           one("summary.docx", summary_docx), votes=True, names=_SUMMARY, texts=_TITLES),
    *(_of_room(room, paper) for room in ROOMS for paper in room.papers),
    Output("keys", noop("Sheet of keys, for beside the laptop"), FACILITATOR, "pdf",
           one("keys.pdf", key_sheet_pdf), form=True, shows=("event",)),
    Output("packs", noop("Take-home packs"), PARTICIPANTS, "pdf", _packs,
           names=(Reason.LISTED, Reason.TOOK_PART, Reason.SUPPORT, Reason.HELPER, Reason.MEMBER,
                  Reason.LEAD),
           exemption=Exemption.THEMSELVES),
    *(_of_room(room, table) for room in ROOMS for table in room.data),
    Output("columns-csv", noop("What the columns of the tables mean"), ORGANISER, "csv",
           one("data/columns.csv", columns_csv, lambda report: report.people or report.agenda)),
    Output("session-json", noop("Everything as JSON, without e-mail"), ORGANISER, "json",
           one("data/session.json", session_json), votes=True, names=tuple(Reason),
           exemption=Exemption.ORGANISER),
    Output("session-schema", noop("What the JSON means (JSON Schema)"), ORGANISER, "json",
           one("data/session.schema.json", session_schema)),
)  # fmt: skip
KEPT: Final = tuple(output.key for output in OUTPUTS if output.in_archives)
