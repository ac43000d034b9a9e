"""What the tables of maps mean, and the values of maps in `session.json`.

Fields are named as in `exports/dictionary/common_fields.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from exports.data.meanings.table_meanings import CellType, Column, TableMeaning
from resources.words import noop
from upstream_workshop.maps.kinds import Colour, Sign
from upstream_workshop.readers.maps.tabular import own_tables

_POINTS: Final = noop("points, 72 to the inch")

TABLES: Final[Mapping[str, TableMeaning]] = {
    "maps-csv": TableMeaning(
        "maps/*.csv",
        noop(
            "One table for each map, one row for the map itself and for each factor, link, named loop, zone "
            "and note on it. Loops without a name are in session.json. Columns of an imported table that "
            "nothing uses stand behind these, as they were."
        ),
        {
            "kind": Column(
                noop(
                    "What the row is: map, factor, link, loop, zone or note; or more, which goes on with "
                    "the last column of the row before"
                ),
                allowed=(
                    own_tables.MAP,
                    own_tables.FACTOR,
                    own_tables.LINK,
                    own_tables.LOOP,
                    own_tables.ZONE,
                    own_tables.NOTE,
                    own_tables.MORE,
                ),
            ),
            "id": Column(noop("Number of the row in its map"), CellType.NUMBER),
            "from": Column(
                noop(
                    "Of a factor: what is written on it; of a link: the factor it leaves, by what is "
                    "written on it or by number"
                )
            ),
            "to": Column(noop("Of a link: the factor it reaches, likewise")),
            "sign": Column(
                noop("Of a link: + more brings more, - more brings less, blank not known"),
                allowed=tuple(filter(None, Sign)),
            ),
            "delay": Column(noop("Of a link: whether its effect takes its time"), CellType.YES),
            "strength": Column(noop("Of a link: how strong it is, in the words of the table")),
            "note": Column(
                noop("What was noted on it; of a loop: its story; of a note: what is written on it")
            ),
            "x": Column(
                noop("Place from the left: of a zone its left side, else the middle"),
                CellType.DECIMAL,
                _POINTS,
            ),
            "y": Column(
                noop("Place from the top: of a zone its upper side, else the middle"),
                CellType.DECIMAL,
                _POINTS,
            ),
            "width": Column(noop("Of a zone: its width"), CellType.DECIMAL, _POINTS),
            "height": Column(noop("Of a zone: its height"), CellType.DECIMAL, _POINTS),
            "colour": Column(noop("Name of its colour"), allowed=tuple(filter(None, Colour))),
            "locked": Column(noop("Of a factor: whether it must not be moved"), CellType.YES),
            "bend": Column(
                noop("Of a link: how far the middle of its curve is to the left of its direction"),
                CellType.DECIMAL,
                _POINTS,
            ),
            "title": Column(noop("Of the map or a zone: its title; of a loop: its name")),
            "table": Column(noop("Of the map: the table that drew it")),
            "number": Column(noop("Of a loop: its number on the map"), CellType.NUMBER),
            "links": Column(
                noop("Of a loop: the numbers of its links in their order, with spaces between")
            ),
            "origins": Column(noop("On a merged map: the maps from which it came"), CellType.LINES),
            "carried": Column(noop("What another program said of it, kept as it was (JSON)")),
        },
    ),
}
# fmt: off
FIELDS: Final[Mapping[str, str]] = {
    "maps": noop("The maps with all that is on them, and their loops"),
    "row": noop("The map itself"),
    "search": noop("The loops that were found on it"),
    "factors": noop("Quantities that can go up or down"),
    "links": noop("Influences of one factor on another"),
    "named_loops": noop("The loops that were given a name"),
    "zones": noop("Rectangles behind the factors"),
    "notes": noop("Texts on the map that are no factors"),
    "BlockRow.notes": noop("Notes of the facilitator"),
    "FactorRow.locked": noop("Whether it must not be moved"),
    "source_id": noop("Id of the factor that the link leaves"),
    "target_id": noop("Id of the factor that the link reaches"),
    "sign": noop("+ more brings more, - more brings less, blank not known"),
    "delay": noop("Whether its effect takes its time"),
    "bend": noop("How far the middle of its curve is to the left of its direction, in points"),
    "link_ids": noop("Ids of its links, in their order"),
    "factor_ids": noop("Ids of its factors, in their order"),
    "NamedLoop.number": noop("Its number on the map; 0 where it is a loop no more"),
    "Loop.number": noop("Its number on the map"),
    "Loop.kind": noop("R reinforcing, B balancing, ? where a link has no sign"),
    "ZoneRow.x": noop("Place of its left side, in points"),
    "ZoneRow.y": noop("Place of its upper side, in points"),
    "width": noop("Its width in points"),
    "height": noop("Its height in points"),
    "loops": noop("The loops, the shortest first"),
    "complete": noop("Whether there are no others"),
    "complete_to": noop("Up to how many links all loops were found"),
}
# fmt: on
