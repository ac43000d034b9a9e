"""What is read from the map in front: brings the column beside it, the canvas and the legend together."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from functools import partial
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from resources.words import say
from ui.kit.jobs import Jobs
from ui.maps.canvas.emphasis.emphasis import PLAIN, Emphasis
from ui.maps.canvas.stage import MapStage
from ui.maps.reading.reading_calculations import ReadingCalculations
from ui.maps.reading.reading_words import legend_words
from ui.maps.reading.readings import NOTHING, Kind, Reading, shown
from ui.maps.reading.side_column import SIZES, WHAT_IF, SideColumn
from ui.maps.reading.sizes_sheet import BY
from ui.page import Command
from ui.widgets import ElidedLabel
from upstream_workshop.maps.analysis.standings import Standing, box_sizes
from upstream_workshop.maps.kinds import SizeBy
from upstream_workshop.maps.map_rows import MapRow

UP: Final = "Ctrl+Up"
DOWN: Final = "Ctrl+Down"


class MapReader(QObject):
    """Shows on the canvas what is read in the column, and changes no data.

    side: the column.
    legend: says what the sizes of boxes mean.
    """

    def __init__(self, stage: MapStage, jobs: Jobs, page: QWidget) -> None:
        super().__init__(page)
        self._row: MapRow | None = None
        self._found: frozenset[int] = frozenset()
        self._last = NOTHING  # what was read last, and is brought into view once
        self.stage = stage
        self.figures = ReadingCalculations(jobs, self)
        self.side = SideColumn(self.figures, page)
        self.legend = ElidedLabel("", "soft")
        self.legend.hide()
        self.side.read.connect(self._on_read)
        self.side.sizes.changed.connect(self._on_read)
        self.side.opened.connect(self._on_opened)
        for command in self.commands():
            if command.key:
                QShortcut(QKeySequence(command.key), page, command.run)

    def commands(self) -> Iterator[Command]:
        """Yield the commands for reading a map."""
        sheets = (
            say("Read map: loops"),
            say("Read map: steps up- and downstream"),
            say("Read map: paths between two factors"),
            say("Read map: what if a factor goes up or down"),
            say("Read map: sizes by links or betweenness"),
            say("Read map: evidence"),
        )
        for number, words in enumerate(sheets):
            yield Command(words, partial(self.side.turn_to, number))
        yield Command(say("What if the factor goes up"), partial(self.push, True), UP)
        yield Command(say("What if the factor goes down"), partial(self.push, False), DOWN)

    def subject(self) -> tuple[Reading, int]:
        """Return what is read, and by what boxes are sized, as numbers."""
        return self.side.reading(), BY.index(self.side.sizes.by())

    def show_map(self, row: MapRow) -> None:
        """Read from a map that the canvas shows."""
        self._row = row
        self.side.show_map(row)
        self._show_sizes()

    def show_selection(self) -> None:
        """Read from the selected factors."""
        if self._row is not None:
            chosen = set(self.stage.scene.selected_factors())
            factors = [each for each in self._row.factors if each.id in chosen]
            self.side.show_factors(self._row, factors)
            self._show_reading()

    def show_found(self, factor_ids: Collection[int]) -> None:
        """Emphasise factors that were looked for by name, before what is read; none to end that."""
        self._found = frozenset(factor_ids)
        self._show_reading()

    def end(self) -> None:
        """End what is read; once nothing is, deselect."""
        if not self.side.end():
            self.stage.select()

    def push(self, up: bool) -> None:
        """Show what follows if the selected factor goes up or down."""
        self.side.turn_to(WHAT_IF)
        self.side.what_if.push(up)

    def _on_opened(self, factor_id: int) -> None:
        self.stage.select([factor_id])
        self.stage.bring_into_view([factor_id])

    def _on_read(self) -> None:
        self._show_reading()
        self._show_sizes()
        reading = self.side.reading()
        if reading != self._last:
            self._bring_into_view(reading)
        self._last = reading

    def _bring_into_view(self, reading: Reading) -> None:
        """Show where a loop, a path or a push is; what a push reaches may be all of the map."""
        kind, *numbers = reading or (0,)
        if kind in (Kind.LOOP, Kind.PATH):
            emphasis = self._emphasis(reading)
            self.stage.bring_into_view(emphasis.factor_ids, emphasis.link_ids)
        elif kind == Kind.PUSH:
            self.stage.bring_into_view(numbers[:1])

    def _show_reading(self) -> None:
        """Emphasise what is looked for, or else what is read."""
        reading = self.side.reading()
        loop = reading[1:] if reading[:1] == (Kind.LOOP,) else ()
        if loop != self.stage.scene.marks.chosen:
            self.stage.scene.choose_loop(loop)
        self.stage.emphasise(Emphasis(self._found) if self._found else self._emphasis(reading))

    def _emphasis(self, reading: Reading) -> Emphasis:
        """Return what is emphasised of the map where something is read from it."""
        if self._row is not None and reading:
            with suppress(LookupError):
                return shown(self._row, reading, self.side.search).emphasis
        return PLAIN

    def _show_sizes(self) -> None:
        """Size the boxes, and list the factors by it; the numbers are calculated only if they are seen."""
        row, by = self._row, self.side.sizes.by()
        self.legend.set_text(legend_words(row, by) if row else "")
        self.legend.setVisible(bool(self.legend.whole()))
        if row is None:
            return
        if by is SizeBy.EQUAL:
            self.stage.set_sizes({})
        if by is not SizeBy.EQUAL or self.side.sheets.current() == SIZES:
            self.figures.find_standings(row, partial(self._take_standings, row))

    def _take_standings(self, row: MapRow, found: Mapping[int, Standing]) -> None:
        self.side.sizes.show_standings(row, found)
        self.stage.set_sizes(box_sizes(found, self.side.sizes.by()))
        self._show_reading()
