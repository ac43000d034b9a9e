"""A plan from any file that we read, told apart by what is in it and not by its ending."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.readers.agendas import calendars, ontime, schedules
from upstream_workshop.readers.agendas.plans import PlanReading
from upstream_workshop.readers.formats.tables import Book, content_of, read_book

_HEAD: Final = 1_000  # bytes in which a calendar says what it is
_MARK: Final = b"\xef\xbb\xbf"


def read_agenda(path: Path) -> Book | PlanReading:
    """Return an Ontime project, a conference's schedule or a calendar as read, a table as it stands.

    Raises WorkshopError for what is none of them, naming the file.
    """
    content = content_of(path)
    start = content.removeprefix(_MARK).lstrip()
    if start[:_HEAD].upper().startswith(calendars.MARK):
        return calendars.read_calendar(path.name, content)
    if start[:1] in (b"{", b"["):
        return _from_json(path.name, content)
    return read_book(path)


def _from_json(name: str, content: bytes) -> PlanReading:
    try:
        found = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise WorkshopError(
            say("{name} is no whole JSON file: export it again.", name=name)
        ) from error
    if ontime.is_project(found):
        return ontime.read_project(name, found)
    if schedules.is_schedule(found):
        return schedules.read_schedule(name, found)
    raise WorkshopError(
        say("{name} is JSON, but neither an Ontime project nor a conference’s schedule.", name=name)
    )
