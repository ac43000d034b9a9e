"""The drawing of a map with its zones and notes, the same on canvas, room screen and paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from upstream_workshop.maps.annotations.ownership import rect_of_zone
from upstream_workshop.maps.drawing.annotation_boxes import INSET, NoteBox, ZoneBox, band_height
from upstream_workshop.maps.drawing.loop_marks import marked
from upstream_workshop.maps.drawing.rectangles import LINE_HEIGHT, Rect, around_all
from upstream_workshop.maps.drawing.shapes import MARGIN, MapDrawing, Measure, rough_width, wrapped
from upstream_workshop.maps.drawing.tables_counted import table_counts
from upstream_workshop.maps.geometry import EQUAL, Drawer
from upstream_workshop.maps.loops import Loop
from upstream_workshop.maps.map_rows import MapRow, NoteRow, ZoneRow

_NOTE_WIDTH: Final = 180.0  # points in which the words of a note are wrapped


def draw_whole(
    row: MapRow,
    measure: Measure = rough_width,
    scale: float = 1.0,
    loops: Sequence[Loop] = (),
    sizes: Mapping[int, float] = EQUAL,
) -> MapDrawing:
    """Return the factors, links, zones and notes of a map, and the marks of its loops.

    scale: the size of the texts of factors and links, as a ratio to TEXT_SIZE.
    loops: those of the map; the ones with a name and the shortest of the others are marked.
    sizes: how much larger single factors are, by their ids.
    """
    zones = tuple(zone_box(zone, measure) for zone in row.zones)
    notes = tuple(note_box(note, measure) for note in row.notes)
    named = {loop.link_ids for loop in row.named_loops}
    drawer = whole_drawer(row, measure, scale, sizes)
    drawn = drawer.marked_drawing(marked(loops, named), named, table_counts(row, loops))
    rects = [zone.rect for zone in zones] + [note.rect for note in notes]
    around = [rect.grown(MARGIN) for rect in rects]
    if row.factors or not around:
        around.append(drawn.bounds)
    return replace(drawn, bounds=around_all(around), zones=zones, notes=notes)


def whole_drawer(
    row: MapRow,
    measure: Measure = rough_width,
    scale: float = 1.0,
    sizes: Mapping[int, float] = EQUAL,
) -> Drawer:
    """Return what has drawn the factors and links of a map, off the words of its zones and notes."""
    drawer = empty_drawer(row, measure, scale, sizes)
    drawer.update(row.factors, row.links)
    return drawer


def empty_drawer(
    row: MapRow,
    measure: Measure = rough_width,
    scale: float = 1.0,
    sizes: Mapping[int, float] = EQUAL,
) -> Drawer:
    """Return what can draw the factors and links of a map, off the words of its zones and notes."""
    titles = [
        Rect(zone.rect.x + INSET, zone.rect.y, max(map(measure, zone.lines)), zone.band.height)
        for zone in (zone_box(each, measure) for each in row.zones)
    ]
    notes = [note_box(each, measure).rect for each in row.notes]
    return Drawer(measure, scale, sizes, [*titles, *notes])


def zone_box(zone: ZoneRow, measure: Measure = rough_width) -> ZoneBox:
    """Return the shape of a zone; of its title there are as many lines as fit into it."""
    rect = rect_of_zone(zone)
    lines = wrapped(zone.title, measure, max(rect.width - 2 * INSET, LINE_HEIGHT))
    fitting = max(1, sum(band_height(n + 1) <= rect.height for n in range(len(lines))))
    if fitting < len(lines):
        lines = (*lines[: fitting - 1], f"{lines[fitting - 1]}…")
    return ZoneBox(zone.id, rect, lines, zone.colour)


def note_box(note: NoteRow, measure: Measure = rough_width) -> NoteBox:
    """Return the shape of a note around its centre; its own line breaks are kept."""
    lines = [
        line
        for part in note.text.splitlines()
        for line in (wrapped(part, measure, _NOTE_WIDTH) if part.strip() else ("",))
    ] or [""]
    width = max(measure(line) for line in lines) + 2 * INSET
    height = LINE_HEIGHT * len(lines) + INSET
    return NoteBox(
        note.id, Rect(note.x - width / 2, note.y - height / 2, width, height), tuple(lines)
    )
