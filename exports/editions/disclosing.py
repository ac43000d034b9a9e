"""Every value of a report, put before whoever decides what may be told of it, by its privacy class.

A field that no room has declared is left out, and so is one that is added tomorrow.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypeAlias, TypeVar

from upstream_workshop import rooms
from upstream_workshop.naming import Reason
from upstream_workshop.privacy import PERSON, Disclosure
from upstream_workshop.whole.report import Report

Value = TypeVar("Value")
Fields: TypeAlias = Mapping[str, Disclosure]
# of a row, the name of one of its fields, its class and what it holds: what may be told of that
Decide: TypeAlias = Callable[[Any, str, Disclosure, Any], Any]
Keep: TypeAlias = Callable[[Any], bool]  # whether a row may be told at all
Change: TypeAlias = Callable[[str, str], str]  # of a text and its label: how it reads


def disclosed(report: Report, decide: Decide, keep: Keep = lambda _row: True) -> Report:
    """The report with every field as it was decided, and without the rows that are not kept."""
    return replace(report, parts=tuple(disclosed_row(part, decide, keep) for part in report.parts))


def reworded(report: Report, change: Change) -> Report:
    """The report with every text that somebody typed as `change` would have it read.

    Names and addresses on the list of people are no such texts: what each agreed to decides of them.
    """

    def decide(_row: object, _field: str, said: Disclosure, found: Any) -> Any:
        ours = said.person or said.reason is Reason.ADDRESS or said.flag or not said.label
        return found if ours else changed(found, change, said.label)

    return disclosed(report, decide)


def changed(found: Any, change: Change, label: str) -> Any:
    """A text, or texts, or texts each after a key of the program's own, as `change` would have them read."""
    if isinstance(found, str):
        return change(found, label)
    return tuple(
        change(one, label) if isinstance(one, str) else (one[0], change(one[1], label))
        for one in found
    )


def known(said: Disclosure, found: Any) -> Any:
    """What is public: numbers and keys as they are, a text only if it is one of the program's own words."""
    if isinstance(found, str):
        return found if said.key or found in said.words else ""
    return found


def blank(found: Any) -> Any:
    """What stands where something is left out."""
    if isinstance(
        found, str
    ):  # also a member of an enumeration, which none can be made without its word
        return ""
    return type(found)() if isinstance(found, tuple | bool | int | float) else None


def declared(row: object) -> Fields:
    """The class of each field of a row; none of a row that no room declared."""
    return rooms.disclosures().get(type(row), {})


def people_in(row: Any) -> tuple[int, ...]:
    """The ids of the people a row refers to, 0 where nobody is there."""
    keys = [name for name, said in declared(row).items() if said.key == PERSON]
    return tuple(getattr(row, name) or 0 for name in keys)


def rows_in(found: Any) -> tuple[Any, ...]:
    """The rows that a field holds; none where it holds a value."""
    several = found if isinstance(found, tuple) else (found,)
    return several if several and all(map(_is_row, several)) else ()


def disclosed_row(row: Value, decide: Decide, keep: Keep = lambda _row: True) -> Value:
    """The row, and the rows in it, with every field as it was decided."""
    fields = declared(row)
    parts: dict[str, Any] = {}
    for field in dataclasses.fields(row):  # type: ignore[arg-type]  # every row is a dataclass
        found = getattr(row, field.name)
        inner = rows_in(found)
        if inner:
            told = tuple(disclosed_row(one, decide, keep) for one in inner if keep(one))
            parts[field.name] = told if isinstance(found, tuple) else told[0]
        else:
            said = fields.get(field.name)
            parts[field.name] = decide(row, field.name, said, found) if said else blank(found)
    return replace(row, **parts)  # type: ignore[type-var]  # likewise


def _is_row(found: object) -> bool:
    return dataclasses.is_dataclass(found) and not isinstance(found, type)
