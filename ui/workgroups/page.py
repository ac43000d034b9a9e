"""The Workgroups page: choices, proposals, the board of groups, and charters."""

from __future__ import annotations

from functools import partial
from typing import Any, ClassVar

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from resources.words import say
from ui.importing.flow import ImportFlow
from ui.kit import theme
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.page import IMPORT, NEXT_VIEW, Command, Page
from ui.room_screen.slide_types import Slide
from ui.widgets import PageHeader, Segments, label
from ui.workgroups.absence_notice import AbsenceNotice
from ui.workgroups.board.move_bar import MoveBar
from ui.workgroups.board.moving import Moving
from ui.workgroups.gaps import GapsLine
from ui.workgroups.group_actions import GroupActions
from ui.workgroups.group_views import CHARTERS, CHOICES, FOLLOW_UP, GROUPS, SMALL_GROUPS, GroupViews
from ui.workgroups.import_kind import forms_kind, import_kind
from ui.workgroups.membership import Membership, groups_slide, head_facts, membership
from ui.workgroups.proposals.proposal import LOW
from ui.workgroups.proposals.proposal_flow import ProposalFlow
from ui.workgroups.small_groups.round_steps import READS as STEPS_READ
from ui.workgroups.small_groups.round_steps import RoundSteps
from upstream_workshop.people.queries import roster
from upstream_workshop.session_file.steps import Change
from upstream_workshop.workgroups import queries
from upstream_workshop.workgroups.following_up.rules import FollowUpOrder
from upstream_workshop.workgroups.repairing.absent_members import absences
from upstream_workshop.workgroups.small_groups import seating_situation
from upstream_workshop.workgroups.small_groups.queries import SmallGroupRoundRow


