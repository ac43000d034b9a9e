"""The title page of the handbook."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from upstream_workshop.sharing.model import Handbook
from upstream_workshop.storage.query_cache import cached


@dataclass(frozen=True, slots=True)
class HandbookRow:
    """The title page; `introduction` is restricted Markdown."""

    title: str
    subtitle: str
    introduction: str
    contributors: str
    licence: str
    uid: str


@cached("handbook")
def handbook(session: Session) -> HandbookRow | None:
    """Return the title page, or None if nobody wrote one."""
    columns = (
        Handbook.title,
        Handbook.subtitle,
        Handbook.introduction,
        Handbook.contributors,
        Handbook.licence,
        Handbook.uid,
    )
    found = session.execute(select(*columns)).first()
    return HandbookRow(*found) if found else None
