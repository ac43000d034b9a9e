"""Maps: the system as factors and links, on a canvas and in an outline, with its loops told beside it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.desk import Desk
from ui.jobs import Jobs
from ui.maps.canvas import MapCanvas
from ui.maps.deeds import MapDeeds
from ui.maps.outline import MapOutline
from ui.maps.painting import measure, room_picture
from ui.maps.scene import MapScene
from ui.maps.sheets import LoopLine, LoopsSheet, SelectionSheet
from ui.maps.typed import meant, parse
from ui.page import Command, Page
from ui.slides import Slide
from ui.widgets import EmptyState, EntryLine, PageHeader, Segments, Sheet
from upstream_workshop.maps import queries, rules, services
from upstream_workshop.maps.geometry import draw_map
from upstream_workshop.maps.queries import MapRow
from upstream_workshop.readers.maps import MapEntry, read_map
from upstream_workshop.readers.reading import ImportOutcome, Reading
from upstream_workshop.readers.tables import read_table
from upstream_workshop.workshop import Change

_REACH = 2  # steps up- and downstream


class MapsPage(Page):
    """Type a factor and Enter; type two names with a sign between them to link."""

    READS: ClassVar[frozenset[str]] = queries.READS

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self._maps: tuple[MapRow, ...] = ()
        self._map_id: int | None = None
        self._current: int | None = None  # the factor typing goes on from
        self.deeds = MapDeeds(desk, self)
        self.header = PageHeader(self.tr("Maps"))
        self.choice = QComboBox()
        names = (self.tr("Canvas"), self.tr("Outline"))
        self.views = Segments(names, ("tree-structure", "list-bullets"))
        self.entry = EntryLine(self.tr("A factor, or two names and a sign"), "plus")
        self.scene = MapScene(self)
        self.canvas = MapCanvas(self.scene)
        self.outline = MapOutline()
        self.loops = LoopsSheet()
        self.selection = SelectionSheet()
        self.stage = QStackedWidget()
        self.body = QStackedWidget()
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.entry)

    # reading

    @property
    def row(self) -> MapRow | None:
        """The map shown."""
        return next((row for row in self._maps if row.id == self._map_id), None)

    def refresh(self, change: Change | None) -> None:
        """Read the maps again and mirror the one chosen."""
        self._maps = self.desk.ask(queries.maps)
        if self.row is None:
            self._map_id = self._maps[0].id if self._maps else None
        self._show_choice()
        row = self.row
        self.body.setCurrentIndex(1 if row else 0)
        self.views.setVisible(row is not None)
        if row is None:
            self.header.set_title(self.tr("Maps"))
            self.header.set_facts("")
            return
        self._show_map(row)

    def slide(self) -> Slide | None:
        """The map as it stands, for the room."""
        row = self.row
        if row is None or not row.factors:
            return None
        picture = room_picture(draw_map(row.factors, row.links, measure))
        return Slide(title=row.title, lead=row.table, picture=picture)

    def commands(self) -> tuple[Command, ...]:
        """What this page does, for the palette."""
        return (
            Command(self.tr("New map"), self.add_map, "Ctrl+N"),
            Command(self.tr("Import map"), self.choose_file, "Ctrl+I"),
            Command(self.tr("Lay out map: linked factors together"), self.lay_out, "Ctrl+L"),
            Command(self.tr("Lay out map: in a circle"), partial(self.lay_out, "circle")),
            Command(self.tr("Lay out map: from left to right"), partial(self.lay_out, "layered")),
            Command(self.tr("Fit map into view"), self.canvas.fit),
            Command(self.tr("Rename map"), partial(self._with_row, self.deeds.rename_map)),
            Command(self.tr("Remove map"), partial(self._with_row, self.deeds.remove_map)),
        )

    def targets(self) -> tuple[Command, ...]:
        """Every map by name."""
        found = self.desk.ask(queries.maps)
        return tuple(Command(row.title, partial(self.show_row, row.id)) for row in found)

    def show_row(self, map_id: int) -> None:
        """Go to a map."""
        self._map_id, self._current = map_id, None
        self.refresh(None)
        self.loops.clear()
        self.canvas.fit()

    # doing

    def add_map(self) -> None:
        """Ask for a new map and go to it."""
        added = self.deeds.add_map()
        if added is not None:
            self.show_row(added)
            self.entry.setFocus()

    def lay_out(self, name: str = "force") -> None:
        """Arrange the whole map as one step."""
        if self.row is not None and self.row.factors:
            self.deeds.lay_out(self.row, name)
            self.canvas.fit()

    def choose_file(self) -> None:
        """Ask for a table of links and bring it in as a map."""
        kinds = self.tr("Tables (*.csv *.tsv *.txt *.xlsx *.ods);;All files (*)")
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Import map"), "", kinds)
        if name:
            self.import_file(Path(name))

    def import_file(self, path: Path) -> None:
        """Read a table off the UI thread, then take it in under the file's name."""
        title = path.stem.replace("_", " ").replace("-", " ").strip().capitalize()
        doing = self.tr("Reading {file}").format(file=path.name)
        self.jobs.run(doing, lambda _: read_map(read_table(path)), partial(self._take_in, title))

    # inside

    def _take_in(self, title: str, reading: Reading[MapEntry]) -> None:
        label = self.tr("Import map")
        outcome = self.desk.do_about(label, title, services.import_map, title, reading)
        if outcome is not None:
            self.show_row(self.desk.ask(queries.map_named, title).id)
            self.desk.reported.emit(self._counted(outcome))

    def _counted(self, outcome: ImportOutcome) -> str:
        said = self.tr("{added} added, {updated} updated, {same} unchanged").format(
            added=outcome.added, updated=outcome.updated, same=outcome.unchanged
        )
        left = [self.tr("line {n}: {why}").format(n=r.line, why=r.why) for r in outcome.refused]
        return said + "".join(f"; {words}" for words in left)

    def _on_entered(self, text: str) -> None:
        row = self.row
        if row is None or not text.strip():
            return
        went = self.deeds.enter(row, parse(text), self._current)
        if went is not None:
            self._go_on_from(went)

    def _on_tab(self) -> None:
        """Link what was typed to the factor typing goes on from."""
        row, text = self.row, self.entry.field.text()
        if row is None:
            return
        if self._current is None:
            self._on_entered(text)
            return
        went = self.deeds.add_neighbour(row, self._current, " ".join(text.split()))
        if went is not None:
            self._go_on_from(went)

    def _go_on_from(self, factor_id: int) -> None:
        self.entry.field.clear()
        item = self.scene.factors.get(factor_id)
        if item is not None:
            self.scene.select_only(item)

    def _on_edited(self, text: str) -> None:
        row = self.row
        typed = parse(text)
        ghost = ""
        if row is not None and typed.target:
            source, target = meant(typed.source, row.factors), meant(typed.target, row.factors)
            begins = source.label if source else self.tr("?")
            ends = target.label if target else self.tr("{name} (new)").format(name=typed.target)
            ghost = f"{begins}  {typed.sign or '→'}  {ends}"
        self.entry.set_ghost(ghost)

    def _on_selection(self) -> None:
        row = self.row
        if row is None:
            return
        chosen = self.scene.selected_factors()
        links = self.scene.selected_links()
        factor = next((each for each in row.factors if chosen == [each.id]), None)
        link = next((each for each in row.links if links == [each.id]), None)
        if factor is not None:
            self._current = factor.id
            self.selection.show_factor(row, factor)
            self.outline.select("factor", factor.id)
        elif link is not None:
            self.selection.show_link(row, link)
            self.outline.select("link", link.id)
        else:
            self.selection.show_nothing()
        self._show_focus()

    def _on_outlined(self, kind: str, id_: int) -> None:
        items = self.scene.factors if kind == "factor" else self.scene.links
        if id_ in items:
            self.scene.select_only(items[id_])

    def _on_opened(self) -> None:
        row = self.row
        if row is None:
            return
        for factor in row.factors:
            if self.scene.selected_factors() == [factor.id]:
                self.deeds.change_factor(factor)
                return
        for link in row.links:
            if self.scene.selected_links() == [link.id]:
                self.deeds.change_link(link)
                return

    def _on_named(self, line: LoopLine) -> None:
        if self.row is not None:
            old = dict(self.row.loop_names).get(line.loop.key, "")
            self.deeds.name_loop(self.row, line, old)

    def _on_removed(self) -> None:
        self.deeds.remove(self.scene.selected_factors(), self.scene.selected_links())

    def _show_focus(self) -> None:
        """The picked loop stands out; else what lies up- or downstream of the selected factor."""
        row, line = self.row, self.loops.current()
        chosen = self.scene.selected_factors()
        if row is None:
            return
        if line is not None:
            self.scene.focus_on(line.loop.factor_ids, line.loop.link_ids)
        elif self.selection.reach.current() and len(chosen) == 1:
            ask = (rules.upstream, rules.downstream)[self.selection.reach.current() - 1]
            near = ask(row.links, chosen[0], _REACH) | {chosen[0]}
            links = [k.id for k in row.links if {k.source_id, k.target_id} <= near]
            self.scene.focus_on(near, links)
        else:
            self.scene.focus_on((), ())

    def _show_map(self, row: MapRow) -> None:
        self.header.set_title(row.title)
        facts = self.tr("{factors} factors, {links} links")
        counted = facts.format(factors=len(row.factors), links=len(row.links))
        self.header.set_facts(", ".join(part for part in (row.table, counted) if part))
        self.scene.mirror(row)
        self.outline.show_map(row)
        search = rules.loops(row.factors, row.links)
        self.loops.show_loops(row, search)
        if self._current not in self.scene.factors:
            self._current = None
        self._on_selection()
        self.canvas.fit_if_unzoomed()

    def _show_choice(self) -> None:
        self.choice.blockSignals(True)
        self.choice.clear()
        for row in self._maps:
            self.choice.addItem(row.title, row.id)
        self.choice.setCurrentIndex(self.choice.findData(self._map_id))
        self.choice.blockSignals(False)

    def _with_row(self, deed: object) -> None:
        if self.row is not None and callable(deed):
            deed(self.row)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tab in the entry line links, when something is typed; else it moves on as everywhere."""
        typed = watched is self.entry.field and bool(self.entry.field.text().strip())
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if typed and pressed and event.key() == Qt.Key.Key_Tab:  # type: ignore[attr-defined]
            self._on_tab()
            return True
        return super().eventFilter(watched, event)

    def _connect(self) -> None:
        self.entry.entered.connect(self._on_entered)
        self.entry.edited.connect(self._on_edited)
        self.entry.field.installEventFilter(self)
        self.choice.activated.connect(lambda n: self.show_row(self.choice.itemData(n)))
        self.views.changed.connect(self.stage.setCurrentIndex)
        self.scene.selectionChanged.connect(self._on_selection)
        self.canvas.moved.connect(self.deeds.move)
        self.canvas.linked.connect(self.deeds.link)
        self.outline.chosen.connect(self._on_outlined)
        for view in (self.canvas, self.outline):
            view.removed.connect(self._on_removed)
            view.signed.connect(lambda s: self.deeds.sign(self.scene.selected_links(), s))
            view.opened.connect(self._on_opened)
        self.loops.chosen.connect(lambda _: self._show_focus())
        self.loops.named.connect(self._on_named)
        self.selection.reach_changed.connect(lambda _: self._show_focus())

    def _lay_out(self) -> None:
        self.choice.setAccessibleName(self.tr("Map shown"))
        self.header.add_widget(self.views)
        self.header.add_action(self.tr("Layout"), "share-network", self.lay_out, "Ctrl+L")
        self.header.add_action(self.tr("New map"), "plus", self.add_map, "Ctrl+N", main=True)
        self.entry.set_hint(self.tr("Enter adds, Tab links to it; risk + trust makes a link"))
        self.stage.addWidget(self._sheeted(self.canvas))
        self.stage.addWidget(self._sheeted(self.outline))
        left, right, row = QVBoxLayout(), QVBoxLayout(), QHBoxLayout()
        left.addWidget(self.entry)
        left.addWidget(self.stage, 1)
        right.addWidget(self.choice)
        right.addWidget(self.loops, 1)
        right.addWidget(self.selection)
        for widget in (self.choice, self.loops, self.selection):
            widget.setFixedWidth(theme.px(330))
        full = QWidget()
        row.setSpacing(16)
        row.addLayout(left, 1)
        row.addLayout(right)
        full.setLayout(row)
        for layout in (left, right, row):
            layout.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(self._empty())
        self.body.addWidget(full)
        column = QVBoxLayout(self)
        column.setContentsMargins(26, 18, 26, 18)
        column.setSpacing(14)
        column.addWidget(self.header)
        column.addWidget(self.body, 1)

    def _sheeted(self, widget: QWidget) -> Sheet:
        sheet = Sheet()
        sheet.body.addWidget(widget)
        return sheet

    def _empty(self) -> EmptyState:
        words = self.tr(
            "Draw what keeps the system as it is: factors that go up or down, links that bring "
            "more or less. The loops among them are found for you."
        )
        made = EmptyState("tree-structure", self.tr("What keeps us downstream?"), words)
        made.add_step(self.tr("New map"), "plus", self.add_map, main=True)
        made.add_step(self.tr("Import map"), "file-arrow-down", self.choose_file)
        return made
