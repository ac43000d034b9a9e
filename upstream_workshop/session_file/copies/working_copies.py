"""Local working copies of session files on removable disks, network shares or synced folders.

Such a file must not be edited in place. Opening makes a local copy and a note with the digest of
the origin. Closing writes the copy to a temporary file beside the origin and renames it into
place; if the origin has changed meanwhile, the copy is written under another name beside it and
nothing is overwritten. The local copy is removed only after that, so the next opening finds it
after a crash.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from resources.words import say
from upstream_workshop.errors import HeldError, WorkshopError
from upstream_workshop.session_file import opening, schema
from upstream_workshop.session_file.copies import backups
from upstream_workshop.session_file.copies.working_copy_notes import (
    NOTE,
    WorkingCopy,
    has_work,
    note,
    noted,
)
from upstream_workshop.session_file.copies.write_back import put_back
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.storage.error_messages import files_explained, known_as
from upstream_workshop.storage.files import disk, places, writing


def is_needed(origin: Path, copies_folder: Path) -> bool:
    """Check whether a file must be edited through a working copy.

    origin: the session file.
    copies_folder: the folder that holds all working copies.

    True if an earlier copy is left over, or if the file is not on a local disk. A file that cannot
    be written back needs no copy, as it is opened read-only; nor does one in the same kind of
    place as `copies_folder`, where a copy would be no safer.
    """
    kind = places.kind(origin)
    elsewhere = kind != places.HERE and kind != places.kind(copies_folder)
    return is_left_over(origin, copies_folder) or (elsewhere and not _is_read_only(origin))


def make_if_needed(origin: Path, copies_folder: Path) -> WorkingCopy | None:
    """Make a working copy if `is_needed`, else return None. Raises like `make`.

    May take long, since the origin may be on a slow disk or network.
    """
    return make(origin, copies_folder) if is_needed(origin, copies_folder) else None


def make(origin: Path, copies_folder: Path) -> WorkingCopy:
    """Make a working copy, or return the earlier one if its changes were never written back.

    origin: the session file.
    copies_folder: the folder that holds all working copies.

    Raises WorkshopError if the origin is not a session file, cannot be read or changes meanwhile,
    and HeldError if the earlier copy is open in another window.
    """
    folder = backups.folder_for(copies_folder, origin)
    left = noted(folder, origin)
    if left is not None and left.copy.exists() and _is_sound(left) and _holds_news(left):
        return WorkingCopy(origin, left.copy, left.digest, found=True)
    opening.check_header(origin)
    with files_explained(origin):
        folder.mkdir(parents=True, exist_ok=True)
        working_copy = WorkingCopy(origin, folder / origin.name, disk.digest(origin))
        _fetch(working_copy)
        note(folder, working_copy)
    return working_copy


@contextmanager
def opened(
    origin: Path, copies_folder: Path, now: datetime, tell: Callable[[str], object] = str
) -> Iterator[Workshop]:
    """Open a session, through a working copy if one is needed, and write that back at the end.

    origin: the session file.
    copies_folder: the folder that holds all working copies.
    now: the local time, as in `put_back`.
    tell: called with the sentence about the result, if there is one.

    Yields the open Workshop. Raises WorkshopError if the session cannot be opened, or if its
    changes are not in the origin at the end.
    """
    working_copy = make_if_needed(origin, copies_folder)
    back = None
    try:
        with Workshop.open(origin, working_copy.copy if working_copy else None) as workshop:
            yield workshop
    finally:
        back = put_back(working_copy, now) if working_copy else None
    if back is not None and back.path != origin:
        raise WorkshopError(back.message)
    if back is not None and back.message:
        tell(back.message)


def is_away(origin: Path) -> bool:
    """Check whether the origin cannot be reached now; may take long on a slow disk or network."""
    try:
        return not origin.is_file()
    except OSError:
        return True


def left_over(copies_folder: Path) -> Iterator[WorkingCopy]:
    """Yield the working copies in a folder that were never written back."""
    with suppress(OSError):
        for folder in sorted(copies_folder.iterdir()):
            working_copy = noted(folder)
            if working_copy is not None and working_copy.copy.exists():
                yield working_copy


def is_left_over(origin: Path, copies_folder: Path) -> bool:
    """Check whether a file has a working copy that was never written back."""
    working_copy = noted(backups.folder_for(copies_folder, origin), origin)
    return working_copy is not None and working_copy.copy.exists()


def may_be_left_over(origin: Path, copies_folder: Path) -> bool:
    """Check the same as `is_left_over`, but return True also if the folder cannot be read."""
    try:
        (backups.folder_for(copies_folder, origin) / NOTE).stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True
    return is_left_over(origin, copies_folder)


def _is_read_only(origin: Path) -> bool:
    if not origin.parent.is_dir() or not origin.exists():  # reported when the copy is made
        return False
    return not (os.access(origin.parent, os.W_OK) and os.access(origin, os.W_OK))


def _is_sound(left: WorkingCopy) -> bool:
    """Check whether a copy can be opened; rename a damaged one, to be recovered by hand."""
    try:
        with known_as(left.copy, left.origin):
            opening.check(left.copy)
    except HeldError:  # open in another window
        raise
    except WorkshopError:
        aside = disk.with_added(left.copy, " (damaged)")
        left.copy.rename(disk.free_name(aside))
        return False
    return True


def _holds_news(left: WorkingCopy) -> bool:
    """Check whether a copy contains changes that the origin lacks.

    The copy may have been written back already, if only the removal afterwards was interrupted.
    """
    if not has_work(left):
        return False
    try:
        return disk.digest(left.origin) != disk.digest(left.copy)
    except OSError:
        return True


def _fetch(working_copy: WorkingCopy) -> None:
    """Copy the origin and, after a crash, the journal that SQLite needs to recover it.

    The old note is removed first, and the new one is written only once both files are copied.
    """
    disk.discard(working_copy.copy)
    (working_copy.copy.parent / NOTE).unlink(missing_ok=True)
    with writing.written(working_copy.copy, schema.SESSION) as draft:
        shutil.copyfile(working_copy.origin, draft)
    left = disk.journal(working_copy.origin)
    if left.exists() and left.stat().st_size:
        shutil.copyfile(left, disk.journal(working_copy.copy))
    if disk.digest(working_copy.copy) != working_copy.digest:
        raise WorkshopError(
            say(
                "{origin} changes while it is read: wait a moment, open it again.",
                origin=working_copy.origin,
            )
        )
