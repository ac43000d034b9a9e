"""Whether the present groups are the best, checked again when people, choices or rules change."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from resources.words import say
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs, Ticket
from upstream_workshop.errors import WorkshopError
from upstream_workshop.workgroups import queries, situation
from upstream_workshop.workgroups.kinds import PlacementStatus
from upstream_workshop.workgroups.placement.solving import best_placement
from upstream_workshop.workgroups.rules import Placement, Problem, Seats, broken, score

_KEPT = 8  # solved problems that are remembered
_SECONDS = 15.0  # the longest search; the result is only a remark in the header


class Proof(QObject):
    """Compares the present groups with the best placement.

    `found(bool)` is emitted by every check, and again when a search has ended. The best placement
    is searched for off the UI thread and kept until the problem changes. So groups that were formed
    by hand or in an earlier session are checked like those just proposed.
    """

    found = Signal(bool)

    def __init__(self, desk: Desk, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._jobs = jobs
        self._known: dict[Problem, Placement] = {}
        self._sought: Problem | None = None
        self._ticket: Ticket | None = None

    def know(self, problem: Problem, placement: Placement) -> None:
        """Remember a placement that a proposal has found.

        The last few are kept, so that no search is needed after undo.
        """
        self._known.pop(problem, None)
        self._known[problem] = placement
        while len(self._known) > _KEPT:
            del self._known[next(iter(self._known))]

    def check(self) -> None:
        """Emit whether the present groups are the best.

        Search for the best first if it is unknown.
        """
        problem, seats = self._problem()
        best = self._known.get(problem) if problem is not None else None
        self.found.emit(problem is not None and best is not None and _is_best(problem, seats, best))
        if problem is not None and best is None and problem != self._sought:
            self._seek(problem)

    def _problem(self) -> tuple[Problem | None, Seats]:
        """Return the problem to solve, and the present seats.

        The problem is None if nobody has a seat or the rules are invalid.
        """
        seats = self._desk.ask(queries.seats)
        try:
            problem = self._desk.ask(situation.placing_problem)
        except WorkshopError:
            return None, seats
        return problem if seats and problem.people else None, seats

    def _seek(self, problem: Problem) -> None:
        if self._ticket is not None:
            self._ticket.cancel()
        self._sought = problem
        self._ticket = self._jobs.run(
            say("Looking whether the groups can be better"),
            lambda ticket: (problem, best_placement(problem, ticket.progress, _SECONDS)),
            self._on_sought,
            self,
        )
        self._ticket.failed.connect(self._on_failed)

    def _on_sought(self, found: tuple[Problem, Placement]) -> None:
        self.know(*found)
        self.check()

    def _on_failed(self, _words: str) -> None:
        self._sought = None  # so that the next check searches again


def _is_best(problem: Problem, seats: Seats, best: Placement) -> bool:
    """Check whether everybody has a seat, no rule is broken and the objective is the best one."""
    return (
        best.status == PlacementStatus.OPTIMAL
        and {person for person, _ in seats} == {person.id for person in problem.people}
        and not broken(problem, seats)
        and score(problem, seats) == best.objective
    )
