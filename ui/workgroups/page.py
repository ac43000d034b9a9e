"""The Workgroups page: choices, proposals, the board of groups, and charters."""

from __future__ import annotations

from datetime import date
from functools import cached_property, partial
from typing import Any, ClassVar, Final

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from resources.words import say
from ui.importing.flow import ImportFlow
from ui.kit import theme
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.page import IMPORT, NEXT_VIEW, Command, Page
from ui.room_screen.slide_types import Slide
from ui.widgets import EmptyState, PageHeader, Segments, label
from ui.widgets.views import Views
from ui.workgroups.absence_notice import AbsenceNotice
from ui.workgroups.board.board import Board
from ui.workgroups.board.move_bar import MoveBar
from ui.workgroups.board.moving import Moving
from ui.workgroups.charters import ChartersView
from ui.workgroups.choices_view import ChoicesView
from ui.workgroups.following_up.follow_up_actions import FollowUpActions
from ui.workgroups.following_up.follow_up_view import FollowUpView
from ui.workgroups.gaps import GapsLine
from ui.workgroups.group_actions import GroupActions
from ui.workgroups.import_kind import forms_kind, import_kind
from ui.workgroups.proposals.proposal import ProposalSheet
from ui.workgroups.proposals.proposing import Proposing
from ui.workgroups.proposals.proving import Proof
from ui.workgroups.proposals.ready_solver import ReadySolver
from ui.workgroups.proposals.two_proposals import ComparisonSheet
from ui.workgroups.small_groups.round_steps import READS as STEPS_READ
from ui.workgroups.small_groups.round_steps import RoundSteps
from ui.workgroups.small_groups.round_words import round_slide, to_mend
from ui.workgroups.small_groups.rounds_actions import RoundsActions
from ui.workgroups.small_groups.rounds_view import RoundsView
from ui.workgroups.wording import placed
from upstream_workshop.naming import Reason, may_name
from upstream_workshop.people.queries import roster
from upstream_workshop.people.rules import shortened
from upstream_workshop.session_file.steps import Change
from upstream_workshop.themes.queries import theme_titles
from upstream_workshop.workgroups import queries
from upstream_workshop.workgroups.following_up.indicator_rows import indicator_changes, indicators
from upstream_workshop.workgroups.following_up.rules import FollowUpOrder
from upstream_workshop.workgroups.repairing.absent_members import absences
from upstream_workshop.workgroups.small_groups import seating_situation
from upstream_workshop.workgroups.small_groups.queries import (
    SmallGroupRoundRow,
    small_group_rounds,
)

GROUPS, CHOICES, CHARTERS, SMALL_GROUPS, FOLLOW_UP = range(5)
_LONG = 22  # the most letters of a name in a column of the room screen

_HINTED: Final = 420  # px at 100 %: the least height of a page that shows a hint


