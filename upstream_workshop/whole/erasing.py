"""What makes a session forget: a whole person, or what a copy must not carry away.

Tables are asked, not listed: whatever refers to a person, and whatever holds words, is looked at, so that
a table added tomorrow is not forgotten to be forgotten.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, NamedTuple

from sqlalchemy import Column, Table, Text, UniqueConstraint, delete, func, select, update
from sqlalchemy.orm import Session

from upstream_workshop import rooms
from upstream_workshop.people.mentions import Mention, finder, replaced
from upstream_workshop.people.model import Participant
from upstream_workshop.people.queries import organisations, roster
from upstream_workshop.people.records import person_of
from upstream_workshop.storage import stamp
from upstream_workshop.storage.base import Base

ERASED: Final = "[erased]"

_ELSEWHERE: Final = (
    "papers already printed, files exported and archives sealed before",
    "copies on sticks and other computers",
    "photographs, e-mails and the sign-up tool",
)


class Place(NamedTuple):
    """A cell of the file that holds somebody's words."""

    table: str
    column: str
    row: int


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that name the person; `sure` by the whole name or e-mail address, else perhaps."""

    place: Place
    what: str
    text: str
    mentions: tuple[Mention, ...]
    sure: bool


@dataclass(frozen=True, slots=True)
class Erasure:
    """What erasing a person would do, to be shown before it is done."""

    name: str
    goes: tuple[str, ...]
    stays: tuple[str, ...]
    passages: tuple[Passage, ...]
    elsewhere: tuple[str, ...] = _ELSEWHERE

    @property
    def sure(self) -> frozenset[Place]:
        """The places that name nobody else."""
        return frozenset(passage.place for passage in self.passages if passage.sure)

    def with_elsewhere(self, more: Iterable[str]) -> Erasure:
        """The same, with more that is out of reach said first."""
        return replace(self, elsewhere=(*more, *self.elsewhere))


def preview(session: Session, participant_id: int) -> Erasure:
    """What `erase` would take and leave. It does it, so that nothing is overlooked: rehearse it."""
    person = person_of(session, participant_id)
    name, email = person.name, person.email
    names = {row.id: row.name for row in roster(session)}
    find = finder(names, (home.name for home in organisations(session)))
    goes, stays = _remove(session, participant_id)
    passages = []
    for place, text in _words(session):
        mentions = tuple(one for one in find(text) if participant_id in one.people)
        mentions += tuple(_addresses(text, email, participant_id))
        if mentions:
            sure = any(one.whole and len(one.people) == 1 for one in mentions)
            passages.append(Passage(place, _label(place), text, _apart(mentions), sure))
    return Erasure(
        name,
        ("name, organisation, role, e-mail address, interests and consents", *goes),
        stays,
        tuple(sorted(passages, key=lambda passage: not passage.sure)),
    )


def erase(
    session: Session, participant_id: int, places: Collection[Place] | None = None
) -> Erasure:
    """Take a person out of every table, and their name out of these places' words (None: the sure ones).

    What was done. `Workshop.forget` afterwards makes it final.
    """
    done = preview(session, participant_id)
    chosen = done.sure if places is None else places
    for passage in done.passages:
        if passage.place in chosen:
            _rewrite(session, passage)
    session.flush()
    session.expire_all()
    return done


def forget_secrets(copy: Path) -> None:
    """Take what is secret, as access needs and diet are, out of a copy of a session, to the last byte."""
    with closing(sqlite3.connect(copy, isolation_level=None)) as file:
        file.execute("PRAGMA trusted_schema=OFF")
        file.execute("PRAGMA journal_mode=MEMORY")
        file.execute("PRAGMA secure_delete=ON")
        for table in sorted(rooms.secret_tables()):
            file.execute(f'DELETE FROM "{table}"')  # noqa: S608 - the name of a table of ours
        for table, column in rooms.secret_columns():
            file.execute(f'UPDATE "{table}" SET "{column}" = \'\'')  # noqa: S608 - likewise
        stamp.restamp(file)
        file.execute("VACUUM")


def references() -> Iterator[tuple[Table, Column[int], bool]]:
    """Every column that refers to a person, and whether its row goes with them."""
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            for key in column.foreign_keys:
                if key.column.table.name == Participant.__tablename__:
                    yield table, column, key.ondelete == "CASCADE"


def _remove(session: Session, participant_id: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Take the person's rows out; what went and what stays without a name, in words."""
    going: dict[str, set[int]] = {}
    stays = []
    for table, column, goes in references():
        rows = set(session.scalars(select(table.c.id).where(column == participant_id)))
        if goes:
            going.setdefault(table.name, set()).update(rows)
        elif rows:
            stays.append(_counted(len(rows), rooms.stays()[f"{table.name}.{column.name}"]))
            session.execute(update(table).where(column == participant_id).values({column: None}))
    session.execute(delete(Participant).where(Participant.id == participant_id))
    session.expire_all()
    goes_too = [_counted(len(rows), rooms.goes()[table]) for table, rows in going.items() if rows]
    return tuple(goes_too), tuple(stays)


def _words(session: Session) -> Iterator[tuple[Place, str]]:
    """Every text in the file, with where it stands."""
    for table in Base.metadata.sorted_tables:
        for column in (one for one in table.columns if isinstance(_plain(one), Text)):
            for row, text in session.execute(select(table.c.id, column).where(column != "")):
                yield Place(table.name, column.name, row), text


def _plain(column: Column[object]) -> object:
    return getattr(column.type, "impl", column.type)


def _addresses(text: str, email: str, participant_id: int) -> Iterator[Mention]:
    """Where an e-mail address stands, which is as good as a name."""
    plain, wanted = text.lower(), email.lower()
    place = plain.find(wanted) if wanted and len(plain) == len(text) else -1
    while place >= 0:
        yield Mention(place, place + len(wanted), frozenset({participant_id}), True)
        place = plain.find(wanted, place + len(wanted))


def _apart(mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The mentions in order, none inside another: an address may hold a name."""
    found: list[Mention] = []
    for mention in sorted(mentions, key=lambda one: (one.start, -one.end)):
        if not found or mention.start >= found[-1].end:
            found.append(mention)
    return tuple(found)


def _rewrite(session: Session, passage: Passage) -> None:
    table = Base.metadata.tables[passage.place.table]
    column = table.c[passage.place.column]
    text = wanted = replaced(passage.text, passage.mentions, lambda _: ERASED)
    number = 1
    others = select(func.count()).where(table.c.id != passage.place.row)
    while _is_unique(table, column) and session.scalar(others.where(column == text)):
        number += 1
        text = f"{wanted} ({number})"
    session.execute(update(table).where(table.c.id == passage.place.row).values({column: text}))


def _is_unique(table: Table, column: Column[object]) -> bool:
    return bool(column.unique) or any(
        isinstance(one, UniqueConstraint) and column.name in one.columns
        for one in table.constraints
    )


def _label(place: Place) -> str:
    """What people call the column, in the middle of a sentence."""
    said = rooms.column(Base.metadata.tables[place.table].c[place.column])
    label = said.label if said else ""
    return label[:1].lower() + label[1:] or place.table.replace("_", " ")


def _counted(number: int, words: tuple[str, str]) -> str:
    return f"{number} {words[0 if number == 1 else 1]}"
