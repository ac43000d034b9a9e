"""What is done with the outputs of an open session, for window and command line alike.

Each operation begins on the session's own thread, where it notes what goes where and copies what it
needs. What it answers does the long part, on any thread, once.
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
from exports.editions.passages import Passage, SecondLook
from exports.seal import ARCHIVE, SESSION, Progress
from upstream_workshop.application.session import OpenSession
from upstream_workshop.privacy import Edition
from upstream_workshop.storage.files import ledger, writing
from upstream_workshop.voting import queries as voting
from upstream_workshop.whole.report import Report, read_copy

Look: TypeAlias = Callable[[], object]  # called now and then; raises to stop


@dataclass(frozen=True, slots=True)
class Found:
    """The report in an edition, what in it may still name somebody, and how to look again at new words."""

    report: Report
    passages: tuple[Passage, ...]
    second_look: SecondLook


def goes_out(opened: OpenSession, only: Collection[str] = ()) -> tuple[int, ...]:
    """The secret ballots whose shown results these outputs tell; all outputs where `only` is empty."""
    chosen = (output for output in catalogue.OUTPUTS if not only or output.key in only)
    return tuple(opened.ask(voting.shown_secrets)) if any(one.votes for one in chosen) else ()


def write(
    opened: OpenSession, folder: Path, only: Collection[str] = (), over: str = writing.OURS
) -> Callable[[Progress | None], tuple[Report, Written]]:
    """Write the catalogue, or these outputs, below a folder; `over` as in `writing`.

    The long part answers what was told and which files hold it. Raises WorkshopError.
    """
    opened.note_output(folder)
    opened.settle("ballot", goes_out(opened, only))
    taken = opened.workshop.snapshot(whole=True)

    def work(progress: Progress | None) -> tuple[Report, Written]:
        report = read_copy(taken)
        return report, catalogue.write_all(report, folder, only, progress, over)

    return work


def look_for_names(opened: OpenSession, edition: Edition) -> Callable[[Look], Found]:
    """Look for what may still name somebody whom an edition should not."""
    opened.settle("ballot", goes_out(opened))
    taken = opened.workshop.snapshot(whole=True)

    def work(look: Look) -> Found:
        report = read_copy(taken)
        look()
        shown = edited(report, edition)
        look()
        listed = passages.found(report, shown)
        look()
        return Found(shown, listed, passages.second_look(report, shown))

    return work


def seal(
    opened: OpenSession,
    path: Path,
    edition: Edition = Edition.FULL,
    report: Report | None = None,
    keep_until: date | None = None,
    over: str = writing.NOTHING,
) -> Callable[[Progress | None], Verdict]:
    """Seal the session as it is now into a zip, and prove it at once; `over` as in `writing`.

    report: what is told, where somebody decided on passages of this edition; else as it is now, with all
    passages cut. Raises WorkshopError.
    """
    writing.refuse(path, ARCHIVE, over)
    opened.note_output(path)
    opened.settle("ballot", goes_out(opened))
    taken = opened.workshop.snapshot(whole=True)
    with ExitStack() as failing:
        shelter = failing.enter_context(ledger.temporary_folder())
        copy = Path(shelter) / SESSION
        if edition == Edition.FULL:  # no other holds it
            opened.workshop.copy_to(copy)
        kept = failing.pop_all()

    def work(progress: Progress | None) -> Verdict:
        with kept:
            read = read_copy(taken)
            archive.pack(copy, report or read, path, edition, progress, keep_until, over)
        return verify(path)

    return work


def prove(opened: OpenSession, path: Path) -> Callable[[], Verdict]:
    """Prove an archive or a session file; of the session that is open, a copy is looked at.

    Raises WorkshopError.
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
