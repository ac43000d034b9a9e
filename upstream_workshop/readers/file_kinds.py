"""Every kind of foreign file and its reader: pure functions of a path, with nothing of a session."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, Final

from upstream_workshop.readers import cards, choices, link_tables, signup_lists
from upstream_workshop.readers.cards import read_cards
from upstream_workshop.readers.choices import read_choices
from upstream_workshop.readers.formats.tables import read_book
from upstream_workshop.readers.link_tables import read_map
from upstream_workshop.readers.lists.choice import read_default
from upstream_workshop.readers.lists.table_kinds import Columns, unasked
from upstream_workshop.readers.reading import Reading
from upstream_workshop.readers.signup_lists import read_people
from upstream_workshop.readers.voting.ballots import read_papers


def _read_as(key: str, path: Path) -> Reading[Any]:
    return read_default(read_book(path), COLUMNS[key])


COLUMNS: Final[Mapping[str, Columns]] = {
    "people": Columns(
        signup_lists.FIELDS,
        signup_lists.settled,
        signup_lists.guess_columns,
        read_people,
        ("access needs", "diet"),
        once=True,
    ),
    "cards": Columns(cards.FIELDS, cards.settled, cards.guess_columns, unasked(read_cards)),
    "choices": Columns(
        choices.FIELDS, choices.settled, choices.guess_columns, unasked(read_choices)
    ),
    "map": Columns(
        link_tables.FIELDS, link_tables.settled, link_tables.guess_columns, unasked(read_map)
    ),
}
READERS: Final[Mapping[str, Callable[[Path], Any]]] = {
    "table": read_book,  # for a preview in which lists can be chosen and columns corrected
    "ballot-papers": read_papers,
    **{key: partial(_read_as, key) for key in COLUMNS},
}
