"""Operations on the outputs of an open session, shared by the window and the command line.

Each operation has two parts. The call itself must be made on the session's own thread: it records
where the output goes and copies the data it needs. It returns a function that does the long part; call
that function once, on any thread.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TypeAlias

from exports import catalogue
from exports.archive import archive
from exports.archive.verify import Verdict, verify
from exports.catalogue import Written
from exports.editions import passages
from exports.editions.editions import edited
from exports.editions.passages import Passage, Recheck
from exports.named import Named, named_by_archive
from exports.output import USUAL, Choice, for_others
from exports.seal import ARCHIVE, SESSION, Progress
from upstream_workshop.application.session import OpenSession
from upstream_workshop.people import queries as people
from upstream_workshop.privacy import Edition
from upstream_workshop.storage.files import ledger, writing
from upstream_workshop.storage.files.writing import Replace
from upstream_workshop.voting import queries as voting
from upstream_workshop.whole.report import Report, read_copy

Look: TypeAlias = Callable[[], object]  # called now and then; raises to stop


@dataclass(frozen=True, slots=True)
class Found:
    """The report in an edition, with the passages that may still name a person.

    report: the report in that edition.
    passages: the passages in which a name may remain.
    recheck: checks wording that was changed afterwards.
    """

    report: Report
    passages: tuple[Passage, ...]
    recheck: Recheck


def goes_out(opened: OpenSession, only: Collection[str] = ()) -> tuple[int, ...]:
    """Return the ids of the secret ballots whose shown results the chosen outputs contain.

    only: keys of outputs; empty for all outputs.

    Returns an empty tuple if none of these outputs contains results of votes.
    """
    chosen = (output for output in catalogue.OUTPUTS if not only or output.key in only)
    return tuple(opened.ask(voting.shown_secrets)) if any(one.votes for one in chosen) else ()


def write(
    opened: OpenSession,
    folder: Path,
    only: Collection[str] = (),
    over: Replace = Replace.OWN,
    choice: Choice = USUAL,
) -> Callable[[Progress | None], tuple[Report, Written]]:
    """Write the whole catalogue, or the chosen outputs, below a folder.

    only: keys of outputs; empty for the whole catalogue.
    over: which existing files may be replaced, as in `writing`.
    choice: the sizes of the outputs that come in several.

    Returns the long part, which returns the report and the files written from it. Raises
    WorkshopError.
    """
    opened.note_output(folder)
    opened.settle("ballot", goes_out(opened, only))
    taken = opened.workshop.snapshot(whole=True)

    def work(progress: Progress | None) -> tuple[Report, Written]:
        report = read_copy(taken)
        return report, catalogue.write_all(report, folder, only, progress, over, choice)

    return work


def count_named(opened: OpenSession, edition: Edition) -> tuple[Report, Named]:
    """Count the people that an archive of an edition names, and those without an explicit yes.

    Returns the whole report too, from which the full edition can be sealed without reading it again.
    """
    report = read_copy(opened.workshop.snapshot(whole=True))
    conditional = opened.ask(people.conditional)
    return report, named_by_archive(edition, report, for_others(report), conditional)


def search_names(opened: OpenSession, edition: Edition) -> Callable[[Look], Found]:
    """Search an edition of the report for passages that may name a person it should not name.

    Returns the long part, which calls its argument between steps; that function may raise to stop.
    """
    opened.settle("ballot", goes_out(opened))
    taken = opened.workshop.snapshot(whole=True)

    def work(look: Look) -> Found:
        report = read_copy(taken)
        look()
        shown = edited(report, edition)
        look()
        listed = passages.found(report, shown)
        look()
        return Found(shown, listed, passages.recheck(report, shown))

    return work


def seal(
    opened: OpenSession,
    path: Path,
    edition: Edition = Edition.FULL,
    report: Report | None = None,
    keep_until: date | None = None,
    over: Replace = Replace.NOTHING,
) -> Callable[[Progress | None], Verdict]:
    """Write the session as it is now into a sealed zip, and verify the zip at once.

    report: the report to write, if it has been read, or passages of this edition were decided on;
        without it, the report is read from the session as it is now, with all passages cut.
    over: which existing file may be replaced, as in `writing`.

    Returns the long part, which returns the verdict on the finished zip. Raises WorkshopError.
    """
    writing.refuse(path, ARCHIVE, over)
    opened.note_output(path)
    opened.settle("ballot", goes_out(opened))
    source = report or opened.workshop.snapshot(whole=True)
    with ExitStack() as failing:
        shelter = failing.enter_context(ledger.temporary_folder())
        copy = Path(shelter) / SESSION
        if edition == Edition.FULL:  # no other edition contains the session file
            opened.workshop.copy_to(copy)
        kept = failing.pop_all()

    def work(progress: Progress | None) -> Verdict:
        with kept:
            told = source if isinstance(source, Report) else read_copy(source)
            archive.pack(copy, told, path, edition, progress, keep_until, over)
        return verify(path)

    return work


def prove(opened: OpenSession, path: Path) -> Callable[[], Verdict]:
    """Verify an archive or a session file.

    If `path` is the session that is open, a copy of it is verified. Returns the long part, which
    returns the verdict. Raises WorkshopError.
    """
    if not opened.workshop.is_itself(path):
        return partial(verify, path)
    with ExitStack() as failing:
        copy = Path(failing.enter_context(ledger.temporary_folder())) / SESSION
        opened.workshop.copy_to(copy)
        kept = failing.pop_all()

    def work() -> Verdict:
        with kept:
            return verify(copy)

    return work
