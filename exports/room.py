"""The declaration of the documents and data that a room writes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeAlias

from exports.drawing.paper import Paper
from exports.output import Output
from upstream_workshop.whole.report import Report

# a number, and the word for so many
Counted: TypeAlias = tuple[int, str]


def _nothing_counted(_report: Report) -> Iterable[Counted]:
    return ()


@dataclass(frozen=True, eq=False)
class Room:
    """The outputs of a room.

    key: its name in all packages.
    section: writes its part of the summary with a heading, or nothing if the room is empty.
    in_short: yields the counts of it in the first lines of the summary.
    papers: its printed outputs.
    data: its tables for other programs.
    shows: the fields of the report that they tell of, where an output does not say otherwise.
    """

    key: str
    section: Callable[[Report, Paper], None]
    in_short: Callable[[Report], Iterable[Counted]] = _nothing_counted
    papers: tuple[Output, ...] = ()
    data: tuple[Output, ...] = ()
    shows: tuple[str, ...] = ()
