"""Whom two letters mean, which names look alike, who on a list is known already."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from upstream_workshop.people.rules import (
    Known,
    folded,
    found,
    initials,
    likeliest,
    matched,
    mentions,
    shortened,
    without_titles,
)

NAMES = {
    1: "Siân Prys",
    2: "Ade Okafor",
    3: "Anna Dunn",
    4: "Marta Brzezińska",
    5: "Łukasz Adamski",
    6: "Simon Pugh",
    7: "Jean-Adèle Roy",
    8: "Dr Ian Sidhu",
}
names = st.text(st.sampled_from("abcdéŵ -'Ł"), min_size=1, max_size=12).filter(str.strip)


def test_two_letters_mean_initials_then_first_names_then_any_word() -> None:
    assert found("ad", NAMES) == (3, 2, 5, 7)
    assert found("si", NAMES) == (1, 6, 8)
    assert found("sp", NAMES) == (1, 6)
    assert found("is", NAMES) == (8,)


def test_accents_capitals_and_spaces_do_not_matter() -> None:
    assert found("SIAN", NAMES) == (1,)
    assert found("łu", NAMES) == found("lu", NAMES) == (5,)
    assert found("brzezin", NAMES) == (4,)
    assert found("  ad  ok ", NAMES) == (2,)
    assert found("", NAMES) == found("zz", NAMES) == ()


@given(st.dictionaries(st.integers(1, 50), names, max_size=12), names)
def test_everybody_is_found_by_their_whole_name(people: dict[int, str], name: str) -> None:
    people[99] = name
    assert not folded(name) or 99 in found(name, people)
    assert len(set(found(name, people))) == len(found(name, people))


def likeness(asked: str, name: str) -> int | None:
    """How well typed letters fit a folded name, as `found` says it; None if they do not."""
    words = [
        word for word in name.split() if word.rstrip(".") not in ("dr", "cllr")
    ] or name.split()
    bare = " ".join(words)
    letters = [word[0] for word in words]
    if len(asked) > 1 and asked in ("".join(letters), letters[0] + letters[-1]):
        return 0
    if any(text[: len(asked)] == asked for text in (name, bare)):
        return 1
    if " " not in asked and re.search(rf"(^| |-){re.escape(asked)}", bare):
        return 2
    anywhere = r".* ".join(re.escape(part) for part in asked.split())
    return 3 if re.search(rf"(^| ){anywhere}", bare) else None


typed_names = st.lists(
    st.sampled_from(["ab", "ba", "b", "abb-ba", "bab", "dr", "dr.", "cllr"]), min_size=1
)
TYPED = st.text("ab", min_size=1, max_size=3) | st.sampled_from(
    ["a b", "b a", "ba b", "dr a", "dr. b", "d"]
)


@settings(max_examples=200)
@given(st.lists(typed_names.map(" ".join), max_size=8), TYPED)
def test_the_likeliest_come_first_and_equals_in_their_order(names: list[str], asked: str) -> None:
    ids = range(len(names), 0, -1)
    fits = {id_: likeness(asked, name) for id_, name in zip(ids, names, strict=True)}
    expected = sorted((id_ for id_ in ids if fits[id_] is not None), key=lambda id_: fits[id_])
    assert found(asked, dict(zip(ids, names, strict=True))) == tuple(expected)


@given(st.text("ab ", max_size=6), st.text("ab '", max_size=12))
def test_a_text_mentions_what_begins_its_words(asked: str, text: str) -> None:
    begun = all(any(word.startswith(part) for word in text.split()) for part in asked.split())
    assert mentions(asked, f" {text}") == (begun and bool(asked.split()))
    assert not mentions("=", f" {text}")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("an", (1, 2)), ("ann lee", (1,)), ("al", (1, 2)), ("b", (3,)), ("zz", ()), ("=", ())],
)
def test_the_equally_likely_are_told_and_a_whole_name_is_alone(
    typed: str, meant: tuple[int, ...]
) -> None:
    assert likeliest(typed, {1: "Ann Lee", 2: "Ann Leeson-May", 3: "Bo Anders"}) == meant


def test_initials_leave_titles_out() -> None:
    assert [initials(name) for name in ("Dr. Ann Lee", "Mr.", ".Mr Lee")] == ["AL", "M", ".L"]
    assert [initials(name) for name in ("Cllr Ann Mary Lee", "Cher", "ŵyn tŷ", "")] == [
        "AL",
        "C",
        "ŴT",
        "",
    ]


TITLES = "Mr Mrs Ms Miss Mx Dr Prof Professor Cllr Councillor Sir Dame"


@pytest.mark.parametrize("title", [*TITLES.split(), "DR.", "prof."])
def test_a_title_is_no_part_of_a_name_that_has_another(title: str) -> None:
    assert without_titles(f"{title} Ann {title} Lee") == "Ann Lee"
    assert without_titles(f"{title}  {title}") == f"{title} {title}"
    assert initials(f"{title} Ann Lee") == "AL"


def test_e_mail_finds_somebody_under_another_name() -> None:
    known = {7: Known("Elizabeth Hall", "Leeds", "liz@example.org")}
    assert matched([Known("Liz Hall", "York", "LIZ@example.org")], known) == (7,)


def test_one_assistants_e_mail_makes_nobody_one() -> None:
    listed = [
        Known("Ann Lee", "Leeds", "pa@example.org"),
        Known("Bo Ray", "Leeds", "pa@example.org"),
    ]
    assert matched(listed, {1: listed[0]}) == (1, None)
    assert matched([Known("Cy Dee", "Leeds", "pa@example.org")], {1: listed[0]}) == (None,)


def test_of_those_who_share_an_address_the_one_of_that_name_is_meant() -> None:
    known = {
        1: Known("Bo Ray", "Leeds", "pa@example.org"),
        2: Known("Ann Lee", "Leeds", "pa@example.org"),
    }
    assert matched([Known("Ann Lee", "York", "pa@example.org")], known) == (2,)


def test_an_address_of_two_on_one_list_finds_nobody_by_a_like_name() -> None:
    known = {1: Known("Ann Lee", "Leeds", "pa@example.org")}
    like = Known("Anne Lee", "Leeds", "pa@example.org")
    assert matched([like], known) == (1,)
    assert matched([like, Known("Bo Ray", "Leeds", "pa@example.org")], known) == (None, None)
    assert matched([Known("Bo Ray", "Leeds", "pa@example.org")], known) == (None,)


@pytest.mark.parametrize(
    ("listed", "known", "is_one"),
    [("Sian Prys", "Sarah Pryce", True), ("Joe Webb", "Jon Wells", False)],  # 60 and 58.8 of 100
)
def test_names_of_one_address_are_one_person_when_three_fifths_alike(
    listed: str, known: str, is_one: bool
) -> None:
    there = {1: Known(known, "Leeds", "one@example.org")}
    found = matched([Known(listed, "York", "one@example.org")], there)
    assert found == (1 if is_one else None,)


def test_a_name_counts_within_its_organisation() -> None:
    known = {1: Known("John Smith", "Leeds"), 2: Known("John Smith", "York")}
    assert matched([Known("john  smith", "york", "j@example.org")], known) == (2,)
    assert matched([Known("John Smith", "Hull")], known) == (None,)
    assert matched([Known("John Smith")], {2: known[2]}) == (2,)


known_people = st.builds(
    Known,
    st.sampled_from(["Ann Lee", "ann lee", "Bo Ray", "Cy Dee", "Anne Lee"]),
    st.sampled_from(["", "Leeds", "York"]),
    st.sampled_from(["", "a@x.org", "b@x.org", "pa@x.org"]),
)


@given(st.lists(known_people, max_size=8), st.lists(known_people, max_size=8))
def test_no_two_listed_become_one(listed: list[Known], inside: list[Known]) -> None:
    taken = [id_ for id_ in matched(listed, dict(enumerate(inside, start=1))) if id_ is not None]
    assert len(taken) == len(set(taken))
    assert set(taken) <= set(range(1, len(inside) + 1))


@given(st.lists(known_people, max_size=8))
def test_a_list_finds_all_its_own_people_again(listed: list[Known]) -> None:
    assert None not in matched(listed, dict(enumerate(listed, start=1)))


@pytest.mark.parametrize(
    ("name", "most", "said"),
    [
        ("Nadia Farouk", 0, "N. Farouk"),
        ("Nadia Farouk", 22, "Nadia Farouk"),
        ("Gwenhwyfar Angharad Cadwaladr-Prys", 30, "Gwenhwyfar Cadwaladr-Prys"),
        ("Gwenhwyfar Angharad Cadwaladr-Prys", 22, "G. Cadwaladr-Prys"),
        ("Cher", 0, "Cher"),
    ],
)
def test_long_names_are_shortened(name: str, most: int, said: str) -> None:
    assert shortened(name, most) == said


@given(st.lists(st.text("abŵ", min_size=1, max_size=6), min_size=2, max_size=4), st.integers(0, 30))
def test_a_name_is_no_shorter_than_it_has_to_be(words: list[str], most: int) -> None:
    whole, outer = " ".join(words), f"{words[0]} {words[-1]}"
    fitting = [text for text in (whole, outer) if len(text) <= most]
    assert shortened(whole, most) == (fitting or [f"{words[0][0]}. {words[-1]}"])[0]


@given(st.text(st.characters(max_codepoint=127)))
def test_plain_letters_fold_as_they_do_beside_an_accent(text: str) -> None:
    assert folded(f"é{text}") == f"{folded(f'e{text}')}"
    assert folded(f"{text}É") == folded(f"{text}e")