class WorkgroupsPage(Page):
    """The views of the workgroups, and above them what is proposed, lacking or to be repaired."""

    READS: ClassVar[frozenset[str]] = queries.READS | seating_situation.READS | STEPS_READ

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self._now = Membership()
        self.header = PageHeader(say("Workgroups"))
        self.gaps, self.absences = GapsLine(), AbsenceNotice()
        self.views = Segments(
            (say("Groups"), say("Choices"), say("Charters"), say("Small groups"), say("Follow-up"))
        )
        self.flow = ProposalFlow(desk, jobs, self.header, self)
        self.proposal, self.comparison = self.flow.sheet, self.flow.comparison
        self.hint = label("", "small", wrap=True)
        self.handlers = GroupActions(desk, self)
        self.choosing = ImportFlow(desk, jobs, import_kind(), self)
        self.forms = ImportFlow(desk, jobs, forms_kind(), self)
        self.steps = RoundSteps(desk, self)
        self.body = GroupViews(desk, jobs, self.handlers, self.forms)
        self.board = self.body.board
        self.move_bar = MoveBar()
        self.moving = Moving(desk, self.board, self.move_bar)
        self._lay_out()
        self._connect()

    # reading

    def refresh(self, change: Change | None) -> None:
        """Read groups, choices and people without a group again, and show them."""
        now = self._now = membership(self.desk)
        self.gaps.show_gaps(now.groups, now.unplaced, now.away)
        self.absences.show_absences(self.desk.ask(absences))
        outdated = self.flow.proposing.follow()
        self._show_view()
        self._prove()
        self.flow.offer_repair(outdated, bool(now.unplaced), self.views.current() == GROUPS)

    def subject(self) -> object:
        """Return the id of the round in view, or None for the workgroups."""
        return self.body.rounds.round_id() if self.views.current() == SMALL_GROUPS else None

    def slide(self) -> Slide | None:
        """Return the slide of the round in view, or of the workgroups."""
        return self.slide_about(self.subject())

    def slide_about(self, subject: object) -> Slide | None:
        """Return the slide about a round by its id, or of the workgroups for None."""
        if subject is None:
            return groups_slide(self._now, self.desk.ask(roster))
        return self.steps.slide(subject)

    def seconds_left(self, subject: object, of_the_day: int | None) -> int | None:
        """Of the step that is on in the round."""
        left = self.steps.seconds_left(subject)
        return of_the_day if left is None else left

    def memory(self) -> object:
        """Return also the proposal that is neither accepted nor discarded."""
        return super().memory(), self.flow.proposing.undecided()

    def recall(self, memory: Any) -> None:
        """Restore the views, and show the proposal again."""
        before, proposals = memory
        super().recall(before)
        self.flow.proposing.recall(*proposals)

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
        self.body.charters.show_group(workgroup_id)

    # doing

    def propose(self) -> None:
        """Search for the best placement and show it as a proposal."""
        self.views.select(GROUPS)
        self.flow.proposing.propose()

    def repair(self) -> None:
        """Search for the fewest moves that mend the groups, and show them as a proposal."""
        if not self._now.groups:
            self.desk.refused.emit(say("There are no workgroups to repair: form them first."))
            return
        self.views.select(GROUPS)
        self.flow.proposing.repair()

    def amend_rules(self) -> None:
        """Edit all rules of placing, and check against them whether the groups are the best."""
        self.handlers.amend_rules()
        self._prove()

    def show_indicators(self) -> None:
        """Show the indicators, with how they changed."""
        self.views.select(FOLLOW_UP)
        self.body.follow_up.order.select(len(FollowUpOrder))

    def seat_small_groups(self) -> None:
        """Show the rounds of small groups and ask how people are to sit."""
        self.views.select(SMALL_GROUPS)
        self.body.rounds.seat_asked.emit()

    # inside

    def _start_steps(self, row: SmallGroupRoundRow) -> None:
        """Begin the steps of a round, and show the room its groups with the step that is on."""
        if self.steps.start(row):
            self.desk.room_requested.emit(self.slide())

    def _go_to_block(self, row: SmallGroupRoundRow) -> None:
        if row.block_id is not None:
            self.wanted.emit("agenda", row.block_id)

    def _lay_out(self) -> None:
        self.header.add_widget(self.views)
        add = self.header.add_action
        self.placing = (
            add(say("Rules"), "sliders-horizontal", self.amend_rules),
            add(say("Propose"), "sparkle", self.propose, key="P", main=True),
        )
        step = self.body.empty.add_step
        step(say("Key choices"), "keyboard", partial(self.views.select, CHOICES), main=True)
        step(say("Import choices"), "download-simple", self.choosing.choose_file)
        step(say("Add a group"), "plus", self.handlers.add_group)
        self.hint.setText(
            say(
                "M and a number: move · D: lead · L: lock · C: charter · Enter: all of these · "
                "R: rules · Ctrl+Tab: choices, charters"
            )
        )
        parts: tuple[QWidget, ...] = (
            self.header, self.gaps, self.absences, self.proposal, self.comparison,
            self.body, self.move_bar, self.hint,
        )  # fmt: skip
        column = self.put_in_column(parts, growing=(self.body, self.comparison))
        column.addStretch()  # for when neither of these is there

    def _connect(self) -> None:
        shortcuts = (
            ("Ctrl+Return", self.propose),  # P is a letter in entry lines
            (NEXT_VIEW, self.views.turn),
            (IMPORT, self.choosing.choose_file),
            ("R", self.amend_rules),
        )
        for keys, run in shortcuts:
            QShortcut(QKeySequence(keys), self, run)
        self._repair_key = QShortcut(QKeySequence("Shift+P"), self, self.repair)
        self.board.charter_asked.connect(self.show_row)
        self.body.block_asked.connect(self._go_to_block)
        self.body.steps_asked.connect(self._start_steps)
        self.body.cards_asked.connect(partial(self.wanted.emit, "print", "small-groups"))
        self.body.round_selected.connect(self.slide_changed)
        self.views.changed.connect(self._on_view)
        self.absences.repair_asked.connect(self.repair)
        self.absences.succession_asked.connect(self.handlers.succeed)
        self.flow.turned.connect(self._make_room)
        self.flow.decided.connect(self.board.setFocus)

    def _show_view(self) -> None:
        view = self.views.current()
        shown = self.body.show_view(view, self._now)
        self._show_head(view)
        self.flow.show_where(view == GROUPS)
        self._make_room()
        self.move_bar.hide()
        self.hint.setVisible(shown is self.board and self.height() >= theme.px(LOW))
        self.lead_keys_to(shown)

    def _show_head(self, view: int) -> None:
        """Show the facts, and the buttons about workgroups unless the view is about something else."""
        for each in self.placing:
            each.setVisible(view not in (SMALL_GROUPS, FOLLOW_UP))
        self._repair_key.setEnabled(view != SMALL_GROUPS)  # there it repairs the rounds
        self.header.set_facts(head_facts(self._now, self.desk))

    def _make_room(self) -> None:
        """Hide the board while two proposals are compared, and the notice of absences beside any.

        On a low page, the board makes room for one proposal too.
        """
        deciding = self.flow.on_offer
        low = self.height() < theme.px(LOW)
        self.body.setVisible(self.comparison.isHidden() and not (deciding and low))
        self.absences.setVisible(self.absences.due and not deciding)

    def _on_view(self, _index: int) -> None:
        """Show the selected view and give it the keyboard focus."""
        self._show_view()
        self._prove()
        if self.isVisible():
            self.take_keys()

    def _prove(self) -> None:
        self.flow.prove(typing=self.views.current() == CHOICES)
