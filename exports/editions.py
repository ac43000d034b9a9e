"""What an archive may tell: everything, what the cohort may have, or nothing that names a person."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from typing import Any, Final, TypeVar

from upstream_workshop.report import Report

EDITIONS: Final = ("full", "cohort", "redacted")
Value = TypeVar("Value")


def edited(report: Report, edition: str) -> Report:
    """The report as this edition may show it."""
    if edition == "full":
        return report
    shareable = _without_addresses(report)
    return shareable if edition == "cohort" else _redacted(shareable)


def _without_addresses(report: Report) -> Report:
    people = tuple(dataclasses.replace(person, email="") for person in report.people)
    return dataclasses.replace(report, people=people)


def _redacted(report: Report) -> Report:
    """Every full name on the list replaced, wherever it stands, by the same number throughout."""
    numbered = {
        person.name: f"Participant {number}"
        for number, person in enumerate(sorted(report.people, key=lambda row: row.id), start=1)
    }
    names = sorted(filter(None, numbered), key=len, reverse=True)
    quiet = dataclasses.replace(
        report,
        attendance=tuple(dataclasses.replace(row, note="") for row in report.attendance),
        people=tuple(dataclasses.replace(row, role="") for row in report.people),
    )
    if not names:
        return quiet
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in names), re.I)
    folded = {name.casefold(): alias for name, alias in numbered.items()}
    return mapped(
        quiet, lambda words: pattern.sub(lambda hit: folded[hit.group().casefold()], words)
    )


def mapped(value: Value, change: Callable[[str], str]) -> Value:
    """The same frozen value with every text in it changed."""
    answer: Any = value
    if isinstance(value, str):
        answer = change(value)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        parts = {f.name: mapped(getattr(value, f.name), change) for f in dataclasses.fields(value)}
        answer = dataclasses.replace(value, **parts)
    elif isinstance(value, tuple):
        answer = tuple(mapped(each, change) for each in value)
    return answer  # type: ignore[no-any-return]
