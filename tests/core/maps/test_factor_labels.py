"""When two labels are one, and that a label with a number behind it can still be kept."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from upstream_workshop.letters import SHORT
from upstream_workshop.maps.analysis.factor_labels import folded, free_label
from upstream_workshop.maps.map_rows import FactorRow, MapRow
from upstream_workshop.maps.merging.merged_map import merged

LABELS = st.text("aAb ", min_size=1, max_size=4).filter(str.strip) | st.just("w" * SHORT)


@given(st.lists(LABELS, max_size=12))
def test_every_label_becomes_one_that_is_free_and_fits(labels: list[str]) -> None:
    taken: set[str] = set()
    for label in labels:
        free = free_label(label, taken)
        assert folded(free) not in taken
        assert len(free) <= SHORT
        assert free == label or folded(label) in taken
        taken.add(folded(free))


@given(
    st.text(st.sampled_from("aŵÂé Σςßﬁ\u0302-'"), min_size=1),
    st.sampled_from(["\u200b", "\u00ad", "\ufeff", "\u2060"]),
)
def test_labels_that_look_alike_are_one(label: str, unseen: str) -> None:
    """A name from a Mac may have its accents apart; what is pasted may hold what nobody sees."""
    for form in ("NFC", "NFD"):
        other = unicodedata.normalize(form, label)
        assert folded(unseen.join((" ", *other, " ")).upper()) == folded(label.upper())
        assert folded(other) == folded(label)


def test_two_of_the_longest_labels_fit_on_a_merged_map() -> None:
    long = "w" * SHORT
    one = MapRow(1, "A", "", (FactorRow(1, long),), ())
    other = MapRow(2, "B", "", (FactorRow(1, long), FactorRow(2, "Of another name")), ())
    made = merged(one, other, {1: 2})
    assert [len(factor.label) for factor in made.row.factors] == [SHORT, SHORT]
    assert len({folded(factor.label) for factor in made.row.factors}) == 2
