"""Who may vote, one paper a person, those who withdrew; and closed is closed."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy.orm import Session

from upstream_workshop.errors import WorkshopError
from upstream_workshop.people import services as people
from upstream_workshop.people.attendance import services as attendance_services
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.voting import queries, services
from upstream_workshop.voting.papers import electorate
from upstream_workshop.voting.papers import queries as paper_queries
from upstream_workshop.voting.papers import services as paper_services
from upstream_workshop.voting.records import Line

TWO = (Line("Bread"), Line("Roses"))
NAMES = (("Ade", "Quill"), ("Bet", "Quill"), ("Cai", "Marsh"), ("Dot", ""))


def furnished(session: Session, **declared: Any) -> tuple[int, dict[str, int]]:
    """An open named ballot, and people by name: Ade and Cai have come, Dot has withdrawn."""
    ids = {
        name: people.add_participant(session, name, organisation=organisation)
        for name, organisation in NAMES
    }
    for name in ("Ade", "Cai"):
        attendance_services.check_in(session, ids[name], 1, "here")
    attendance_services.withdraw(session, [ids["Dot"]])
    made = services.draft_ballot(session, "Vote", TWO, **{"secret": False, **declared})
    services.open_ballot(session, made)
    return made, ids


def close(session: Session, ballot: int) -> None:
    papers = len(paper_queries.papers(session, ballot))
    services.issue_papers(session, ballot, papers, papers)
    services.close_ballot(session, ballot)


@pytest.mark.parametrize(
    ("who", "may", "waiting", "papers"),
    [
        ("listed", ["Ade", "Bet", "Cai"], ("Bet", "Cai"), 3),
        ("present", ["Ade", "Cai"], ("Cai",), 2),
        ("organisations", ["Ade", "Cai"], ("Marsh",), 2),
    ],
)
def test_those_may_vote_who_were_declared_and_are_waited_for(
    workshop: Workshop, who: str, may: list[str], waiting: tuple[str, ...], papers: int
) -> None:
    with workshop.change("Vote") as session:
        ballot, ids = furnished(session, electorate=who)
        assert len(electorate.without_paper(session, ballot)) == papers
        paper_services.key_paper(session, ballot, "1", {1: 1}, participant_id=ids["Ade"])
        row = queries.ballot(session, ballot)
        assert sorted(electorate.who_may(session, row).values()) == may
        assert electorate.without_paper(session, ballot) == waiting
        for name in ids.keys() - may:
            with pytest.raises(WorkshopError, match="may not vote"):
                paper_services.key_paper(session, ballot, "9", {1: 1}, participant_id=ids[name])


def test_one_person_has_one_paper(workshop: Workshop) -> None:
    with workshop.change("Vote") as session:
        ballot, ids = furnished(session)
        paper_services.key_paper(session, ballot, "1", {1: 1}, participant_id=ids["Ade"])
        with pytest.raises(WorkshopError, match="has slip 1"):
            paper_services.key_paper(session, ballot, "7", {2: 1}, participant_id=ids["Ade"])
        for number in ("01", "1.0", "#1"):
            paper_services.key_paper(session, ballot, number, {2: 2}, participant_id=ids["Ade"])
        (paper,) = paper_queries.papers(session, ballot)
        assert (paper.number, paper.marks) == ("1", ((2, 2),))


@pytest.mark.parametrize(("declared", "counted"), [("counts", 2), ("left out", 1)])
def test_the_paper_of_one_who_withdrew_is_handled_as_declared(
    workshop: Workshop, declared: str, counted: int
) -> None:
    with workshop.change("Vote") as session:
        ballot, ids = furnished(session, withdrawn=declared)
        for number, name in (("1", "Ade"), ("2", "Bet")):
            paper_services.key_paper(session, ballot, number, {1: 1}, participant_id=ids[name])
        attendance_services.withdraw(session, [ids["Bet"]])
        close(session, ballot)
        assert len(paper_queries.valid_marks(session, ballot)) == counted
        attendance_services.withdraw(session, [ids["Cai"]])
        assert len(paper_queries.valid_marks(session, ballot)) == counted


def test_closed_is_closed_and_reopening_is_recorded_with_its_reason(workshop: Workshop) -> None:
    with workshop.change("Vote") as session:
        ballot, ids = furnished(session)
        paper_services.key_paper(session, ballot, "1", {1: 1}, participant_id=ids["Ade"])
        close(session, ballot)
        with pytest.raises(WorkshopError, match="closed, so its slips are counted"):
            services.issue_papers(session, ballot, 9, 9)
        services.reopen_ballot(session, ballot, " A slip\nlay under the table ")
        services.close_ballot(session, ballot)
        services.reopen_ballot(session, ballot)
        assert queries.ballot(session, ballot).reopened.splitlines() == [
            "A slip lay under the table",
            "no reason was given",
        ]


@pytest.mark.parametrize("secret", [True, False])
def test_a_second_entry_is_counted_and_leaves_nothing_on_a_secret_paper(
    workshop: Workshop, secret: bool
) -> None:
    with workshop.change("Vote") as session:
        ballot, _ = furnished(session, secret=secret)
        paper_services.key_paper(session, ballot, "1", {1: 1}, written="1")
        paper_services.key_paper(session, ballot, "2", {1: 4}, written="2 3 1 1")
        paper_services.key_paper(session, ballot, "3", {}, "Ade tore it", written="x Ade tore it")
        paper_services.confirm_paper(session, ballot, "01")
        paper_services.key_paper(session, ballot, "3", {1: 2}, written="11", checked=True)
        with pytest.raises(WorkshopError, match="No paper 9"):
            paper_services.confirm_paper(session, ballot, "9")
        close(session, ballot)
        assert queries.ballot(session, ballot).checked == 2
        rows = paper_queries.papers(session, ballot)
        written = {(row.written, row.checked) for row in rows}
        if secret:
            assert written == {("", False), ("1 1 2 3", False)}
        else:
            assert written == {("1", True), ("2 3 1 1", False), ("11", True)}
