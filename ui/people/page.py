"""People: the roster with its rapid check-in, and what people offer and ask."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui import theme
from ui.desk import Desk
from ui.jobs import Jobs
from ui.page import Command, Page
from ui.people.deeds import PersonDeeds
from ui.people.finder import ROSTER, Finder
from ui.people.importing import ImportDialog, counted
from ui.people.lines import Line, state_words
from ui.people.sheet import PersonSheet
from ui.people.typed import Typed
from ui.slides import Slide
from ui.widgets import EmptyState, PageHeader, Segments
from upstream_workshop.people import queries, services
from upstream_workshop.readers.apart import read_apart
from upstream_workshop.readers.tables import Table
from upstream_workshop.workshop import Change

DAYS = 2
# keys that no name can contain, so that typing one never marks anybody
STATE_KEYS = (("Alt+L", "late"), ("Alt+S", "substitute"), ("Alt+X", "withdrawn"))


class PeoplePage(Page):
    """Two letters and Enter check somebody in; `name: offer …` puts something on the table."""

    READS: ClassVar[frozenset[str]] = queries.READS | queries.READS_NEEDS

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self._lines: tuple[Line, ...] = ()
        self._support: tuple[queries.SupportRow, ...] = ()
        self._homes: dict[str, queries.OrganisationRow] = {}
        self._presence = queries.Presence(0, 0)
        self.header = PageHeader(self.tr("People"))
        self.day = Segments([self.tr("Day {n}").format(n=day + 1) for day in range(DAYS)])
        self.views = Segments((self.tr("Roster"), self.tr("Offers & asks")))
        self.finder = Finder()
        self.deeds = PersonDeeds(desk, self, self.finder.chosen)
        self.person = PersonSheet(self.deeds, lambda id_: self.desk.ask(queries.needs).get(id_))
        self.body = QStackedWidget()
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.finder)

    # reading

    def refresh(self, change: Change | None) -> None:
        """Read everybody again and show them for the chosen day."""
        if change is None or change.touches(queries.READS_NEEDS):
            self.person.hide_needs()
        present = self.desk.ask(queries.attendance, self.today)
        self._lines = tuple(Line(row, present.get(row.id)) for row in self.desk.ask(queries.roster))
        self._support = self.desk.ask(queries.support)
        self._homes = {row.name: row for row in self.desk.ask(queries.organisations)}
        self._presence = self.desk.ask(queries.presence, self.today)
        self.header.set_facts(self._facts())
        for widget in (self.day, self.views):
            widget.setVisible(bool(self._lines))
        self.body.setCurrentIndex(1 if self._lines else 0)
        self.finder.show_lines(self._lines, self._support)

    @property
    def today(self) -> int:
        """The day shown; 1 is the first."""
        return self.day.current() + 1

    def slide(self) -> Slide | None:
        """A welcome with counts, and nothing of anybody."""
        if not self._lines:
            return None
        here, homes = str(self._presence.here), str(self._organisation_count())
        counts = ((self.tr("people here"), here), (self.tr("organisations"), homes))
        return Slide(title=self.tr("Welcome"), numbers=counts)

    def commands(self) -> tuple[Command, ...]:
        """What this page does, for the palette."""
        return (
            Command(self.tr("Import list of people"), self.choose_file, "Ctrl+I"),
            Command(self.tr("Add a person"), self.add_person, "Ctrl+N"),
            Command(self.tr("Wipe everybody's access needs and diet"), self.deeds.wipe_needs),
            Command(self.tr("Erase the chosen person for good"), self.deeds.erase),
        )

    def targets(self) -> tuple[Command, ...]:
        """Everybody by name."""
        people = self.desk.ask(queries.roster)
        return tuple(Command(row.name, partial(self.show_row, row.id)) for row in people)

    def show_row(self, participant_id: int) -> None:
        """Go to somebody on the roster."""
        self.views.select(ROSTER)
        self.finder.settle_on(participant_id)

    # doing

    def check_in(self, state: str) -> None:
        """Note the state of whoever is meant: by the letters typed, else by the selected row."""
        line = self.finder.meant()
        if line is None:
            self._nobody()
            return
        said = self.tr("{name}: {state}")
        if state == line.state == "here":
            said = self.tr("{name} is here already")
        else:
            self._note(line, state)
        self.desk.reported.emit(said.format(name=line.person.name, state=state_words(state)))
        self.finder.settle_on(line.id)

    def choose_file(self) -> None:
        """Ask for a sign-up list and show what importing it would do."""
        kinds = self.tr("Lists (*.csv *.tsv *.txt *.xlsx *.ods);;All files (*)")
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Import list"), "", kinds)
        if name:
            self.import_file(Path(name))

    def import_file(self, path: Path) -> None:
        """Read a list off the UI thread, then preview it."""
        title = self.tr("Reading {file}").format(file=path.name)
        self.jobs.run(title, lambda ticket: read_apart("table", path, ticket.look), self._preview)

    def add_person(self) -> None:
        """Ask for somebody who was not on the list."""
        added = self.deeds.add()
        if added is not None:
            self.show_row(added)

    # inside

    def _note(self, line: Line, state: str) -> None:
        arrived = state in ("here", "substitute")
        self.desk.do_about(
            self.tr("Check-in"),
            line.person.name,
            services.check_in,
            line.id,
            self.today,
            state,
            datetime.now().replace(microsecond=0) if arrived else None,
            self.finder.typed().note,
        )

    def _on_entered(self, typed: Typed) -> None:
        if typed.kind:
            self._put_on_table(typed)
        elif self.views.current() == ROSTER and (typed.name or not self.finder.entry.hasFocus()):
            self.check_in("here")

    def _put_on_table(self, typed: Typed) -> None:
        line = self.finder.meant()
        if line is None:
            self._nobody()
            return
        label = self.tr("Add offer") if typed.kind == "offer" else self.tr("Add ask")
        done = self.desk.do_about(
            label, line.person.name, services.add_support, line.id, typed.kind, typed.text
        )
        if done is not None:
            self.finder.settle_on(line.id)

    def _nobody(self) -> None:
        name = self.finder.typed().name
        said = self.tr("Nobody on the list is called “{name}”: add them, or type other letters.")
        choose = self.tr("Type two letters of a name first.")
        self.desk.refused.emit(said.format(name=name) if name else choose)

    def _preview(self, table: Table) -> None:
        dialog = ImportDialog(self.desk, table, self)
        try:
            if dialog.exec() and dialog.reading is not None:
                label = self.tr("Import people")
                outcome = self.desk.do(label, services.import_people, dialog.reading)
                if outcome is not None:
                    self.desk.reported.emit(counted(outcome))
        finally:
            dialog.deleteLater()

    def _show_person(self, line: Line | None) -> None:
        if line is None:
            self.person.show_counts([known.state for known in self._lines], self._presence)
            return
        support = tuple(row for row in self._support if row.participant_id == line.id)
        self.person.show_person(line, self._homes.get(line.person.organisation), support)

    def _organisation_count(self) -> int:
        return len({line.person.organisation for line in self._lines} - {""})

    def _facts(self) -> str:
        if not self._lines:
            return ""
        said = self.tr("{people} from {homes} organisations, {here} here on day {day}")
        return said.format(
            people=len(self._lines),
            homes=self._organisation_count(),
            here=self._presence.here,
            day=self.today,
        )

    def _connect(self) -> None:
        self.finder.entered.connect(self._on_entered)
        self.finder.chosen_changed.connect(self._show_person)
        self.day.changed.connect(lambda _: self.refresh(None))
        self.views.changed.connect(self._on_view)
        for key, state in STATE_KEYS:
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(partial(self.check_in, state))

    def _on_view(self, index: int) -> None:
        self.finder.show_view(index)
        self.finder.setFocus()

    def _lay_out(self) -> None:
        self.header.add_widget(self.day)
        add, fetch = self.tr("Add"), self.tr("Import list")
        self.header.add_action(fetch, "file-arrow-down", self.choose_file, "Ctrl+I")
        self.header.add_action(add, "user-plus", self.add_person, "Ctrl+N", main=True)
        self.person.setFixedWidth(theme.px(330))
        full = QWidget()
        row = QHBoxLayout(full)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.finder, 1)
        row.addWidget(self.person)
        self.body.addWidget(self._empty())
        self.body.addWidget(full)
        column = QVBoxLayout(self)
        column.setContentsMargins(26, 18, 26, 18)
        column.setSpacing(14)
        column.addWidget(self.header)
        column.addWidget(self.views)
        column.addWidget(self.body, 1)

    def _empty(self) -> EmptyState:
        words = self.tr(
            "Bring in the list from your sign-up tool, as CSV, Excel or OpenDocument. "
            "On the day, two letters and Enter check somebody in."
        )
        made = EmptyState("users", self.tr("Who is coming?"), words)
        made.add_step(self.tr("Import list"), "file-arrow-down", self.choose_file, main=True)
        made.add_step(self.tr("Add a person"), "user-plus", self.add_person)
        return made
