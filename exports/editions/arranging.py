"""The order and the ids of rows that refer to people, after people were replaced by numbers.

The original order follows names or times of arrival and could identify people. So these rows are sorted by
the numbers of the people, and their own ids are numbered anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any, TypeAlias

from exports.editions.disclosing import declared, fields_of, people_in, rows_in
from upstream_workshop import rooms
from upstream_workshop.privacy import PERSON
from upstream_workshop.whole.report import Report

Rows: TypeAlias = tuple[Any, ...]
Places: TypeAlias = Mapping[tuple[str, int], int]  # of a table and an id: the new id


def arranged(report: Report) -> Report:
    """Return the report with its rows about people sorted and numbered anew."""
    report = _each(report, lambda rows: _sorted(rows, by_content))
    places = dict(_places(report.parts))
    tables = {table for table, _id in places}
    report = _each(report, lambda rows: tuple(_rekeyed(row, places, tables) for row in rows))
    return _each(report, lambda rows: _sorted(rows, _by_everything))


def _each(report: Report, change: Callable[[Rows], Rows]) -> Report:
    return replace(report, parts=changed_lists(report.parts, change))


def changed_lists(rows: Rows, change: Callable[[Rows], Rows]) -> Rows:
    """Apply `change` to every list of rows, inner lists first."""
    done = []
    for row in rows:
        parts: dict[str, Any] = {}
        for name in fields_of(row):
            found = getattr(row, name)
            inner = rows_in(found)
            if inner:
                result = changed_lists(inner, change)
                parts[name] = result if isinstance(found, tuple) else result[0]
        done.append(replace(row, **parts) if parts else row)
    return change(tuple(done))


def _sorted(rows: Rows, by: Callable[[Any], Any]) -> Rows:
    return tuple(sorted(rows, key=by)) if rows and _is_about_people(rows[0]) else rows


def _is_about_people(row: Any) -> bool:
    return type(row) not in rooms.in_order() and bool(people_in(row))


def by_content(row: Any) -> tuple[tuple[int, ...], str]:
    """Return a sort key: the people, then all values other than ids."""
    declaration = declared(row)
    values = [
        getattr(row, name)
        for name in fields_of(row)
        if not (name in declaration and declaration[name].key)
    ]
    return people_in(row), repr(values)


def _by_everything(row: Any) -> tuple[tuple[int, ...], int, str]:
    return people_in(row), getattr(row, "id", 0), repr(row)


def _places(parts: Rows) -> Iterator[tuple[tuple[str, int], int]]:
    """Yield the new id of every row about people, counted from 1 in each list."""
    for row in parts:
        for name in fields_of(row):
            inner = rows_in(getattr(row, name))
            yield from _places(inner)
            own = declared(inner[0]).get("id") if inner and _is_about_people(inner[0]) else None
            if own and own.key != PERSON:
                for number, one in enumerate(inner, 1):
                    yield (own.key, one.id), number


def _rekeyed(row: Any, places: Places, tables: set[str]) -> Any:
    """Return a row with new ids for itself and for rows it refers to, also in a text that repeats its id."""
    changed: dict[str, Any] = {}
    for name, declaration in declared(row).items():
        if declaration.key in tables:
            found = getattr(row, name)
            if isinstance(found, str):
                changed[name] = f"{places.get((declaration.key, row.id), '')}"
            elif found is not None:
                changed[name] = places.get((declaration.key, found), 0)
    return replace(row, **changed) if changed else row
