"""The service that merges two maps into a third."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sqlalchemy.orm import Session

from resources.words import count, say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.letters import LONG
from upstream_workshop.maps import queries
from upstream_workshop.maps.copying.map_contents import write_contents
from upstream_workshop.maps.kinds import Settled
from upstream_workshop.maps.map_rows import MapRow
from upstream_workshop.maps.merging.merged_map import NOTHING, UNSETTLED, Pair, merged
from upstream_workshop.maps.services import add_map

_NAMED: Final = 3  # parts that a refusal names
_SHOWN: Final = 80  # letters of each


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

    Raises WorkshopError: when the maps are one, the title is blank or taken by another map, or the notes
    of something that both have are too long together.
    """
    if first_id == second_id:
        raise WorkshopError(say("Choose two maps to merge: this is one and the same."))
    first, second = queries.map_row(session, first_id), queries.map_row(session, second_id)
    tables = dict.fromkeys(filter(None, (first.table, second.table)))
    both = merged(first, second, confirmed, settled).row
    _refuse_long_notes(both)
    made = add_map(session, title, ", ".join(tables))
    write_contents(session, both, made)
    return made


def _refuse_long_notes(row: MapRow) -> None:
    """Raise WorkshopError: for notes that are too long once those of both maps stand in them."""
    label = {factor.id: factor.label for factor in row.factors}
    names = [factor.label for factor in row.factors if len(factor.note) > LONG]
    names += [
        f"{label[link.source_id]} → {label[link.target_id]}"
        for link in row.links
        if len(link.note) > LONG
    ]
    if names:
        quoted = ", ".join(say("“{key}”", key=name[:_SHOWN]) for name in names[:_NAMED])
        raise WorkshopError(
            count(
                len(names),
                "The notes of {names} on both maps have more than {most:,} letters together: shorten one.",
                "The notes of {n} parts, as of {names}, have more than {most:,} letters together: shorten "
                "one of each.",
                names=quoted,
                most=LONG,
            )
        )
