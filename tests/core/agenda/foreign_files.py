"""A made-up plan."""

from __future__ import annotations

from collections import Counter

from tests.core.foreign import ForeignFile, Rows
from upstream_workshop.agenda.model import Block


def _blocks(rows: Rows) -> Counter[tuple[object, ...]]:
    places = [
        list(Block.__table__.columns.keys()).index(name) for name in ("day", "track", "title")
    ]
    return Counter(tuple(row[place] for place in places) for row in rows["block"])


FILES = {
    "agenda": ForeignFile(
        cells={
            "day": ("1", "2", ""), "start": ("21:00", "9:00", "10:30", "22:00", "soon", ""),
            "minutes": ("20", "0:45", "x", ""), "title": ("Bonfire", "Lunch", "Vote", ""),
            "room": ("", "East"), "colour of the chairs": ("red", ""),
        },
        # a plan that is replaced loses what the file does not have
        gained=lambda before, after: (_blocks(after) - _blocks(before)).total(),
        furnished="start,minutes,title\n22:00,30,Bonfire\n22:30,15,Stories\nsoon,5,Bed\n",
        sample="day,start,minutes,title\n1,22:00,30,Bonfire\n1,22:30,15,Ghost stories\n1,soon,5,Bed\n",
    ),
}  # fmt: skip
