"""The Maps page: factors and links on a canvas and in an outline, with the loops beside it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from exports.documents.map_paper import has_picture
from resources.words import count, say
from ui.importing.flow import ImportFlow
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.maps.annotations.annotation_actions import AnnotationActions
from ui.maps.calculations import MapCalculations
from ui.maps.citations.evidence_flow import EvidenceFlow
from ui.maps.drawn_slides import DrawnSlides
from ui.maps.editing.editing_menu import EditingKeys
from ui.maps.editing.layout_flow import KEY, LayoutFlow
from ui.maps.editing.map_editing import MapEditing
from ui.maps.editing.selection_flow import SelectionFlow
from ui.maps.entry_flow import EntryFlow
from ui.maps.import_kind import import_kind
from ui.maps.map_actions import MapActions
from ui.maps.map_body import MapBody
from ui.maps.poster_flow import PosterFlow
from ui.maps.reading.loop_flow import LoopFlow
from ui.maps.reading.readings import NOTHING
from ui.maps.slides import MapSlides
from ui.maps.tables.table_flow import COMPARE, TAKE, TableFlow
from ui.page import IMPORT, NEXT_VIEW, Command, Page
from ui.room_screen.slide_types import Slide
from ui.widgets import PageHeader, Segments
from upstream_workshop.maps import queries
from upstream_workshop.maps.citations import queries as citations
from upstream_workshop.maps.map_rows import MapRow
from upstream_workshop.session_file.steps import Change


class MapsPage(Page):
    """An entry line for factors and links, the map, and sheets for its loops and the selection."""

    READS: ClassVar[frozenset[str]] = queries.READS | citations.READS

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self._maps: tuple[MapRow, ...] = ()
        self._map_id: int | None = None
        self.handlers = MapActions(desk, self)
        self.annotations = AnnotationActions(desk, self)
        self.imports = ImportFlow(desk, jobs, import_kind(), self)
        self.search = MapCalculations(jobs, self)
        self.posters = PosterFlow(desk, jobs, self)
        self.tables = TableFlow(desk, jobs, self)
        self._build()
        self.side = self.reader.side
        self.choice, self.loops = self.side.choice, self.side.loops
        self.selection = self.side.selection
        self.drawn_slides = DrawnSlides(jobs, self)
        self.slides = MapSlides(desk, self.search, self.reader.figures, self.drawn_slides)
        self.typing = EntryFlow(self.entry, self.stage, self.handlers)
        self.editing = MapEditing(desk, jobs, self.stage, self)
        self.editing_keys = EditingKeys(self.editing, self)
        row = self._row
        self.layouts = LayoutFlow(desk, row, self.stage, self.search)
        self.selecting = SelectionFlow(
            row, self.reader, self.typing, self.handlers, self.annotations
        )
        self.citing = EvidenceFlow(desk, row, self.reader, self)
        self.naming = LoopFlow(row, self.reader, self.search, self.handlers)
        self._connect()

    # reading

    @property
    def row(self) -> MapRow | None:
        """The map shown, or None; None too while a snapshot of it is shown, which nothing changes."""
        return None if self.tables.past is not None else self._in_front()

    def refresh(self, change: Change | None) -> None:
        """Read the maps again and show the selected one."""
        self._maps = self.desk.ask(queries.maps)
        self.stage.canvas.keep_zooms({row.id for row in self._maps})
        if self._in_front() is None:
            self._map_id = self._maps[0].id if self._maps else None
        self.choice.show_maps(self._maps, self._map_id)
        self.tables.show(self._in_front())
        if self.tables.past is not None:
            self._show_past()
            return
        row = self.row
        self.body.show_map(row is not None)
        self._lead_keys_to(self.entry if row else self.empty)
        self.views.setVisible(row is not None)
        self.arrange.setVisible(row is not None)
        if row is None:
            self.header.set_title(say("Maps"))
            self.header.set_facts("")
            self.typing.row = None
            return
        self._show_map(row)

    def subject(self) -> object:
        """Return the id of the map in front, what is read from it, and by what boxes are sized.

        While two maps are compared and sent, return what is compared.
        """
        if self.tables.compared is not None:
            return self.tables.compared
        if self.tables.past is not None:
            return self.tables.past.id, NOTHING, 0
        if self.row is None:
            return 0, NOTHING, 0
        return self.row.id, *self.reader.subject()

    def slide(self) -> Slide | None:
        """Return what is read, or else the whole map; None if the map is empty."""
        return self.slide_about(self.subject())

    def slide_about(self, subject: object) -> Slide | None:
        """Return what is read from a map, whichever is in front, or the whole map if that is gone."""
        return self.slides.about(subject)

    def commands(self) -> tuple[Command, ...]:
        """Return the commands of this page for the palette."""
        if self.tables.past is not None:
            return self.tables.commands()
        return (
            Command(say("New map"), self.add_map, "Ctrl+N"),
            Command(say("Import map"), self.imports.choose_file, IMPORT),
            *self.layouts.commands(self.lay_out),
            *self.tables.commands(),
            Command(say("Fit map into view"), self.stage.canvas.fit),
            Command(say("Fit selection into view"), self.stage.canvas.fit_selection),
            Command(say("Show map at 100 %"), self.stage.canvas.zoom_to_100),
            *self.reader.commands(),
            *self.citing.commands(),
            Command(say("Canvas or outline"), self.views.turn, NEXT_VIEW),
            Command(say("Poster or picture of the map"), self.ask_poster),
            Command(say("Rename map"), partial(self._with_row, self.handlers.rename_map)),
            Command(say("Remove map"), partial(self._with_row, self.handlers.remove_map)),
            *(self.editing_keys.commands() if self.row is not None else ()),
        )

    def memory(self) -> object:
        """Return also the map in front, the factor from which typing goes on, and the zoom of each map."""
        zooms = self.stage.canvas.zooms()
        return super().memory(), self._map_id, self.typing.current, zooms

    def recall(self, memory: Any) -> None:
        """Restore the views, the map in front and the zooms."""
        before, self._map_id, self.typing.current, zooms = memory
        self.stage.canvas.restore_zooms(zooms)
        super().recall(before)

    def targets(self) -> tuple[Command, ...]:
        """Return an entry for each map, by title."""
        found = self.desk.ask(queries.map_titles)
        return tuple(Command(title, partial(self.show_row, id_)) for id_, title in found)

    def show_row(self, map_id: int) -> None:
        """Show a map."""
        self._map_id, self.typing.current = map_id, None
        self.tables.go_to(None)
        self.loops.clear()

    # doing

    def add_map(self) -> None:
        """Ask for a new map and show it."""
        added = self.handlers.add_map()
        if added is not None:
            self.show_row(added)
            self.entry.setFocus()

    def ask_poster(self) -> None:
        """Ask in which form the map is to be written, and write it."""
        if self.row is not None and has_picture(self.row):
            self.posters.run(self.row, self.stage.bounds(), self.side.sizes.by())

    def lay_out(self, name: str = "force") -> None:
        """Arrange the whole map, as one step; a large one beside, with progress."""
        if not self.tables.refuses_past():
            self.layouts.lay_out(name)

    # inside

    def _row(self) -> MapRow | None:
        return self.row

    def _on_escaped(self) -> None:
        if not self.desk.stop_writing():
            self.reader.end()

    def _lead_keys_to(self, widget: QWidget) -> None:
        """Give the keys to a widget, unless the slider through snapshots has them, which goes on sliding."""
        slider = self.tables.bar.slider
        slides = slider.hasFocus()
        self.lead_keys_to(widget)
        if slides:
            slider.setFocus()

    def _on_found(self) -> None:
        self.reader.show_found(self.editing.finding.found)

    def _in_front(self) -> MapRow | None:
        return next((row for row in self._maps if row.id == self._map_id), None)

    def _show_past(self) -> None:
        """Show the snapshot that is chosen, in which nothing can be changed."""
        row = self._in_front()
        self.body.show_past()
        self._lead_keys_to(self.tables.bar.slider)
        self.views.hide()
        self.header.set_title(row.title if row else "")
        self.header.set_facts("")
        self.typing.row = None

    def _show_map(self, row: MapRow) -> None:
        self.header.set_title(row.title)
        factors = count(len(row.factors), "1 factor", "{n:,} factors")
        links = count(len(row.links), "1 link", "{n:,} links")
        self.header.set_facts(", ".join(filter(None, (row.table, factors, links))))
        self.stage.show_map(row)
        self.reader.show_map(row)
        self.search.find(row)
        self.typing.show_map(row)
        self.editing.finding.find_again()
        self.selecting.show()
        self.citing.refresh()

    def _with_row(self, change: Callable[[MapRow], object]) -> None:
        if self.row is not None:
            change(self.row)

    def _connect(self) -> None:
        self.imports.taken.connect(
            lambda name: self.show_row(self.desk.ask(queries.map_named, name).id)
        )
        self.choice.picked.connect(self.show_row)
        self.stage.escaped.connect(self._on_escaped)
        self.side.poster.clicked.connect(self.ask_poster)
        self.tables.moved.connect(lambda: self.refresh(None))
        self.tables.added.connect(self.show_row)
        self.tables.asked_room.connect(lambda: self.desk.room_requested.emit(self.slide()))
        QShortcut(QKeySequence(TAKE), self, self.tables.take)
        QShortcut(QKeySequence(COMPARE), self, self.tables.compare)
        self.views.changed.connect(self.stage.setCurrentIndex)
        QShortcut(QKeySequence(NEXT_VIEW), self, self.views.turn)
        QShortcut(QKeySequence(IMPORT), self, self.imports.choose_file)
        self.entry.pasted.connect(self.editing.paste)
        self.editing.asked_zone.connect(self.selecting.add_zone)
        self.editing.asked_link.connect(self.typing.type_link)
        self.editing.finding.changed.connect(self._on_found)
        self.search.found.connect(lambda *_: self.slide_changed.emit())
        self.drawn_slides.drawn.connect(self.slide_changed)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(26, 18, 26, 18)
        column.setSpacing(14)
        self.header = PageHeader(say("Maps"))
        for each in (self.header, self.tables.bar):
            column.addWidget(each)
        self.views = Segments(
            (say("Canvas"), say("Outline")), ("tree-structure", "list-bullets"), self.header
        )
        self.header.add_widget(self.views)
        self.arrange = self.header.add_action(say("Layout"), "share-network", self.lay_out, KEY)
        self.header.add_action(say("New map"), "plus", self.add_map, "Ctrl+N", main=True)
        choose = self.imports.choose_file
        self.body = MapBody(self.jobs, self.add_map, choose, self.tables.view, self)
        column.addWidget(self.body, 1)
        self.empty, self.entry = self.body.empty, self.body.entry
        self.stage, self.reader = self.body.stage, self.body.reader
