"""The slide on which two maps are compared."""

from __future__ import annotations

from resources.words import say
from ui.maps.canvas.emphasis.emphasis import Emphasis
from ui.maps.canvas.painting import measure
from ui.maps.tables.differences import (
    TONES,
    TWO_MAPS,
    Difference,
    differences,
    factor_tags,
    link_tags,
)
from ui.maps.tables.table_tags import ComparisonPicture, tags
from ui.room_screen.slide_types import Slide
from upstream_workshop.maps.annotations.whole_drawing import draw_whole
from upstream_workshop.maps.drawing.enlarging import text_scale
from upstream_workshop.maps.map_rows import MapRow
from upstream_workshop.maps.merging.merged_map import merged

Confirmed = tuple[tuple[int, int], ...]  # pairs of factors of A and of B that somebody said are one


def comparison_slide(a: MapRow, b: MapRow, confirmed: Confirmed) -> Slide:
    """Return both maps as one picture, with what differs tagged and in front of the rest."""
    found = merged(a, b, dict(confirmed))
    lines = differences(found, TWO_MAPS)
    drawing = draw_whole(found.row, measure, text_scale(found.row, measure))
    of_factors, of_links = factor_tags(found, TWO_MAPS), link_tags(found, TWO_MAPS)
    there = tuple(tags(drawing.boxes, drawing.curves, of_factors, of_links))
    factors = frozenset(id_ for line in lines for id_ in line.factor_ids)
    emphasis = Emphasis(factors, frozenset(id_ for line in lines for id_ in line.link_ids))
    title = say("A: {a}, B: {b}", a=a.title, b=b.title)
    return Slide(title, footer=_footer(lines), picture=ComparisonPicture(drawing, there, emphasis))


def _footer(lines: list[Difference]) -> str:
    """Return how many differences there are of each kind."""
    if not lines:
        return say("The same factors and links, none with opposite signs.")
    only_a, only_b, opposite = (sum(line.tone == tone for line in lines) for tone in TONES)
    return say(
        "Only in A: {a}. Only in B: {b}. Opposite signs: {opposite}.",
        a=only_a, b=only_b, opposite=opposite,
    )  # fmt: skip
