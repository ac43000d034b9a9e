"""Session files in which organisations are added, for tests of the file and not of what is in it."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import text
from sqlalchemy.orm import Session

from upstream_workshop.people.model import Organisation
from upstream_workshop.session_file.workshop import Workshop


def add(session: Session, name: str) -> None:
    session.add(Organisation(name=name))


def names(workshop: Workshop) -> list[str]:
    with workshop.read() as session:
        return list(session.scalars(text("SELECT name FROM organisation ORDER BY id")))


def a_session_file(folder: Path) -> Path:
    path = folder / "good.upstream"
    with Workshop.create(path) as workshop:
        for number in range(50):
            with workshop.change("Add") as session:
                add(session, f"Organisation {number} " + "x" * 400)
    return path
