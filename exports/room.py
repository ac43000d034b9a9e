"""The declaration of the documents and data that a room writes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from exports.data.meanings.table_meanings import TableMeaning
from exports.drawing.paper import Paper
from exports.output import Output
from resources.words import noop
from upstream_workshop.whole.report import Report

# a number, and the word for so many
Counted: TypeAlias = tuple[int, str]


# of the summary, in order, with the titles; a room is in the third unless it says otherwise
CHAPTERS: Final[Mapping[str, str]] = {
    "aims": noop("What we came for"),
    "people": noop("Who was here"),
    "system": noop("What we know of the system"),
    "themes": noop("What matters to us"),
    "work": noop("What we will do"),
}


def _nothing_counted(_report: Report) -> Iterable[Counted]:
    return ()


def _never(_report: Report) -> bool:
    return False


@dataclass(frozen=True, eq=False)
class Room:
    """The outputs of a room.

    key: its name in all packages.
    section: writes its part of the summary with headings from level 3, or nothing if the room is empty.
    chapter: the key of the chapter that its part is in, one of CHAPTERS.
    filled: whether there is anything to tell in that chapter, so that it gets its heading.
    in_short: yields the counts of it in the first lines of the summary.
    papers: its printed outputs.
    data: its tables for other programs.
    tables: what its tables for other programs mean, by the key of the output that writes one.
    fields: what the values of its part of the report mean, where no label of a column says so.
    shows: the fields of the report that they tell of, where an output does not say otherwise.
    """

    key: str
    section: Callable[[Report, Paper], None]
    chapter: str = "system"
    filled: Callable[[Report], bool] = _never
    in_short: Callable[[Report], Iterable[Counted]] = _nothing_counted
    papers: tuple[Output, ...] = ()
    data: tuple[Output, ...] = ()
    tables: Mapping[str, TableMeaning] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)
    shows: tuple[str, ...] = ()
