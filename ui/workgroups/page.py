"""Workgroups: people choose, the machine proposes, the board decides, the charter commits."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import ClassVar

from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from ui.desk import Desk
from ui.jobs import Jobs, Ticket
from ui.page import Command, Page
from ui.slides import Slide
from ui.widgets import EmptyState, PageHeader, Segments
from ui.workgroups.board import Board
from ui.workgroups.charters import ChartersView
from ui.workgroups.choices import ChoicesView
from ui.workgroups.deeds import GroupDeeds
from ui.workgroups.move_bar import MoveBar
from ui.workgroups.proposal import ProposalSheet
from ui.workgroups.wording import placed, told
from upstream_workshop.errors import WorkshopError
from upstream_workshop.people.queries import roster
from upstream_workshop.readers.apart import read_apart
from upstream_workshop.readers.choices import ChoiceEntry
from upstream_workshop.readers.reading import Reading
from upstream_workshop.themes.queries import themes
from upstream_workshop.workgroups import queries, services
from upstream_workshop.workgroups.rules import Placement, Problem, broken, place, score
from upstream_workshop.workshop import Change

GROUPS, CHOICES, CHARTERS = range(3)


class WorkgroupsPage(Page):
    """Three views of the same groups, and one button that proposes the best there can be."""

    READS: ClassVar[frozenset[str]] = queries.READS

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self._groups: tuple[queries.WorkgroupRow, ...] = ()
        self._proposal: tuple[Problem, Placement] | None = None
        self._best: tuple[Problem, Placement] | None = None
        self._move: tuple[int, int] | None = None
        self._ticket: Ticket | None = None
        self.header = PageHeader(self.tr("Workgroups"))
        self.proven = self.header.add_chip("", "leaf", "check-circle")
        self.views = Segments((self.tr("Groups"), self.tr("Choices"), self.tr("Charters")))
        self.board, self.move_bar, self.proposal = Board(), MoveBar(), ProposalSheet()
        self.choices, self.charters = ChoicesView(), ChartersView()
        self.deeds = GroupDeeds(desk, self)
        self.body = QStackedWidget()
        self._lay_out()
        self._connect()

    # reading

    def refresh(self, change: Change | None) -> None:
        """Read the groups, the choices and who has no group again."""
        self._groups = self.desk.ask(queries.workgroups)
        unplaced = self.desk.ask(queries.unplaced)
        chosen = {row.participant_id: row.ranks for row in self.desk.ask(queries.choices)}
        self.board.show_groups(self._groups, unplaced)
        self.charters.show_groups(self._groups)
        titles = {row.id: row.title for row in self.desk.ask(themes)}
        topics = self.desk.ask(queries.themes_offered)
        self.choices.show_choices(self.desk.ask(roster), topics, chosen, titles)
        facts = placed(self._groups, frozenset(chosen))
        missing = self.tr("{n} without choices").format(n=len(self.desk.ask(roster)) - len(chosen))
        self.header.set_facts(facts if self._groups else missing)
        proven = self._is_proven()
        self.proven.set(self.tr("proven best") if proven else "")
        self.proven.setVisible(proven)
        self.move_bar.hide()
        self._show_view()

    def slide(self) -> Slide | None:
        """The groups with their members once they are formed; nobody's choices."""
        if not self._groups:
            return None
        clusters = tuple(
            (
                f"{group.title} · {len(group.members)}",
                tuple(member.name for member in group.members),
            )
            for group in self._groups
        )
        return Slide(title=self.tr("Our workgroups"), clusters=clusters)

    def commands(self) -> tuple[Command, ...]:
        """What this page does, for the palette."""
        return (
            Command(self.tr("Propose workgroups"), self.propose, "P"),
            Command(self.tr("Rules for workgroups"), self.deeds.amend_rules),
            Command(self.tr("Keep two people together or apart"), self.deeds.amend_pair),
            Command(self.tr("Import choices"), self.choose_file),
            Command(self.tr("Add a workgroup"), self.deeds.add_group),
        )

    def targets(self) -> tuple[Command, ...]:
        """Every group by name."""
        groups = self.desk.ask(queries.workgroups)
        return tuple(Command(row.title, partial(self.show_row, row.id)) for row in groups)

    def show_row(self, workgroup_id: int) -> None:
        """Go to a group's charter."""
        self.views.select(CHARTERS)
        self.charters.show_group(workgroup_id)

    # doing

    def propose(self) -> None:
        """Look for the best placement off the UI thread, then preview it."""
        try:
            problem = self.desk.ask(queries.placing_problem)
        except WorkshopError as error:
            self.desk.refused.emit(str(error))
            return
        if self._ticket is not None:
            self._ticket.cancel()
        self.views.select(GROUPS)
        self._ticket = self.jobs.run(
            self.tr("Looking for the best groups"),
            lambda ticket: (problem, place(problem, ticket.progress)),
            self._preview,
        )

    def choose_file(self) -> None:
        """Ask for a table of choices and take it in."""
        kinds = self.tr("Lists (*.csv *.tsv *.txt *.xlsx *.ods);;All files (*)")
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Import choices"), "", kinds)
        if name:
            self.import_file(Path(name))

    def import_file(self, path: Path) -> None:
        """Read choices off the UI thread, then keep them."""
        title = self.tr("Reading {file}").format(file=path.name)
        self.jobs.run(title, lambda ticket: read_apart("choices", path, ticket.look), self._keep)

    # inside

    def _lay_out(self) -> None:
        self.header.add_widget(self.views)
        self.header.add_action(self.tr("Rules"), "sliders-horizontal", self.deeds.amend_rules)
        propose = self.tr("Propose")
        self.header.add_action(propose, "sparkle", self.propose, key="P", main=True)
        self.empty = EmptyState(
            "users-three",
            self.tr("No workgroups yet"),
            self.tr(
                "People say which themes they want to work on; the app then proposes the groups "
                "that meet most first choices under your rules. You decide."
            ),
        )
        self.empty.add_step(
            self.tr("Key choices"), "keyboard", partial(self.views.select, CHOICES), main=True
        )
        self.empty.add_step(self.tr("Import choices"), "download-simple", self.choose_file)
        self.empty.add_step(self.tr("Add a group"), "plus", self.deeds.add_group)
        for view in (self.board, self.choices, self.charters, self.empty):
            self.body.addWidget(view)
        column = QVBoxLayout(self)
        column.setContentsMargins(26, 20, 26, 18)
        column.setSpacing(14)
        for widget in (self.header, self.proposal):
            column.addWidget(widget)
        column.addWidget(self.body, 1)
        column.addWidget(self.move_bar)

    def _connect(self) -> None:
        self.views.changed.connect(lambda _index: self._show_view())
        self.proposal.accepted.connect(self._accept)
        self.board.move_asked.connect(self._offer_move)
        self.board.abandoned.connect(self.move_bar.hide)
        self.board.released.connect(self.deeds.release)
        self.board.lock_asked.connect(self.deeds.lock)
        self.board.lead_asked.connect(self.deeds.lead)
        self.board.deputy_asked.connect(self.deeds.deputy)
        self.move_bar.confirmed.connect(self._do_move)
        self.choices.keyed.connect(self._key)
        self.choices.refused.connect(self.desk.refused)
        self.charters.charter_asked.connect(self.deeds.fill_in)
        self.charters.commitment_asked.connect(self.deeds.commit)
        self.charters.amend_asked.connect(self.deeds.amend)
        self.charters.removal_asked.connect(self.deeds.withdraw)

    def _show_view(self) -> None:
        view = self.views.current()
        shown = [self.board, self.choices, self.charters][view]
        empty = not self._groups and view != CHOICES
        self.body.setCurrentWidget(self.empty if empty else shown)
        self.setFocusProxy(self.choices if view == CHOICES else self.body)
        if view == CHOICES and self.isVisible():
            self.choices.setFocus()

    def _preview(self, found: tuple[Problem, Placement]) -> None:
        self._proposal = found
        self.proposal.show_proposal(*found)

    def _accept(self) -> None:
        if self._proposal is None:
            return
        _, placement = self._proposal
        self._best = self._proposal if placement.status == "optimal" else None
        self.desk.do(self.tr("Form workgroups"), services.save_placement, placement.seats)

    def _is_proven(self) -> bool:
        """Whether what stands is as good as the best proven under the rules that hold now."""
        if self._best is None or not self._groups:
            return False
        try:
            problem = self.desk.ask(queries.placing_problem)
        except WorkshopError:
            return False
        proven, placement = self._best
        seats = self.desk.ask(queries.seats)
        same = (problem.people, {t.id for t in problem.topics}) == (
            proven.people,
            {t.id for t in proven.topics},
        )
        return same and not broken(problem, seats) and score(problem, seats) == placement.objective

    def _offer_move(self, participant_id: int, workgroup_id: int) -> None:
        effect = self.desk.ask(queries.move_effect, participant_id, workgroup_id)
        name = {row.id: row.name for row in self.desk.ask(roster)}[participant_id]
        title = {row.id: row.title for row in self._groups}[workgroup_id]
        said = self.tr("Moving {name} to {group}: {effect}")
        self._move = (participant_id, workgroup_id)
        self.move_bar.offer(said.format(name=name, group=title, effect=told(effect)))

    def _do_move(self, reason: str) -> None:
        if self._move is None:
            return
        who, where = self._move
        self.desk.do(self.tr("Move between workgroups"), services.move_member, who, where, reason)
        self.board.select(who)

    def _key(self, participant_id: int, theme_ids: tuple[int, ...]) -> None:
        label = self.tr("Key choices")
        before = self.desk.workshop.undo_label
        refused: list[str] = []
        connection = self.desk.refused.connect(refused.append)
        self.desk.do(label, services.set_choices, participant_id, theme_ids)
        self.desk.refused.disconnect(connection)
        if not refused or before != self.desk.workshop.undo_label:
            self.choices.entry.field.clear()
            self.choices.show_person(participant_id)

    def _keep(self, reading: Reading[ChoiceEntry]) -> None:
        outcome = self.desk.do(self.tr("Import choices"), services.import_choices, reading)
        if outcome is None:
            return
        said = self.tr("{added} added, {updated} updated, {unchanged} unchanged")
        self.desk.reported.emit(
            said.format(added=outcome.added, updated=outcome.updated, unchanged=outcome.unchanged)
        )
        if outcome.refused:
            lines = self.tr("Line {line}: {why}.")
            self.desk.refused.emit(
                "\n".join(lines.format(line=one.line, why=one.why) for one in outcome.refused)
            )
