"""The sample's files in `resources/sample`, and how they are taken into a session."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

import resources
from upstream_workshop import rooms
from upstream_workshop.people import queries as people_queries
from upstream_workshop.readers.file_kinds import READERS

Plan = Mapping[str, Any]
FOLDER = "sample"


def plan() -> Plan:
    """Return the description of the sample, from its TOML file."""
    return described("residential.toml")


def source(name: str) -> Path:
    """Return the path of one of the sample's files."""
    return resources.path(f"{FOLDER}/{name}")


def described(name: str) -> Plan:
    """Return what one of the sample's TOML files says."""
    return tomllib.loads(source(name).read_text("utf-8"))


def take_in(session: Session, what: str, name: str, into: str = "") -> None:
    """Import one of the sample's files as people, cards or whatever it lists, as a facilitator does."""
    rooms.imports()[what].take(session, into, READERS[what](source(name)))  # our own file


def people_ids(session: Session) -> dict[str, int]:
    """Return the ids of the people of the session by name."""
    return {row.name: row.id for row in people_queries.roster(session)}
