"""What is copied as text is read back as the same factors and links, and foreign text as well as it can."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.core.maps.copying.test_parts import parts
from ui.maps.editing.plain_text import lines_of, parts_of, read_back
from upstream_workshop.maps.copying.copied_parts import MapParts
from upstream_workshop.maps.queries import FactorRow


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
