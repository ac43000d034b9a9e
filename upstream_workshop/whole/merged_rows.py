"""The merging of two rows of a table and of all rows that refer to them.

Tables are not listed here: every foreign key and unique constraint of the schema is used, so that a
table that is added later is included. Only two kinds of row are deleted: one that repeats another,
and one that would tie a person to themselves.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, TypeAlias

from sqlalchemy import Column, Table, UniqueConstraint, delete, select, text, update
from sqlalchemy.orm import Session

from upstream_workshop.letters import LONG
from upstream_workshop.people.kinds import AttendanceState, Consent, MatchState
from upstream_workshop.people.model import Participant
from upstream_workshop.storage.base import Base
from upstream_workshop.storage.values import is_prose
from upstream_workshop.workgroups.kinds import PairKind

Values: TypeAlias = Mapping[str, Any]

_PEOPLE: Final = Base.metadata.tables[Participant.__tablename__]
_SORTED: Final = ("pair_rule",)  # tables of pairs whose first id is the smaller one
# by column: the order in which one of two values is kept, the preferred one first
_STRONGER: Final[Mapping[str, tuple[str, ...]]] = {
    "attendance.state": (
        AttendanceState.LEFT, AttendanceState.HERE, AttendanceState.LATE, AttendanceState.SUBSTITUTE,
        AttendanceState.WITHDRAWN, AttendanceState.EXPECTED,
    ),
    "support_match.state": (MatchState.CONFIRMED, MatchState.DISMISSED),
    "pair_rule.kind": (PairKind.APART, PairKind.TOGETHER),
}  # fmt: skip
_BOTH_MUST: Final = ("introduction.dismissed",)  # true only if it is true in both rows
_EARLIER: Final = ("attendance.at",)  # the earlier of two times is kept


def references(table: Table) -> Iterator[tuple[Table, Column[int]]]:
    """Yield the table and the column of each foreign key to a table."""
    for other in Base.metadata.sorted_tables:
        for column in other.columns:
            if any(key.column.table is table for key in column.foreign_keys):
                yield other, column


def merge_rows(session: Session, table: Table, kept_id: int, other_id: int) -> None:
    """Merge one row into another: change all references to it, fill the blanks, delete it.

    table: the table of both rows.
    kept_id: the id of the row that is kept. Its blanks are filled from the other.
    other_id: the id of the row that is deleted.

    Rows that refer to both in the same way are merged too.
    """
    for pointing, column in references(table):
        rows = select(pointing.c.id).where(column == other_id).order_by(pointing.c.id)
        for row_id in session.scalars(rows).all():
            _repoint(session, pointing, column, row_id, kept_id)
    kept, other = _row(session, table, kept_id), _row(session, table, other_id)
    session.execute(delete(table).where(table.c.id == other_id))
    filled = _filled(table, kept, other)
    if filled:
        session.execute(update(table).where(table.c.id == kept_id).values(filled))


def _repoint(
    session: Session, table: Table, column: Column[int], row_id: int, kept_id: int
) -> None:
    """Change a row's reference to the row kept, and merge the row with an equal one, if any.

    A pair that would tie a person to themselves is deleted.
    """
    row = _row(session, table, row_id) | {column.name: kept_id}
    pair = _pair(table)
    if pair and row[pair[0]] == row[pair[1]]:  # the pair would be one person twice
        session.execute(delete(table).where(table.c.id == row_id))
        return
    turned = row | {pair[0]: row[pair[1]], pair[1]: row[pair[0]]} if pair else row
    if table.name in _SORTED and pair and row[pair[0]] > row[pair[1]]:
        row = turned
    same, back = _like(session, table, row), _like(session, table, turned)
    there = same or back
    if there is None:
        changed = {one.name: row[one.name] for one in table.columns if one.foreign_keys}
        session.execute(update(table).where(table.c.id == row_id).values(changed))
        return
    if same is None and "mutual" in table.columns:  # the equal row has the opposite direction
        session.execute(update(table).where(table.c.id == there).values(mutual=True))
    merge_rows(session, table, there, row_id)


def _like(session: Session, table: Table, row: Values) -> int | None:
    """Return the id of another row with equal values, or None.

    Rows are equal if all columns are, or those of one unique constraint.
    """
    for unique in (*_uniques(table), tuple(name for name in row if name != "id")):
        if any(row[name] is None for name in unique):
            continue
        same = [table.c[name] == row[name] for name in unique]
        found = session.scalar(select(table.c.id).where(table.c.id != row["id"], *same))
        if found is not None:
            return int(found)
    return None


def _uniques(table: Table) -> list[tuple[str, ...]]:
    """Return the column names of each unique constraint that includes a foreign key."""
    several = [
        tuple(column.name for column in one.columns)
        for one in table.constraints
        if isinstance(one, UniqueConstraint)
    ]
    alone = [(column.name,) for column in table.columns if column.unique]
    return [
        names
        for names in dict.fromkeys((*several, *alone))
        if any(table.c[name].foreign_keys for name in names)
    ]


def _pair(table: Table) -> tuple[str, str] | None:
    """Return the two columns of a table of pairs of people, or None for other tables."""
    found = [
        column.name for one, column in references(_PEOPLE) if one is table and not column.nullable
    ]
    return (found[0], found[1]) if len(found) == 2 else None


def _row(session: Session, table: Table, row_id: int) -> dict[str, Any]:
    found = session.execute(select(table).where(table.c.id == row_id)).mappings().one()
    return dict(found)


def _filled(table: Table, kept: Values, other: Values) -> dict[str, Any]:
    """Return the columns of the kept row that change when it is combined with the other."""
    fixed = {name for unique in _uniques(table) for name in unique}
    found: dict[str, Any] = {}
    for column in table.columns:
        if column.primary_key or column.name in fixed:
            continue
        value = _both(f"{table.name}.{column.name}", column, kept[column.name], other[column.name])
        if value != kept[column.name]:
            found[column.name] = value
    return found


def _both(place: str, column: Column[Any], ours: Any, theirs: Any) -> Any:
    """Return the value for the kept row.

    The stricter consent is kept, and texts of several lines are joined unless one contains the
    other or the result would be too long. Otherwise the kept row's value stands unless it is blank.
    `_STRONGER`, `_BOTH_MUST` and `_EARLIER` name the exceptions; other booleans are combined by
    "or".
    """
    if isinstance(ours, Consent) and isinstance(theirs, Consent):
        return ours.stricter(theirs)
    if place in _STRONGER:
        return min(ours, theirs, key=_STRONGER[place].index)
    if isinstance(ours, bool):
        return (ours and theirs) if place in _BOTH_MUST else (ours or theirs)
    if place in _EARLIER and ours is not None and theirs is not None:
        return min(ours, theirs)
    if ours is None or ours == "":
        return theirs
    if isinstance(ours, str) and theirs and is_prose(column) and theirs not in ours:
        joined = f"{ours}\n{theirs}"
        return joined if len(joined) <= LONG else ours
    return ours


def drop_contradictions(session: Session) -> None:
    """Repair or delete rows about people that a merge has made contradictory.

    An example is an attendance in which a substitute now stands in for themselves.
    """
    pointing = {table.name for table, _ in references(_PEOPLE)}
    for mapper in Base.registry.mappers:
        table = mapper.local_table
        if not isinstance(table, Table) or table.name not in pointing:
            continue
        for one in mapper.class_.contradictions:
            for row_id in session.scalars(text(one.rows)).all():
                if one.mended:
                    mend = f'UPDATE "{table.name}" SET {one.mended} WHERE id = :id'  # noqa: S608 - of the schema
                    session.execute(text(mend), {"id": row_id})
                else:
                    session.execute(delete(table).where(table.c.id == row_id))
    _drop_own_matches(session)


def _drop_own_matches(session: Session) -> None:
    """Delete matches of an ask with the person who asks."""
    match, support = (Base.metadata.tables[name] for name in ("support_match", "peer_support"))
    own = (
        select(match.c.id)
        .join(support, support.c.id == match.c.ask_id)
        .where(support.c.participant_id == match.c.helper_id)
    )
    session.execute(delete(match).where(match.c.id.in_(session.scalars(own).all())))
