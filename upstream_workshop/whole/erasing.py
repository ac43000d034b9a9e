"""Erasing a person from a session, and erasing secrets from a copy of one.

The tables are not listed here. All foreign keys to people and all text columns of the schema are
used, so that a table that is added later is included.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final, NamedTuple

from sqlalchemy import Column, Table, Text, UniqueConstraint, delete, func, select, update
from sqlalchemy.orm import Session

from resources.words import count, noop, say
from upstream_workshop import rooms
from upstream_workshop.email_addresses import addresses_in, spots_of
from upstream_workshop.people.mentions import Mention, finder
from upstream_workshop.people.model import Participant
from upstream_workshop.people.phrases import replaced
from upstream_workshop.people.queries import organisations, roster
from upstream_workshop.people.records import person_of
from upstream_workshop.storage import stamp
from upstream_workshop.storage.base import Base

ERASED: Final = "[erased]"

_ELSEWHERE: Final = (
    noop("papers already printed, files exported and archives sealed before"),
    noop("copies on sticks and other computers"),
    noop("photographs, e-mails and the sign-up tool"),
)


class Place(NamedTuple):
    """A cell with text: the names of table and column, and the id of the row."""

    table: str
    column: str
    row: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A text that mentions the person.

    place: the cell with the text.
    what: the name of the column on screen.
    text: the whole text.
    mentions: the positions of the mentions in it.
    sure: whether one mention is the whole name or e-mail address and cannot mean another person.
    """

    place: Place
    what: str
    text: str
    mentions: tuple[Mention, ...]
    sure: bool


@dataclass(frozen=True, slots=True)
class Erasure:
    """The effects of erasing a person, to be shown beforehand.

    name: the person's name.
    goes: what is deleted, in words.
    stays: what is kept without the person's name, in words.
    passages: the texts that mention the person, sure ones first.
    elsewhere: what this app cannot erase, in words.
    """

    name: str
    goes: tuple[str, ...]
    stays: tuple[str, ...]
    passages: tuple[Passage, ...]
    elsewhere: tuple[str, ...] = field(default_factory=lambda: tuple(map(say, _ELSEWHERE)))

    @property
    def sure(self) -> frozenset[Place]:
        """The places of the passages that are sure."""
        return frozenset(passage.place for passage in self.passages if passage.sure)

    def with_elsewhere(self, more: Iterable[str]) -> Erasure:
        """Return a copy with more entries at the beginning of `elsewhere`."""
        return replace(self, elsewhere=(*more, *self.elsewhere))


def preview(session: Session, participant_id: int) -> Erasure:
    """Return the effects of erasing a person from the session.

    The rows are in fact deleted, so that nothing is overlooked; call this inside
    `Workshop.rehearse`. Raises WorkshopError if there is no such person.
    """
    person = person_of(session, participant_id)
    name, email = person.name, person.email
    names = {row.id: row.name for row in roster(session)}
    find = finder(names, _left_alone(session, participant_id))
    sharing = _sharing(session, email)
    goes, stays = _remove(session, participant_id)
    passages = []
    for place, text in texts(session):
        mentions = tuple(one for one in find(text) if participant_id in one.people)
        mentions += tuple(_addresses(text, email, sharing))
        if mentions:
            sure = any(one.whole and len(one.people) == 1 for one in mentions)
            passages.append(Passage(place, _label(place), text, _apart(mentions), sure))
    return Erasure(
        name,
        (say("name, organisation, role, e-mail address and consents"), *goes),
        stays,
        tuple(sorted(passages, key=lambda passage: not passage.sure)),
    )


