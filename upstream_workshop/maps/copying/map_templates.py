"""The templates of maps, which are data in resources/maps."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

import resources
from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.maps.copying.copied_parts import MapParts
from upstream_workshop.maps.kinds import Colour, Sign
from upstream_workshop.maps.map_rows import FactorRow, LinkRow, NoteRow, ZoneRow


@dataclass(frozen=True, slots=True)
class MapTemplate:
    """A template of a map: its name, which is that of its file, its title, what it is for, its parts."""

    name: str
    title: str
    summary: str
    parts: MapParts


@cache
def map_templates() -> Mapping[str, MapTemplate]:
    """Return all templates by name, in the order in which they are offered."""
    files = resources.path("maps").glob("*.toml")
    read = [(path.stem, tomllib.loads(path.read_text("utf-8"))) for path in files]
    read.sort(key=lambda each: (each[1]["order"], each[0]))
    return MappingProxyType({name: _template(name, found) for name, found in read})


def map_template(name: str) -> MapTemplate:
    """Return the template with a name. Raises WorkshopError: when there is none."""
    found = map_templates().get(name)
    if found is None:
        known = ", ".join(map_templates())
        raise WorkshopError(
            say(
                "There is no map template called {name}; there is: {known}.", name=name, known=known
            )
        )
    return found


def _template(name: str, found: Mapping[str, Any]) -> MapTemplate:
    factors = tuple(
        FactorRow(n, each["label"], each["x"], each["y"], Colour(each.get("colour", "")))
        for n, each in enumerate(found.get("factor", ()))
    )
    ids = {factor.label: factor.id for factor in factors}
    links = tuple(
        LinkRow(
            n, ids[each["source"]], ids[each["target"]], Sign(each.get("sign", "")),
            each.get("delay", False),
        )
        for n, each in enumerate(found.get("link", ()))
    )  # fmt: skip
    zones = tuple(
        ZoneRow(
            n, each["title"], each["x"], each["y"], each["width"], each["height"],
            Colour(each.get("colour", "")),
        )
        for n, each in enumerate(found.get("zone", ()))
    )  # fmt: skip
    notes = tuple(
        NoteRow(n, each["text"], each["x"], each["y"])
        for n, each in enumerate(found.get("note", ()))
    )
    parts = MapParts(factors, links, zones=zones, notes=notes)
    return MapTemplate(name, found["title"], found["summary"], parts)
