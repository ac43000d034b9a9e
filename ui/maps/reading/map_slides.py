"""Which slide shows what is read from a map, whichever map is in front."""

from __future__ import annotations

from ui.kit.desk import Desk
from ui.maps.calculations import MapCalculations
from ui.maps.reading.reading_calculations import ReadingCalculations
from ui.maps.reading.sizes_sheet import BY
from ui.maps.slides import past, room_slide
from ui.maps.tables.table_flow import TableFlow
from ui.room_screen.slide_types import Slide
from upstream_workshop.maps import queries


class MapSlides:
    """The slides of the Maps page, by what they are about."""

    def __init__(
        self, desk: Desk, tables: TableFlow, loops: MapCalculations, figures: ReadingCalculations
    ) -> None:
        self._desk, self._tables, self._loops, self._figures = desk, tables, loops, figures

    def about(self, subject: object) -> Slide | None:
        """Return the slide about a subject of the page; None if what it is about is empty or gone.

        Raises LookupError: for anything else.
        """
        match subject:
            case (int() as first, int() as second, tuple() as confirmed):
                return self._tables.slide_about((first, second, confirmed))
            case (int() as map_id, tuple() as reading, int() as by) if 0 <= by < len(BY):
                pass
            case _:
                raise LookupError(subject)
        taken = self._desk.ask(queries.snapshot_row, map_id)
        if taken is not None:
            return past(*taken, self._desk.ask(queries.map_row, map_id))
        row = next((row for row in self._desk.ask(queries.maps) if row.id == map_id), None)
        if row is None or not (row.factors or row.zones or row.notes):
            return None
        return room_slide(row, reading, BY[by], self._loops, self._figures)
