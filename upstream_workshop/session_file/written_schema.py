"""The schema of the current format as it is written down, for a program that has not loaded the models.

`resources/schema.json` is made from the models, and a test fails when it differs from them. Write it
again after every change of a model:
`.venv/bin/python -m upstream_workshop.session_file.written_schema`
"""

from __future__ import annotations

import json
from functools import cache
from typing import Final, TypedDict

import resources
from upstream_workshop import rooms
from upstream_workshop.storage.base import Base
from upstream_workshop.storage.engines import engine_of
from upstream_workshop.storage.inspection import Expected
from upstream_workshop.storage.values import wrong

_NAME: Final = "schema.json"


class WrittenSchema(TypedDict):
    """The schema of a format.

    parts: type, name and SQL of every entry of `sqlite_schema` in a new file, in order; an index
        that SQLite makes by itself has no SQL.
    expected: the allowed rows; its `values` list every table, after those it refers to, with every
        column, in the order of the schema.
    """

    parts: list[tuple[str, str, str | None]]
    expected: Expected


@cache
def loaded() -> WrittenSchema:
    """Return the schema as it is written down."""
    found: WrittenSchema = json.loads(resources.path(_NAME).read_text("utf-8"))
    return found


def creation() -> list[str]:
    """Return the SQL statements that create all tables and indexes, in order."""
    return [sql for _, _, sql in loaded()["parts"] if sql is not None]


def columns() -> dict[str, list[str]]:
    """Return the columns of every table, in the order of the schema."""
    values = loaded()["expected"]["values"]
    return {table: [name for name, _ in listed] for table, listed in values.items()}


def derived() -> str:
    """Return the text of the file, as it follows from the models."""
    rooms.every()
    schema = {"parts": _parts(), "expected": _expected()}
    return json.dumps(schema, indent=1, ensure_ascii=False) + "\n"


def is_current() -> bool:
    """Check whether what is written down is what follows from the models."""
    return resources.path(_NAME).read_text("utf-8") == derived()


def _parts() -> list[list[str | None]]:
    """Return the entries of `sqlite_schema`: the tables, then the indexes by name."""
    engine = engine_of()
    with engine.begin() as connection:
        Base.metadata.create_all(connection, checkfirst=False)
        rows = connection.exec_driver_sql("SELECT type, name, sql FROM sqlite_schema").fetchall()
    engine.dispose()
    indexes = sorted(list(row) for row in rows if row.type == "index" and row.sql)
    return [list(row) for row in rows if list(row) not in indexes] + indexes


def _expected() -> Expected:
    mappers = sorted(Base.registry.mappers, key=lambda each: each.class_.__tablename__)
    return {
        "values": {
            table.name: [(column.name, wrong(column)) for column in table.columns]
            for table in Base.metadata.sorted_tables
        },
        "contradictions": [
            (mapper.class_.__tablename__, one.says, one.rows)
            for mapper in mappers
            for one in mapper.class_.contradictions
        ],
    }


if __name__ == "__main__":
    resources.path(_NAME).write_text(derived(), "utf-8", newline="\n")
