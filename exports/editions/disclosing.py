"""Editing a report value by value, each with its privacy class.

A field that no room declares is left out, so that a new field is private until it is declared.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final, TypeAlias, TypeVar

from upstream_workshop import rooms
from upstream_workshop.naming import Reason
from upstream_workshop.privacy import PERSON, Disclosure, Privacy
from upstream_workshop.whole.report import Report

Value = TypeVar("Value")
Fields: TypeAlias = Mapping[str, Disclosure]
# of a row, the name of one of its fields, its class and what it holds: what may be told of that
Decide: TypeAlias = Callable[[Any, str, Disclosure, Any], Any]
Keep: TypeAlias = Callable[[Any], bool]  # whether a row may be told at all
Change: TypeAlias = Callable[[str, str], str]  # of a text and its label: how it reads


def disclosed(report: Report, decide: Decide, keep: Keep = lambda _row: True) -> Report:
    """Return the report with every value as `decide` returns it, without the rows that `keep` rejects."""
    return replace(report, parts=tuple(disclosed_row(part, decide, keep) for part in report.parts))


def reworded(report: Report, change: Change) -> Report:
    """Return the report with `change` applied to every text that people typed.

    Names and addresses of people are not changed: consents decide on them.
    """

    def decide(_row: object, _field: str, declaration: Disclosure, found: Any) -> Any:
        ours = (
            declaration.person
            or declaration.reason is Reason.ADDRESS
            or declaration.flag
            or not declaration.label
        )
        return found if ours else changed(found, change, declaration.label)

    return disclosed(report, decide)


def changed(found: Any, change: Change, label: str) -> Any:
    """Apply `change` to a text, to each of several texts, or to the text of each pair of a key and a text."""
    if isinstance(found, str):
        return change(found, label)
    return tuple(
        change(one, label) if isinstance(one, str) else (one[0], change(one[1], label))
        for one in found
    )


def known(declaration: Disclosure, found: Any) -> Any:
    """Return a public value; a text only if it is a key or one of the words declared for its field."""
    if isinstance(found, str):
        return found if declaration.key or found in declaration.words else ""
    return found


def blank(found: Any) -> Any:
    """Return the value that replaces one that is left out: empty, zero or None by its type."""
    if isinstance(
        found, str
    ):  # also a member of an enumeration: its class cannot be called without a value
        return ""
    return type(found)() if isinstance(found, tuple | bool | int | float) else None


def declared(row: object) -> Fields:
    """Return the privacy class of each field of a row; empty for a row that no room declares."""
    return rooms.disclosures().get(type(row), {})


def is_private(row: object) -> bool:
    """Check whether all that a row says of those it refers to is private, so that nothing of it is left."""
    said = [one for one in declared(row).values() if not one.key]
    return bool(said) and all(one.privacy in (Privacy.PRIVATE, Privacy.SECRET) for one in said)


def people_in(row: Any) -> tuple[int, ...]:
    """Return the ids of the people a row refers to, 0 for an empty reference."""
    keys = [name for name, declaration in declared(row).items() if declaration.key == PERSON]
    return tuple(getattr(row, name) or 0 for name in keys)


def rows_in(found: object) -> tuple[Any, ...]:
    """Return the rows in a field; empty if the field holds a plain value."""
    if isinstance(found, tuple):
        return found if found and all(map(_IS_ROW.__getitem__, map(type, found))) else ()
    return (found,) if _IS_ROW[type(found)] else ()


def fields_of(row: object) -> tuple[str, ...]:
    """Return the names of the fields of a row."""
    return _FIELDS[type(row)]


def disclosed_row(row: Value, decide: Decide, keep: Keep = lambda _row: True) -> Value:
    """Return a row, and the rows in it, with every value replaced by the result of `decide`."""
    fields = declared(row)
    parts: dict[str, Any] = {}
    for name in fields_of(row):
        found = getattr(row, name)
        inner = rows_in(found)
        if inner:
            result = tuple(disclosed_row(one, decide, keep) for one in inner if keep(one))
            parts[name] = result if isinstance(found, tuple) else result[0]
        else:
            declaration = fields.get(name)
            parts[name] = decide(row, name, declaration, found) if declaration else blank(found)
    return type(row)(**parts)


class _IsRow(dict[type, bool]):
    """Whether values of a type are rows; looked at once, as every value of a report is asked."""

    def __missing__(self, kind: type) -> bool:
        self[kind] = answer = dataclasses.is_dataclass(kind)
        return answer


class _Fields(dict[type, tuple[str, ...]]):
    """The names of the fields of a row type; looked at once, as every row of a report is asked."""

    def __missing__(self, kind: type) -> tuple[str, ...]:
        self[kind] = answer = tuple(field.name for field in dataclasses.fields(kind))
        return answer


_IS_ROW: Final = _IsRow()
_FIELDS: Final = _Fields()
