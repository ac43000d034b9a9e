"""Every kind of foreign file and its reader: pure functions of a path, with nothing of a session."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from upstream_workshop.readers.cards import read_cards
from upstream_workshop.readers.choices import read_choices
from upstream_workshop.readers.formats.tables import read_table
from upstream_workshop.readers.link_tables import read_map
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
