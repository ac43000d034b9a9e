"""Networks for tests: any people of a few organisations, with any ties among them."""

from __future__ import annotations

from hypothesis import strategies as st

from upstream_workshop.people.introductions.network import TieRow
from upstream_workshop.people.kinds import (
    Phase,
    TieKind,
)

ORGANISATIONS = ("", "Kirklees", "Leeds", "York", "Surrey")

homes = st.dictionaries(st.integers(1, 40), st.sampled_from(ORGANISATIONS), max_size=14)


@st.composite
def networks(draw: st.DrawFn) -> tuple[dict[int, str], tuple[TieRow, ...]]:
    """People with their organisations, and ties, some of them to people who have gone."""
    home = draw(homes)
    if len(home) < 2:
        return home, ()
    ids = st.sampled_from([*sorted(home), 99])
    tie = st.builds(
        TieRow,
        st.just(0),
        ids,
        ids,
        st.sampled_from(TieKind),
        st.sampled_from(Phase),
        st.booleans(),
        st.booleans(),
    )
    ties = draw(st.lists(tie.filter(lambda one: one.first_id != one.second_id), max_size=20))
    return home, tuple(ties)
