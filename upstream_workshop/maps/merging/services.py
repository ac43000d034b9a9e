"""The service that merges two maps into a third."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.orm import Session

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.maps import queries
from upstream_workshop.maps.copying.map_contents import write_contents
from upstream_workshop.maps.kinds import Settled
from upstream_workshop.maps.merging.merged_map import NOTHING, UNSETTLED, Pair, merged
from upstream_workshop.maps.services import add_map


def merge_maps(
    session: Session,
    first_id: int,
    second_id: int,
    title: str,
    confirmed: Mapping[int, int] = NOTHING,
    settled: Mapping[Pair, Settled] = UNSETTLED,
) -> int:
    """Add a map of what is on two others, which say of everything where it comes from. Return its id.

    confirmed, settled: as for `merged`.

    Raises WorkshopError: when the maps are one, or the title is blank or taken by another map.
    """
    if first_id == second_id:
        raise WorkshopError(say("Choose two maps to merge: this is one and the same."))
    first, second = queries.map_row(session, first_id), queries.map_row(session, second_id)
    tables = dict.fromkeys(filter(None, (first.table, second.table)))
    made = add_map(session, title, ", ".join(tables))
    write_contents(session, merged(first, second, confirmed, settled).row, made)
    return made
