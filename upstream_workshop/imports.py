"""Each kind of foreign file: how it is read, apart from us, and which room takes it in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from sqlalchemy.orm import Session

from upstream_workshop.maps import services as maps
from upstream_workshop.people import services as people
from upstream_workshop.readers.apart import read_apart
from upstream_workshop.readers.reading import ImportOutcome
from upstream_workshop.themes import services as themes
from upstream_workshop.voting import services as voting
from upstream_workshop.workgroups import services as workgroups

__all__ = ["KINDS", "Take", "read_apart"]

Take: TypeAlias = Callable[[Session, str, Any], ImportOutcome]  # of a session, a name, a reading

KINDS: Mapping[str, Take] = {
    "people": lambda session, _name, reading: people.import_people(session, reading),
    "cards": lambda session, _name, reading: themes.import_cards(session, reading),
    "ballot-papers": voting.import_papers,
    "choices": lambda session, _name, reading: workgroups.import_choices(session, reading),
    "map": maps.import_map,
}
