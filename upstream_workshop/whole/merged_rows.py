"""Making one row of two, with every row that points at them.

Tables are not listed here: every foreign key and unique constraint of the schema is used, so that a table
that is added later is included. Only what says the same twice, or would tie somebody to themselves, goes.
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
_SORTED: Final = ("pair_rule",)  # pairs whose first id is the lesser
# of two rows that say the same, the value that stands, the first of these
_STRONGER: Final[Mapping[str, tuple[str, ...]]] = {
    "attendance.state": (
        AttendanceState.LEFT, AttendanceState.HERE, AttendanceState.LATE, AttendanceState.SUBSTITUTE,
        AttendanceState.WITHDRAWN, AttendanceState.EXPECTED,
    ),
    "support_match.state": (MatchState.CONFIRMED, MatchState.DISMISSED),
    "pair_rule.kind": (PairKind.APART, PairKind.TOGETHER),
}  # fmt: skip
_BOTH_MUST: Final = ("introduction.dismissed",)  # set aside only where both were
_EARLIER: Final = ("attendance.at",)  # of two the earlier stands


def references(table: Table) -> Iterator[tuple[Table, Column[int]]]:
    """Yield table and column of each foreign key to a table."""
    for other in Base.metadata.sorted_tables:
        for column in other.columns:
            if any(key.column.table is table for key in column.foreign_keys):
                yield other, column


def merge_rows(session: Session, table: Table, kept_id: int, other_id: int) -> None:
    """Point everything at the row kept, fill that row from the other, and delete the other."""
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
    """Let a row point at the one kept; where a row says the same already, the two become one."""
    row = _row(session, table, row_id) | {column.name: kept_id}
    pair = _pair(table)
    if pair and row[pair[0]] == row[pair[1]]:  # a tie to oneself
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
    if same is None and "mutual" in table.columns:  # each has said so of the other
        session.execute(update(table).where(table.c.id == there).values(mutual=True))
    merge_rows(session, table, there, row_id)


def _like(session: Session, table: Table, row: Values) -> int | None:
    """Return another row that has the same in all columns, or in those of a unique constraint."""
    for unique in (*_uniques(table), tuple(name for name in row if name != "id")):
        if any(row[name] is None for name in unique):
            continue
        same = [table.c[name] == row[name] for name in unique]
        found = session.scalar(select(table.c.id).where(table.c.id != row["id"], *same))
        if found is not None:
            return int(found)
    return None


def _uniques(table: Table) -> list[tuple[str, ...]]:
    """Return the unique constraints that hold a foreign key, as names of columns."""
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
    """Return the two columns of a table of pairs of people."""
    found = [
        column.name for one, column in references(_PEOPLE) if one is table and not column.nullable
    ]
    return (found[0], found[1]) if len(found) == 2 else None


def _row(session: Session, table: Table, row_id: int) -> dict[str, Any]:
    found = session.execute(select(table).where(table.c.id == row_id)).mappings().one()
    return dict(found)


def _filled(table: Table, kept: Values, other: Values) -> dict[str, Any]:
    """Return what changes in the row kept once it says what both say."""
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
    """Return the one value of two."""
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
        joined = f"{ours}{_joint(place)}{theirs}"
        return joined if len(joined) <= LONG else ours
    return ours


def _joint(place: str) -> str:
    return "; " if place == "participant.interests" else "\n"


def drop_contradictions(session: Session) -> None:
    """Mend rows that say of one person what they said of two, as somebody who stands in for themselves."""
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
    """Nobody helps themselves: a match of an ask with whoever asks goes."""
    match, support = (Base.metadata.tables[name] for name in ("support_match", "peer_support"))
    own = (
        select(match.c.id)
        .join(support, support.c.id == match.c.ask_id)
        .where(support.c.participant_id == match.c.helper_id)
    )
    session.execute(delete(match).where(match.c.id.in_(session.scalars(own).all())))
