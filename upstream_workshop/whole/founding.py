"""Creation of a session file with an event and its agenda."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path

from upstream_workshop.agenda import services as agenda
from upstream_workshop.agenda.templates import Template
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.storage.files import disk


def found(path: Path, title: str, starts: date | None, template: Template, place: str = "") -> None:
    """Create a session file with an event and an agenda, and close it.

    path: the file; it must not exist.
    title: the title of the event.
    starts: its first day, or None if that is not known yet.
    template: the agenda to lay out.
    place: where it is held, or blank.

    Raises WorkshopError if the file cannot be created; no file is then left.
    """
    workshop = Workshop.create(path)
    try:
        with closing(workshop), workshop.change("New session") as session:
            agenda.found_residential(session, title, starts=starts, place=place)
            agenda.lay_out(session, template)
    except BaseException:
        disk.discard(path)
        raise
