"""What points at somebody in a text is found by each rule alone, where no other rule would help."""

from __future__ import annotations

import dataclasses
import string
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from exports.editions.clues.clue import ADDRESS, HANDLE, IDENTIFIER, REGION, ROLE
from exports.editions.clues.clue_rules import clues_of
from exports.editions.contacts import WAYS, contacts, without_contacts
from exports.editions.nicknames import likeness_to
from exports.editions.organisation_mentions import organisation_finder
from upstream_workshop.people.queries import ParticipantRow
from upstream_workshop.people.report import PeopleReport
from upstream_workshop.whole.report import Report

# how numbers are written in the United Kingdom, Ireland, Norway and elsewhere: from nine digits with a nought
WRITTEN = (
    "0########",
    "01 ### ####",
    "(016977) ####",
    "01697 #####",
    "0800 ## ## ##",
    "0### ### ####",
    "+47 ## ## ## ##",
    "+33 # ## ## ## ##",
    "0044 ## #### ####",
    "2#########",
    "7## ### ####",
    "07700-900-###",
)
NO_NUMBERS = (
    "in 2019-20 and 2020-21",
    "24-11-2026",
    "10,000 of 4,500,000 people",
    "from 09:30 to 10:45",
    "rooms 101, 102 and 103",
    "£12.50 a head, 250 heads",
)
SIGNS = [
    " ", "  ", "at", " at ", "AT", "dot", " dot ", "[", "]", "(", ")", "<", ">", "_", "-", "@", "＠", ".",
    "．", "。", "zeb", "quandary", "org", "uk", "www", "https", ":", "/", "=", "0", "07700", "+44", "one ",
    "nine, ", "Cf10", "1bh", "instagram", "ig", " is ", "user ", "handle", "u", "in", "ſ", "'", "2019",
]  # fmt: skip
CONSONANTS = "bdfghklmprtvz"


@given(st.sampled_from(WRITTEN), st.data())
def test_a_telephone_number_is_taken_out_however_short_it_is(
    written: str, data: st.DataObject
) -> None:
    digits = data.draw(st.lists(st.sampled_from(string.digits), min_size=12, max_size=12))
    said = "".join(digits.pop() if sign == "#" else sign for sign in written)
    assert without_contacts(f"Call {said} about it.") == "Call [number] about it."
    assert [found.words for found in contacts(f"Call {said} now", {"[number]"})] == [said]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("ask zeb at quandary dot example", "ask [e-mail]"),
        ("ask zeb [at] quandary", "ask [e-mail]"),
        ("ask zeb(at)quandary.example", "ask [e-mail]"),
        ("ask zeb-at-quandary", "ask [e-mail]"),
        ("ask zeb @ quandary . example", "ask [e-mail]"),
        ("ask zeb@quandary", "ask [e-mail]"),
        ("ask z.t+x@quandary.example", "ask [e-mail]"),
        ("ask zeb at quandary.example", "ask [e-mail]"),
        ("see https://quandary.example/team", "see [link]"),
        ("see hxxps://quandary", "see [link]"),
        ("ring tel:07700900199", "ring [link]"),
        ("see www.quandary.zz/a", "see [link]"),
        ("see www . quandary", "see [link]"),
        ("see quandary.example/team?x=1", "see [link]"),
        ("see quandary dot org", "see [link]"),
        ("ask @zebt", "ask [handle]"),
        ("on instagram: zebt", "on [handle]"),
        ("github/zebt", "[handle]"),
        ("her handle is zebt", "her [handle]"),
        ("her username: zebt", "her [handle]"),
        ("u/zebt wrote", "[handle] wrote"),
        ("in/zeb-t wrote", "[handle] wrote"),
        ("double seven hundred, nine two one three five six", "double seven hundred, [number]"),
        ("un dau tri pedwar pump chwech", "[number]"),
        ("at CF10 1BH", "at [postcode]"),
        ("at m1 1aa", "at [postcode]"),
    ],
)
def test_every_way_to_reach_somebody_reads_as_what_it_is(typed: str, shown: str) -> None:
    assert without_contacts(typed) == shown


@pytest.mark.parametrize(
    "said",
    [
        "we met at ten", "look at page 3", "a.m. and p.m.", "Q3 2019",
        "e.g. this, i.e. that", "one two three", "on Instagram", "M25 and A470", "and/or",
    ],
)  # fmt: skip
def test_ordinary_words_reach_nobody(said: str) -> None:
    assert without_contacts(said) == said


@pytest.mark.parametrize("said", NO_NUMBERS)
def test_dates_sums_and_rooms_are_no_telephone_numbers(said: str) -> None:
    assert without_contacts(said) == said


@given(st.lists(st.sampled_from(SIGNS), max_size=30).map("".join))
def test_what_is_looked_for_first_is_in_every_contact(text: str) -> None:
    """So that a text without it needs no longer search."""
    for kind, inside, way in WAYS:
        for hit in way.finditer(text):
            assert inside.search(hit.group()), (kind, hit.group())


