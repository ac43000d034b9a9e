"""The schema that is written down is that of the models, and says the same as a new file."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from upstream_workshop.session_file import written_schema
from upstream_workshop.session_file.workshop import Workshop


def test_it_is_that_of_the_models() -> None:
    assert written_schema.is_current()


def test_a_new_file_has_its_parts_and_its_columns(tmp_path: Path) -> None:
    path = tmp_path / "new.upstream"
    Workshop.create(path).close()
    with closing(sqlite3.connect(path)) as file:
        rows = file.execute("SELECT type, name, sql FROM sqlite_schema").fetchall()
        columns = {
            name: [row[1] for row in file.execute(f"PRAGMA table_info({name})")]
            for kind, name, _ in rows
            if kind == "table"
        }
    assert [list(row) for row in rows] == [*map(list, written_schema.loaded()["parts"])]
    assert columns == written_schema.columns()
