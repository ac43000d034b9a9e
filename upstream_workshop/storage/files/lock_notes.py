"""Who has a session file open: a note beside it, for people to read.

It is never a lock. SQLite's lock decides, and dies with its process; a note that a crash left behind
is not even looked at unless the file is locked, and the next opener writes over it.
"""

from __future__ import annotations

import getpass
import json
import platform
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Final

from upstream_workshop.errors import WorkshopError
from upstream_workshop.storage.files import disk, writing
from upstream_workshop.storage.files.writing import Kind

_LONGEST: Final = 4_096  # bytes
_KIND: Final = Kind("a note of who has a file open", lambda sample: b'"machine": ' in sample.head)


def note(path: Path) -> None:
    """Say that we have it from now on, if its folder is there and lets us."""
    if not path.parent.is_dir():  # a stick that was pulled out gets no folder of its name
        return
    # a machine may not know who its user is
    with suppress(WorkshopError, OSError, KeyError, ImportError):
        said = {
            "who": getpass.getuser(),
            "machine": platform.node(),
            "since": datetime.now().isoformat(timespec="minutes"),
        }
        with writing.written(_beside(path), _KIND, writing.ALIKE) as draft:
            draft.write_text(json.dumps(said), encoding="utf-8")


def forget(path: Path) -> None:
    """Take the note away, if it is one."""
    with suppress(WorkshopError, OSError):
        writing.refuse(_beside(path), _KIND, writing.ALIKE)
        _beside(path).unlink(missing_ok=True)


def words(path: Path) -> str:
    """`(ann on laptop-3 since 09:02)` with a space before it, or nothing when nobody said so."""
    try:
        with disk.open_plain(_beside(path)) as file:
            said = json.loads(file.read(_LONGEST))
        since = datetime.fromisoformat(said["since"])
        today = since.date() == datetime.now().date()
        moment = f"{since:%H:%M}" if today else f"{since.day} {since:%B, %H:%M}"
        who, machine = (" ".join(str(said[key]).split())[:60] for key in ("who", "machine"))
        return f" ({who} on {machine} since {moment})"
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def _beside(path: Path) -> Path:
    return path.with_name(f".{disk.short(path.name)}.open")
