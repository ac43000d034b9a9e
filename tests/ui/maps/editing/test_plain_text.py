"""What is copied as text is read back as the same factors and links, and foreign text as well as it can."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.maps.copying.test_parts import parts
from ui.maps.editing.plain_text import lines_of, parts_of, read_back
from upstream_workshop.errors import WorkshopError
from upstream_workshop.maps.copying.copied_parts import MapParts
from upstream_workshop.maps.map_rows import FactorRow


def links(found: MapParts) -> list[tuple[str, str, str, bool]]:
    labels = {each.id: each.label for each in (*found.factors, *found.ends)}
    return [(labels[k.source_id], labels[k.target_id], k.sign, k.delay) for k in found.links]


def labels(found: MapParts) -> set[str]:
    return {each.label for each in (*found.factors, *found.ends)}


@given(parts())
def test_lines_are_read_back_as_the_same_factors_and_links(copied: MapParts) -> None:
    strange = '"“«„'  # a name with every kind of quotation mark cannot be quoted
    if any(all(mark in label for mark in strange) for label in labels(copied)):
        return
    back = parts_of(lines_of(copied), ())
    assert labels(back) == labels(copied)
    assert links(back) == links(copied)


def test_a_line_is_a_factor_or_a_link_and_half_a_link_is_a_factor() -> None:
    there = (FactorRow(1, "Trust"),)
    back = parts_of("trust +// Risk = strong\r\n\n  Risk  - Nerve\nLone\n+ 10 jobs\n- 3", there)
    assert labels(back) == {"trust", "Risk", "Nerve", "Lone", "+ 10 jobs", "- 3"}
    assert links(back) == [("trust", "Risk", "+", True), ("Risk", "Nerve", "-", False)]
    assert back.links[0].strength == "strong"
    assert not back.placed


WORDS = st.one_of(
    st.sampled_from(
        ["after", "After", "a", "delay", "aftercare", "x", "S", "o", "to", "leads", "ŵyn", "2030"]
    ),
    st.text(st.characters(categories=("L", "N")), min_size=1, max_size=6),
)


@given(st.lists(WORDS, min_size=1, max_size=5).map(" ".join))
def test_plain_words_are_written_as_if_they_had_been_tried(label: str) -> None:
    copied = MapParts((FactorRow(1, label),))
    assert lines_of(copied) == read_back(label)


RISK, NERVE = ("Risk", "Trust", "+", False), ("Trust", "Nerve", "-", True)
OPEN = ("Risk", "Trust", "", False)


@pytest.mark.parametrize(
    ("copied", "expected"),
    [
        ("Risk\tTrust\t+", [RISK]),
        ("Risk\t+\tTrust\r\n", [RISK]),
        ("Risk\tTrust", [OPEN]),
        ("From\tTo\tSign\nRisk\tTrust\tpositive\n", [RISK]),
        ("Sign\tDelay\tTo\tFrom\n+\t\tTrust\tRisk\n−\tyes\tNerve\tTrust", [RISK, NERVE]),
        ('cause\teffect\n"Risk"\tTrust\n', [OPEN]),
    ],
)
def test_a_copied_table_is_its_links(
    copied: str, expected: list[tuple[str, str, str, bool]]
) -> None:
    back = parts_of(copied, ())
    assert links(back) == expected
    assert labels(back) == {label for link in expected for label in link[:2]}


def test_a_row_of_a_table_without_a_second_name_is_a_factor() -> None:
    back = parts_of("From\tTo\tSign\nRisk\tTrust\t+\nLone\t\t", ())
    assert labels(back) == {"Risk", "Trust", "Lone"}
    assert links(back) == [RISK]


@pytest.mark.parametrize(
    ("copied", "why"),
    [
        (
            "Risk\tTrust\tNerve",
            "Name the columns of the table in its first line: from, to and sign.",
        ),
        ("From\tTo\tSign\nRisk\tTrust\tS", "Line 2 of what was copied: “S” is no clear sign"),
        ("From\tTo\tOwner\nRisk\tTrust\tAna", "Line 2 of what was copied: only from, to, sign"),
        ("From\tTo\n\tTrust", "Line 2 of what was copied: there is no factor in “from”."),
        (
            "From\tTo\tdirection\nRisk\tTrust\tboth",
            "Line 2 of what was copied: a link leads one way.",
        ),
    ],
)
def test_a_table_whose_meaning_is_not_sure_is_refused(copied: str, why: str) -> None:
    with pytest.raises(WorkshopError) as refused:
        parts_of(copied, ())
    assert str(refused.value).startswith(why)


def test_bullets_and_numbers_of_a_list_are_no_part_of_a_name() -> None:
    lists = ("• Risk\n• Trust", "1. Risk\n2) Trust", "- Risk\n- Trust", "•\tRisk\n•\tTrust")
    for copied in lists:
        assert labels(parts_of(copied, ())) == {"Risk", "Trust"}
    assert labels(parts_of("Risk\n- 3", ())) == {"Risk", "- 3"}
