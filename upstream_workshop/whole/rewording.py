"""Names in texts, put right when two people or organisations have become one."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

from sqlalchemy import Column, Table, UniqueConstraint, func, select, update
from sqlalchemy.orm import Session

from upstream_workshop.people.mentions import Finder, finder, replaced
from upstream_workshop.people.model import Organisation, Participant
from upstream_workshop.storage.base import Base
from upstream_workshop.whole.erasing import texts

_LISTS: Final = (Participant.__tablename__, Organisation.__tablename__)  # whose names are their own


def rename(
    session: Session,
    kept_id: int,
    other_id: int,
    find: Finder,
    names: tuple[str, str],
    addresses: tuple[str, str],
) -> int:
    """Name the one kept where a text named the other alone and would name nobody now; how many changed.

    find: what found people before the two were merged.
    names, addresses: the other's and those of the one kept.
    """
    find_now = finder(names_of(session), homes_of(session))

    def said(words: str) -> str:
        mentions = [one for one in find(words) if one.whole and one.people == {other_id}]
        still = {(one.start, one.end) for one in find_now(words) if kept_id in one.people}
        lost = [one for one in mentions if (one.start, one.end) not in still]
        return replaced(words, lost, lambda _: names[1])

    old, new = addresses
    address = re.compile(re.escape(old), re.IGNORECASE) if old and old != new else None
    return _reword(
        session, lambda words: said(address.sub(lambda _: new, words) if address else words)
    )


def names_of(session: Session) -> dict[int, str]:
    """The names of all people, by id."""
    return {person.id: person.name for person in session.scalars(select(Participant))}


def homes_of(session: Session) -> list[str]:
    """The names of all organisations."""
    return list(session.scalars(select(Organisation.name)))


def call(session: Session, called: str, name: str) -> None:
    """Call an organisation by another name, wherever a text has the one it had."""
    whole = re.compile(rf"(?<!\w){re.escape(called)}(?!\w)", re.IGNORECASE)
    _reword(session, lambda words: whole.sub(lambda _: name, words))


def _reword(session: Session, change: Callable[[str], str]) -> int:
    """Change texts that are not names of people or organisations; returns how many were changed.

    A text that must differ from others and would not any more stays.
    """
    count = 0
    for place, words in list(texts(session)):
        if place.table in _LISTS:
            continue
        new = change(words)
        table = Base.metadata.tables[place.table]
        column = table.c[place.column]
        if new == words or (_is_unique(table, column.name) and _is_there(session, column, new)):
            continue
        session.execute(update(table).where(table.c.id == place.row).values({column: new}))
        count += 1
    session.expire_all()
    return count


def _is_unique(table: Table, name: str) -> bool:
    return bool(table.c[name].unique) or any(
        isinstance(one, UniqueConstraint) and name in one.columns for one in table.constraints
    )


def _is_there(session: Session, column: Column[Any], value: str) -> bool:
    return session.scalar(select(func.count()).where(column == value)) != 0
