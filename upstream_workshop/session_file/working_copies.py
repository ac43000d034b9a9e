"""Working on a local copy of a file that lies where it must not be edited, and bringing it back.

Taken out: the copy and a note of what the other side was like. Brought back: written whole beside and
put in place, unless the other side has changed meanwhile; then beside it, and nothing is overwritten.
What a crash leaves is found at the next opening, because the copy stays until it has been brought back.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from upstream_workshop.errors import HeldError, WorkshopError
from upstream_workshop.session_file import backups, opening, schema
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.storage.error_messages import files_explained, known_as
from upstream_workshop.storage.files import disk, ledger, places, writing

_NOTE: Final = "taken.json"
_KIND: Final = writing.Kind(
    "a note of ours", lambda sample: sample.head[:1] == b"{" and b'"digest"' in sample.head
)


@dataclass(frozen=True, slots=True)
class WorkingCopy:
    """A copy taken out: whose, where it is, and the SHA-256 of the file when it was taken."""

    origin: Path
    copy: Path
    digest: str
    found: bool = False  # with work in it that a crash kept from being brought back


@dataclass(frozen=True, slots=True)
class Return:
    """Where the work is now, and what to say about that; empty when all is as one expects."""

    path: Path
    said: str = ""


def is_needed(origin: Path, copies_folder: Path) -> bool:
    """Whether a file is worked on by way of a copy; not when our own place is no better.

    Nor when it could not be brought back: what cannot be written is only looked at.
    """
    kind = places.kind(origin)
    elsewhere = kind != places.HERE and kind != places.kind(copies_folder)
    return is_left_over(origin, copies_folder) or (elsewhere and not _is_read_only(origin))


def make_if_needed(origin: Path, copies_folder: Path) -> WorkingCopy | None:
    """A local copy to work on, when the file lies where it must not be edited. Raises WorkshopError.

    May take long, for the other side may be slow.
    """
    return make(origin, copies_folder) if is_needed(origin, copies_folder) else None


def make(origin: Path, copies_folder: Path) -> WorkingCopy:
    """A local copy to work on, the one from before if its work was never brought back.

    Raises WorkshopError.
    """
    folder = backups.folder_for(copies_folder, origin)
    left = _noted(folder, origin)
    if left is not None and left.copy.exists() and _is_sound(left) and _holds_news(left):
        return WorkingCopy(origin, left.copy, left.digest, found=True)
    opening.check_header(origin)
    with files_explained(origin):
        folder.mkdir(parents=True, exist_ok=True)
        working_copy = WorkingCopy(origin, folder / origin.name, disk.digest(origin))
        _fetch(working_copy)
        _note(folder, working_copy)
    return working_copy


def put_back(working_copy: WorkingCopy, now: datetime) -> Return:
    """Put the work, once its file is closed, where it came from. Never raises for the world's faults:

    what cannot be brought back stays on this computer, and the answer says so.
    """
    try:
        if not _has_work(working_copy):
            _forget(working_copy)
            return Return(working_copy.origin)
        with files_explained(working_copy.origin):
            return _put(working_copy, now)
    except WorkshopError as refusal:
        return Return(
            working_copy.copy,
            f"{refusal} Your work is safe on this computer: open {working_copy.origin} again when it can be "
            "written, and it will be brought back.",
        )


@contextmanager
def opened(
    origin: Path, copies_folder: Path, now: datetime, tell: Callable[[str], object] = str
) -> Iterator[Workshop]:
    """The session, by way of a copy on this computer where the file must not be edited in place.

    `tell` hears what there is to say once it is back. Raises WorkshopError, also when the work could not
    be brought back.
    """
    working_copy = make_if_needed(origin, copies_folder)
    back = None
    try:
        with Workshop.open(origin, working_copy.copy if working_copy else None) as workshop:
            yield workshop
    finally:
        back = put_back(working_copy, now) if working_copy else None
    if back is not None and back.path != origin:
        raise WorkshopError(back.said)
    if back is not None and back.said:
        tell(back.said)


def is_away(origin: Path) -> bool:
    """Whether what was taken out could not be brought back now; may take long, for that side may be slow."""
    try:
        return not origin.is_file()
    except OSError:
        return True


def left_over(copies_folder: Path) -> Iterator[WorkingCopy]:
    """What was never brought back."""
    with suppress(OSError):
        for folder in sorted(copies_folder.iterdir()):
            working_copy = _noted(folder)
            if working_copy is not None and working_copy.copy.exists():
                yield working_copy


def is_left_over(origin: Path, copies_folder: Path) -> bool:
    """Whether there is a copy of this file that was never brought back."""
    working_copy = _noted(backups.folder_for(copies_folder, origin), origin)
    return working_copy is not None and working_copy.copy.exists()


def may_be_left_over(origin: Path, copies_folder: Path) -> bool:
    """The same, and also where that cannot be told."""
    try:
        (backups.folder_for(copies_folder, origin) / _NOTE).stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True
    return is_left_over(origin, copies_folder)


def _is_read_only(origin: Path) -> bool:
    if not origin.parent.is_dir() or not origin.exists():  # which is said when it is fetched
        return False
    return not (os.access(origin.parent, os.W_OK) and os.access(origin, os.W_OK))


def _is_sound(left: WorkingCopy) -> bool:
    """Whether the copy can be worked on; a damaged one is put aside, for people who can read it."""
    try:
        with known_as(left.copy, left.origin):
            opening.check(left.copy)
    except HeldError:  # another window works on it
        raise
    except WorkshopError:
        aside = disk.with_added(left.copy, " (damaged)")
        left.copy.rename(disk.free_name(aside))
        return False
    return True


def _holds_news(left: WorkingCopy) -> bool:
    """Whether the copy holds work that is nowhere else; the last step may just have been cut off."""
    if not _has_work(left):
        return False
    try:
        return disk.digest(left.origin) != disk.digest(left.copy)
    except OSError:
        return True


def _put(working_copy: WorkingCopy, now: datetime) -> Return:
    if not working_copy.origin.parent.is_dir():
        raise WorkshopError(f"{working_copy.origin.parent} is not there now.")
    said, over = "", writing.NOTHING
    target = place = disk.real(working_copy.origin)  # a link stays one
    if not working_copy.origin.exists():
        said = f"{working_copy.origin} had been moved or removed: it is there again with your work in it."
    elif disk.digest(working_copy.origin) != working_copy.digest:
        beside = disk.with_added(working_copy.origin, f" (conflicted copy {now:%Y-%m-%d %H.%M})")
        target = disk.free_name(beside)
        said = (
            f"{working_copy.origin.name} was changed by somebody else meanwhile: your work is beside it as "
            f"{target.name}, and nothing was overwritten."
        )
    else:
        over = writing.ALIKE
    _write(working_copy.copy, target, over)
    identity = _identity(target)
    ledger.note(ledger.SESSION, target, identity)
    for original in _originals(working_copy):
        kept = disk.free_name(target.with_name(original.name))
        _write(original, kept, writing.NOTHING)
        ledger.note(ledger.ORIGINAL, kept, identity)
        original.unlink()
    _forget(working_copy)
    return Return(working_copy.origin if target == place else target, said)


def _originals(working_copy: WorkingCopy) -> Iterator[Path]:
    """What a migration kept beside the copy."""
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


def _write(copy: Path, target: Path, over: str) -> None:
    with writing.written(target, schema.SESSION, over) as draft:
        shutil.copyfile(copy, draft)
        disk.sync(draft)
        if disk.digest(draft) != disk.digest(copy):
            raise WorkshopError(f"The disk of {target} does not keep what is written to it.")
        # a journal a crash left there belongs to what is replaced
        disk.journal(target).unlink(missing_ok=True)


def _fetch(working_copy: WorkingCopy) -> None:
    """The file and, after a crash, the journal it needs to be whole; the note says both were taken."""
    disk.discard(working_copy.copy)
    (working_copy.copy.parent / _NOTE).unlink(missing_ok=True)
    with writing.written(working_copy.copy, schema.SESSION) as draft:
        shutil.copyfile(working_copy.origin, draft)
    left = disk.journal(working_copy.origin)
    if left.exists() and left.stat().st_size:
        shutil.copyfile(left, disk.journal(working_copy.copy))
    if disk.digest(working_copy.copy) != working_copy.digest:
        raise WorkshopError(
            f"{working_copy.origin} changes while it is read: wait a moment, open it again."
        )


def _has_work(working_copy: WorkingCopy) -> bool:
    """Whether the copy is another file than was taken, or will be once SQLite has mended it."""
    journal = disk.journal(working_copy.copy)
    with files_explained(working_copy.copy):
        unfinished = journal.exists() and journal.stat().st_size > 0
        return unfinished or disk.digest(working_copy.copy) != working_copy.digest


def _note(folder: Path, working_copy: WorkingCopy) -> None:
    said = {
        **asdict(working_copy),
        "origin": str(working_copy.origin.absolute()),
        "copy": working_copy.copy.name,
    }
    with writing.written(folder / _NOTE, _KIND, writing.ALIKE) as draft:
        draft.write_text(json.dumps(said), encoding="utf-8")


def _noted(folder: Path, origin: Path | None = None) -> WorkingCopy | None:
    try:
        said = json.loads((folder / _NOTE).read_text("utf-8"))
        return WorkingCopy(origin or Path(said["origin"]), folder / said["copy"], said["digest"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _forget(working_copy: WorkingCopy) -> None:
    """The copy goes first: a note without one says nothing."""
    disk.discard(working_copy.copy)
    with suppress(OSError):
        (working_copy.copy.parent / _NOTE).unlink(missing_ok=True)
        working_copy.copy.parent.rmdir()