def erase(
    session: Session, participant_id: int, places: Collection[Place] | None = None
) -> Erasure:
    """Delete a person from every table, and remove the name from texts.

    participant_id: the id of the person.
    places: the cells from whose text the name is removed; None for the sure ones.

    Returns what was done. Call `Workshop.forget` afterwards, to make it final. Raises
    WorkshopError if there is no such person.
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
    """Remove all secret data, such as access needs and diet, from a copy of a session.

    The file is rebuilt, so that no byte of the data is left in its free space.
    """
    with closing(sqlite3.connect(copy, isolation_level=None)) as file:
        file.execute("PRAGMA trusted_schema=OFF")
        file.execute("PRAGMA journal_mode=MEMORY")
        file.execute("PRAGMA secure_delete=ON")
        for table in sorted(rooms.secret_tables()):
            file.execute(f'DELETE FROM "{table}"')  # noqa: S608 - a table of the schema
        for table, column in rooms.secret_columns():
            file.execute(f'UPDATE "{table}" SET "{column}" = \'\'')  # noqa: S608 - likewise
        stamp.restamp(file)
        file.execute("VACUUM")


def _left_alone(session: Session, participant_id: int) -> set[str]:
    """Return the organisations whose names mean nobody: one that only this person is from may mean them."""
    own, others = (
        {row.organisation for row in roster(session) if (row.id == participant_id) is same}
        for same in (True, False)
    )
    return {home.name for home in organisations(session)} - (own - others)


def references() -> Iterator[tuple[Table, Column[int], bool]]:
    """Yield table and column of each reference to people, and whether its row is deleted too."""
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            for key in column.foreign_keys:
                if key.column.table.name == Participant.__tablename__:
                    yield table, column, key.ondelete == "CASCADE"


def _remove(session: Session, participant_id: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Delete the person's rows; return what goes and what stays without a name, in words."""
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


def texts(session: Session, without: Collection[str] = ()) -> Iterator[tuple[Place, str]]:
    """Yield every text in the session with its place, but those of the tables left out."""
    for table in (one for one in Base.metadata.sorted_tables if one.name not in without):
        for column in (one for one in table.columns if isinstance(_plain(one), Text)):
            for row, text in session.execute(select(table.c.id, column).where(column != "")):
                yield Place(table.name, column.name, row), text


def _plain(column: Column[object]) -> object:
    return getattr(column.type, "impl", column.type)


def _addresses(text: str, email: str, sharing: frozenset[int]) -> Iterator[Mention]:
    """Yield the mentions of e-mail addresses, which identify the people who have them like a name."""
    for address in addresses_in(email) or (email,):
        for spot in spots_of(address, text):
            yield Mention(spot.start, spot.end, sharing, spot.whole)


def _sharing(session: Session, email: str) -> frozenset[int]:
    """Return the ids of the people who have one of these e-mail addresses, as of a team."""
    wanted = {one.casefold() for one in addresses_in(email) or (email,)}
    return frozenset(
        row.id
        for row in roster(session)
        if wanted & {one.casefold() for one in addresses_in(row.email) or (row.email,)}
    )


def _apart(mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Return the mentions in order without overlaps, since an address may contain a name."""
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
    keep_quotes(session, passage.place, passage.text, text)


def keep_quotes(session: Session, place: Place, old: str, new: str) -> None:
    """Move the places of quotes in the text of a source after it was replaced."""
    from upstream_workshop.evidence.model import Source  # an opened session erases nothing yet
    from upstream_workshop.evidence.sources.services import keep_places

    if place[:2] == (Source.__tablename__, Source.text.key):
        keep_places(session, place.row, old, new)


def _is_unique(table: Table, column: Column[object]) -> bool:
    return bool(column.unique) or any(
        isinstance(one, UniqueConstraint) and column.name in one.columns
        for one in table.constraints
    )


def _label(place: Place) -> str:
    """Return the name of a column on screen, for the middle of a sentence."""
    said = rooms.column(Base.metadata.tables[place.table].c[place.column])
    label = say(said.label) if said else ""
    return label[:1].lower() + label[1:] or place.table.replace("_", " ")


def _counted(number: int, words: tuple[str, str]) -> str:
    one, many = words
    return say("{n} {things}", n=number, things=count(number, one, many))
