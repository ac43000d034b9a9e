"""The five views of the Workgroups page in a stack; one is filled when it is shown."""

from __future__ import annotations

from datetime import date
from functools import cached_property

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from resources.words import say
from ui.importing.flow import ImportFlow
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.widgets import EmptyState
from ui.widgets.views import Views
from ui.workgroups.board.board import Board
from ui.workgroups.charters import ChartersView
from ui.workgroups.choices_view import ChoicesView
from ui.workgroups.following_up.follow_up_actions import FollowUpActions
from ui.workgroups.following_up.follow_up_view import FollowUpView
from ui.workgroups.group_actions import GroupActions
from ui.workgroups.membership import Membership
from ui.workgroups.small_groups.round_words import to_mend
from ui.workgroups.small_groups.rounds_actions import RoundsActions
from ui.workgroups.small_groups.rounds_view import RoundsView
from upstream_workshop.people.queries import roster
from upstream_workshop.themes.queries import theme_titles
from upstream_workshop.workgroups import queries
from upstream_workshop.workgroups.following_up.indicator_rows import indicator_changes, indicators
from upstream_workshop.workgroups.small_groups import seating_situation
from upstream_workshop.workgroups.small_groups.queries import small_group_rounds

GROUPS, CHOICES, CHARTERS, SMALL_GROUPS, FOLLOW_UP = range(5)


class GroupViews(Views):
    """The board, and choices, charters, rounds and commitments, which are built when first shown.

    desk: runs queries and services.
    jobs: runs the search for small groups.
    handlers: changes what the views ask for.
    forms: imports forms that came back.

    `block_asked(row)` and `steps_asked(row)` are about a round of small groups, `cards_asked()` is
    about all; `round_selected()` says that another one is shown.
    """

    block_asked = Signal(object)
    steps_asked = Signal(object)
    cards_asked = Signal()
    round_selected = Signal()

    def __init__(self, desk: Desk, jobs: Jobs, handlers: GroupActions, forms: ImportFlow) -> None:
        super().__init__()
        self._desk = desk
        self._jobs = jobs
        self._handlers = handlers
        self._forms = forms
        self.board = self._board()
        self.empty = EmptyState(
            "users-three",
            say("No workgroups yet"),
            say(
                "People say which themes they want to work on; the app then proposes the groups "
                "that meet most first choices under your rules. You decide."
            ),
        )
        self.addWidget(self.empty)

    @cached_property
    def choices(self) -> ChoicesView:
        """The view of choices."""
        made = ChoicesView()
        self.addWidget(made)
        made.keyed.connect(self._keep_choices)
        made.refused.connect(self._desk.refused)
        return made

    @cached_property
    def charters(self) -> ChartersView:
        """The view of charters."""
        made = ChartersView()
        self.addWidget(made)
        made.charter_asked.connect(self._handlers.fill_in)
        made.commitment_asked.connect(self._handlers.commit)
        made.amend_asked.connect(self._handlers.amend)
        made.removal_asked.connect(self._handlers.withdraw)
        return made

    @cached_property
    def rounds(self) -> RoundsView:
        """The view of rounds of small groups."""
        made = RoundsView()
        self.addWidget(made)
        actions = RoundsActions(self._desk, self._jobs, made.proposal, self)
        made.seat_asked.connect(actions.seat)
        made.repair_asked.connect(actions.repair)
        made.hold_asked.connect(actions.hold)
        made.removal_asked.connect(actions.remove)
        made.block_asked.connect(self.block_asked)
        made.steps_asked.connect(self.steps_asked)
        made.cards_asked.connect(self.cards_asked)
        made.selected.connect(self.round_selected)
        return made

    @cached_property
    def follow_up(self) -> FollowUpView:
        """The view of all commitments and what became of them."""
        made = FollowUpView()
        self.addWidget(made)
        actions = FollowUpActions(self._desk, self)
        made.follow_up_asked.connect(actions.follow_up)
        made.import_asked.connect(self._forms.choose_file)
        made.indicators.add_asked.connect(actions.add_indicator)
        made.indicators.answers_asked.connect(actions.key_answers)
        made.indicators.amend_asked.connect(actions.amend_indicator)
        made.indicators.removal_asked.connect(actions.remove_indicator)
        return made

    def show_view(self, view: int, now: Membership) -> QWidget:
        """Fill one view, show it, and return it; `empty` where it needs groups and there are none."""
        shown = self._filled(view, now)
        if not now.groups and view in (GROUPS, CHARTERS, FOLLOW_UP):
            shown = self.empty
        self.setCurrentWidget(shown)
        return shown

    def _board(self) -> Board:
        made = Board()
        self.addWidget(made)
        made.released.connect(self._handlers.release)
        made.lock_asked.connect(self._handlers.lock)
        made.lead_asked.connect(self._handlers.lead)
        made.deputy_asked.connect(self._handlers.deputy)
        made.let_go_asked.connect(self._handlers.let_go)
        return made

    def _filled(self, view: int, now: Membership) -> QWidget:
        """Return the widget of a view, which shows the present data."""
        if view == CHOICES:
            return self._filled_choices(now)
        if view == SMALL_GROUPS:
            return self._filled_rounds()
        if view == FOLLOW_UP:
            return self._filled_follow_up(now)
        if view == CHARTERS:
            self.charters.show_groups(now.groups, now.away)
            return self.charters
        self.board.show_groups(now.groups, now.unplaced, now.chosen, now.away)
        return self.board

    def _filled_choices(self, now: Membership) -> QWidget:
        titles = dict(self._desk.ask(theme_titles))
        topics = self._desk.ask(queries.themes_offered)
        people = tuple(row for row in self._desk.ask(roster) if row.id not in now.away)
        self.choices.show_choices(people, topics, now.chosen, titles)
        return self.choices

    def _filled_rounds(self) -> QWidget:
        rows = self._desk.ask(small_group_rounds)
        mended = self._desk.ask(seating_situation.mended_rounds)
        self.rounds.show_rounds(rows, to_mend(rows, mended))
        return self.rounds

    def _filled_follow_up(self, now: Membership) -> QWidget:
        self.follow_up.show_commitments(now.groups, date.today())
        self.follow_up.indicators.show_indicators(
            self._desk.ask(indicators), self._desk.ask(indicator_changes)
        )
        return self.follow_up

    def _keep_choices(self, participant_id: int, theme_ids: tuple[int, ...]) -> None:
        if self._handlers.keep_choices(participant_id, theme_ids):
            self.choices.entry.field.clear()
            self.choices.show_person(participant_id)
