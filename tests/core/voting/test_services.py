"""A ballot takes papers in one state alone; a secret one takes no name and forgets numbers once it closed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from tests.core.voting.examples import PAPERS
from upstream_workshop.errors import WorkshopError
from upstream_workshop.people import services as people
from upstream_workshop.readers.voting.papers import PaperEntry, PapersReading, options_of
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.themes.queries import themes
from upstream_workshop.themes.services import add_theme
from upstream_workshop.voting import queries, result_queries, services
from upstream_workshop.voting.importing import services as papers_in
from upstream_workshop.voting.kinds import BallotState
from upstream_workshop.voting.papers import queries as paper_queries
from upstream_workshop.voting.papers import services as paper_services

NAME, EMAIL = "Siân Ó Briain", "sian@quill.example"
WRITTEN = [
    NAME,
    "siân ó briain",
    "SIÂN Ó BRIAIN",
    "Sian O Briain",
    f"  {NAME} ",
    EMAIL,
    EMAIL.upper(),
]


def opened(session: Session, name: str = "Vote", **declared: Any) -> int:
    there = {row.title: row.id for row in themes(session)}
    on = [there.get(title) or add_theme(session, title) for title in ("Bread", "Roses")]
    made = services.make_ballot(session, name, on, **declared)
    services.open_ballot(session, made)
    return made


def closed(session: Session, *numbers: str, **declared: Any) -> int:
    made = opened(session, **declared)
    for number in numbers:
        paper_services.key_paper(session, made, number, {1: 1})
    services.issue_papers(session, made, len(numbers), len(numbers))
    services.close_ballot(session, made)
    return made


def papers_of(*numbers: str) -> PapersReading:
    entries = tuple(PaperEntry(n, one, (("Bread", 1),)) for n, one in enumerate(numbers, 2))
    return PapersReading(entries, options=options_of("Bread", "Roses"), method="dots")


@pytest.mark.parametrize("written", WRITTEN)
def test_a_secret_ballot_keeps_no_paper_under_a_name_however_written(
    workshop: Workshop, written: str
) -> None:
    with workshop.change("Vote") as session:
        people.add_participant(session, NAME, email=EMAIL)
        secret, named = opened(session), opened(session, "Named", secret=False)
        with pytest.raises(WorkshopError, match="the number of its slip, not a name"):
            paper_services.key_paper(session, secret, written, {1: 1})
        paper_services.key_paper(session, named, written, {1: 1})
        assert [paper.number for paper in paper_queries.papers(session, named)] == [written.strip()]
        outcome = papers_in.import_papers(session, "vote", papers_of("7", written))
        assert [(one.line, "secret ballot" in one.why) for one in outcome.refused] == [(3, True)]
        assert [paper.number for paper in paper_queries.papers(session, secret)] == ["7"]
        papers_in.import_papers(session, "From a file", papers_of(written))
        assert not queries.ballots(session)[-1].secret


def test_a_name_of_digits_is_the_number_of_a_slip(workshop: Workshop) -> None:
    with workshop.change("Vote") as session:
        people.add_participant(session, NAME, email="12")
        ballot = opened(session)
        paper_services.key_paper(session, ballot, " 12 ", {1: 1})
        outcome = papers_in.import_papers(session, "Vote", papers_of("12", "13"))
        assert (outcome.unchanged, outcome.added, outcome.refused) == (1, 1, ())


def test_closing_forgets_whose_slip_was_whose_where_the_ballot_is_secret(
    workshop: Workshop,
) -> None:
    with workshop.change("Vote") as session:
        secret = closed(session, "8", "9")
        named = closed(session, "8", "9", name="Named", secret=False)
        numbers = [
            [one.number for one in paper_queries.papers(session, id_)] for id_ in (secret, named)
        ]
        assert numbers == [["", ""], ["8", "9"]]
        services.reopen_ballot(session, secret)
        for blank in ("", "  "):
            with pytest.raises(WorkshopError, match="its number is forgotten"):
                paper_services.withdraw_paper(session, secret, blank)
        with pytest.raises(WorkshopError, match="No paper 8"):
            paper_services.withdraw_paper(session, secret, "8")
        with pytest.raises(WorkshopError, match="take all slips back"):
            papers_in.import_papers(session, "Vote", PAPERS)
        assert paper_services.withdraw_papers(session, secret) == 2
        with pytest.raises(WorkshopError, match="No paper"):
            paper_services.withdraw_papers(session, secret)


IN_STATE: dict[Callable[[Session, int], object], set[str]] = {
    lambda session, id_: services.amend_ballot(session, id_, seats=1): {"draft"},
    services.remove_ballot: {"draft"},
    services.open_ballot: {"draft"},
    services.close_ballot: {"open"},
    lambda session, id_: paper_services.key_paper(session, id_, "9", {1: 1}): {"open"},
    lambda session, id_: paper_services.withdraw_paper(session, id_, "1"): {"open"},
    paper_services.withdraw_papers: {"open"},
    lambda session, _id: papers_in.import_papers(session, "Vote", papers_of("1")): {"open"},
    services.reopen_ballot: {"closed"},
    services.reveal_ballot: {"closed"},
}


@pytest.mark.parametrize("state", list(BallotState))
@pytest.mark.parametrize("action", list(IN_STATE))
def test_each_action_has_its_states(
    workshop: Workshop, action: Callable[[Session, int], object], state: BallotState
) -> None:
    with workshop.change("Vote") as session:
        on = [add_theme(session, title) for title in ("Bread", "Roses")]
        ballot = services.make_ballot(session, "Vote", on, secret=False)
        if state != BallotState.DRAFT:
            services.open_ballot(session, ballot)
            paper_services.key_paper(session, ballot, "1", {1: 1})
            services.issue_papers(session, ballot, 1, 1)
        if state in (BallotState.CLOSED, BallotState.REVEALED):
            services.close_ballot(session, ballot)
        if state == BallotState.REVEALED:
            services.reveal_ballot(session, ballot)
    with workshop.change("Act") as session:
        if state in IN_STATE[action]:
            action(session, ballot)
        else:
            with pytest.raises(WorkshopError, match="Vote"):
                action(session, ballot)


@given(st.integers(-3, 3), st.integers(-3, 3))
def test_no_slips_are_fewer_than_none(workshop_of: Workshop, issued: int, returned: int) -> None:
    with workshop_of.change("Count") as session:
        (ballot, *_) = queries.ballots(session)
        if min(issued, returned) >= 0:
            services.issue_papers(session, ballot.id, issued, returned)
            row = queries.ballot(session, ballot.id)
            assert (row.issued, row.returned) == (issued, returned)
        else:
            with pytest.raises(WorkshopError, match="fewer than none"):
                services.issue_papers(session, ballot.id, issued, returned)


@pytest.fixture(scope="module")
def workshop_of(tmp_path_factory: pytest.TempPathFactory) -> Any:
    with Workshop.create(tmp_path_factory.mktemp("vote") / "session.upstream") as made:
        with made.change("Open") as session:
            opened(session)
        yield made


@pytest.mark.parametrize(
    ("value", "taken"), [(10**6, True), (10**6 + 1, False), (-(10**6), True), (-(10**6) - 1, False)]
)
def test_a_mark_of_too_many_digits_is_refused_of_either_sign(
    workshop: Workshop, value: int, taken: bool
) -> None:
    with workshop.change("Key") as session:
        ballot = opened(session)
        if taken:
            paper_services.key_paper(session, ballot, "1", {1: value})
        else:
            with pytest.raises(WorkshopError, match="far too many digits"):
                paper_services.key_paper(session, ballot, "1", {1: value})


def test_what_leaves_a_secret_ballot_is_in_no_order_of_slips_and_without_reasons(
    workshop: Workshop,
) -> None:
    with workshop.change("Vote") as session:
        told = []
        for name, order in (("One", (1, 2, 3)), ("Two", (3, 1, 2))):
            ballot = opened(session, name)
            for slip, place in enumerate(order):
                spoilt = "Ade wept" if place == 3 else ""
                paper_services.key_paper(
                    session, ballot, str(7 + slip), {place % 2 + 1: place}, spoilt
                )
            services.issue_papers(session, ballot, 3, 3)
            assert paper_queries.releasable_papers(session, ballot) == ()
            services.close_ballot(session, ballot)
            assert paper_queries.releasable_papers(session, ballot) == ()
            services.reveal_ballot(session, ballot)
            told.append(paper_queries.releasable_papers(session, ballot))
    assert told[0] == told[1]
    assert [(one.id, one.number, one.participant_id) for one in told[0]] == [
        (n, str(n), None) for n in (1, 2, 3)
    ]
    assert {one.spoilt for one in told[0]} == {"", "spoilt"}


@given(st.lists(st.integers(0, 200), unique=True, max_size=8), st.sets(st.sampled_from("aBcD")))
def test_papers_stand_by_number_and_then_by_name(numbers: list[int], names: set[str]) -> None:
    written = [*names, *map(str, numbers)]
    assert sorted(written, key=paper_queries.natural) == [
        *map(str, sorted(numbers)),
        *sorted(names, key=str.lower),
    ]


def test_winners_are_at_least_one(workshop: Workshop) -> None:
    with workshop.change("Vote") as session:
        ballot = closed(session, "1", "2")
        assert result_queries.tally(session, ballot, seats=1).winners == (1,)
        for none in (0, -1):
            with pytest.raises(WorkshopError, match="ask for 1 or more"):
                result_queries.tally(session, ballot, seats=none)
