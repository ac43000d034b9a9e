"""People: the roster with its rapid check-in, and what people offer and ask."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui import theme
from ui.desk import Desk
from ui.jobs import Jobs
from ui.page import Command, Page
from ui.people.deeds import PersonDeeds
from ui.people.importing import ImportDialog, counted
from ui.people.lines import Line, roster_columns, state_words, support_columns
from ui.people.sheet import PersonSheet
from ui.people.typed import Typed, understood
from ui.slides import Slide
from ui.widgets import EmptyState, EntryLine, PageHeader, QuietTable, Segments
from upstream_workshop.people import queries, services
from upstream_workshop.people.rules import folded, found
from upstream_workshop.readers.people import PersonEntry
from upstream_workshop.readers.reading import Reading
from upstream_workshop.readers.tables import Table, read_table
from upstream_workshop.workshop import Change

DAYS = 2
ROSTER, SUPPORT = 0, 1
# keys that no name can contain, so that typing one never checks anybody in
STATE_KEYS = (("Alt+L", "late"), ("Alt+S", "substitute"), ("Alt+X", "withdrawn"))


class PeoplePage(Page):
    """Two letters and Enter check somebody in; `name: offer …` puts something on the table."""

    READS: ClassVar[frozenset[str]] = queries.READS | queries.READS_NEEDS

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self._lines: dict[int, Line] = {}
        self._support: tuple[queries.SupportRow, ...] = ()
        self._organisations: dict[str, queries.OrganisationRow] = {}
        self._presence = queries.Presence(0, 0)
        self.header = PageHeader(self.tr("People"))
        self.day = Segments([self.tr("Day {n}").format(n=number) for number in range(1, DAYS + 1)])
        self.views = Segments((self.tr("Roster"), self.tr("Offers & asks")))
        self.entry = EntryLine(self.tr("Two letters of a name"), "identification-badge")
        self.roster = QuietTable(roster_columns(), self.tr("Roster"))
        self.support = QuietTable(support_columns(), self.tr("Offers and asks"))
        self.tables = QStackedWidget()
        self.deeds = PersonDeeds(desk, self, self._chosen)
        self.person = PersonSheet(
            self.deeds, needs_of=lambda id_: self.desk.ask(queries.needs).get(id_)
        )
        self.body = QStackedWidget()
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.entry)

    # reading

    def refresh(self, change: Change | None) -> None:
        """Read everybody again and show them for the chosen day."""
        if change is None or change.touches(queries.READS_NEEDS):
            self.person.show_person(None, None, ())
        present = self.desk.ask(queries.attendance, self._today)
        people = self.desk.ask(queries.roster)
        self._lines = {row.id: Line(row, present.get(row.id)) for row in people}
        self._support = self.desk.ask(queries.support)
        self._organisations = {row.name: row for row in self.desk.ask(queries.organisations)}
        self._presence = self.desk.ask(queries.presence, self._today)
        self.header.set_facts(self._facts())
        self.body.setCurrentIndex(1 if people else 0)
        self._show_matches()

    def slide(self) -> Slide | None:
        """A welcome with counts, and nothing of anybody."""
        if not self._lines:
            return None
        return Slide(
            title=self.tr("Welcome"),
            numbers=(
                (self.tr("people here"), str(self._presence.here)),
                (self.tr("organisations"), str(len(self._homes))),
            ),
        )

    def commands(self) -> tuple[Command, ...]:
        """What this page does, for the palette."""
        return (
            Command(self.tr("Import list of people"), self.choose_file, "Ctrl+I"),
            Command(self.tr("Add a person"), self._add, "Ctrl+N"),
            Command(self.tr("Wipe everybody's access needs and diet"), self.deeds.wipe_needs),
        )

    def targets(self) -> tuple[Command, ...]:
        """Everybody by name."""
        rows = self.desk.ask(queries.roster)
        return tuple(
            Command(row.name, lambda id_=row.id: self.show_row(id_))  # type: ignore[misc]
            for row in rows
        )

    def show_row(self, participant_id: int) -> None:
        """Go to somebody on the roster."""
        self.views.select(ROSTER)
        self.entry.field.clear()
        self.roster.select(lambda line: line.id == participant_id)

    # doing

    def check_in(self, state: str) -> None:
        """Note the state of whoever is meant: by the letters typed, else by the selected row."""
        line = self._meant()
        if line is None:
            self._nobody()
            return
        note = understood(self.entry.field.text()).note
        if state == line.state == "here":
            self.desk.reported.emit(self.tr("{name} is here already").format(name=line.person.name))
        else:
            arrived = state in ("here", "substitute")
            at = datetime.now().replace(microsecond=0) if arrived else None
            self.desk.do_about(
                self.tr("Check-in"),
                line.person.name,
                services.check_in,
                line.id,
                self._today,
                state,
                at,
                note,
            )
            said = self.tr("{name}: {state}")
            self.desk.reported.emit(said.format(name=line.person.name, state=state_words(state)))
        self.entry.field.clear()
        self.roster.select(lambda row: row.id == line.id)

    def choose_file(self) -> None:
        """Ask for a sign-up list and show what importing it would do."""
        kinds = self.tr("Lists (*.csv *.tsv *.txt *.xlsx *.ods);;All files (*)")
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Import list"), "", kinds)
        if name:
            self.import_file(Path(name))

    def import_file(self, path: Path) -> None:
        """Read a list off the UI thread, then preview it."""
        self.jobs.run(
            self.tr("Reading {file}").format(file=path.name),
            lambda _: read_table(path),
            self._preview,
        )

    # inside

    @property
    def _today(self) -> int:
        return self.day.current() + 1

    @property
    def _homes(self) -> set[str]:
        return {line.person.organisation for line in self._lines.values()} - {""}

    def _facts(self) -> str:
        if not self._lines:
            return ""
        said = self.tr("{people} from {homes} organisations, {here} here on day {day}")
        return said.format(
            people=len(self._lines),
            homes=len(self._homes),
            here=self._presence.here,
            day=self._today,
        )

    def _chosen(self) -> Line | None:
        row = self._table.current_row()
        if isinstance(row, queries.SupportRow):
            return self._lines.get(row.participant_id)
        return row if isinstance(row, Line) else None

    @property
    def _table(self) -> QuietTable:
        return self.support if self.views.current() == SUPPORT else self.roster

    def _meant(self) -> Line | None:
        """Whom Enter means: the row selected among those that match what was typed."""
        return self._chosen() if self._table.rows() else None

    def _matches(self, typed: Typed) -> list[Line]:
        """The lines for what was typed: by name, or failing that by organisation or role."""
        if not typed.name:
            return list(self._lines.values())
        by_name = found(typed.name, {id_: line.person.name for id_, line in self._lines.items()})
        if by_name:
            return [self._lines[id_] for id_ in by_name]
        asked = folded(typed.name)
        return [line for line in self._lines.values() if asked in folded(line.place)]

    def _show_matches(self) -> None:
        """Narrow both tables to what was typed, the likeliest first and chosen."""
        typed = understood(self.entry.field.text())
        lines = self._matches(typed)
        self.roster.set_rows(lines)
        order = {line.id: rank for rank, line in enumerate(lines)}
        rows = [row for row in self._support if row.participant_id in order]
        self.support.set_rows(sorted(rows, key=lambda row: order[row.participant_id]))
        self._show_person()

    def _on_edited(self, text: str) -> None:
        self._show_matches()
        typed = understood(text)
        if typed.name and self._table.rows():
            first = self._table.rows()[0]
            self._table.select(lambda row: row is first)
        elif not typed.name:
            self._table.clearSelection()
        self.entry.set_chip(self.tr(typed.kind) if typed.kind else "", "river")
        self._show_person()

    def _on_entered(self, text: str) -> None:
        typed = understood(text)
        if typed.kind:
            self._put_on_table(typed)
        elif typed.name and self.views.current() == ROSTER:
            self.check_in("here")

    def _put_on_table(self, typed: Typed) -> None:
        line = next(iter(self._matches(typed)), None) if typed.name else self._chosen()
        if line is None:
            self._nobody()
            return
        label = self.tr("Add offer") if typed.kind == "offer" else self.tr("Add ask")
        done = self.desk.do_about(
            label, line.person.name, services.add_support, line.id, typed.kind, typed.text
        )
        if done is not None:
            self.entry.field.clear()
            self._table.select(lambda row: getattr(row, "participant_id", row.id) == line.id)

    def _nobody(self) -> None:
        typed = understood(self.entry.field.text()).name
        said = self.tr("Nobody on the list is called “{name}”: add them, or type other letters.")
        choose = self.tr("Type two letters of a name first.")
        self.desk.refused.emit(said.format(name=typed) if typed else choose)

    def _show_person(self, _row: object = None) -> None:
        line = self._chosen()
        typed = understood(self.entry.field.text())
        ghost = (
            ", ".join(filter(None, (line.person.name, line.person.organisation))) if line else ""
        )
        self.entry.set_ghost(ghost if typed.name and not typed.kind else "")
        home = self._organisations.get(line.person.organisation) if line else None
        support = tuple(row for row in self._support if line and row.participant_id == line.id)
        self.person.show_person(line, home, support)

    def _preview(self, table: Table) -> None:
        dialog = ImportDialog(self.desk, table, self)
        try:
            if dialog.exec() and dialog.reading is not None:
                self._import(dialog.reading)
        finally:
            dialog.deleteLater()

    def _import(self, reading: Reading[PersonEntry]) -> None:
        outcome = self.desk.do(self.tr("Import people"), services.import_people, reading)
        if outcome is not None:
            self.desk.reported.emit(counted(outcome))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and down in the entry line move along the matches."""
        if (
            watched is self.entry.field
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down)
        ):
            self._table.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)

    def _connect(self) -> None:
        self.entry.edited.connect(self._on_edited)
        self.entry.entered.connect(self._on_entered)
        self.entry.field.installEventFilter(self)
        self.day.changed.connect(lambda _: self.refresh(None))
        self.views.changed.connect(self._on_view)
        for table in (self.roster, self.support):
            table.current_changed.connect(self._show_person)
            table.activated_row.connect(lambda _: self.check_in("here"))
        for key, state in STATE_KEYS:
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda state=state: self.check_in(state))

    def _on_view(self, index: int) -> None:
        self.tables.setCurrentIndex(index)
        self._set_hint()
        self._show_matches()
        self.entry.setFocus()

    def _set_hint(self) -> None:
        keyed = self.tr("name: offer …  ·  name: ask …")
        checked = self.tr("Enter: here  ·  Alt+L late  ·  Alt+S substitute  ·  Alt+X not coming")
        self.entry.set_hint(keyed if self.views.current() == SUPPORT else checked)

    def _lay_out(self) -> None:
        self.header.add_widget(self.day)
        self.header.add_action(
            self.tr("Import list"), "file-arrow-down", self.choose_file, "Ctrl+I"
        )
        self.header.add_action(self.tr("Add"), "user-plus", self._add, "Ctrl+N", main=True)
        for table in (self.roster, self.support):
            self.tables.addWidget(table)
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(self.entry)
        left.addWidget(self.tables, 1)
        self.person.setFixedWidth(theme.px(330))
        full = QWidget()
        row = QHBoxLayout(full)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addLayout(left, 1)
        row.addWidget(self.person)
        self.body.addWidget(self._empty())
        self.body.addWidget(full)
        column = QVBoxLayout(self)
        column.setContentsMargins(26, 18, 26, 18)
        column.setSpacing(14)
        column.addWidget(self.header)
        column.addWidget(self.views)
        column.addWidget(self.body, 1)
        self._set_hint()

    def _empty(self) -> EmptyState:
        made = EmptyState(
            "users",
            self.tr("Who is coming?"),
            self.tr(
                "Bring in the list from your sign-up tool, as CSV, Excel or OpenDocument. "
                "On the day, two letters and Enter check somebody in."
            ),
        )
        made.add_step(self.tr("Import list"), "file-arrow-down", self.choose_file, main=True)
        made.add_step(self.tr("Add a person"), "user-plus", self._add)
        return made

    def _add(self) -> None:
        added = self.deeds.add()
        if added is not None:
            self.show_row(added)
