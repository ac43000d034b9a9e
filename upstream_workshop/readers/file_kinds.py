"""Every kind of foreign file and its reader: pure functions of a path, with nothing of a session."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from upstream_workshop.readers import cards, choices, link_tables, signup_lists
from upstream_workshop.readers.cards import read_cards
from upstream_workshop.readers.choices import read_choices
from upstream_workshop.readers.formats.tables import Table, read_table
from upstream_workshop.readers.link_tables import read_map
from upstream_workshop.readers.reading import Reading
from upstream_workshop.readers.signup_lists import read_people
from upstream_workshop.readers.voting.ballots import read_papers

READERS: Final[Mapping[str, Callable[[Path], Any]]] = {
    "table": read_table,  # for a preview that lets its columns be corrected
    "people": lambda path: read_people(read_table(path)),
    "cards": lambda path: read_cards(read_table(path)),
    "ballot-papers": read_papers,
    "choices": lambda path: read_choices(read_table(path)),
    "map": lambda path: read_map(read_table(path)),
}


@dataclass(frozen=True, slots=True)
class Columns:
    """How tables of one kind are read by their columns, so that the guess can be corrected.

    fields: what a column can mean.
    private: those of them of which no example is shown.
    settled: the table under its real header, with a title for every column.
    guess: column title to field, as the titles say.
    read: the reading by columns, or by the guess. Raises WorkshopError.
    """

    fields: tuple[str, ...]
    settled: Callable[[Table], Table]
    guess: Callable[[Table], Mapping[str, str]]
    read: Callable[[Table, Mapping[str, str] | None], Reading[Any]]
    private: tuple[str, ...] = ()


COLUMNS: Final[Mapping[str, Columns]] = {
    "people": Columns(
        signup_lists.FIELDS,
        signup_lists.settled,
        signup_lists.guess_columns,
        read_people,
        ("access needs", "diet"),
    ),
    "cards": Columns(cards.FIELDS, cards.settled, cards.guess_columns, read_cards),
    "choices": Columns(choices.FIELDS, choices.settled, choices.guess_columns, read_choices),
    "map": Columns(link_tables.FIELDS, link_tables.settled, link_tables.guess_columns, read_map),
}
