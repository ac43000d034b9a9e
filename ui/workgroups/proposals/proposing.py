"""Propose or repair groups: find the placement off the UI thread, show it, and store it if accepted."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from resources.words import say
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs, Ticket
from ui.workgroups.proposals.proposal import ProposalSheet
from ui.workgroups.proposals.proving import Proof
from upstream_workshop.errors import WorkshopError
from upstream_workshop.workgroups import queries, services, situation
from upstream_workshop.workgroups.placement.solving import best_placement
from upstream_workshop.workgroups.repairing.moves import moves
from upstream_workshop.workgroups.repairing.services import relax_rule, repair_groups
from upstream_workshop.workgroups.rules import Placement, Problem, Seats, WayOut


class Proposing(QObject):
    """Searches for placements and repairs, and shows them on the proposal's sheet.

    `accepted()` is emitted once a placement was accepted and stored.
    """

    accepted = Signal()

    def __init__(self, desk: Desk, jobs: Jobs, sheet: ProposalSheet, proof: Proof) -> None:
        super().__init__(sheet)
        self._desk = desk
        self._jobs = jobs
        self._sheet = sheet
        self._proof = proof
        self._found: tuple[Problem, Placement] | None = None
        self._before: Seats = ()
        self._ticket: Ticket | None = None
        sheet.accepted.connect(self._accept)
        sheet.relaxed.connect(self._relax)

    def propose(self) -> None:
        """Search for the best placement; an earlier search is cancelled."""
        self._search(say("Looking for the best groups"), repair=False)

    def repair(self) -> None:
        """Search for the placement with the fewest moves from the present one."""
        self._search(say("Looking for the fewest moves"), repair=True)

    def undecided(self) -> tuple[Problem, Placement] | None:
        """Return the proposal that is neither accepted nor discarded, or None."""
        return self._found if self._sheet.pending else None

    def preview(self, found: tuple[Problem, Placement]) -> None:
        """Show a placement as a proposal, unless people, choices or rules are others by now."""
        problem, placement = self._found = found
        self._proof.know(*found)
        if self._problem(bool(problem.now)) != problem:
            self._sheet.withdraw()
            return
        self._before = self._desk.ask(queries.seats)
        moving = moves(problem, self._before, placement.seats) if self._before else ()
        self._sheet.show_proposal(problem, placement, moving if placement.seats else ())

    def follow(self) -> None:
        """Withdraw a proposal or a conflict that is about other data than the present ones."""
        if self._found is not None and self._sheet.pending:
            problem = self._found[0]
            same = self._problem(bool(problem.now)) == problem
            if not same or self._before != self._desk.ask(queries.seats):
                self._sheet.withdraw()

    def _search(self, label: str, repair: bool) -> None:
        try:
            problem = self._desk.ask(situation.placing_problem, repair=repair)
        except WorkshopError as error:
            self._desk.refused.emit(str(error))
            return
        if self._ticket is not None:
            self._ticket.cancel()
        self._ticket = self._jobs.run(
            label,
            lambda ticket: (problem, best_placement(problem, ticket.progress)),
            self.preview,
            self,
        )

    def _problem(self, repair: bool) -> Problem | None:
        try:
            return self._desk.ask(situation.placing_problem, repair=repair)
        except WorkshopError:
            return None

    def _accept(self) -> None:
        if self._found is None:
            return
        problem, placement = self._found
        if problem.now:
            self._desk.do(say("Repair workgroups"), repair_groups, placement.seats)
        else:
            self._desk.do(say("Form workgroups"), services.save_placement, placement.seats)
        self.accepted.emit()

    def _relax(self, way: WayOut) -> None:
        """Change a rule of the conflict as the way out says, then search again."""
        self._desk.do(say("Relax a rule"), relax_rule, way.rule.kind, way.number, way.rule.people)
        if self._found is not None and self._desk.kept:
            self._search(say("Looking for the best groups"), repair=bool(self._found[0].now))
