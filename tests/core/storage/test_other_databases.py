"""The tables could stand in a database of many residentials: every one can be said in PostgreSQL's words."""

from __future__ import annotations

import pytest
from sqlalchemy import BigInteger, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import CreateTable

from upstream_workshop import rooms
from upstream_workshop.storage.base import Base
from upstream_workshop.voting.model import unordered_id

NAMES = sorted(name for room in (*rooms.every(), rooms.FILE) for name in room.tables)
TABLES = [Base.metadata.tables[name] for name in NAMES]
OF_SQLITE = ("typeof(", "GLOB", "instr(", "char(")


def said(table: Table, dialect: object) -> str:
    return str(CreateTable(table).compile(dialect=dialect))  # type: ignore[arg-type]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_table_is_said_in_the_words_of_another_database(table: Table) -> None:
    words = said(table, postgresql.dialect())
    assert not [one for one in OF_SQLITE if one in words]
    of_ids_alone = (
        "choice",
        "finding_code",
        "mark",
        "pair_rule",
        "statement_finding",
        "link_finding",
        "factor_finding",
    )
    assert "CHECK" in said(table, sqlite.dialect()) or table.name in of_ids_alone


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_ids_that_come_by_chance_fit_where_they_stand(table: Table) -> None:
    for column in table.columns:
        chosen = [key.column for key in column.foreign_keys] or [column]
        by_chance = [one for one in chosen if one.default and one.default.is_callable]
        if any(one.default.arg.__name__ == unordered_id.__name__ for one in by_chance):
            assert isinstance(column.type, BigInteger), column
            assert "INTEGER" in said(table, sqlite.dialect())
