"""The result of a command."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Answer:
    """The result of a command.

    values: the result for programs, printed by --json.
    lines: the result for people.
    complaint: what went wrong, printed on standard error; the exit code is then 3.
    """

    values: Mapping[str, object]
    lines: tuple[str, ...]
    complaint: str = ""
