"""The Maps page: factors and links on a canvas and in an outline, with the loops beside it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from exports.documents.map_paper import has_picture
from resources.words import count, say
from ui.importing.flow import ImportFlow
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.maps.annotations.annotation_actions import AnnotationActions, free_frame
from ui.maps.calculations import MapCalculations
from ui.maps.canvas.map_outline import OutlinedLoop
from ui.maps.canvas.stage import MapStage
from ui.maps.editing.editing_menu import EditingKeys
from ui.maps.editing.map_editing import MapEditing
from ui.maps.entry_flow import EntryFlow
from ui.maps.factor_entry import FactorEntry
from ui.maps.import_kind import import_kind
from ui.maps.map_actions import MapActions
from ui.maps.poster_flow import PosterFlow, paper_words
from ui.maps.reading.map_reader import MapReader
from ui.maps.reading.readings import NOTHING
from ui.maps.reading.sizes_sheet import BY
from ui.maps.sheets import LoopLine, loop_lines, spoken
from ui.maps.slides import past, room_slide
from ui.maps.tables.table_flow import COMPARE, TAKE, TableFlow
from ui.page import IMPORT, NEXT_VIEW, Command, Page
from ui.room_screen.slide_types import Slide
from ui.widgets import EmptyState, PageHeader, Segments
from upstream_workshop.maps import queries
from upstream_workshop.maps.annotations.ownership import Parts
from upstream_workshop.maps.annotations.whole_drawing import draw_whole
from upstream_workshop.maps.annotations.zoned_layouts import Arrangement
from upstream_workshop.maps.geometry import Rect
from upstream_workshop.maps.kinds import Sign
from upstream_workshop.maps.loops import LoopSearch
from upstream_workshop.maps.queries import MapRow, NoteRow, ZoneRow
from upstream_workshop.session_file.steps import Change


class MapsPage(Page):
    """An entry line for factors and links, the map, and sheets for its loops and the selection."""

    READS: ClassVar[frozenset[str]] = queries.READS

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self._maps: tuple[MapRow, ...] = ()
        self._map_id: int | None = None
        self.handlers = MapActions(desk, self)
        self.annotations = AnnotationActions(desk, self)
        self.imports = ImportFlow(desk, jobs, import_kind(), self)
        self.header = PageHeader(say("Maps"))
        names = (say("Canvas"), say("Outline"))
        self.views = Segments(names, ("tree-structure", "list-bullets"))
        self.entry = FactorEntry()
        self.stage = MapStage()
        self.reader = MapReader(self.stage, jobs, self)
        self.side = self.reader.side
        self.choice, self.loops = self.side.choice, self.side.loops
        self.selection = self.side.selection
        self.search = MapCalculations(jobs, self)
        self.posters = PosterFlow(desk, jobs, self)
        self.tables = TableFlow(desk, jobs, self)
        self.typing = EntryFlow(self.entry, self.stage, self.handlers)
        self.editing = MapEditing(desk, self.stage, self)
        self.editing_keys = EditingKeys(self.editing, self)
        self.body = QStackedWidget()
        self._lay_out()
        self._connect()

    # reading

    @property
    def row(self) -> MapRow | None:
        """The map shown, or None; None too while a snapshot of it is shown, which nothing changes."""
        return None if self.tables.past is not None else self._in_front()

    def refresh(self, change: Change | None) -> None:
        """Read the maps again and show the selected one."""
        self._maps = self.desk.ask(queries.maps)
        if self._in_front() is None:
            self._map_id = self._maps[0].id if self._maps else None
        self.choice.show_maps(self._maps, self._map_id)
        self.tables.show(self._in_front())
        if self.tables.past is not None:
            self._show_past()
            return
        row = self.row
        self.body.setCurrentIndex(1 if row else 0)
        self.lead_keys_to(self.entry if row else self.empty)
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
        match subject:
            case (int() as first, int() as second, tuple() as confirmed):
                return self.tables.slide_about((first, second, confirmed))
            case (int() as map_id, tuple() as reading, int() as by) if 0 <= by < len(BY):
                pass
            case _:
                raise LookupError(subject)
        taken = self.desk.ask(queries.snapshot_row, map_id)
        if taken is not None:
            return past(*taken, self.desk.ask(queries.map_row, map_id))
        row = next((row for row in self.desk.ask(queries.maps) if row.id == map_id), None)
        if row is None or not (row.factors or row.zones or row.notes):
            return None
        return room_slide(row, reading, BY[by], self.search, self.reader.figures)

    def commands(self) -> tuple[Command, ...]:
        """Return the commands of this page for the palette."""
        if self.tables.past is not None:
            return self.tables.commands()
        return (
            Command(say("New map"), self.add_map, "Ctrl+N"),
            Command(say("Import map"), self.imports.choose_file, IMPORT),
            Command(say("Lay out map: linked factors together"), self.lay_out, "Ctrl+L"),
            Command(say("Lay out map: in a circle"), partial(self.lay_out, "circle")),
            Command(say("Lay out map: from left to right"), partial(self.lay_out, "layered")),
            Command(say("Lay out map: in rings"), partial(self.lay_out, "rings")),
            Command(say("Add zone"), self.add_zone, "Z"),
            Command(say("Add note on the map"), self.stage.canvas.ask_note, "N"),
            *self.tables.commands(),
            Command(say("Fit map into view"), self.stage.canvas.fit),
            Command(say("Fit selection into view"), self.stage.canvas.fit_selection),
            Command(say("Show map at 100 %"), self.stage.canvas.zoom_to_100),
            *self.reader.commands(),
            Command(say("Canvas or outline"), self.views.turn, NEXT_VIEW),
            Command(say("Poster or picture of the map"), self.ask_poster),
            Command(say("Rename map"), partial(self._with_row, self.handlers.rename_map)),
            Command(say("Remove map"), partial(self._with_row, self.handlers.remove_map)),
            *(self.editing_keys.commands() if self.row is not None else ()),
        )

    def memory(self) -> object:
        """Return also the map in front, and the factor from which typing goes on."""
        return super().memory(), self._map_id, self.typing.current

    def recall(self, memory: Any) -> None:
        """Restore the views and the map in front."""
        before, self._map_id, self.typing.current = memory
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
            self.posters.run(self.row, self.stage.bounds())

    def lay_out(self, name: str = "force") -> None:
        """Arrange the whole map, as one step; a large one beside, with progress."""
        if self.tables.refuses_past():
            return
        if self.row is not None and (self.row.factors or self.row.zones):
            self.search.lay_out(self.row, name)

    def add_zone(self) -> None:
        """Ask for a zone around what is selected, or let it be drawn; in the outline, at a free place."""
        chosen = self.stage.scene.selected_parts()
        if self.row is None:
            return
        if chosen != Parts() or self.views.current() == 0:
            self.stage.canvas.setFocus()
            self.stage.canvas.ask_zone()
        else:
            self._on_asked_zone(free_frame(draw_whole(self.row).bounds))

    # inside

    def _on_selection(self) -> None:
        row = self.row
        if row is None:
            return
        factor, link = self.stage.chosen()
        annotation = self.stage.chosen_annotation()
        if isinstance(annotation, ZoneRow):
            self.selection.show_zone(row, annotation)
        elif isinstance(annotation, NoteRow):
            self.selection.show_note(annotation)
        elif factor is not None:
            self.typing.go_on_from(factor.id)
            self.selection.show_factor(row, factor)
        elif link is not None:
            self.selection.show_link(row, link)
        elif selected := len(self.stage.scene.selectedItems()):
            self.selection.show_several(selected)
        else:
            self.selection.show_nothing()
        self.reader.show_selection()

    def _on_opened(self) -> None:
        factor, link = self.stage.chosen()
        annotation = self.stage.chosen_annotation()
        if isinstance(annotation, ZoneRow):
            self.annotations.change_zone(annotation)
        elif isinstance(annotation, NoteRow):
            self.annotations.change_note(annotation)
        elif factor is not None:
            self.handlers.change_factor(factor)
        elif link is not None:
            self.handlers.change_link(link)

    def _on_asked_zone(self, frame: Rect) -> None:
        added = self.annotations.add_zone(self.row, frame) if self.row else None
        if added is not None:
            self.stage.select(zone_ids=[added])

    def _on_asked_note(self, x: float, y: float) -> None:
        added = self.annotations.add_note(self.row, (x, y)) if self.row else None
        if added is not None:
            self.stage.select(note_ids=[added])

    def _on_named(self, line: LoopLine) -> None:
        if self.row is not None:
            self.handlers.name_loop(self.row, line)

    def _outline_loops(self, row: MapRow, search: LoopSearch) -> None:
        lines = loop_lines(row, search)

        def outlined() -> list[OutlinedLoop]:
            words = zip(lines, spoken(row, lines), strict=True)
            return [OutlinedLoop(line.id, said) for line, said in words]

        self.stage.outline.show_loops(outlined)

    def _on_mark_opened(self, link_ids: tuple[int, ...]) -> None:
        """Name the loop of a mark."""
        self.side.select_loop(link_ids)
        line = self.loops.current()
        if line is not None:
            self._on_named(line)

    def _on_removed(self) -> None:
        scene, layer = self.stage.scene, self.stage.scene.annotations
        self.handlers.remove(
            scene.selected_factors(), scene.selected_links(), layer.selected_zones(),
            layer.selected_notes(),
        )  # fmt: skip

    def _on_signed(self, sign: str) -> None:
        self.handlers.sign(self.stage.scene.selected_links(), Sign(sign))

    def _on_laid_out(self, row: MapRow, found: Arrangement) -> None:
        """Take the places of a layout for what is still there."""
        if self.row is None or self.row.id != row.id:
            return
        factors, zones, notes = (
            {each.id for each in rows}
            for rows in (self.row.factors, self.row.zones, self.row.notes)
        )
        self.stage.fits_next = True
        self.annotations.place(
            {id_: at for id_, at in found.factors.items() if id_ in factors},
            {id_: frame for id_, frame in found.zones.items() if id_ in zones},
            {id_: at for id_, at in found.notes.items() if id_ in notes},
            say("Lay out"),
        )
        self.stage.fits_next = False
        self.stage.when_complete(lambda: self.desk.reported.emit(paper_words(self.stage.bounds())))

    def _on_found(self) -> None:
        self.reader.show_found(self.editing.finding.found)

    def _in_front(self) -> MapRow | None:
        return next((row for row in self._maps if row.id == self._map_id), None)

    def _show_past(self) -> None:
        """Show the snapshot that is chosen, in which nothing can be changed."""
        row = self._in_front()
        self.body.setCurrentIndex(2)
        self.lead_keys_to(self.tables.bar.slider)
        self.views.hide()
        self.header.set_title(row.title if row else "")
        self.header.set_facts("")
        self.typing.row = None

    def _show_map(self, row: MapRow) -> None:
        self.header.set_title(row.title)
        factors = count(len(row.factors), "1 factor", "{n} factors")
        links = count(len(row.links), "1 link", "{n} links")
        self.header.set_facts(", ".join(filter(None, (row.table, factors, links))))
        self.stage.show_map(row)
        self.reader.show_map(row)
        self.search.find(row)
        self.typing.show_map(row)
        self.editing.finding.find_again()
        self._on_selection()

    def _with_row(self, change: Callable[[MapRow], object]) -> None:
        if self.row is not None:
            change(self.row)

    def _connect(self) -> None:
        self.imports.taken.connect(
            lambda name: self.show_row(self.desk.ask(queries.map_named, name).id)
        )
        self.choice.picked.connect(self.show_row)
        self.side.poster.clicked.connect(self.ask_poster)
        self.tables.moved.connect(lambda: self.refresh(None))
        self.tables.added.connect(self.show_row)
        self.tables.asked_room.connect(lambda: self.desk.room_requested.emit(self.slide()))
        QShortcut(QKeySequence(TAKE), self, self.tables.take)
        QShortcut(QKeySequence(COMPARE), self, self.tables.compare)
        self.views.changed.connect(self.stage.setCurrentIndex)
        QShortcut(QKeySequence(NEXT_VIEW), self, self.views.turn)
        QShortcut(QKeySequence(IMPORT), self, self.imports.choose_file)
        self.stage.selected.connect(self._on_selection)
        self.stage.opened.connect(self._on_opened)
        self.stage.removed.connect(self._on_removed)
        self.stage.signed.connect(self._on_signed)
        self.stage.placed.connect(self.annotations.place)
        self.stage.asked_zone.connect(self._on_asked_zone)
        self.stage.asked_note.connect(self._on_asked_note)
        self.stage.moved.connect(self.handlers.move)
        self.stage.led.connect(self.handlers.lead_link)
        self.editing.asked_link.connect(self.typing.type_link)
        self.editing.finding.changed.connect(self._on_found)
        self.search.found.connect(self.side.show_loops)
        self.search.found.connect(self.stage.scene.show_loops)
        self.search.found.connect(lambda *_: self.slide_changed.emit())
        self.search.laid_out.connect(self._on_laid_out)
        self.stage.scene.marks.picked.connect(self.side.turn_loop)
        self.stage.scene.marks.opened.connect(self._on_mark_opened)
        self.loops.named.connect(self._on_named)
        self.search.found.connect(self._outline_loops)
        self.stage.outline.came_to_loop.connect(self.side.select_loop)
        self.stage.outline.named_loop.connect(self.loops.name_current)

    def _lay_out(self) -> None:
        self.header.add_widget(self.views)
        self.arrange = self.header.add_action(
            say("Layout"), "share-network", self.lay_out, "Ctrl+L"
        )
        self.header.add_action(say("New map"), "plus", self.add_map, "Ctrl+N", main=True)
        left, row = QVBoxLayout(), QHBoxLayout()
        left.addWidget(self.entry)
        left.addWidget(self.stage, 1)
        left.addWidget(self.reader.legend)
        full = QWidget()
        row.setSpacing(16)
        row.addLayout(left, 3)
        row.addWidget(self.side, 2)
        full.setLayout(row)
        for layout in (left, row):
            layout.setContentsMargins(0, 0, 0, 0)
        self.empty = self._empty()
        self.body.addWidget(self.empty)
        self.body.addWidget(full)
        column = QVBoxLayout(self)
        column.setContentsMargins(26, 18, 26, 18)
        column.setSpacing(14)
        self.body.addWidget(self.tables.view)
        column.addWidget(self.header)
        column.addWidget(self.tables.bar)
        column.addWidget(self.body, 1)

    def _empty(self) -> EmptyState:
        words = say(
            "Draw what keeps the system as it is: factors that go up or down, links that bring "
            "more or less. The loops among them are found for you."
        )
        made = EmptyState("tree-structure", say("What keeps us downstream?"), words)
        made.add_step(say("New map"), "plus", self.add_map, main=True)
        made.add_step(say("Import map"), "file-arrow-down", self.imports.choose_file)
        return made
