"""What a file has of a map on its way into one: its factors first, then its links and what else it has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from resources.words import say
from upstream_workshop.letters import LONG, one_line
from upstream_workshop.maps.analysis.factor_labels import folded, free_label
from upstream_workshop.maps.importing import same_names, unclear_links
from upstream_workshop.maps.importing.quotes import note_quotes
from upstream_workshop.maps.importing.sheet_parts import SheetParts, add_origins, colour_of
from upstream_workshop.maps.model import Factor, Link
from upstream_workshop.readers.maps.carrying import joined_rest
from upstream_workshop.readers.maps.map_parts import (
    MapFactor,
    MapLink,
    MapLoop,
    MapSheet,
    unclear_end,
)
from upstream_workshop.readers.maps.tabular.link_tables import MapEntry
from upstream_workshop.readers.reading import ImportedRow, ImportEffect, Refusal

_ACROSS, _DOWN = 260.0, 110.0  # points between new factors that the file gives no place
_A_ROW: Final = 8


class ImportedParts:
    """An import in progress: the factors by their labels and by their keys in the file.

    here: the factors on the map before.
    """

    def __init__(
        self, session: Session, map_id: int, here: Sequence[Factor], answers: Mapping[str, str]
    ) -> None:
        self._session, self._map_id, self._answers = session, map_id, answers
        self._here = here
        links = session.scalars(select(Link).where(Link.map_id == map_id)).all()
        self._links = {(link.source_id, link.target_id, link.sign): link for link in links}
        self._right = max((factor.x for factor in here), default=-_ACROSS)
        self._below = max((factor.y for factor in here), default=-_DOWN)
        self._parts = SheetParts(session, map_id)
        self._factors: dict[str, Factor] = {}  # by their labels in the file
        self._labels = {folded(factor.label) for factor in here}
        self._by_key: dict[str, Factor] = {}
        self._link_keys: dict[str, Link] = {}
        self._origins: list[tuple[Factor | Link, tuple[str, ...]]] = []
        self._taken: set[str] = set()  # labels of this file so far
        self._called: Counter[str] = Counter()  # how many factors of this file have a label
        self._keys: set[str] = set()  # of this file, which links may name before their factor comes
        self._met: set[int] = set()  # the links of this file so far
        self._unplaced = 0
        self.placed = False  # whether the file gives places
        self.rows: list[ImportedRow] = []
        self.refused: list[Refusal] = []

    def take(self, entries: Iterable[Any]) -> None:
        """Import all factors, then all links, so that the database is asked for ids once."""
        listed = tuple(entries)
        if same_names.are_joined(self._here, listed, self._answers):
            self._factors = {folded(factor.label): factor for factor in self._here}
        named = [each for each in listed if isinstance(each, MapFactor)]
        self._called.update(folded(each.label) for each in named)
        self._keys = {each.key for each in named}
        places = [each for each in listed if isinstance(each, MapFactor) and each.x is not None]
        self.placed = bool(places)
        beside = self._right + _ACROSS - min((each.x or 0 for each in places), default=0)
        aside = beside if self._right >= 0 else 0.0
        for entry in sorted(listed, key=lambda each: not isinstance(each, MapFactor)):
            self._part(entry, aside)  # factors first, as a sheet of links may stand before theirs
        links = [link for entry in listed if (link := _as_link(entry)) is not None]
        for link in links:
            for end in (link.source, link.target):
                self._end(end)
        self._session.flush()
        for link in links:
            self._link(link)
        self._session.flush()
        for entry in listed:
            if isinstance(entry, MapLoop):
                self._tell(self._parts.loop(entry, self._link_keys))
        add_origins(self._session, self._origins)
        self._session.flush()
        self._tell(*note_quotes(self._session, listed, self._link_keys, self._answers))

    def _part(self, entry: Any, aside: float) -> None:
        """Import what is no link, and no loop, which come later."""
        if isinstance(entry, MapEntry):
            self._rows_factors(entry)
        elif isinstance(entry, MapFactor):
            self._file_factor(entry, aside)
        elif isinstance(entry, MapSheet):
            self._parts.sheet(entry)
        else:
            self._tell(*self._parts.take(entry, aside))

    def _rows_factors(self, entry: MapEntry) -> None:
        there = folded(entry.source) in self._factors
        if entry.target:
            ends = (entry.source, entry.target)
            for label in (each for each in ends if each not in self._keys):
                self._factor(label)
            return
        factor = self._factor(entry.source)
        changed = self._add_note(entry.line, factor, entry.note)
        changed = self._carry(entry, factor) or changed
        self._say(entry.line, factor.label, ImportEffect.of(there, changed))

    def _file_factor(self, entry: MapFactor, aside: float) -> None:
        name = one_line(entry.label)
        label = free_label(name, self._taken)
        self._taken.add(folded(label))
        there = folded(label) in self._factors
        factor = self._factor(label)
        self._by_key.setdefault(entry.key, factor)
        if not there and entry.x is not None and entry.y is not None:
            factor.x, factor.y = entry.x + aside, float(entry.y)
        changed = self._add_note(entry.line, factor, entry.note)
        changed = self._carry(entry, factor) or changed
        note = say("another factor has this name") if factor.label != name and not there else ""
        if entry.colour:
            factor.colour, said = colour_of(entry.colour)
            note = "; ".join(filter(None, (note, said)))
        factor.locked = entry.locked or factor.locked
        self._origins += [(factor, entry.origins)] if entry.origins else []
        self._say(entry.line, factor.label, ImportEffect.of(there, changed), note)

    def _factor(self, label: str) -> Factor:
        """Return the factor with a label in the file, which is added if there is none."""
        found = self._factors.get(folded(label))
        if found is None:
            row, column = divmod(self._unplaced, _A_ROW)
            self._unplaced += 1
            found = Factor(
                map_id=self._map_id, label=free_label(label, self._labels), note="", locked=False,
                carried="", x=column * _ACROSS, y=self._below + (row + 1) * _DOWN,
            )  # fmt: skip
            self._session.add(found)
            self._factors[folded(label)] = found
            self._labels.add(folded(found.label))
        return found

    def _end(self, name: str) -> Factor:
        """Return the factor at an end of a link, by its key in the file or else by its label."""
        return self._by_key.get(name) or self._factor(name)

    def _doubts(self, entry: MapLink) -> Iterator[str]:
        """Yield what to note of a link whose ends are called by names that several factors have."""
        for name in dict.fromkeys((entry.source, entry.target)):
            times = self._called[folded(name)]
            if name not in self._by_key and times > 1:
                yield unclear_end(name, times)

    def _link(self, entry: MapLink) -> None:
        way = (
            unclear_links.DIRECTION
            if entry.directed
            else unclear_links.direction_answered(self._answers)
        )
        if way == unclear_links.LEFT_OUT:
            self.refused.append(Refusal(entry.line, say("the link has no direction")))
            return
        self._one_way(entry)
        if way == unclear_links.BOTH_WAYS and entry.source != entry.target:
            self._one_way(replace(entry, source=entry.target, target=entry.source))

    def _one_way(self, entry: MapLink) -> None:
        source, target = self._end(entry.source), self._end(entry.target)
        sign = unclear_links.sign_answered(entry, self._answers)
        found = self._links.get((source.id, target.id, sign))
        if found is not None and id(found) in self._met:
            why = say("the same link with the same sign came before")
            self.refused.append(Refusal(entry.line, why))
            return
        there = found is not None
        if found is None:
            found = Link(
                map_id=self._map_id, source_id=source.id, target_id=target.id, sign=sign, carried="",
                bend=0.0, delay=False, strength="", note="",
            )  # fmt: skip
            self._session.add(found)
            self._links[source.id, target.id, sign] = found
        changed = self._amend(found, entry)
        self._met.add(id(found))
        self._link_keys.setdefault(entry.key, found)
        self._origins += [(found, entry.origins)] if entry.origins else []
        name = f"{source.label} → {target.label}"
        self._say(entry.line, name, ImportEffect.of(there, changed), sign.replace("-", "−"))

    def _tell(self, *told: ImportedRow | Refusal) -> None:
        for each in told:
            if isinstance(each, Refusal):
                self.refused.append(each)
            else:
                self.rows.append(each)

    def _amend(self, link: Link, entry: MapLink) -> bool:
        """Give a link what the file says of it. Return whether that changes it."""
        before = (link.delay, link.strength, link.note, link.carried)
        link.delay = unclear_links.is_delayed(entry, self._answers)
        link.strength = entry.strength.strip() or link.strength
        for note in (unclear_links.note_of(entry, self._answers), *self._doubts(entry)):
            self._add_note(entry.line, link, note)
        self._carry(entry, link)
        link.bend = entry.bend or link.bend
        return before != (link.delay, link.strength, link.note, link.carried)

    def _carry(self, entry: MapEntry | MapFactor | MapLink, part: Factor | Link) -> bool:
        """Keep what else the file says of a part, beside what files of other formats said. Return whether
        that changes it.
        """
        both = joined_rest(part.carried, entry.carried)
        if both is None:
            why = say("what else the file says of it cannot be kept beside what is there")
            self.refused.append(Refusal(entry.line, why))
            return False
        changed, part.carried = part.carried != both, both
        return changed

    def _add_note(self, line: int, part: Factor | Link, note: str) -> bool:
        """Add a note to the one that is there, unless it says the same. Return whether that changes it."""
        note = note.strip()
        if not note or note in part.note:
            return False
        both = note if part.note in note else f"{part.note}\n{note}"
        if len(both) > LONG:
            why = say("the note and the one on the map have more than {n:,} letters", n=LONG)
            self.refused.append(Refusal(line, why))
            return False
        part.note = both
        return True

    def _say(self, line: int, name: str, what: ImportEffect, note: str = "") -> None:
        self.rows.append(ImportedRow(line, name, what, note))


def _as_link(entry: object) -> MapLink | None:
    if isinstance(entry, MapLink):
        return entry
    if not isinstance(entry, MapEntry) or not entry.target:
        return None
    return MapLink(
        entry.line, entry.source, entry.target, entry.sign, entry.word, entry.delay,
        entry.strength, entry.note, entry.directed, entry.carried, mark=entry.mark,
    )  # fmt: skip
