"""A ballot's name means one ballot, however it is written."""

from __future__ import annotations

import pytest

from tests.core.voting.examples import PAPERS
from upstream_workshop.errors import WorkshopError
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.themes.services import add_theme
from upstream_workshop.voting import queries, services
from upstream_workshop.voting.importing import services as papers_in

WRITTEN = [
    ("Bread and roses", "BREAD and Roses"),
    ("Bread and roses", "  bread and roses "),
    ("ŵythnos Élan", "ŴYTHNOS élan"),
    ("Straße", "STRASSE"),
]


@pytest.mark.parametrize(("name", "again"), [*WRITTEN, *(pair[::-1] for pair in WRITTEN)])
def test_papers_go_into_the_ballot_of_that_name(workshop: Workshop, name: str, again: str) -> None:
    with workshop.change("Import twice") as session:
        papers_in.import_papers(session, name, PAPERS)
        outcome = papers_in.import_papers(session, again, PAPERS)
        assert (outcome.added, outcome.unchanged) == (0, 1)
    with workshop.read() as session:
        assert [row.name for row in queries.ballots(session)] == [name.strip()]


@pytest.mark.parametrize(("name", "again"), [*WRITTEN, *(pair[::-1] for pair in WRITTEN)])
def test_two_ballots_of_one_name_are_refused(workshop: Workshop, name: str, again: str) -> None:
    with workshop.change("Make") as session:
        on = [add_theme(session, title) for title in ("Bread", "Roses")]
        services.make_ballot(session, name, on)
        with pytest.raises(WorkshopError, match="already: choose another name"):
            services.make_ballot(session, again, on)


def test_another_name_is_another_ballot(workshop: Workshop) -> None:
    with workshop.change("Import") as session:
        papers_in.import_papers(session, "Élan", PAPERS)
        papers_in.import_papers(session, "Elan", PAPERS)
        assert [row.name for row in queries.ballots(session)] == ["Élan", "Elan"]
