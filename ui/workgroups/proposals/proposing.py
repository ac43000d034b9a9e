"""Propose groups: find the best placement off the UI thread, show it, and store it if accepted."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from resources.words import say
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs, Ticket
from ui.workgroups.proposals.proposal import ProposalSheet
from ui.workgroups.proposals.proving import Proof
from upstream_workshop.errors import WorkshopError
from upstream_workshop.workgroups import services, situation
from upstream_workshop.workgroups.placement.solving import best_placement
from upstream_workshop.workgroups.rules import Placement, Problem


class Proposing(QObject):
    """Searches for placements and shows them on the proposal's sheet.

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
        self._ticket: Ticket | None = None
        sheet.accepted.connect(self._accept)

    def propose(self) -> None:
        """Search for the best placement; an earlier search is cancelled."""
        try:
            problem = self._desk.ask(situation.placing_problem)
        except WorkshopError as error:
            self._desk.refused.emit(str(error))
            return
        if self._ticket is not None:
            self._ticket.cancel()
        self._ticket = self._jobs.run(
            say("Looking for the best groups"),
            lambda ticket: (problem, best_placement(problem, ticket.progress)),
            self.preview,
            self,
        )

    def undecided(self) -> tuple[Problem, Placement] | None:
        """Return the proposal that is neither accepted nor discarded, or None."""
        return self._found if self._sheet.pending else None

    def preview(self, found: tuple[Problem, Placement]) -> None:
        """Show a placement as a proposal."""
        self._found = found
        self._proof.know(*found)
        self._sheet.show_proposal(*found)

    def _accept(self) -> None:
        if self._found is not None:
            seats = self._found[1].seats
            self._desk.do(say("Form workgroups"), services.save_placement, seats)
            self.accepted.emit()
