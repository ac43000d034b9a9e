"""The session file that a command works on: how it is opened, kept safe and closed."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Final

from resources.words import say
from ui.cli import terminal
from ui.kit import folders
from upstream_workshop.application.session import OpenSession
from upstream_workshop.errors import UnsavedError, WorkshopError
from upstream_workshop.session_file.copies import backup_contents, backups
from upstream_workshop.storage.files.ledger import Ledger
from upstream_workshop.storage.files.ledger import kept as ledger_kept
from upstream_workshop.whole import forgetting

HOME: Final = folders.data_folder()


@contextmanager
def opened_session(asked: argparse.Namespace) -> Iterator[OpenSession]:
    """Open the session file of a command, and close it at the end.

    A file that must not be edited in place is worked on in a copy on this computer. Raises
    WorkshopError: when the file cannot be opened, is no longer at its path at the end, or cannot be
    written back.
    """
    opened = OpenSession.open(asked.file, ledger_of(asked))
    opened.back_up = partial(_back_up, opened)
    if said := forgetting.sentence(opened.remains):
        terminal.print_error(said)
    back = None
    try:
        try:
            yield opened
        except UnsavedError:
            _refuse_unsaved(opened)
            raise
        _refuse_unsaved(opened)
    finally:
        back = opened.close()
    if back is not None and back.path != asked.file:
        raise WorkshopError(back.message)
    if back is not None and back.message:
        terminal.print_error(back.message)


def ledger_of(asked: argparse.Namespace) -> Ledger:
    """Return the ledger that this process keeps, or the one in the folder given by --home."""
    return ledger_kept() or Ledger(asked.home)


def _back_up(opened: OpenSession, why: str) -> None:
    """Write a backup of the session as it is now, since no Undo reaches beyond the end of a command.

    If it cannot be written, that is only reported.
    """
    if trouble := opened.backups.keep(why):
        terminal.print_error(say("No backup could be made: {why}", why=trouble))


def _refuse_unsaved(opened: OpenSession) -> None:
    """Raise WorkshopError if the file is no longer at its path; say where the work is."""
    absence = opened.workshop.absence
    if absence is None:
        return
    opened.backups.again()
    made = not opened.backups.keep("the file went missing")
    kept = next(iter(backups.listed(opened.backups.folder)), None) if made else None
    raise WorkshopError(_unsaved_message(absence.what, kept))


def _unsaved_message(what: str, kept: backups.Backup | None) -> str:
    if kept is None:
        return say("{what}, so nothing was saved there: nothing of it was kept.", what=what)
    if names := ", ".join(backup_contents.open_votes(kept)):
        return say(
            "{what}, so nothing was saved there: all of it is in the backup {path}, but for the slips "
            "of the secret vote {names}, which are keyed again.",
            what=what,
            path=kept.path,
            names=names,
        )
    return say(
        "{what}, so nothing was saved there: all of it is in the backup {path}.",
        what=what,
        path=kept.path,
    )
