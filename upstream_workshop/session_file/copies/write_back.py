"""Writing a local working copy back to the file that it was made from, once the session is closed.

If that file has changed meanwhile, the copy is written under another name beside it.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.session_file import schema
from upstream_workshop.session_file.copies import backups
from upstream_workshop.session_file.copies.working_copy_notes import WorkingCopy, forget, has_work
from upstream_workshop.storage.error_messages import files_explained
from upstream_workshop.storage.files import disk, ledger, writing
from upstream_workshop.storage.files.writing import Replace


@dataclass(frozen=True, slots=True)
class Return:
    """The result of writing a working copy back.

    path: the file that contains the changes now.
    message: a sentence for the user; empty if the origin was simply updated.
    """

    path: Path
    message: str = ""


def put_back(working_copy: WorkingCopy, now: datetime) -> Return:
    """Write a working copy back to its origin; the session must be closed.

    now: the local time, for the name of a copy that conflicts with a changed origin.

    Does not raise if the origin cannot be written: the copy then stays on this computer, and the
    result says so.
    """
    try:
        if not has_work(working_copy):
            forget(working_copy)
            return Return(working_copy.origin)
        with files_explained(working_copy.origin):
            return _put(working_copy, now)
    except WorkshopError as refusal:
        return Return(
            working_copy.copy,
            say(
                "{refusal} Your work is safe on this computer: open {path} again when it can be written, "
                "and it will be brought back.",
                refusal=refusal,
                path=working_copy.origin,
            ),
        )


def _put(working_copy: WorkingCopy, now: datetime) -> Return:
    if not working_copy.origin.parent.is_dir():
        raise WorkshopError(say("{parent} is not there now.", parent=working_copy.origin.parent))
    message, over = "", Replace.NOTHING
    target = place = disk.real(working_copy.origin)  # a link stays one
    if not working_copy.origin.exists():
        message = say(
            "{path} had been moved or removed: it is there again with your work in it.",
            path=working_copy.origin,
        )
    elif disk.digest(working_copy.origin) != working_copy.digest:
        beside = disk.with_added(working_copy.origin, f" (conflicted copy {now:%Y-%m-%d %H.%M})")
        target = disk.free_name(beside)
        message = say(
            "{name} was changed by somebody else meanwhile: your work is beside it as {beside}, and "
            "nothing was overwritten.",
            name=working_copy.origin.name,
            beside=target.name,
        )
    else:
        over = Replace.SAME_KIND
    _write(working_copy.copy, target, over)
    identity = _identity(target)
    ledger.note(ledger.SESSION, target, identity)
    for original in _originals(working_copy):
        kept = disk.free_name(target.with_name(original.name))
        _write(original, kept, Replace.NOTHING)
        ledger.note(ledger.ORIGINAL, kept, identity)
        original.unlink()
    forget(working_copy)
    return Return(working_copy.origin if target == place else target, message)


def _originals(working_copy: WorkingCopy) -> Iterator[Path]:
    """Yield the files in older formats that a migration kept beside the copy."""
    for found in working_copy.copy.parent.iterdir():
        if (
            ".format-" in found.name
            and found.suffix == working_copy.copy.suffix
            and found != working_copy.copy
        ):
            yield found


def _identity(path: Path) -> str:
    try:
        return backups.identity_of(path)
    except (sqlite3.Error, OSError):
        return ""


def _write(copy: Path, target: Path, over: Replace) -> None:
    with writing.written(target, schema.SESSION, over) as draft:
        shutil.copyfile(copy, draft)
        disk.sync(draft)
        if disk.digest(draft) != disk.digest(copy):
            raise WorkshopError(
                say("The disk of {target} does not keep what is written to it.", target=target)
            )
        # a journal left by a crash belongs to the file that is replaced
        disk.journal(target).unlink(missing_ok=True)
