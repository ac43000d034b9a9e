"""How tables of one kind are read by their columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from upstream_workshop.readers.formats.tables import Table
from upstream_workshop.readers.reading import Reading


@dataclass(frozen=True, slots=True)
class Columns:
    """How tables of one kind are read by their columns, so that the guess can be corrected.

    fields: what a column can mean.
    private: those of them of which no example is shown.
    settled: the table under its real header, with a title for every column.
    guess: column title to field, as the titles say.
    read: the reading by columns, or by the guess, and by answers to its questions. Raises WorkshopError.
    once: whether an entry that stands in two lists counts once.
    together: whether the lists of one file complete each other, so that all that read are proposed.
    headings: whether a heading over all columns says something of the rows below it, and is read.
    above: whether rows above the header say something of the list or its columns, and are read.
    """

    fields: tuple[str, ...]
    settled: Callable[[Table], Table]
    guess: Callable[[Table], Mapping[str, str]]
    read: Callable[[Table, Mapping[str, str] | None, Mapping[str, str]], Reading[Any]]
    private: tuple[str, ...] = ()
    once: bool = False
    together: bool = False
    headings: bool = False
    above: bool = False


def unasked(
    read: Callable[[Table, Mapping[str, str] | None], Reading[Any]],
) -> Callable[[Table, Mapping[str, str] | None, Mapping[str, str]], Reading[Any]]:
    """A reader that leaves nothing open."""
    return lambda table, mapping, _answers: read(table, mapping)
