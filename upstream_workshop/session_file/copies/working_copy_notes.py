"""A local working copy, and the note beside it of the file that it was made from."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from upstream_workshop.storage.error_messages import files_explained
from upstream_workshop.storage.files import disk, writing
from upstream_workshop.storage.files.writing import Replace

NOTE: Final = "taken.json"
_KIND: Final = writing.Kind(
    "a note of ours", lambda sample: sample.head[:1] == b"{" and b'"digest"' in sample.head
)


@dataclass(frozen=True, slots=True)
class WorkingCopy:
    """A local copy of a session file.

    origin: the file it was made from.
    copy: the local file.
    digest: the SHA-256 of the origin when the copy was made, in hexadecimal.
    found: whether the copy is from an earlier run and contains changes that were never written
        back.
    """

    origin: Path
    copy: Path
    digest: str
    found: bool = False


def has_work(working_copy: WorkingCopy) -> bool:
    """Check whether a copy differs from the origin it was made from.

    A copy with a journal counts as different, as SQLite will change it on recovery.
    """
    journal = disk.journal(working_copy.copy)
    with files_explained(working_copy.copy):
        unfinished = journal.exists() and journal.stat().st_size > 0
        return unfinished or disk.digest(working_copy.copy) != working_copy.digest


def note(folder: Path, working_copy: WorkingCopy) -> None:
    """Write the note of a working copy into its folder. Raises OSError or WorkshopError."""
    message = {
        **asdict(working_copy),
        "origin": str(working_copy.origin.absolute()),
        "copy": working_copy.copy.name,
    }
    with writing.written(folder / NOTE, _KIND, Replace.SAME_KIND) as draft:
        draft.write_text(json.dumps(message), encoding="utf-8")


def noted(folder: Path, origin: Path | None = None) -> WorkingCopy | None:
    """Return the working copy that the note in a folder describes, or None if there is none.

    origin: the path of the origin, if the caller knows it; by default the one in the note.
    """
    try:
        message = json.loads((folder / NOTE).read_text("utf-8"))
        return WorkingCopy(
            origin or Path(message["origin"]), folder / message["copy"], message["digest"]
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def forget(working_copy: WorkingCopy) -> None:
    """Remove a copy and its note; the copy first, since a note without a copy is ignored."""
    disk.discard(working_copy.copy)
    with suppress(OSError):
        (working_copy.copy.parent / NOTE).unlink(missing_ok=True)
        working_copy.copy.parent.rmdir()
