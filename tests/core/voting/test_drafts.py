"""A draft can be changed whole until it opens, and opens only if what it declares can work."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.core.voting.examples import level
from upstream_workshop.errors import WorkshopError
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.themes import queries as themes
from upstream_workshop.themes.services import add_theme, merge_themes, set_theme_state
from upstream_workshop.voting import queries, result_queries, services
from upstream_workshop.voting.papers import services as paper_services
from upstream_workshop.voting.records import Line

THREE = (Line("Bread"), Line("Roses"), Line("Salt"))


def draft(session: Session, lines: tuple[Line, ...] = THREE, **declared: Any) -> int:
    return services.draft_ballot(session, "Vote", lines, **declared)


def wordings(session: Session, ballot: int) -> list[str]:
    return [option.wording for option in queries.ballot(session, ballot).options]


def states(session: Session) -> dict[str, str]:
    return {row.title: row.state for row in themes.themes(session)}


def test_options_name_and_rules_of_a_draft_change(workshop: Workshop) -> None:
    with workshop.change("Vote") as session:
        made = draft(session)
        turned = (Line("Salt", cost=2), Line("  Bread and  butter "), Line("Circuses"))
        services.amend_ballot(session, made, " Choices ", turned, rule="borda", depth=2, budget=9)
        row = queries.ballot(session, made)
        assert wordings(session, made) == ["Salt", "Bread and butter", "Circuses"]
        assert (row.name, row.rule, row.depth, row.budget) == ("Choices", "borda", 2, 9)
        assert [option.cost for option in row.options] == [2, None, None]


def test_slips_get_a_new_version_only_if_what_they_say_changes(workshop: Workshop) -> None:
    with workshop.change("Vote") as session:
        made = draft(session)
        services.amend_ballot(session, made, "Another name", seats=2, tie_rule="lots")
        assert queries.ballot(session, made).version == 1
        services.amend_ballot(session, made, lines=THREE[::-1])
        services.amend_ballot(session, made, question="Which?")
        assert queries.ballot(session, made).version == 3


def test_themes_are_on_the_ballot_as_long_as_they_are(workshop: Workshop) -> None:
    with workshop.change("Vote") as session:
        ids = [add_theme(session, title) for title in ("Bread", "Roses", "Salt")]
        made = services.make_ballot(session, "Vote", ids[:2])
        lines = (Line("Roses", ids[1]), Line("The salt of it", ids[2]))
        services.amend_ballot(session, made, lines=lines)
        assert states(session) == {
            "Bread": "candidate", "Roses": "on the ballot", "Salt": "on the ballot",
        }  # fmt: skip
        services.remove_ballot(session, made)
        assert set(states(session).values()) == {"candidate"}


@pytest.mark.parametrize(
    ("declared", "lines", "says"),
    [
        ({"seats": 9}, THREE, "9 places cannot be filled from 3 options"),
        ({"dots": 2, "cap": 3}, THREE, "one option may get 3 dots where a paper has 2"),
        ({}, (Line("Bread"), Line("bread")), "word them apart"),
        ({"budget": 9}, (Line("Bread", cost=3), Line("Roses")), "1 option has no cost"),
        ({"rule": "stv"}, THREE, "needs a ballot on which people rank"),
        ({"rule": "instant-runoff"}, THREE, "is for one place and there are 3"),
        (
            {"budget": 9},
            (Line("Bread", cost=10), Line("Roses", cost=11)),
            "no option has a cost within",
        ),
    ],
)
def test_a_draft_that_cannot_work_cannot_open(
    workshop: Workshop, declared: dict[str, Any], lines: tuple[Line, ...], says: str
) -> None:
    with workshop.change("Vote") as session:
        made = draft(session, lines, **declared)
        with pytest.raises(WorkshopError, match=says):
            services.open_ballot(session, made)
        assert queries.ballot(session, made).state == "draft"


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"lines": THREE[:1]}, "at least two options"),
        ({"lines": (Line("Bread"), Line("  "))}, "Option 2 has no words"),
        ({"lines": (Line("Bread", 99), Line("Roses"))}, "no longer there"),
        ({"rule": "loudest"}, "no rule of counting"),
        ({"electorate": "cats"}, "no voters"),
        ({"depth": 0}, "must each be 1 or more"),
        ({"name": "other"}, "already: choose another name"),
    ],
)
def test_what_is_no_ballot_is_refused(workshop: Workshop, wrong: dict[str, Any], says: str) -> None:
    with workshop.change("Vote") as session:
        services.draft_ballot(session, "Other", THREE)
        made = draft(session)
    with pytest.raises(WorkshopError, match=says), workshop.change("Amend") as session:
        services.amend_ballot(session, made, **wrong)
    with workshop.read() as session:
        assert wordings(session, made) == ["Bread", "Roses", "Salt"]


def test_places_that_were_not_declared_fit_the_options(workshop: Workshop) -> None:
    with workshop.change("Vote") as session:
        made = draft(session, THREE[:2])
        assert queries.ballot(session, made).seats == 2
        services.open_ballot(session, made)


def test_merging_themes_changes_no_option_of_an_open_ballot(workshop: Workshop) -> None:
    with workshop.change("Vote") as session:
        bread, roses, salt = (add_theme(session, title) for title in ("Bread", "Roses", "Salt"))
        made = services.make_ballot(session, "Vote", [bread, roses])
        services.open_ballot(session, made)
        before = queries.ballot(session, made).options
        merge_themes(session, salt, bread)
        with pytest.raises(WorkshopError, match="on the ballot"):
            merge_themes(session, roses, bread)
        set_theme_state(session, roses, "parked")
        merge_themes(session, roses, bread)
        assert queries.ballot(session, made).options == before


def test_a_second_vote_decides_between_those_who_were_level(workshop: Workshop) -> None:
    with workshop.change("Vote") as session:
        first = level(session, secret=False, electorate="present", shuffled=True)
        assert result_queries.tally(session, first).winners == (1,)
        second = queries.ballot(session, services.make_runoff(session, first))
        assert wordings(session, second.id) == ["Roses", "Salt"]
        assert (second.state, second.runoff_of_id, second.seats) == ("open", first, 1)
        assert (second.secret, second.electorate, second.shuffled) == (False, "present", True)
        assert (second.dots, second.cap, second.tie_rule) == (1, 1, "lots")
        assert second.seed is not None
        with pytest.raises(WorkshopError, match="no tie"):
            services.make_runoff(session, first)
        paper_services.key_paper(session, second.id, "1", {2: 1})
        services.issue_papers(session, second.id, 1, 1)
        services.close_ballot(session, second.id)
        assert result_queries.tally(session, second.id).winners == (2,)


@pytest.mark.parametrize(
    "declared", [{"seats": 1}, {"tie_rule": "lots"}, {"tie_rule": "keep both"}]
)
def test_no_second_vote_is_made_without_a_tie_for_it(
    workshop: Workshop, declared: dict[str, Any]
) -> None:
    with workshop.change("Vote") as session:
        first = level(session, **declared)
        with pytest.raises(WorkshopError, match="no tie"):
            services.make_runoff(session, first)
