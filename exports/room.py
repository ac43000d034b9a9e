"""What a room declares of what it prints and saves."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeAlias

from exports.drawing.paper import Paper
from exports.output import Output
from upstream_workshop.whole.report import Report

# how many, and what so many are called
Counted: TypeAlias = tuple[int, str]


def _nothing_counted(_report: Report) -> Iterable[Counted]:
    return ()


@dataclass(frozen=True, eq=False)
class Room:
    """One room, as documents know it.

    key: its name on every floor.
    section: writes its part of the summary, heading included; nothing where it is empty.
    in_short: what the summary counts of it on its first lines.
    papers: what it prints.
    data: its tables for programs and spreadsheets.
    """

    key: str
    section: Callable[[Report, Paper], None]
    in_short: Callable[[Report], Iterable[Counted]] = _nothing_counted
    papers: tuple[Output, ...] = ()
    data: tuple[Output, ...] = ()
