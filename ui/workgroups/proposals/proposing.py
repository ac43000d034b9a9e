"""Propose or repair groups: find the placement off the UI thread, show it, and store it if accepted."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from time import monotonic
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from resources.words import say
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs, Ticket
from ui.workgroups.proposals.proposal import ProposalSheet
from ui.workgroups.proposals.proving import Proof
from ui.workgroups.proposals.two_proposals import ComparisonSheet, Proposal
from upstream_workshop.errors import WorkshopError
from upstream_workshop.processes import Standby
from upstream_workshop.workgroups import queries, services, situation
from upstream_workshop.workgroups.placement.solving import best_placement
from upstream_workshop.workgroups.repairing.absent_members import new_leads
from upstream_workshop.workgroups.repairing.moves import moves
from upstream_workshop.workgroups.repairing.services import relax_rule, repair_groups
from upstream_workshop.workgroups.rules import Placement, Problem, Seats, WayOut
from upstream_workshop.workgroups.topics import group_topics

_LONG: Final = 1.0  # seconds of a search after which the best so far is shown


class Proposing(QObject):
    """Searches for placements and repairs, and shows them on the proposal's sheet or beside another.

    `accepted()` is emitted once a placement was accepted and stored, `changed()` when a proposal was set
    aside or is no longer there.
    """

    accepted = Signal()
    changed = Signal()
    _better = Signal(object, object)  # a ticket and a proposal; sent by the job's thread

    def __init__(
        self,
        desk: Desk,
        jobs: Jobs,
        sheet: ProposalSheet,
        comparison: ComparisonSheet,
        proof: Proof,
        standby: Standby,
    ) -> None:
        super().__init__(sheet)
        self._desk = desk
        self._jobs = jobs
        self._sheet = sheet
        self._comparison = comparison
        self._proof = proof
        self._standby = standby
        self._found: Proposal | None = None
        self.aside: Proposal | None = None  # the one that was set aside to compare
        self._before: Seats = ()
        self._ticket: Ticket | None = None
        self._begun = 0.0
        sheet.accepted.connect(self._accept)
        sheet.relaxed.connect(self._relax)
        sheet.set_aside.connect(self._set_aside)
        sheet.stopped.connect(self._keep_so_far)
        sheet.discarded.connect(self._stop)
        comparison.kept.connect(self._keep)
        comparison.discarded.connect(self._forget)
        self._better.connect(self._on_better)

    def propose(self) -> None:
        """Search for the best placement; an earlier search is cancelled."""
        self._search(say("Looking for the best groups"), repair=False)

    def repair(self) -> None:
        """Search for the placement with the fewest moves from the present one."""
        self._search(say("Looking for the fewest moves"), repair=True)

    def undecided(self) -> tuple[Proposal | None, Proposal | None]:
        """Return the proposal set aside and the one that is neither accepted nor discarded; None for none."""
        pending = self._sheet.pending or self._comparison.pending
        return self.aside, self._found if pending else None

    def recall(self, aside: Proposal | None, found: Proposal | None) -> None:
        """Restore what `undecided` returned."""
        self.aside = aside
        if found is not None:
            self.preview(found)
        self.changed.emit()

    def preview(self, found: Proposal) -> None:
        """Show a placement as a proposal; search again if people, choices or rules are others by now."""
        self._found = found
        problem, placement = found.problem, found.placement
        self._proof.know(problem, placement)
        if self._problem(bool(problem.now)) != problem:
            self._search(say("Looking for the best groups"), repair=bool(problem.now))
            return
        self._before = self._desk.ask(queries.seats)
        if self.aside is not None and placement.seats and _same_people(self.aside, found):
            self._sheet.withdraw()
            self._comparison.show_proposals(self.aside, found)
            return
        moving = moves(problem, self._before, placement.seats) if self._before else ()
        lost = self._desk.ask(new_leads, placement.seats) if problem.now else ()
        self._sheet.show_proposal(
            problem, placement, moving if placement.seats else (), lost, self._removed(placement)
        )

    def _removed(self, placement: Placement) -> dict[int, str]:
        """Return the titles of the present groups that a placement leaves without anybody, by topic."""
        topic, formed = self._desk.ask(group_topics), {at for _, at in placement.seats}
        titles = self._desk.ask(queries.workgroup_titles)
        return {topic[id_]: title for id_, title in titles if formed and topic[id_] not in formed}

    def follow(self) -> bool:
        """Withdraw a proposal or a conflict that is about other data; return whether it was a repair."""
        shown = self._sheet.pending or self._comparison.pending
        if self._found is None or not shown:
            return False
        problem = self._found.problem
        same = self._problem(bool(problem.now)) == problem
        if same and self._before == self._desk.ask(queries.seats):
            return False
        self._sheet.withdraw()
        self._comparison.withdraw()
        return bool(problem.now)

    def _search(self, label: str, repair: bool) -> None:
        try:
            problem = self._desk.ask(situation.placing_problem, repair=repair)
        except WorkshopError as error:
            self._desk.refused.emit(str(error))
            return
        self._stop()
        self._begun = monotonic()

        def work(ticket: Ticket) -> Proposal:
            def found(placement: Placement) -> None:
                with suppress(RuntimeError):  # the page is gone, and this object was deleted
                    self._better.emit(ticket, Proposal(problem, placement))

            best = best_placement(problem, ticket.progress, found=found, standby=self._standby)
            return Proposal(problem, best)

        self._ticket = self._jobs.run(label, work, self._on_found, self)
        self._ticket.ended.connect(self._on_ended)  # of a method: no longer once this is gone

    def _on_found(self, found: Proposal) -> None:
        self._ticket = None
        self.preview(found)

    def _on_ended(self) -> None:
        """Hide the best so far of a search that failed or was cancelled."""
        if self.sender() is self._ticket:
            self._stop()

    def _on_better(self, ticket: Ticket, found: Proposal) -> None:
        """Show the best so far of a search that takes long, unless it has ended meanwhile."""
        if ticket is self._ticket and not ticket.cancelled:
            self._found = found
            wait = max(0.0, self._begun + _LONG - monotonic())
            QTimer.singleShot(int(wait * 1000), self, partial(self._show_so_far, ticket))

    def _show_so_far(self, ticket: Ticket) -> None:
        if ticket is self._ticket and not ticket.cancelled and self._found is not None:
            self._sheet.show_search(self._found.problem, self._found.placement)

    def _keep_so_far(self) -> None:
        """End the search, and show the best so far as a proposal."""
        found = self._found
        self._stop()
        if found is not None:
            self.preview(found)

    def _stop(self) -> None:
        if self._ticket is not None:
            self._ticket.cancel()
        self._ticket = None
        if self._sheet.searching:
            self._sheet.withdraw()

    def _problem(self, repair: bool) -> Problem | None:
        try:
            return self._desk.ask(situation.placing_problem, repair=repair)
        except WorkshopError:
            return None

    # deciding

    def _set_aside(self) -> None:
        self.aside = self._found
        self._sheet.withdraw()
        self.changed.emit()
        self._desk.reported.emit(
            say("Set aside: change a rule or let somebody go, and propose again to compare.")
        )

    def _keep(self, which: int) -> None:
        """Form the groups of one of two proposals."""
        if which == 0 and self.aside is not None:
            self._found = self.aside
        self._accept()

    def _forget(self) -> None:
        self.aside = None
        self.changed.emit()

    def _accept(self) -> None:
        if self._found is None:
            return
        problem, placement = self._found.problem, self._found.placement
        self._forget()
        if problem.now:
            self._desk.do(say("Repair workgroups"), repair_groups, placement.seats)
        else:
            self._desk.do(say("Form workgroups"), services.save_placement, placement.seats)
        self.accepted.emit()

    def _relax(self, way: WayOut) -> None:
        """Change a rule of the conflict as the way out says, then search again."""
        self._desk.do(say("Relax a rule"), relax_rule, way.rule.kind, way.number, way.rule.people)
        if self._found is not None and self._desk.kept:
            self._search(say("Looking for the best groups"), repair=bool(self._found.problem.now))


def _same_people(one: Proposal, other: Proposal) -> bool:
    """Check whether two proposals place the same people in the same topics, and differ at all."""
    return (
        [person.id for person in one.problem.people]
        == [person.id for person in other.problem.people]
        and one.problem.topics == other.problem.topics
        and set(one.placement.seats) != set(other.placement.seats)
    )
