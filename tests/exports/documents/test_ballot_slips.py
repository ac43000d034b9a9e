"""A slip lists the options in an order of its own if that was declared, under the numbers they have."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy.orm import Session

from exports.documents.forms.ballot_slips import in_order
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.voting import queries, services
from upstream_workshop.voting.records import Line

WORDS = ("Bread", "Roses", "Salt", "Circuses", "Honey")


def ballot(session: Session, **declared: Any) -> queries.BallotRow:
    lines = [Line(word) for word in WORDS]
    made = services.draft_ballot(session, "Vote", lines, **declared)
    return queries.ballot(session, made)


def test_slips_are_shuffled_each_in_its_own_way_and_always_the_same(workshop: Workshop) -> None:
    with workshop.change("Vote") as session:
        row = ballot(session, shuffled=True)
    orders = [tuple(option.number for option in in_order(row, n)) for n in range(1, 31)]
    assert len(set(orders)) > 15
    assert {tuple(sorted(order)) for order in orders} == {(1, 2, 3, 4, 5)}
    first = [order[0] for order in orders]
    assert set(first) == {1, 2, 3, 4, 5}
    assert orders == [tuple(option.number for option in in_order(row, n)) for n in range(1, 31)]
    for option in in_order(row, 3):
        assert option.wording == WORDS[option.number - 1]


@pytest.mark.parametrize("number", [1, 2, 30])
def test_other_slips_list_the_options_as_they_are(workshop: Workshop, number: int) -> None:
    with workshop.change("Vote") as session:
        row = ballot(session)
    assert in_order(row, number) == row.options
