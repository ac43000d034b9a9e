"""Proposed clusters: disjoint, with a reason that is true of every card, and the same for any order."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from upstream_workshop.evidence.groupings.shared_words import clusters
from upstream_workshop.people.introductions.word_stems import meaningful

VOCABULARY = (
    "risk",
    "risks",
    "money",
    "budget",
    "budgets",
    "trust",
    "street",
    "the",
    "tŷ",
    "arian",
)
sentences = st.lists(st.sampled_from(VOCABULARY), max_size=5).map(" ".join)
walls = st.dictionaries(st.integers(1, 60), sentences, max_size=25)


def test_cards_that_share_a_word_are_proposed_with_it() -> None:
    found = clusters(
        {
            1: "Money for risks nobody owns",
            2: "Who carries the risk, who has the money?",
            3: "Villages with one bus",
            4: "A bus for every village",
            5: "More sockets, please",
        }
    )
    assert {one.ids: set(one.words) for one in found} == {
        (1, 2): {"money", "risk"},
        (3, 4): {"village"},
    }


@given(walls, st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_clusters_are_disjoint_true_and_the_same_in_any_order(
    texts: dict[int, str], dice: object
) -> None:
    found = clusters(texts)
    held = [card for one in found for card in one.ids]
    assert len(held) == len(set(held))
    for one in found:
        assert len(one.ids) >= 2
        (first, *others) = (next(iter(meaningful(word))) for word in one.words)
        assert all(first in meaningful(texts[card]) for card in one.ids)
        for other in others:
            having = sum(other in meaningful(texts[card]) for card in one.ids)
            assert 2 * having > len(one.ids)
    order = [*texts]
    dice.shuffle(order)  # type: ignore[attr-defined]
    again = clusters({card: texts[card] for card in order})
    assert {frozenset(one.ids) for one in again} == {frozenset(one.ids) for one in found}
