"""The correction of names in texts after two people or organisations were merged."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from sqlalchemy import Column, Table, UniqueConstraint, func, select, update
from sqlalchemy.orm import Session

from upstream_workshop.email_addresses import readdressed
from upstream_workshop.people.mentions import finder
from upstream_workshop.people.model import Organisation, Participant
from upstream_workshop.people.phrases import replaced
from upstream_workshop.people.rules import folded
from upstream_workshop.storage.base import Base
from upstream_workshop.whole.erasing import keep_quotes, texts

_WORD: Final = re.compile(r"[^\W_]+")
_LISTS: Final = (Participant.__tablename__, Organisation.__tablename__)  # whose names are their own


def rename(
    session: Session,
    kept_id: int,
    other_id: int,
    near: Mapping[int, str],
    addresses: tuple[str, str],
) -> int:
    """Replace the other's name by that of the one kept, and return the number of texts that were changed.

    near: the names before the merge, as `names_near` returns them.
    addresses: the other's e-mail address and that of the one kept.

    Only texts are changed that mentioned the other alone and would mention no person now.
    """
    shared = _words(near[kept_id]) | _words(near[other_id])
    organisations = [
        name for name in session.scalars(select(Organisation.name)) if shared & _words(name)
    ]
    find = finder(near, organisations)
    find_now = finder({id_: name for id_, name in near.items() if id_ != other_id}, organisations)
    parts = {word for word in _words(near[other_id]) if len(word) > 1} or _words(near[other_id])
    old, new = addresses

    def said(words: str) -> str:
        if old != new:
            words = readdressed(words, old, new)
        plain = folded(words)
        if not any(part in plain for part in parts):
            return words
        mentions = [one for one in find(words) if one.whole and one.people == {other_id}]
        still = {(one.start, one.end) for one in find_now(words) if kept_id in one.people}
        lost = [one for one in mentions if (one.start, one.end) not in still]
        return replaced(words, lost, lambda _: near[kept_id])

    return _reword(session, said)


def names_near(session: Session, *ids: int) -> dict[int, str]:
    """Return the names, by id, of people who share a word of their names with any of the given people.

    These are included.
    """
    rows = session.execute(select(Participant.id, Participant.name)).all()
    names = {row.id: str(row.name) for row in rows}
    wanted = set().union(*(_words(names[id_]) for id_ in ids))
    return {id_: name for id_, name in names.items() if wanted & _words(name)}


def _words(name: str) -> set[str]:
    return set(_WORD.findall(folded(name)))


def call(session: Session, called: str, name: str) -> int:
    """Replace the name of an organisation in all texts; return the number that were changed."""
    whole = re.compile(rf"(?<!\w){re.escape(called)}(?!\w)", re.IGNORECASE)
    return _reword(session, lambda words: whole.sub(lambda _: name, words))


def _reword(session: Session, change: Callable[[str], str]) -> int:
    """Change texts that are not names of people or organisations; return the number that were changed.

    A text that must be unique and would not be any more is left unchanged.
    """
    count = 0
    for place, words in list(texts(session, _LISTS)):
        new = change(words)
        table = Base.metadata.tables[place.table]
        column = table.c[place.column]
        if new == words or (_is_unique(table, column.name) and _is_there(session, column, new)):
            continue
        session.execute(update(table).where(table.c.id == place.row).values({column: new}))
        keep_quotes(session, place, words, new)
        count += 1
    session.expire_all()
    return count


def _is_unique(table: Table, name: str) -> bool:
    return bool(table.c[name].unique) or any(
        isinstance(one, UniqueConstraint) and name in one.columns for one in table.constraints
    )


def _is_there(session: Session, column: Column[Any], value: str) -> bool:
    return session.scalar(select(func.count()).where(column == value)) != 0
