"""Each kind of foreign file: how it is read, and which room takes it in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from upstream_workshop.maps import services as maps
from upstream_workshop.people import services as people
from upstream_workshop.readers.ballots import read_papers
from upstream_workshop.readers.cards import read_cards
from upstream_workshop.readers.choices import read_choices
from upstream_workshop.readers.maps import read_map
from upstream_workshop.readers.people import read_people
from upstream_workshop.readers.reading import ImportOutcome
from upstream_workshop.readers.tables import read_table
from upstream_workshop.themes import services as themes
from upstream_workshop.voting import services as voting
from upstream_workshop.workgroups import services as workgroups


@dataclass(frozen=True)
class Kind:
    """A kind of file: `read(path)` needs no session; `take(session, name, reading)` writes it in."""

    read: Callable[[Path], Any]
    take: Callable[[Session, str, Any], ImportOutcome]


KINDS: Mapping[str, Kind] = {
    "people": Kind(
        lambda path: read_people(read_table(path)),
        lambda session, _name, reading: people.import_people(session, reading),
    ),
    "cards": Kind(
        lambda path: read_cards(read_table(path)),
        lambda session, _name, reading: themes.import_cards(session, reading),
    ),
    "ballot-papers": Kind(read_papers, voting.import_papers),
    "choices": Kind(
        lambda path: read_choices(read_table(path)),
        lambda session, _name, reading: workgroups.import_choices(session, reading),
    ),
    "map": Kind(lambda path: read_map(read_table(path)), maps.import_map),
}
