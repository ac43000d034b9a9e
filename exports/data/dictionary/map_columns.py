"""What the tables of maps mean."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from exports.data.dictionary.meanings import CellType, Column, TableMeaning
from resources.words import noop
from upstream_workshop.maps.kinds import Colour, Sign
from upstream_workshop.readers.maps import own_tables

_POINTS: Final = noop("points, 72 to the inch")

MAPS: Final[Mapping[str, TableMeaning]] = {
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
