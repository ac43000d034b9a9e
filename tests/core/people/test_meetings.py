"""Who should meet: how many are proposed, how often one person is, and what comes before what."""

from __future__ import annotations

from itertools import pairwise

import pytest

from upstream_workshop.people.introductions.meetings import MOST, Guest, Suggestion, suggestions
from upstream_workshop.people.introductions.network import TieRow
from upstream_workshop.people.kinds import (
    Phase,
    TieKind,
)


def guests(count: int, home: str = "Council {}") -> list[Guest]:
    return [Guest(n, home.format(n)) for n in range(1, count + 1)]


def tie(
    number: int, first: int, second: int, kind: str = TieKind.KNOW, phase: str = Phase.BEFORE
) -> TieRow:
    return TieRow(number, first, second, kind, phase, mutual=True, dismissed=False)


def ties(*pairs: tuple[int, int]) -> list[TieRow]:
    return [tie(number, *pair) for number, pair in enumerate(pairs, 1)]


def chain(*people: int) -> list[TieRow]:
    return ties(*pairwise(people))


def pairs(found: tuple[Suggestion, ...]) -> list[tuple[int, int]]:
    return [(one.first_id, one.second_id) for one in found]


@pytest.mark.parametrize("people", [24, 40])
def test_at_most_twelve_are_proposed(people: int) -> None:
    found = suggestions(guests(people), ())
    assert len(found) == MOST == 12
    assert pairs(suggestions(guests(people), (), most=5)) == pairs(found)[:5]


@pytest.mark.parametrize("people", [4, 8, 9])
def test_everybody_is_proposed_twice_where_few_are(people: int) -> None:
    often = [id_ for pair in pairs(suggestions(guests(people), ())) for id_ in pair]
    assert {often.count(id_) for id_ in range(1, people + 1)} == {2}


def test_three_strangers_are_all_introduced_and_then_it_ends() -> None:
    assert sorted(pairs(suggestions(guests(3), ()))) == [(1, 2), (1, 3), (2, 3)]
    assert suggestions(guests(1), ()) == suggestions((), ()) == ()


def test_colleagues_and_pairs_noted_or_set_aside_are_never_proposed() -> None:
    assert suggestions(guests(4, "Leeds"), ()) == ()
    assert suggestions(guests(4, ""), ()) == ()
    noted = [
        tie(1, 1, 2, TieKind.MEET),
        TieRow(2, 1, 3, TieKind.MEET, Phase.AFTER, mutual=False, dismissed=True),
        tie(3, 2, 3, TieKind.KNOW, Phase.AFTER),
    ]
    assert suggestions(guests(3), noted) == ()


def test_without_an_organisation_only_a_new_way_is_useful() -> None:
    mixed = [Guest(1, "Leeds"), Guest(2), Guest(3, "York")]
    (only,) = suggestions(mixed, ties((1, 3)))
    assert (only.reachable, only.steps, only.strangers) == (2, 0, False)
    assert suggestions([Guest(1, "Leeds"), Guest(2)], ties((1, 2))) == ()


def test_what_an_introduction_would_do_is_told() -> None:
    (first, *_) = suggestions(guests(5), ties((1, 2), (1, 3), (2, 3), (4, 5)))
    assert first == Suggestion(1, 4, reachable=6, steps=0, strangers=True)
    far = suggestions(guests(4), chain(1, 2, 3, 4))
    assert far[0] == Suggestion(1, 4, reachable=0, steps=3, strangers=True)
    friends = suggestions(guests(3), chain(1, 2, 3))
    assert friends == (Suggestion(1, 3, reachable=0, steps=2, strangers=True),)


def test_acquainted_organisations_are_no_strangers() -> None:
    people = [Guest(1, "Leeds"), Guest(2, "York"), Guest(3, "Leeds"), Guest(4, "York")]
    found = {pair: one.strangers for one in suggestions(people, ties((1, 2)))
             for pair in [(one.first_id, one.second_id)]}  # fmt: skip
    assert found
    assert not any(found.values())


@pytest.mark.parametrize(
    ("better", "ties_", "interests", "helping"),
    [
        # of pairs with a way between them already, in a ring of six: three steps before two
        ((1, 4), ties((1, 2), (2, 3), (3, 4), (4, 5), (5, 6), (6, 1)), {}, ()),
        (
            (3, 5),
            ties((1, 2), (2, 3), (3, 4), (4, 5), (5, 6), (6, 1)),
            {3: "trust budget", 5: "trust budget"},
            (),
        ),
        ((3, 5), ties((1, 2), (2, 3), (3, 4), (4, 5), (5, 6), (6, 1)), {}, ((5, 3),)),
        # nobody knows anybody: three things they share, then whether one may help, then one they share
        ((1, 6), (), {2: "trust", 5: "trust"}, ((1, 6),)),
        ((2, 5), (), {2: "trust budget risk", 5: "trust budget risk"}, ((1, 6),)),
        ((1, 6), (), {}, ((6, 1),)),
        # the two who know nobody come before those who do
        ((5, 6), ties((1, 2), (3, 4)), {5: "trust", 6: "trust"}, ()),
        # and joining two large parts before joining two lone ones
        ((1, 4), ties((1, 2), (1, 3), (2, 3), (4, 5), (4, 6), (5, 6)), {}, ()),
    ],
)
def test_the_most_telling_comes_first(
    better: tuple[int, int],
    ties_: list[TieRow],
    interests: dict[int, str],
    helping: tuple[tuple[int, int], ...],
) -> None:
    people = [
        Guest(n, f"Council {n}", (interests[n],) if n in interests else ()) for n in range(1, 7)
    ]
    found = suggestions(people, ties_, helping)
    assert pairs(found)[0] == better
    assert found[0].answers == bool({better, better[::-1]} & {*helping})
    assert found[0].common == tuple(sorted(interests.get(better[0], "").split()))


def test_a_fourth_thing_in_common_adds_nothing() -> None:
    cares = {1: "trust budget risk", 2: "trust budget risk"}
    cares |= dict.fromkeys((3, 4), "river garden market library")
    people = [Guest(n, f"Council {n}", (words,)) for n, words in cares.items()]
    found = suggestions(people, ())
    assert pairs(found)[0] == (1, 2)
    assert [len(one.common) for one in found[:2]] == [3, 4]


def test_two_steps_are_not_far() -> None:
    """An answer to a friend's friend's friend comes before a stranger whom a friend knows."""
    homes = ("Leeds", "York", "Hull", "York")
    people = [Guest(n, home) for n, home in enumerate(homes, 1)]
    found = suggestions(people, chain(1, 2, 3, 4), helping=[(4, 1)])
    assert pairs(found)[:2] == [(1, 4), (1, 3)]


def test_what_a_third_shares_is_common_to_nobody() -> None:
    def shared(people: int, caring: int) -> bool:
        some = [
            Guest(n, f"Council {n}", ("trust",) if n <= caring else ())
            for n in range(1, people + 1)
        ]
        return any(one.common for one in suggestions(some, ()))

    assert not shared(9, 1)
    assert shared(9, 2)
    assert shared(9, 3)
    assert not shared(9, 4)
    assert shared(12, 4)
    assert not shared(12, 5)


@pytest.mark.parametrize(("people", "looked_at"), [(102, True), (103, False)])
def test_the_hundred_least_tied_are_looked_at(people: int, looked_at: bool) -> None:
    """Of three who know each other one is looked at where 99 others know nobody, none where 100 do."""
    (best,) = suggestions(guests(people), ties((1, 2), (1, 3), (2, 3)), helping=[(1, 50)], most=1)
    assert best.answers == looked_at
