"""Indicators: no answer of a few can be worked out from what is shown, and scales are kept to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upstream_workshop.errors import WorkshopError
from upstream_workshop.people.services import add_participant, amend_participant
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.workgroups.following_up.indicator_changes import FEWEST, shown_means
from upstream_workshop.workgroups.following_up.indicator_rows import (
    indicator_changes,
    indicators,
)
from upstream_workshop.workgroups.following_up.services import (
    MOST_INDICATORS,
    add_indicator,
    amend_indicator,
    answer_indicators,
)

HOMES = st.sampled_from(["", "Adur", "Kent", "Leeds", "Môn"])


@given(st.dictionaries(HOMES, st.lists(st.integers(1, 5), max_size=6)))
def test_what_is_not_shown_cannot_be_worked_out(answers: dict[str, list[int]]) -> None:
    found = shown_means(answers, 6)
    everybody = sum(map(len, answers.values()))
    assert all(mean.answers >= FEWEST for mean in found.values())
    assert ("" in found) == (everybody >= FEWEST)
    shown = sum(mean.answers for home, mean in found.items() if home)
    if "" in found:
        assert everybody - shown == 0 or everybody - shown >= FEWEST
    large = {home for home, values in answers.items() if home and len(values) >= FEWEST}
    assert len(large - found.keys()) <= 1, "no more is hidden than has to be"


def test_answers_change_over_the_weeks(workshop: Workshop) -> None:
    with workshop.change("Ask") as session:
        asked = add_indicator(session, "How far?", 0, 10)
        for number in range(6):
            person = add_participant(session, f"Person {number}")
            if number < 3:
                amend_participant(session, person, organisation="Kent")
            answer_indicators(session, person, 0, {asked: number})
            answer_indicators(session, person, 12, {asked: number + (3 if number < 3 else 0)})
        rows = {row.organisation: row for row in indicator_changes(session)}
        assert rows.keys() == {"", "Kent"}
        assert rows["Kent"].change == pytest.approx(3)
        assert [one.mean for one in rows[""].means] == [2.5, 4.0]
        answer_indicators(session, person, 12, {asked: None})
        assert rows != {row.organisation: row for row in indicator_changes(session)}


def test_scales_and_numbers_are_held(workshop: Workshop) -> None:
    with workshop.change("Ask") as session:
        person = add_participant(session, "Ann Vale")
        first, *_ = tuple(add_indicator(session, f"Question {n}") for n in range(MOST_INDICATORS))
        answer_indicators(session, person, 6, {first: 5})
        for service, *args in (
            (add_indicator, "One more"),
            (answer_indicators, person, 6, {first: 6}),
            (answer_indicators, person, 7, {first: 5}),
        ):
            with pytest.raises(WorkshopError):
                service(session, *args)
        for fields in ({"most": 4}, {"least": 5}, {"question": " "}, {"sky": "wet"}):
            with pytest.raises(WorkshopError):
                amend_indicator(session, first, **fields)
        assert indicators(session)[0].most == 5