@given(st.lists(st.sampled_from(SIGNS), max_size=30).map("".join))
def test_contacts_do_not_overlap_and_none_is_missed(text: str) -> None:
    kinds = {kind for kind, *_ in WAYS}
    found = sorted(contacts(text, kinds))
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(text[one.start : one.end] == one.words for one in found)
    assert bool(found) == (without_contacts(text) != text)


def test_each_clue_is_found_for_its_own_reason(report: Report) -> None:
    """Whatever other rule may find the same stretch."""
    clues = clues_of(report, [])
    said = {
        ROLE: (
            "as the only fire officer",
            "I am the youngest councillor",
            "she is our last beekeeper here",
            "she’s a retired midwife",
            "as a chief executive",
            "I was the former director",
            "he’s a head teacher",
            "they’re our treasurer’s deputy",
            "my husband",
            "my own village",
        ),
        ADDRESS: (
            "zeb @quandary",
            "zeb at quandary dot example",
            "zeb (dot) quandary",
            "quandary.example",
            "#quandaryzeb",
        ),
        IDENTIFIER: ("QQ 12 34 56 C", "48213", "AB1234X", "4-8-2-1-3", "48 213"),
    }
    for why, texts in said.items():
        for text in texts:
            whole, begins = f"We heard {text} and went on", len("We heard ")
            ends = begins + len(text)
            found = [one for one in clues(whole) if one.why == why]
            assert any(one.start < ends and begins < one.end for one in found), (why, text)


@pytest.mark.parametrize("few", [1, 2, 3])
def test_a_region_of_few_people_is_a_clue_in_any_case(report: Report, few: int) -> None:
    """Though all its words are ordinary ones."""
    others = tuple(dataclasses.replace(one, region="South East") for one in report.people)
    here = tuple(dataclasses.replace(one, region="North West") for one in others[:few])
    parts = tuple(
        dataclasses.replace(part, people=(*here, *others[few:]))
        if isinstance(part, PeopleReport)
        else part
        for part in report.parts
    )
    clues = clues_of(dataclasses.replace(report, parts=parts), [])
    for said in ("the north west", "we in the North  West say", "NORTH-WEST"):
        found = {one.why for one in clues(said)}
        assert (REGION in found) == (few < 3), said
    assert REGION not in {one.why for one in clues("north of the west bank")}


def test_what_says_nothing_of_anybody_is_no_clue(report: Report) -> None:
    clues = clues_of(report, [])
    for text in (
        "only a third came", "the last of us", "as a group", "my idea", "in 2019-20", "10,000 of us",
        "at 09:30", "4.11.2026", "3.5 miles", "12 kg", "1,200 or 1200 people", "#trust",
    ):  # fmt: skip
        whole = f"We heard that {text}, and went on"
        found = [one for one in clues(whole) if one.why in (ROLE, ADDRESS, IDENTIFIER)]
        assert found == [], text


def test_a_name_used_online_is_found_near_the_name_of_the_place(report: Report) -> None:
    """Up to 30 letters before or after; most other words of the text are no ordinary ones either."""
    clues = clues_of(report, [])
    for apart in (1, 5, 20, 28, 40, 200):
        for near in (f"spudzo{',' * apart}TikTok", f"TikTok{',' * apart}spudzo"):
            text = f"wele hyn o fryniau bychain ymysg cwrlid mwswgl: {near}"
            handles = {text[one.start : one.end] for one in clues(text) if one.why == HANDLE}
            assert ("spudzo" in handles) == (apart < 30), text


@given(st.lists(st.sampled_from(["Quandary", "Lamp", "Bryn", "Vole"]), min_size=2, max_size=4))
@example(["Quandary", "Bryn"])
def test_the_initials_of_an_organisation_are_as_sure_as_its_name(name: list[str]) -> None:
    """Two letters are enough, together or apart, where they are capitals and no word."""
    find = organisation_finder([" ".join(name)])
    letters = "".join(word[0] for word in name)
    for said in (letters, " ".join(letters), ".".join(letters)):
        text = f"We asked {said} again"
        assert [text[one.start : one.end] for one in find(text) if one.sure] == [said], text


@given(st.text(CONSONANTS, min_size=4, max_size=9), st.data())
def test_a_name_with_a_letter_off_is_like_the_name(name: str, data: st.DataObject) -> None:
    """A letter changed, added, left out or swapped with its neighbour, wherever it stands."""
    at = data.draw(st.integers(0, len(name) - 1))
    before, letter, after = name[:at], name[at], name[at + 1 :]
    swapped = after[:1] + letter + after[1:]
    said = before + data.draw(st.sampled_from(["x" + after, "x" + letter + after, after, swapped]))
    person = ParticipantRow(1, f"Una {name.title()}", "", "", "", "", (), False, (), ())
    likeness = likeness_to([person])
    assert likeness(said, False, False) or len(said) < 4
    assert not likeness("xyzzyx", False, False)
