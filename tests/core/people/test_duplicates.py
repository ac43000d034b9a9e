"""Who on a list may be somebody already there, and what merging two lines makes."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from upstream_workshop.people.duplicates import Duplicate, duplicates_in, joined
from upstream_workshop.readers.reading import Reading
from upstream_workshop.readers.signup_lists import PersonEntry

KNOWN = {1: "Siân Prys", 2: "Ade Okafor", 3: "Jo Tennant"}


def listed(*names: str) -> list[PersonEntry]:
    return [PersonEntry(line, name) for line, name in enumerate(names, start=2)]


def test_slips_of_the_pen_and_swapped_words_look_alike() -> None:
    entries = listed("Sian Pryse", "Okafor Ade", "Nadia Farouk", "Jo Tennent")
    assert duplicates_in(entries, {}, KNOWN) == (Duplicate(2, 1), Duplicate(3, 2), Duplicate(5, 3))


def test_who_was_recognised_resembles_nobody() -> None:
    assert duplicates_in(listed("Siân Prys", "Sian Pryse"), {2: 1}, KNOWN) == (
        Duplicate(3, earlier=2),
    )


def test_two_lines_of_one_list_look_alike() -> None:
    entries = listed("Nadia Farouk", "Max Ferro", "Nadia Faruk", "nadia farouk")
    assert duplicates_in(entries, {}, {}) == (Duplicate(4, earlier=2), Duplicate(5, earlier=2))


def test_one_name_in_two_councils_is_for_people_to_decide() -> None:
    two = [PersonEntry(2, "John Smith", "Leeds"), PersonEntry(3, "John Smith", "York")]
    assert duplicates_in(two, {}, {}) == (Duplicate(3, earlier=2),)


def test_a_merged_line_fills_the_blanks_of_the_earlier() -> None:
    first = PersonEntry(2, "Nadia Farouk", "Newham", offers=("A kettle",), willing_to_lead=True)
    second = PersonEntry(
        3, "Nadia Faruk", "Elsewhere", "Commissioner", "n@e.org", offers=("A list", "A kettle")
    )
    (one,) = joined(Reading((first, second)), {3: 2}).entries
    assert one == replace(
        first, role="Commissioner", email="n@e.org", offers=("A kettle", "A list")
    )


names = st.text(st.sampled_from("abŵ x"), min_size=1, max_size=6).filter(str.strip)


@given(st.lists(names, max_size=8), st.data())
def test_merging_keeps_everybody_who_was_not_merged(found: list[str], data: st.DataObject) -> None:
    entries = listed(*found)
    pairs = {pair.line: pair.earlier for pair in duplicates_in(entries, {}, {}) if pair.earlier}
    chosen = {line: at for line, at in pairs.items() if data.draw(st.booleans())}
    kept = joined(Reading(tuple(entries)), chosen).entries
    assert [one.line for one in kept] == [one.line for one in entries if one.line not in chosen]
    assert joined(Reading(tuple(entries)), {}).entries == tuple(entries)
