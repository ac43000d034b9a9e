"""A session file as it begins: the event and its agenda, there whole or not at all."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path

from upstream_workshop.agenda import services as agenda
from upstream_workshop.agenda.templates import Template
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.storage.files import disk


def found(path: Path, title: str, starts: date | None, template: Template) -> None:
    """Make a session file with an agenda laid out. Raises WorkshopError, and then leaves no file."""
    workshop = Workshop.create(path)
    try:
        with closing(workshop), workshop.change("New session") as session:
            agenda.found_residential(session, title, starts=starts)
            agenda.lay_out(session, template)
    except BaseException:
        disk.discard(path)
        raise
