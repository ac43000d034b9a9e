"""Lock notes: a file beside an open session that says who has it open, since when and where.

A note is for messages only and never a lock. SQLite's lock decides, and the operating system
releases that with the process. A note left by a crash does no harm: it is overwritten by the next
process that opens the session.
"""

from __future__ import annotations

import getpass
import json
import platform
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Final

from resources.dates import day_and_month
from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.letters import one_line
from upstream_workshop.storage.files import disk, writing
from upstream_workshop.storage.files.writing import Kind, Replace

_LONGEST: Final = 4_096  # bytes
_KIND: Final = Kind("a note of who has a file open", lambda sample: b'"machine": ' in sample.head)


def note(path: Path) -> None:
    """Write a note that this user has a session file open; do nothing if that is not possible."""
    if not path.parent.is_dir():  # no folder is created for a disk that was unplugged
        return
    # KeyError, ImportError: the name of the user may be unknown
    with suppress(WorkshopError, OSError, KeyError, ImportError):
        said = {
            "who": getpass.getuser(),
            "machine": platform.node(),
            "since": datetime.now().isoformat(timespec="minutes"),
        }
        with writing.written(_beside(path), _KIND, Replace.SAME_KIND) as draft:
            draft.write_text(json.dumps(said), encoding="utf-8")


def forget(path: Path) -> None:
    """Remove the note beside a session file, if that file is such a note."""
    with suppress(WorkshopError, OSError):
        writing.refuse(_beside(path), _KIND, Replace.SAME_KIND)
        _beside(path).unlink(missing_ok=True)


def words(path: Path) -> str:
    """Return the text of the note beside a session file, such as ` (ann on laptop-3 since 09:02)`.

    The text begins with a space. Returns an empty string if there is no readable note.
    """
    try:
        with disk.open_plain(_beside(path)) as file:
            said = json.loads(file.read(_LONGEST))
        since = datetime.fromisoformat(said["since"])
        today = since.date() == datetime.now().date()
        time = f"{since:%H:%M}"
        moment = time if today else say("{day}, {time}", day=day_and_month(since), time=time)
        who, machine = (one_line(str(said[key]))[:60] for key in ("who", "machine"))
        return say(" ({who} on {machine} since {moment})", who=who, machine=machine, moment=moment)
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def _beside(path: Path) -> Path:
    return path.with_name(f".{disk.short(path.name)}.open")