class WorkgroupsPage(Page):
    """Three views of the workgroups (groups, choices, charters), and a command to propose groups."""

    READS: ClassVar[frozenset[str]] = queries.READS | seating_situation.READS | STEPS_READ

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self._groups: tuple[queries.WorkgroupRow, ...] = ()
        self._unplaced: tuple[queries.MemberRow, ...] = ()
        self._chosen: dict[int, tuple[int, ...]] = {}
        self.header = PageHeader(say("Workgroups"))
        self.proven = self.header.add_chip("", "leaf", "check-circle")
        self.aside = self.header.add_chip("", "plum", "columns")
        self.gaps, self.absences = GapsLine(), AbsenceNotice()
        self._away: frozenset[int] = frozenset()
        self._lost: frozenset[int] = frozenset()  # the absent members for whom a repair was offered
        self.views = Segments(
            (say("Groups"), say("Choices"), say("Charters"), say("Small groups"), say("Follow-up"))
        )
        self.board, self.move_bar, self.proposal = Board(), MoveBar(), ProposalSheet()
        self.hint = label("", "small", wrap=True)
        self.handlers = GroupActions(desk, self)
        self.choosing = ImportFlow(desk, jobs, import_kind(), self)
        self.forms = ImportFlow(desk, jobs, forms_kind(), self)
        self.steps = RoundSteps(desk, self)
        self.proof = Proof(desk, jobs, self)
        self.comparison = ComparisonSheet()
        standby = ReadySolver(self).standby
        self.proposing = Proposing(desk, jobs, self.proposal, self.comparison, self.proof, standby)
        self.moving = Moving(desk, self.board, self.move_bar)
        self.body = Views()
        self._lay_out()
        self._connect()

    @cached_property
    def choices(self) -> ChoicesView:
        """The view of choices; like the charters, it is built when it is first shown."""
        made = ChoicesView()
        self.body.addWidget(made)
        made.keyed.connect(self._key)
        made.refused.connect(self.desk.refused)
        return made

    @cached_property
    def charters(self) -> ChartersView:
        """The view of charters."""
        made = ChartersView()
        self.body.addWidget(made)
        made.charter_asked.connect(self.handlers.fill_in)
        made.commitment_asked.connect(self.handlers.commit)
        made.amend_asked.connect(self.handlers.amend)
        made.removal_asked.connect(self.handlers.withdraw)
        return made

    @cached_property
    def rounds(self) -> RoundsView:
        """The view of rounds of small groups."""
        made = RoundsView()
        self.body.addWidget(made)
        actions = RoundsActions(self.desk, self.jobs, made.proposal, self)
        made.seat_asked.connect(actions.seat)
        made.repair_asked.connect(actions.repair)
        made.hold_asked.connect(actions.hold)
        made.removal_asked.connect(actions.remove)
        made.block_asked.connect(self._go_to_block)
        made.steps_asked.connect(self._start_steps)
        made.selected.connect(self.slide_changed)
        return made

    @cached_property
    def follow_up(self) -> FollowUpView:
        """The view of all commitments and what became of them."""
        made = FollowUpView()
        self.body.addWidget(made)
        actions = FollowUpActions(self.desk, self)
        made.follow_up_asked.connect(actions.follow_up)
        made.import_asked.connect(self.forms.choose_file)
        made.indicators.add_asked.connect(actions.add_indicator)
        made.indicators.answers_asked.connect(actions.key_answers)
        made.indicators.amend_asked.connect(actions.amend_indicator)
        made.indicators.removal_asked.connect(actions.remove_indicator)
        return made

    # reading

    def refresh(self, change: Change | None) -> None:
        """Read groups, choices and people without a group again, and show them."""
        self._groups = self.desk.ask(queries.workgroups)
        self._unplaced = self.desk.ask(queries.unplaced)
        self._chosen = {row.participant_id: row.ranks for row in self.desk.ask(queries.choices)}
        self._away = frozenset(self.desk.ask(queries.gone))
        facts = placed(self._groups, frozenset(self._chosen), self._away)
        self.header.set_facts(facts if self._groups else self._progress())
        self.gaps.show_gaps(self._groups, self._unplaced, self._away)
        self.absences.show_absences(self.desk.ask(absences))
        outdated = self.proposing.follow()
        self._show_view()
        self._prove()
        self._offer_repair(outdated)

    def subject(self) -> object:
        """Return the id of the round in view, or None for the workgroups."""
        return self.rounds.round_id() if self.views.current() == SMALL_GROUPS else None

    def slide(self) -> Slide | None:
        """Return the slide of the round in view, or of the workgroups."""
        return self.slide_about(self.subject())

    def slide_about(self, subject: object) -> Slide | None:
        """Return the slide about a round by its id, or of the workgroups for None."""
        if subject is None:
            return self._groups_slide()
        rows = self.desk.ask(small_group_rounds)
        row = next((row for row in rows if row.id == subject), None)
        return round_slide(row, self.desk.ask(roster), self.steps.now(row) if row else None)

    def seconds_left(self, subject: object, of_the_day: int | None) -> int | None:
        """Of the step that is on in the round."""
        rows = self.desk.ask(small_group_rounds)
        row = next((row for row in rows if row.id == subject), None)
        step = self.steps.now(row) if row is not None else None
        return of_the_day if step is None else step.left

    def _groups_slide(self) -> Slide | None:
        """Return the groups with their members, without anybody's choices.

        None before groups are formed.
        """
        if not self._groups:
            return None
        people = self.desk.ask(roster)
        named = {one.id for one in people if may_name(one, Reason.MEMBER)}
        clusters = tuple(
            (
                f"{group.title} · {self._present(group)}",
                tuple(
                    shortened(member.name, _LONG)
                    if member.participant_id in named
                    else say("A participant")
                    for member in group.members
                    if member.participant_id not in self._away
                ),
            )
            for group in self._groups
        )
        return Slide(title=say("Our workgroups"), clusters=clusters)

    def memory(self) -> object:
        """Return also the proposal that is neither accepted nor discarded."""
        return super().memory(), self.proposing.undecided()

    def recall(self, memory: Any) -> None:
        """Restore the views, and show the proposal again."""
        before, proposals = memory
        super().recall(before)
        self.proposing.recall(*proposals)

    def receive(self, what: object) -> None:
        """Take over the choices from a ballot that its page sent by its id, and show them."""
        if isinstance(what, int):
            self.handlers.take_choices_from(what)
            self.views.select(CHOICES)

    def commands(self) -> tuple[Command, ...]:
        """Return the commands of this page for the palette."""
        return (
            Command(say("Propose workgroups"), self.propose, "P"),
            Command(say("Repair workgroups with the fewest moves"), self.repair, "Shift+P"),
            Command(say("Rules for workgroups"), self.amend_rules, "R"),
            Command(say("Keep two people together or apart"), self.handlers.amend_pair),
            Command(say("Groups, choices or charters"), self.views.turn, NEXT_VIEW),
            Command(say("Import choices"), self.choosing.choose_file, IMPORT),
            Command(say("Take choices from a ballot with names"), self.handlers.take_choices),
            Command(say("Follow commitments up"), partial(self.views.select, FOLLOW_UP)),
            Command(say("Indicators, agreed now and asked again"), self.show_indicators),
            Command(say("Import forms that came back"), self.forms.choose_file),
            Command(say("Seat small groups: pairs, trios, tables"), self.seat_small_groups),
            Command(say("Add a workgroup"), self.handlers.add_group),
            Command(say("Rename a workgroup"), self.handlers.rename_group),
            Command(say("Remove a workgroup"), self.handlers.remove_group),
        )

    def targets(self) -> tuple[Command, ...]:
        """Return an entry for each group, by title."""
        groups = self.desk.ask(queries.workgroup_titles)
        return tuple(Command(title, partial(self.show_row, id_)) for id_, title in groups)

    def show_row(self, workgroup_id: int) -> None:
        """Show a group's charter."""
        self.views.select(CHARTERS)
        self.charters.show_group(workgroup_id)

    # doing

    def propose(self) -> None:
        """Search for the best placement and show it as a proposal."""
        self.views.select(GROUPS)
        self.proposing.propose()

    def repair(self) -> None:
        """Search for the fewest moves that mend the groups, and show them as a proposal."""
        if not self._groups:
            self.desk.refused.emit(say("There are no workgroups to repair: form them first."))
            return
        self.views.select(GROUPS)
        self.proposing.repair()

    def amend_rules(self) -> None:
        """Edit all rules of placing, and check against them whether the groups are the best."""
        self.handlers.amend_rules()
        self._prove()

    def show_indicators(self) -> None:
        """Show the indicators, with how they changed."""
        self.views.select(FOLLOW_UP)
        self.follow_up.order.select(len(FollowUpOrder))

    def seat_small_groups(self) -> None:
        """Show the rounds of small groups and ask how people are to sit."""
        self.views.select(SMALL_GROUPS)
        self.rounds.seat_asked.emit()

    # inside

    def _start_steps(self, row: SmallGroupRoundRow) -> None:
        """Begin the steps of a round, and show the room its groups with the step that is on."""
        if self.steps.start(row):
            self.desk.room_requested.emit(self.slide())

    def _go_to_block(self, row: SmallGroupRoundRow) -> None:
        if row.block_id is not None:
            self.wanted.emit("agenda", row.block_id)

    def _present(self, group: queries.WorkgroupRow) -> int:
        return sum(one.participant_id not in self._away for one in group.members)

    def _offer_repair(self, outdated: bool) -> None:
        """Search for a repair once for each change of who is gone, or if one on offer is outdated."""
        lost = frozenset(one.participant_id for one in self.desk.ask(absences).members)
        due = lost - self._lost or (outdated and (lost or self._unplaced))
        self._lost = lost
        if due and self.views.current() == GROUPS:
            self.proposing.repair()

    def _lay_out(self) -> None:
        self.header.add_widget(self.views)
        self.header.add_action(say("Rules"), "sliders-horizontal", self.amend_rules)
        propose = say("Propose")
        self.header.add_action(propose, "sparkle", self.propose, key="P", main=True)
        self.empty = EmptyState(
            "users-three",
            say("No workgroups yet"),
            say(
                "People say which themes they want to work on; the app then proposes the groups "
                "that meet most first choices under your rules. You decide."
            ),
        )
        self.empty.add_step(
            say("Key choices"), "keyboard", partial(self.views.select, CHOICES), main=True
        )
        self.empty.add_step(say("Import choices"), "download-simple", self.choosing.choose_file)
        self.empty.add_step(say("Add a group"), "plus", self.handlers.add_group)
        self.hint.setText(
            say(
                "M and a number: move · D: lead · L: lock · C: charter · Enter: all of these · "
                "R: rules · Ctrl+Tab: choices, charters"
            )
        )
        for view in (self.board, self.empty):
            self.body.addWidget(view)
        column = QVBoxLayout(self)
        column.setContentsMargins(26, 20, 26, 18)
        column.setSpacing(14)
        parts: tuple[QWidget, ...] = (
            self.header, self.gaps, self.absences, self.proposal, self.comparison,
            self.body, self.move_bar, self.hint,
        )  # fmt: skip
        for part in parts:
            column.addWidget(part, int(part in (self.body, self.comparison)))

    def _connect(self) -> None:
        QShortcut(QKeySequence("Ctrl+Return"), self, self.propose)  # P is a letter in entry lines
        QShortcut(QKeySequence(NEXT_VIEW), self, self.views.turn)
        QShortcut(QKeySequence(IMPORT), self, self.choosing.choose_file)
        QShortcut(QKeySequence("Shift+P"), self, self.repair)
        QShortcut(QKeySequence("R"), self, self.amend_rules)
        self.board.charter_asked.connect(self.show_row)
        self.views.changed.connect(self._on_view)
        self.proof.found.connect(self._show_proven)
        self.proposal.turned.connect(self._make_room)
        self.proposal.discarded.connect(self.board.setFocus)
        self.proposal.set_aside.connect(self.board.setFocus)
        self.comparison.turned.connect(self._make_room)
        self.comparison.discarded.connect(self.board.setFocus)
        self.proposing.changed.connect(self._show_aside)
        self.proposing.accepted.connect(self.board.setFocus)
        self.board.released.connect(self.handlers.release)
        self.board.lock_asked.connect(self.handlers.lock)
        self.board.lead_asked.connect(self.handlers.lead)
        self.board.deputy_asked.connect(self.handlers.deputy)
        self.board.let_go_asked.connect(self.handlers.let_go)
        self.absences.repair_asked.connect(self.repair)
        self.absences.succession_asked.connect(self.handlers.succeed)

    def _show_view(self) -> None:
        view = self.views.current()
        shown = self._view()
        self._fill(view)
        empty = not self._groups and view in (GROUPS, CHARTERS, FOLLOW_UP)
        self.body.setCurrentWidget(self.empty if empty else shown)
        there = view == GROUPS
        self.proposal.setVisible((self.proposal.pending or self.proposal.searching) and there)
        self.comparison.setVisible(self.comparison.pending and there)
        self._make_room()
        self.move_bar.hide()
        tall = self.height() >= theme.px(_HINTED)
        self.hint.setVisible(shown is self.board and not empty and tall)
        self.lead_keys_to(self.empty if empty else shown)

    def _make_room(self) -> None:
        """Hide the board while two proposals are compared, and the notice of absences beside any."""
        self.body.setVisible(self.comparison.isHidden())
        deciding = not (self.proposal.isHidden() and self.comparison.isHidden())
        self.absences.setVisible(self.absences.due and not deciding)

    def _view(self) -> QWidget:
        """Return the widget of the selected view."""
        if self.views.current() == CHOICES:
            return self.choices
        if self.views.current() == SMALL_GROUPS:
            return self.rounds
        if self.views.current() == FOLLOW_UP:
            return self.follow_up
        return self.charters if self.views.current() == CHARTERS else self.board

    def _fill(self, view: int) -> None:
        """Fill the selected view only; the others are filled when they are selected."""
        if view == GROUPS:
            self.board.show_groups(self._groups, self._unplaced, self._chosen, self._away)
        elif view == CHARTERS:
            self.charters.show_groups(self._groups, self._away)
        elif view == FOLLOW_UP:
            self.follow_up.show_commitments(self._groups, date.today())
            self.follow_up.indicators.show_indicators(
                self.desk.ask(indicators), self.desk.ask(indicator_changes)
            )
        elif view == SMALL_GROUPS:
            rows = self.desk.ask(small_group_rounds)
            mended = self.desk.ask(seating_situation.mended_rounds)
            self.rounds.show_rounds(rows, to_mend(rows, mended))
        else:
            titles = dict(self.desk.ask(theme_titles))
            topics = self.desk.ask(queries.themes_offered)
            people = tuple(row for row in self.desk.ask(roster) if row.id not in self._away)
            self.choices.show_choices(people, topics, self._chosen, titles)

    def _progress(self) -> str:
        """Return how many people have chosen, for the header before there are groups."""
        here = {row.id for row in self.desk.ask(roster)} - self._away
        people, choosers = len(here), len(here & self._chosen.keys())
        if not people:
            return ""
        if people == choosers:
            return say("everybody has chosen: propose groups")
        return say("{chosen} of {people} have chosen", chosen=choosers, people=people)

    def _on_view(self, _index: int) -> None:
        """Show the selected view and give it the keyboard focus."""
        self._show_view()
        self._prove()
        if self.isVisible():
            self.take_keys()

    def _prove(self) -> None:
        """Check whether the groups are the best, but not in the view of choices.

        Each choice that is entered there changes the problem, so that every search would be in
        vain.
        """
        if self.views.current() == CHOICES:
            self._show_proven(False)
        else:
            self.proof.check()

    def _show_proven(self, proven: bool) -> None:
        self.proven.set(say("proven best") if proven else "")
        self.proven.setVisible(proven)

    def _show_aside(self) -> None:
        there = self.proposing.aside is not None
        self.aside.set(say("a proposal is set aside to compare") if there else "")
        self.aside.setVisible(there)

    def _key(self, participant_id: int, theme_ids: tuple[int, ...]) -> None:
        if self.handlers.keep_choices(participant_id, theme_ids):
            self.choices.entry.field.clear()
            self.choices.show_person(participant_id)
