"""The slides of a map: the whole of it, or one loop."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from resources.words import joined
from ui.kit.desk import Desk
from ui.maps.calculations import MapCalculations
from ui.maps.canvas.emphasis.close_up import room_close_ups
from ui.maps.canvas.emphasis.emphasis import PLAIN
from ui.maps.canvas.emphasis.map_painting import RoomPicture
from ui.maps.canvas.painting import measure
from ui.maps.drawn_slides import DrawnSlides
from ui.maps.reading.reading_calculations import ReadingCalculations
from ui.maps.reading.reading_words import legend_words
from ui.maps.reading.readings import Kind, Reading, Shown, shown
from ui.maps.reading.sizes_sheet import BY
from ui.maps.sheets import LoopLine, loop_lines, told
from ui.maps.tables.comparison_slide import Confirmed, comparison_slide
from ui.maps.tables.snapshot_bar import as_it_was
from ui.room_screen.slide_types import Slide
from upstream_workshop.maps import queries
from upstream_workshop.maps.analysis.standings import box_sizes
from upstream_workshop.maps.annotations.whole_drawing import draw_whole
from upstream_workshop.maps.citations.loop_bases import basis_sentence
from upstream_workshop.maps.drawing.enlarging import text_scale
from upstream_workshop.maps.geometry import draw_map
from upstream_workshop.maps.kinds import SizeBy
from upstream_workshop.maps.layouts import loop_alone
from upstream_workshop.maps.loops import Loop, LoopSearch
from upstream_workshop.maps.map_rows import MapRow, SnapshotRow
from upstream_workshop.maps.report import told_bases

NO_LOOPS: Final = LoopSearch((), True)


def whole(
    row: MapRow,
    loops: Sequence[Loop],
    sizes: Mapping[int, float],
    legend: str,
    read: Shown | None = None,
) -> Slide:
    """Return the whole map, or what is read from it in front of the rest.

    loops: those of the map; the ones with a name and the shortest of the others are marked.
    sizes: how much larger single factors are, by their ids; the text is then not enlarged as well.
    legend: what sizes and lines mean; blank if all are plain.
    """
    scale = 1.0 if sizes else text_scale(row, measure)
    drawing = draw_whole(row, measure, scale, loops, sizes)
    if read is None:
        return Slide(
            row.title, row.table, legend,
            picture=RoomPicture(drawing, PLAIN), close_ups=room_close_ups(drawing),
        )  # fmt: skip
    footer = joined((read.words, legend), "{first} {then}")
    picture = RoomPicture(drawing, read.emphasis)
    parts = room_close_ups(drawing, read.emphasis)
    return Slide(read.title, row.title, footer, picture=picture, close_ups=parts)


def past(title: str, snapshot: SnapshotRow, row: MapRow) -> Slide:
    """Return a map as a snapshot shows it, which says so."""
    drawing = draw_whole(row, measure)
    return Slide(
        title=title, lead=as_it_was(snapshot), picture=RoomPicture(drawing),
        close_ups=room_close_ups(drawing),
    )  # fmt: skip


def loop(row: MapRow, line: LoopLine, basis: str = "") -> Slide:
    """Return one loop without the rest of the map, with its sentence, what it rests on, and its story."""
    factors, links = loop_alone(row, line.loop)
    scale = text_scale(MapRow(0, "", "", factors, links), measure)
    alone = draw_map(
        factors, links, measure, scale, loops=(line.loop,), needed=(line.loop.link_ids,)
    )
    footer = joined((told(row, line.loop), basis, line.story), "{first} {then}")
    return Slide(line.title, lead=row.title, footer=footer, picture=RoomPicture(alone))


def room_slide(
    row: MapRow,
    reading: Reading,
    by: SizeBy,
    search: MapCalculations,
    figures: ReadingCalculations,
    drawn: DrawnSlides,
    rests_on: Callable[[Loop], str] = lambda _: "",
) -> Slide:
    """Return what is read from a map, or the whole map if what it is about is gone.

    by: by what boxes are sized.
    rests_on: says what a loop rests on, as the room may be told it.
    """
    needs_loops = reading[:1] in ((Kind.LOOP,), (Kind.PUSH,))
    found = search.loops_of(row) if needs_loops else NO_LOOPS
    if reading[:1] == (Kind.LOOP,):
        lines = loop_lines(row, found)
        line = next((each for each in lines if each.id == reading[1:]), None)
        if line is not None:
            return loop(row, line, rests_on(line.loop))
    sizes = {} if by is SizeBy.EQUAL else box_sizes(figures.standings_of(row), by)
    try:
        read = shown(row, reading, found)
    except (LookupError, ValueError):
        read = None
    values = (row, search.known_loops(row), sizes, legend_words(row, by), read)
    return drawn.slide((row.id, reading, by), values, [row], lambda: whole(*values))


class MapSlides:
    """The slides of the Maps page, by what they are about."""

    def __init__(
        self,
        desk: Desk,
        loops: MapCalculations,
        figures: ReadingCalculations,
        drawn: DrawnSlides,
    ) -> None:
        self._desk, self._loops, self._figures = desk, loops, figures
        self._drawn = drawn

    def about(self, subject: object) -> Slide | None:
        """Return the slide about a subject of the page; None if what it is about is empty or gone.

        Raises LookupError: for anything else.
        """
        match subject:
            case (int() as first, int() as second, tuple() as confirmed):
                return self._compared(first, second, confirmed)
            case (int() as map_id, tuple() as reading, int() as by) if 0 <= by < len(BY):
                pass
            case _:
                raise LookupError(subject)
        taken = self._desk.ask(queries.snapshot_row, map_id)
        if taken is not None:
            then = self._desk.ask(queries.map_row, map_id)
            values = (*taken, then)
            return self._drawn.slide(map_id, values, [then], lambda: past(*values))
        row = next((row for row in self._desk.ask(queries.maps) if row.id == map_id), None)
        if row is None or not (row.factors or row.zones or row.notes):
            return None
        found = row

        def rests_on(loop: Loop) -> str:
            return " ".join(map(basis_sentence, self._desk.ask(told_bases, found, (loop,))))

        return room_slide(row, reading, BY[by], self._loops, self._figures, self._drawn, rests_on)

    def _compared(self, first: int, second: int, confirmed: Confirmed) -> Slide | None:
        """Return the comparison of two maps as they are now; None if one of them is gone."""
        rows = {row.id: row for row in self._desk.ask(queries.maps)}
        if first not in rows or second not in rows:
            return None
        values = (rows[first], rows[second], confirmed)
        return self._drawn.slide(
            (first, second), values, values[:2], lambda: comparison_slide(*values)
        )
