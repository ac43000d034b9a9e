"""The class ProposalFlow: proposals and repairs of groups, and what the page's head says of them."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from resources.words import say
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.widgets import PageHeader
from ui.workgroups.proposals.proposal import ProposalSheet
from ui.workgroups.proposals.proposing import Proposing
from ui.workgroups.proposals.proving import Proof
from ui.workgroups.proposals.ready_solver import ReadySolver
from ui.workgroups.proposals.two_proposals import ComparisonSheet
from upstream_workshop.workgroups.repairing.absent_members import absences


class ProposalFlow(QObject):
    """Searches, shows what was found, and says whether the groups are the best.

    header: gets a chip for groups proven best, and one for a proposal that was set aside.
    page: while it is in view, the solver is kept ready.

    `turned()` when a proposal is shown or hidden, `decided()` when it was accepted, discarded or
    set aside.
    """

    turned = Signal()
    decided = Signal()

    def __init__(self, desk: Desk, jobs: Jobs, header: PageHeader, page: QWidget) -> None:
        super().__init__(page)
        self._desk = desk
        self._lost: frozenset[int] = frozenset()  # the absent members for whom a repair was offered
        self.proven = header.add_chip("", "leaf", "check-circle")
        self.aside = header.add_chip("", "plum", "columns")
        self.sheet, self.comparison = ProposalSheet(), ComparisonSheet()
        self.proof = Proof(desk, jobs, page)
        standby = ReadySolver(page).standby
        self.proposing = Proposing(desk, jobs, self.sheet, self.comparison, self.proof, standby)
        self.proof.found.connect(self._show_proven)
        self.proposing.changed.connect(self._show_aside)
        for offered in (self.sheet.turned, self.comparison.turned):
            offered.connect(self.turned)
        discarded = (self.sheet.discarded, self.sheet.set_aside, self.comparison.discarded)
        for ended in (*discarded, self.proposing.accepted):
            ended.connect(self.decided)

    @property
    def on_offer(self) -> bool:
        """Whether a proposal, or two of them, can be seen."""
        return not (self.sheet.isHidden() and self.comparison.isHidden())

    def show_where(self, there: bool) -> None:
        """Show what is on offer beside the groups, and hide it beside everything else."""
        self.sheet.setVisible((self.sheet.pending or self.sheet.searching) and there)
        self.comparison.setVisible(self.comparison.pending and there)

    def offer_repair(self, outdated: bool, unplaced: bool, there: bool) -> None:
        """Search for a repair once for each change of who is gone, or if one on offer is outdated.

        unplaced: whether somebody is without a group.
        there: whether the groups are in view.
        """
        lost = frozenset(one.participant_id for one in self._desk.ask(absences).members)
        due = lost - self._lost or (outdated and (lost or unplaced))
        self._lost = lost
        if due and there:
            self.proposing.repair()

    def prove(self, typing: bool) -> None:
        """Check whether the groups are the best, but not while choices are typed.

        Each choice that is entered changes the problem, so that every search would be in vain.
        """
        if typing:
            self._show_proven(False)
        else:
            self.proof.check()

    def _show_proven(self, proven: bool) -> None:
        self.proven.set(say("proven best") if proven else "")
        self.proven.setVisible(proven)

    def _show_aside(self) -> None:
        there = self.proposing.aside is not None
        self.aside.set(say("one proposal set aside") if there else "")
        self.aside.setVisible(there)
