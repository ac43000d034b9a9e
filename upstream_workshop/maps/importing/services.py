"""The service that imports a map from a table or from a file of another program."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from resources.words import say
from upstream_workshop.maps import queries
from upstream_workshop.maps.analysis.factor_labels import folded
from upstream_workshop.maps.factors.services import move_factors
from upstream_workshop.maps.geometry import Place
from upstream_workshop.maps.importing.imported_parts import ImportedParts
from upstream_workshop.maps.map_rows import MapRow
from upstream_workshop.maps.model import Factor, SystemMap
from upstream_workshop.maps.placing.springs import force
from upstream_workshop.maps.services import add_map, remove_map
from upstream_workshop.readers.maps.carrying import TABLE, read_rest
from upstream_workshop.readers.reading import NO_ANSWERS, ImportOutcome, Reading
from upstream_workshop.storage.cancellation import Look, look_of

_LAST: Final[dict[MapRow, Mapping[int, Place]]] = {}  # the places of the map that was laid out last


def import_map(
    session: Session, title: str, reading: Reading[Any], answers: Mapping[str, str] = NO_ANSWERS
) -> ImportOutcome:
    """Import all that a file has of a map into the one with a title, which is added if there is none.

    A factor that has the name of one on the map is that one only where that is answered, or proposed
    (`same_names`); else it has a number behind its name. A link that is there already is kept; one whose
    delay, strength or note differs is updated. A new map whose file gives no places is laid out; in
    another map only new factors are placed. No map is added where all of a file is refused.
    """
    known = _map_titled(session, title)
    map_id = known or add_map(session, title)
    here = session.scalars(select(Factor).where(Factor.map_id == map_id)).all()
    intake = ImportedParts(session, map_id, here, answers)
    intake.take(reading.entries)
    if known is None and not intake.rows and (reading.refused or intake.refused):
        remove_map(session, map_id)
    elif not here and not intake.placed:
        move_factors(session, _laid_out(queries.map_row(session, map_id), look_of(session)))
    return ImportOutcome.of(
        sorted(intake.rows, key=lambda row: row.line),
        (*reading.refused, *intake.refused),
        reading.unmapped,
        _notes(reading),
    )


def _notes(reading: Reading[Any]) -> tuple[str, ...]:
    """Return what is said of columns that are not used, where their cells are kept all the same."""
    carried = (getattr(entry, "carried", "") for entry in reading.entries)
    if not reading.unmapped or not any(read_rest(each, TABLE) for each in carried):
        return ()
    return (say("Columns that are not used are kept with the map, and go out in its table again."),)


def _laid_out(row: MapRow, look: Look) -> Mapping[int, Place]:
    """Return the places of a map's factors; those of the last are kept, as a trial precedes an import."""
    found = _LAST.get(row)
    if found is None:

        def tell(_share: float) -> None:
            look()

        found = force(row, tell=tell)
        _LAST.clear()
        _LAST[row] = found
    return found


def _map_titled(session: Session, title: str) -> int | None:
    """Return the id of the map with a title, ignoring case; None if there is none."""
    maps = select(SystemMap.title, SystemMap.id).where(SystemMap.snapshot_of.is_(None))
    known = {folded(there): id_ for there, id_ in session.execute(maps)}
    return known.get(folded(title))
