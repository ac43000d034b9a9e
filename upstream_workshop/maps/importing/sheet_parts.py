"""What a file says of a map besides its factors and links: zones, notes, loops, and the map as a whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.letters import one_line
from upstream_workshop.maps.annotations.services import add_map_note, add_zone
from upstream_workshop.maps.getters import found_map
from upstream_workshop.maps.kinds import Colour
from upstream_workshop.maps.model import (
    Factor,
    FactorOrigin,
    Link,
    LinkOrigin,
    LoopName,
    MapNote,
    Zone,
)
from upstream_workshop.maps.named_loops.services import name_loop
from upstream_workshop.readers.maps.carrying import joined_rest
from upstream_workshop.readers.maps.map_parts import MapLoop, MapSheet, MapText, MapZone
from upstream_workshop.readers.reading import ImportedRow, ImportEffect, Refusal

_SHOWN: Final = 80  # letters of a note by which it is told in the preview


class SheetParts:
    """Zones, notes and loops of one file on their way into a map.

    One of the same words that is on the map already is kept, each once.
    """

    def __init__(self, session: Session, map_id: int) -> None:
        self._session, self._map_id = session, map_id
        self._zones = _pooled(session, select(Zone).where(Zone.map_id == map_id), "title")
        self._notes = _pooled(session, select(MapNote).where(MapNote.map_id == map_id), "text")

    def take(self, entry: Any, aside: float) -> tuple[ImportedRow | Refusal, ...]:
        """Import a zone or a note, moved to the right; nothing else is looked at.

        aside: points that the file's places are moved by.
        """
        if not isinstance(entry, MapText | MapZone):
            return ()
        try:
            if isinstance(entry, MapText):
                return (self._note(entry, aside),)
            return (self._zone(entry, aside),)
        except WorkshopError as error:
            return (Refusal(entry.line, str(error)),)

    def sheet(self, entry: MapSheet) -> None:
        """Import what a file says of the whole map, where nothing is said of that yet."""
        found = found_map(self._session, self._map_id)
        found.table = found.table or entry.table
        found.carried = joined_rest(entry.carried, found.carried) or found.carried

    def loop(self, entry: MapLoop, links: Mapping[str, Link]) -> ImportedRow | Refusal:
        """Import the name of a loop, whose links some programs list in any order.

        links: the links of the file by their keys in it.
        """
        name = one_line(entry.name)
        path = [links[key] for key in entry.links if key in links]
        if not name:
            return Refusal(entry.line, say("the loop has no name"))
        why = say(
            "the links of the loop “{name}” are not all there, or do not lead round", name=name[:60]
        )
        if len(path) < len(entry.links) or not path:
            return Refusal(entry.line, why)
        ids = [link.id for link in _in_order(path)]
        before = self._named()
        try:
            name_loop(self._session, self._map_id, ids, name, entry.story, entry.number)
        except WorkshopError:
            return Refusal(entry.line, why)
        self._session.flush()
        there = len(self._named()) == len(before)
        return ImportedRow(entry.line, name, ImportEffect.of(there, self._named() != before))

    def _named(self) -> set[tuple[str, str, int]]:
        wanted = select(LoopName.id, LoopName.name, LoopName.story, LoopName.number)
        rows = self._session.execute(wanted.where(LoopName.map_id == self._map_id))
        return {(f"{id_} {name}", story, number) for id_, name, story, number in rows}

    def _note(self, entry: MapText, aside: float) -> ImportedRow:
        there = self._notes[entry.text]
        name = one_line(entry.text)[:_SHOWN]
        if there:
            there.pop()
            return ImportedRow(entry.line, name, ImportEffect.UNCHANGED)
        add_map_note(self._session, self._map_id, entry.text, entry.x + aside, entry.y)
        return ImportedRow(entry.line, name, ImportEffect.ADDED)

    def _zone(self, entry: MapZone, aside: float) -> ImportedRow:
        there = self._zones[entry.title]
        if there:
            there.pop()
            return ImportedRow(entry.line, entry.title, ImportEffect.UNCHANGED)
        colour, note = colour_of(entry.colour)
        frame = (entry.x + aside, entry.y, entry.width, entry.height)
        add_zone(self._session, self._map_id, entry.title, frame, colour)
        return ImportedRow(entry.line, entry.title, ImportEffect.ADDED, note)


def colour_of(name: str) -> tuple[Colour, str]:
    """Return the colour of this name, and what to say where there is none."""
    try:
        return Colour(name.casefold()), ""
    except ValueError:
        return Colour.NONE, say("“{colour}” is no colour of a map", colour=name[:60])


def add_origins(session: Session, origins: Sequence[tuple[Factor | Link, Sequence[str]]]) -> None:
    """Note the titles of the maps that factors and links came from, where that is not noted yet."""
    for part, titles in origins:
        kind, key = (
            (FactorOrigin, FactorOrigin.factor_id)
            if isinstance(part, Factor)
            else (LinkOrigin, LinkOrigin.link_id)
        )
        there = list(session.scalars(select(kind.title).where(key == part.id)))
        session.add_all(
            kind(**{key.key: part.id, "title": title}) for title in _left(titles, there)
        )


def _in_order(path: Sequence[Link]) -> Sequence[Link]:
    """Return links one after the other, as they lead on; as they are where they do not."""
    onward = {link.source_id: link for link in path}
    ordered = [path[0]]
    while len(ordered) < len(path) and ordered[-1].target_id in onward:
        ordered.append(onward[ordered[-1].target_id])
    return ordered if len(set(ordered)) == len(path) else path


def _left(titles: Iterable[str], there: list[str]) -> Iterable[str]:
    for title in titles:
        if title in there:
            there.remove(title)
        else:
            yield title


def _pooled(session: Session, wanted: Any, name: str) -> defaultdict[str, list[Any]]:
    found: defaultdict[str, list[Any]] = defaultdict(list)
    for row in session.scalars(wanted):
        found[getattr(row, name)].append(row)
    return found
