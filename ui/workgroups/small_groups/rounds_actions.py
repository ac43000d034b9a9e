"""What is done to rounds of small groups: each is one undoable step."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from resources.words import count, say
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs, Ticket
from ui.widgets import Field, ask_form
from ui.workgroups.small_groups.seating_sheet import SeatingSheet
from upstream_workshop.agenda.queries import agenda
from upstream_workshop.agenda.steps.formats import step_formats
from upstream_workshop.workgroups.small_groups import services
from upstream_workshop.workgroups.small_groups.queries import SmallGroupRoundRow
from upstream_workshop.workgroups.small_groups.seating_proposals import MOST_ROUNDS, best_seating
from upstream_workshop.workgroups.small_groups.seating_situation import (
    people_here,
    seating_problem,
)
from upstream_workshop.workgroups.small_groups.seating_words import seating_sentences
from upstream_workshop.workgroups.small_groups.small_group_seating import Seating, SeatingProblem


class RoundsActions(QObject):
    """Seats people in rounds, mends these, notes that they took place.

    desk: runs the services.
    jobs: searches off the UI thread.
    sheet: shows what a search has found.
    window: the parent of the forms.
    """

    def __init__(self, desk: Desk, jobs: Jobs, sheet: SeatingSheet, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._jobs = jobs
        self._window = window
        self._sheet = sheet
        self._ticket: Ticket | None = None
        self._found: tuple[Seating, dict[str, Any]] | None = None
        sheet.accepted.connect(self._accept)

    def seat(self) -> None:
        """Ask how people are to sit, search, and offer what is found."""
        answer = ask_form(self._window, say("Seat small groups"), self._fields(), {"size": 3})
        if answer is None:
            return
        problem = self._desk.ask(
            seating_problem,
            answer["size"],
            answer["rounds"],
            answer["serve_asks"],
            answer["apart_first"],
        )
        if self._ticket is not None:
            self._ticket.cancel()
        self._ticket = self._jobs.run(
            say("Looking for the best small groups"),
            lambda ticket: best_seating(problem, ticket.progress),
            lambda found: self._offer(problem, found, answer),
            self,
        )

    def repair(self) -> None:
        """Mend the rounds to come with the fewest moves."""
        self._desk.do(say("Repair small groups"), services.repair_small_group_rounds)

    def hold(self, row: SmallGroupRoundRow) -> None:
        """Note that a round took place, so that who sat together has met."""
        noted = self._desk.do(
            say("Note that a round took place"), services.hold_small_group_round, row.id
        )
        if noted is not None:
            met = count(
                noted, "{n} new tie among those who met.", "{n} new ties among those who met."
            )
            self._desk.report_step(met)

    def remove(self, row: SmallGroupRoundRow) -> None:
        """Remove a round."""
        self._desk.do(
            say("Remove a round of small groups"), services.remove_small_group_round, row.id
        )

    def _fields(self) -> tuple[Field, ...]:
        formats = tuple((each.title, each.title) for each in step_formats())
        blocks = tuple(
            (block.id, say("Day {n}: {title}", n=block.day, title=block.title))
            for block in self._desk.ask(agenda)
            if not block.protected
        )
        return (
            Field("size", say("How many sit together"), "number", least=2, most=99),
            Field("rounds", say("How many rounds"), "number", least=1, most=MOST_ROUNDS),
            Field(
                "title", say("What for"), "choice", (("", say("nothing in particular")), *formats)
            ),
            Field("block_id", say("Block of the agenda"), "choice", ((None, say("none")), *blocks)),
            Field("serve_asks", say("Asks meet their likely helpers"), "bool"),
            Field("apart_first", say("Colleagues apart, even if a pair meets again"), "bool"),
        )

    def _offer(self, problem: SeatingProblem, found: Seating, answer: dict[str, Any]) -> None:
        """Show what was found; it is stored once it is accepted."""
        self._found = found, answer
        names = {row.id: row.name for row in self._desk.ask(people_here)}
        self._sheet.show_seating(
            seating_sentences(problem, found),
            [[sorted(names[one] for one in group) for group in groups] for groups in found.rounds],
        )

    def _accept(self) -> None:
        if self._found is not None:
            found, answer = self._found
            self._desk.do(
                say("Seat small groups"),
                services.add_small_group_rounds,
                found.rounds,
                answer["size"],
                answer["title"],
                answer["block_id"],
            )
