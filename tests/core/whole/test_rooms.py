"""Each room declares itself once: its tables, the class of every column, and what follows from them."""

from __future__ import annotations

import dataclasses
import sys
import tomllib
import typing
from pathlib import Path

import pytest
from sqlalchemy import Column, Text

from exports import rooms as printed
from tests.core import furnished
from upstream_workshop import rooms
from upstream_workshop.privacy import Disclosure, Privacy
from upstream_workshop.readers.file_kinds import READERS, source_of
from upstream_workshop.storage.base import Base
from upstream_workshop.storage.values import value_of
from upstream_workshop.whole.report import Report

COLUMNS = [column for table in Base.metadata.sorted_tables for column in table.columns]
PROJECT = Path(__file__).parents[3]
DECLARED = (*rooms.every(), rooms.FILE)


def is_text(column: Column[object]) -> bool:
    return isinstance(getattr(column.type, "impl", column.type), Text)


def rows_of(kind: object, seen: set[type]) -> set[type]:
    """Every dataclass that values of a type can hold."""
    if dataclasses.is_dataclass(kind) and isinstance(kind, type) and kind not in seen:
        seen.add(kind)
        for hint in typing.get_type_hints(kind, vars(sys.modules[kind.__module__])).values():
            rows_of(hint, seen)
    for inner in typing.get_args(kind):
        rows_of(inner, seen)
    return seen


def parts() -> set[type]:
    """The types of all that a report holds."""
    found: set[type] = set()
    for room in rooms.every():
        assert room.report is not None
        rows_of(typing.get_type_hints(room.report)["return"], found)
    return found


def test_every_table_is_one_rooms() -> None:
    tables = [table for room in DECLARED for table in room.tables]
    assert sorted(tables) == sorted(Base.metadata.tables)


@pytest.mark.parametrize("column", COLUMNS, ids=str)
def test_every_column_has_its_class(column: Column[object]) -> None:
    said = rooms.column(column)
    assert said is not None, f"say in room.py what class {column} is of"
    if is_text(column):
        assert said.label or said.words or said.key or value_of(column).words, (
            f"say what {column} is called"
        )
    if said.privacy is Privacy.PUBLIC and is_text(column):
        assert said.words or said.key, f"{column} is public: say which words it may be"


@pytest.mark.parametrize("room", DECLARED, ids=lambda room: room.key)
def test_nothing_is_declared_that_is_not_there(room: rooms.Room) -> None:
    for table, columns in room.columns.items():
        assert set(columns) <= set(Base.metadata.tables[table.__tablename__].columns.keys())
    for kind, declared in room.rows.items():
        names = {field.name for field in dataclasses.fields(kind)}
        assert set(declared.own) <= names, kind


@pytest.mark.parametrize("kind", sorted(parts(), key=str), ids=lambda kind: kind.__qualname__)
def test_every_value_of_a_report_has_its_class(kind: type) -> None:
    hints = typing.get_type_hints(kind, vars(sys.modules[kind.__module__]))
    values = {name for name, hint in hints.items() if not rows_of(hint, set())}
    fields = rooms.disclosures().get(kind, {})
    unsaid = values - set(fields)
    assert not unsaid, f"say in room.py what class these fields of {kind.__name__} are of: {unsaid}"
    for name, said in fields.items():
        if said.person:
            assert fields[said.person].key == "participant", f"{kind.__name__}.{name}"


def test_a_report_holds_nothing_but_the_parts_of_rooms() -> None:
    assert {field.name for field in dataclasses.fields(Report)} == {"made_at", "parts", "edition"}


def test_whoever_is_erased_leaves_rows_with_a_name() -> None:
    keys = {
        f"{table.name}.{column.name}": foreign.ondelete
        for table in Base.metadata.sorted_tables
        for column in table.columns
        for foreign in column.foreign_keys
        if foreign.column.table.name == "participant"
    }
    goes = {place.split(".")[0] for place, deleted in keys.items() if deleted == "CASCADE"}
    assert goes == set(rooms.goes())
    assert {place for place, deleted in keys.items() if deleted != "CASCADE"} == set(rooms.stays())


def test_what_is_backed_up_before_and_taken_in_is_there() -> None:
    assert rooms.backups().keys() <= set(furnished.services())
    sources = {source_of(kind) for kind in rooms.imports()}
    assert set(rooms.imports()) == set(READERS) - (sources - set(rooms.imports()))


def test_the_contracts_name_every_room() -> None:
    said = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))
    layers = {
        container: one["layers"]
        for one in said["tool"]["importlinter"]["contracts"]
        for container in one.get("containers", ())
    }
    others = {
        "application", "whole", "session_file", "rooms", "room", "readers", "storage", "errors"
    }  # fmt: skip
    keys = {room.key for room in rooms.every()}
    assert set(layers["upstream_workshop"]) - others == keys
    pages = next(layer for layer in layers["ui"] if "printing" in layer)
    assert set(pages.split(" | ")) == {"printing", *keys}


def test_every_room_is_printed() -> None:
    assert {room.key for room in printed.ROOMS} == {room.key for room in rooms.every()}


def test_secrets_are_in_no_report_and_known_to_whoever_copies() -> None:
    assert rooms.secret_tables() == {"private_needs"}
    for table, name in rooms.secret_columns():
        assert is_text(Base.metadata.tables[table].c[name]), f"{table}.{name} cannot be left blank"
    assert not [
        f"{kind.__name__}.{name}"
        for kind, fields in rooms.disclosures().items()
        for name, said in fields.items()
        if said.privacy is Privacy.SECRET
    ]


def test_a_class_says_what_it_can_be_told_by() -> None:
    said: list[Disclosure] = [
        one for fields in rooms.disclosures().values() for one in fields.values()
    ]
    assert all(one.reason for one in said if one.instead)


def test_every_name_and_every_person_in_a_row_has_its_reason() -> None:
    """Without one they are in no edition; whoever adds a column decides for which reason it may name."""
    unsaid = [
        f"{kind.__name__}.{name}"
        for kind, fields in rooms.disclosures().items()
        for name, said in fields.items()
        if said.privacy is Privacy.PERSONAL and said.reason is None
    ]
    assert unsaid == []
