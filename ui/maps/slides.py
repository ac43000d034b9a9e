"""The slides of a map: the whole of it, or one loop."""

from __future__ import annotations

from collections.abc import Sequence

from ui.maps.canvas.painting import RoomPicture, measure
from ui.maps.sheets import LoopLine, told
from ui.maps.tables.snapshot_bar import as_it_was
from ui.room_screen.slide_types import Slide
from upstream_workshop.maps.annotations.whole_drawing import draw_whole
from upstream_workshop.maps.drawing.enlarging import text_scale
from upstream_workshop.maps.geometry import draw_map
from upstream_workshop.maps.layouts import loop_alone
from upstream_workshop.maps.loops import Loop
from upstream_workshop.maps.queries import MapRow, SnapshotRow


def whole(row: MapRow, loops: Sequence[Loop] = ()) -> Slide:
    """Return the whole map.

    loops: those of the map; the ones with a name and the shortest of the others are marked.
    """
    picture = RoomPicture(draw_whole(row, measure, text_scale(row, measure), loops))
    return Slide(title=row.title, lead=row.table, picture=picture)


def past(title: str, snapshot: SnapshotRow, row: MapRow) -> Slide:
    """Return a map as a snapshot shows it, which says so."""
    return Slide(
        title=title, lead=as_it_was(snapshot), picture=RoomPicture(draw_whole(row, measure))
    )


def loop(row: MapRow, line: LoopLine) -> Slide:
    """Return one loop without the rest of the map, with its sentence."""
    factors, links = loop_alone(row, line.loop)
    scale = text_scale(MapRow(0, "", "", factors, links), measure)
    alone = draw_map(
        factors, links, measure, scale, loops=(line.loop,), needed=(line.loop.link_ids,)
    )
    picture = RoomPicture(alone)
    return Slide(line.title, lead=row.title, footer=told(row, line.loop), picture=picture)
