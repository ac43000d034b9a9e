"""Which offers may answer an ask, and why."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upstream_workshop.people.introductions.matching import (
    MOST_EACH,
    Helper,
    Match,
    OfferOrAsk,
    matches,
)
from upstream_workshop.people.introductions.word_stems import meaningful, stem

PEOPLE = [
    Helper(1, "Kirklees", ("trust",)),
    Helper(2, "Newham"),
    Helper(3, "Leeds", ("community building",)),
    Helper(4, "Kirklees"),
]
OFFERS = [
    OfferOrAsk(10, 2, "How we measure trust with eight questions"),
    OfferOrAsk(11, 4, "A plain form about trust"),
    OfferOrAsk(12, 1, "Measuring trust ourselves"),
]


def test_the_ask_finds_the_offer_that_shares_its_words() -> None:
    found = matches([OfferOrAsk(20, 1, "A way of measuring trust")], OFFERS, PEOPLE)
    assert [(one.helper_id, one.offer_id, one.words) for one in found] == [
        (2, 10, ("measuring", "trust")),
        (4, 11, ("trust",)),
    ]


def test_declared_interests_count_too_but_less() -> None:
    found = matches([OfferOrAsk(20, 1, "A community builder’s diary")], OFFERS, PEOPLE)
    assert [(one.helper_id, one.offer_id, one.words) for one in found] == [
        (3, None, ("builder", "community"))
    ]


def test_what_was_judged_is_not_proposed_again() -> None:
    ask = OfferOrAsk(20, 1, "A way of measuring trust")
    assert [one.helper_id for one in matches([ask], OFFERS, PEOPLE, {(20, 2)})] == [4]


def test_words_that_everybody_uses_say_nothing() -> None:
    asks = [OfferOrAsk(100 + n, 1, f"prevention topic{chr(97 + n)}x") for n in range(20)]
    offers = [OfferOrAsk(200 + n, 2, f"prevention other{chr(97 + n)}x") for n in range(20)]
    assert matches(asks, offers, PEOPLE) == ()


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("commissioner", "commissioning"),
        ("measure", "measurement"),
        ("community", "communities"),
        ("story", "stories"),
        ("builders", "building"),
        ("budget", "budgets"),
        ("risk", "risks"),
    ],
)
def test_forms_of_a_word_meet(first: str, second: str) -> None:
    assert stem(first) == stem(second)


@pytest.mark.parametrize(("first", "second"), [("trust", "truth"), ("rural", "rules")])
def test_other_words_do_not(first: str, second: str) -> None:
    assert stem(first) != stem(second)


def test_empty_words_carry_nothing() -> None:
    assert meaningful("Somebody who has worked with those people, really") == {}
    assert list(meaningful("Siân’s logbook of TRUST, trust")) == ["sian", "logbook", "trust"]


texts = st.text(st.sampled_from("abcdeŵ 'ing"), max_size=30)


@given(
    st.lists(st.tuples(st.integers(1, 6), texts), max_size=6),
    st.lists(st.tuples(st.integers(1, 6), texts), max_size=6),
    st.dictionaries(st.integers(1, 6), texts, max_size=6),
)
def test_every_match_has_its_reason_in_both_texts(
    asked: list[tuple[int, str]], offered: list[tuple[int, str]], interests: dict[int, str]
) -> None:
    asks = [OfferOrAsk(n, person, text) for n, (person, text) in enumerate(asked)]
    offers = [OfferOrAsk(n, person, text) for n, (person, text) in enumerate(offered, 50)]
    helpers = [Helper(id_, "X", (text,)) for id_, text in interests.items()]
    found = matches(asks, offers, helpers)
    pairs = [(one.ask_id, one.helper_id) for one in found]
    assert len(pairs) == len(set(pairs))
    for one in found:
        _holds(one, asks, offers, helpers)
        assert sum(other.ask_id == one.ask_id for other in found) <= MOST_EACH


def _holds(
    one: Match, asks: list[OfferOrAsk], offers: list[OfferOrAsk], helpers: list[Helper]
) -> None:
    ask = next(each for each in asks if each.id == one.ask_id)
    helper = next(each for each in helpers if each.id == one.helper_id)
    offer = next((each for each in offers if each.id == one.offer_id), None)
    assert ask.participant_id != helper.id
    assert offer is None or offer.participant_id == helper.id
    source = meaningful(offer.text if offer else " ".join(helper.interests))
    said = meaningful(ask.text)
    assert one.words
    assert all(any(said.get(s) == word for s in source) for word in one.words)


def scored(ask: str, offers: list[tuple[int, str]], helpers: list[Helper]) -> dict[int, float]:
    """What each helper scores for an ask of person 1."""
    said = [OfferOrAsk(50 + place, who, text) for place, (who, text) in enumerate(offers)]
    return {one.helper_id: one.score for one in matches([OfferOrAsk(20, 1, ask)], said, helpers)}


def test_a_colleague_counts_half_as_much_as_a_stranger() -> None:
    prompts, stranger, colleague = Helper(1, "Leeds"), Helper(9, "York"), Helper(2, "Leeds")
    said = [(2, "budget trust"), (9, "budget trust")]
    found = scored("budget trust", said, [prompts, stranger, colleague])
    assert list(found) == [9, 2]
    assert found[2] == pytest.approx(found[9] / 2)
    nobody = scored("budget trust", said, [Helper(1), Helper(2), Helper(9)])
    assert list(nobody) == [2, 9], "no organisation is no home to share"
    assert nobody[2] == nobody[9] == pytest.approx(found[9])


def test_an_interest_counts_less_than_an_offer_and_more_than_a_colleagues() -> None:
    people = [
        Helper(1, "Leeds"),
        Helper(2, "York", ("budget",)),
        Helper(3, "Hull"),
        Helper(4, "Leeds"),
    ]
    found = scored("budget", [(3, "budget"), (4, "budget")], people)
    assert list(found) == [3, 2, 4]
    assert found[2] == pytest.approx(0.7 * found[3])


@pytest.mark.parametrize(("helpers", "proposed"), [(2, 2), (3, 3), (4, 3), (5, 3)])
def test_three_are_proposed_for_an_ask_and_those_decided_give_way(
    helpers: int, proposed: int
) -> None:
    people = [Helper(1), *(Helper(n) for n in range(2, 2 + helpers))]
    offers = [OfferOrAsk(50 + n, n, "budget") for n in range(2, 2 + helpers)]
    ask = OfferOrAsk(20, 1, "budget")
    assert [one.helper_id for one in matches([ask], offers, people)] == list(range(2, 2 + proposed))
    rest = matches([ask], offers, people, {(20, 2)})
    assert [one.helper_id for one in rest] == list(range(3, 2 + helpers))[:3]


@pytest.mark.parametrize(("texts_", "using", "counts"), [(12, 6, True), (12, 7, False), (60, 9, True),
                                                         (60, 10, False)])  # fmt: skip
def test_a_word_counts_in_up_to_six_texts_or_fifteen_in_a_hundred(
    texts_: int, using: int, counts: bool
) -> None:
    words = [f"topic{chr(97 + n // 26)}{chr(97 + n % 26)}q" for n in range(texts_)]
    asks = [OfferOrAsk(n, 1, "budget" if n == 0 else words[n]) for n in range(2)]
    offers = [
        OfferOrAsk(100 + n, 2, "budget" if n < using - 1 else words[2 + n % 10])
        for n in range(texts_ - 4)
    ]
    # two people's interests, blank here, are texts too
    found = matches(asks, offers, [Helper(1), Helper(2)])
    assert bool([one for one in found if one.words == ("budget",)]) == counts


def test_of_what_somebody_said_the_strongest_counts_and_the_first_of_equals() -> None:
    said = [(2, "budget"), (2, "budget trust"), (2, "trust budget")]
    offers = [OfferOrAsk(50 + place, who, text) for place, (who, text) in enumerate(said)]
    (only,) = matches([OfferOrAsk(20, 1, "trust budget")], offers, [Helper(1), Helper(2)])
    assert (only.offer_id, only.words) == (51, ("trust", "budget"))


def test_nobody_off_the_list_and_nobody_themselves_is_proposed() -> None:
    assert scored("budget", [(1, "budget"), (7, "budget")], [Helper(1)]) == {}


@pytest.mark.parametrize(("home", "proposed"), [("Leeds", False), ("York", True)])
def test_a_common_word_among_a_colleagues_interests_is_chance(home: str, proposed: bool) -> None:
    people = [Helper(1, "Leeds"), *(Helper(n, home, ("budget",)) for n in range(2, 7))]
    assert bool(scored("budget", [], people)) == proposed


@pytest.mark.parametrize(("colleagues", "proposed"), [(2, True), (3, False)])
def test_a_proposal_needs_a_fifth_of_a_word_of_its_own(colleagues: int, proposed: bool) -> None:
    """The interest of a colleague in a word of three of seven texts is worth 0.203, of four 0.170."""
    people = [
        Helper(n, "Leeds", ("budget",) if 1 < n < 2 + colleagues else ()) for n in range(1, 7)
    ]
    assert bool(scored("budget", [], people)) == proposed


def test_a_word_weighs_the_more_the_fewer_texts_it_is_in() -> None:
    """Of four texts, two people's blank interests among them, two have the word."""
    found = scored("budget", [(2, "budget")], [Helper(1), Helper(2)])
    assert found == {2: pytest.approx(math.log(3) / math.log(5))}


def test_one_who_cannot_help_hides_nobody_after_them() -> None:
    offers = [(7, "budget"), (1, "budget"), (2, "budget")]
    assert list(scored("budget", offers, [Helper(1), Helper(2)])) == [2]
