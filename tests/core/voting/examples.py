"""A little of voting, and one real call of each of its services."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy.orm import Session

from tests.core.furnished import Fields
from upstream_workshop.readers.voting.papers import PaperEntry, PapersReading, options_of
from upstream_workshop.themes import queries as themes
from upstream_workshop.voting import queries, services
from upstream_workshop.voting.importing import services as papers_in
from upstream_workshop.voting.papers import queries as paper_queries
from upstream_workshop.voting.papers import services as paper_services
from upstream_workshop.voting.records import Line

LEVEL: Mapping[str, Any] = {"seats": 2, "tie_rule": "run-off"}
PAPERS = PapersReading(
    (PaperEntry(2, "7", (("Bread", 2), ("Roses", 1))),),
    options=options_of("Bread", "Roses"),
    method="dots",
)


def furnish(session: Session) -> None:
    """A draft, an open ballot with papers, one that is closed, and one whose result was shown."""
    on = [theme.id for theme in themes.themes(session)][:2]
    services.make_ballot(session, "Draft", on)
    running = services.make_ballot(session, "Running", on, seats=1, cap=5)
    services.open_ballot(session, running)
    paper_services.key_paper(session, running, "1", {1: 3, 2: 2})
    paper_services.key_paper(session, running, "2", {2: 9})
    services.issue_papers(session, running, 3, 2)
    closed = services.make_ballot(session, "Over", on, method="approval", seats=1)
    services.open_ballot(session, closed)
    paper_services.key_paper(session, closed, "1", {1: 1})
    services.issue_papers(session, closed, 1, 1)
    services.close_ballot(session, closed)
    told = services.make_ballot(session, "Told", on, seats=1)
    services.open_ballot(session, told)
    for number, marks in (("1", {1: 2}), ("2", {1: 1, 2: 3}), ("3", {2: 9})):
        paper_services.key_paper(session, told, number, marks)
    services.issue_papers(session, told, 4, 3)
    services.close_ballot(session, told)
    services.reveal_ballot(session, told)


def level(session: Session, **declared: Any) -> int:
    """A closed ballot on which two of three options are level for the second place."""
    lines = [Line(wording) for wording in ("Bread", "Roses", "Salt")]
    name = f"Level {len(queries.ballots(session))}"
    made = services.draft_ballot(session, name, lines, **{**LEVEL, **declared})
    services.open_ballot(session, made)
    for number, marks in (("1", {1: 3, 2: 1}), ("2", {1: 2, 3: 1})):
        paper_services.key_paper(session, made, number, marks)
    services.issue_papers(session, made, 2, 2)
    services.close_ballot(session, made)
    return made


def of(session: Session, state: str) -> int:
    return next(row.id for row in queries.ballots(session) if row.state == state)


def _first(state: str, *rest: object) -> Callable[[Session], tuple[Any, ...]]:
    return lambda session: (of(session, state), *rest)


EXAMPLES: Mapping[Callable[..., Any], Callable[[Session], tuple[Any, ...]]] = {
    services.make_ballot: lambda session: (
        f"Ballot {len(queries.ballots(session))}",
        [theme.id for theme in themes.themes(session)][:2],
    ),
    services.amend_ballot: lambda session: (
        of(session, "draft"),
        Fields(seats=queries.ballot(session, of(session, "draft")).seats + 1),
    ),
    services.draft_ballot: lambda session: (
        f"Draft {len(queries.ballots(session))}",
        [Line("Bread", themes.themes(session)[0].id), Line("Circuses", cost=4000)],
        Fields(budget=9000),
    ),
    paper_services.confirm_paper: lambda session: (
        of(session, "open"),
        paper_queries.papers(session, of(session, "open"))[0].number,
    ),
    services.make_runoff: lambda session: (level(session),),
    services.remove_ballot: _first("draft"),
    services.open_ballot: _first("draft"),
    services.issue_papers: lambda session: (
        of(session, "open"),
        queries.ballot(session, of(session, "open")).issued + 1,
        2,
    ),
    services.close_ballot: _first("open"),
    services.reopen_ballot: _first("closed"),
    services.reveal_ballot: _first("closed"),
    paper_services.key_paper: lambda session: (
        of(session, "open"),
        str(len(paper_queries.papers(session, of(session, "open"))) + 40),
        {1: 1, 2: 2},
    ),
    paper_services.withdraw_paper: lambda session: (
        of(session, "open"),
        paper_queries.papers(session, of(session, "open"))[0].number,
    ),
    paper_services.withdraw_papers: _first("open"),
    papers_in.import_papers: lambda session: (
        f"From a file {len(queries.ballots(session))}",
        PAPERS,
    ),
}
