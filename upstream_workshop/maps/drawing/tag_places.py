"""Where the tags of what differs between two maps find room beside factors and signs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from upstream_workshop.maps.drawing.rectangles import Place, Rect
from upstream_workshop.maps.drawing.shapes import FactorBox, LinkCurve, Measure
from upstream_workshop.maps.drawing.space.box_grid import Cells
from upstream_workshop.maps.drawing.space.occupied import span_of

_HEIGHT: Final = 20.0  # of a tag, in points
_PADDING: Final = 7.0  # before and after its word
_AROUND: Final = (
    (0, 22), (0, -22), (32, 0), (-32, 0), (30, 20), (-30, 20), (30, -20), (-30, -20), (0, 44), (0, -44)
)  # where a tag may be, from the sign of its link  # fmt: skip


def tag_places(
    boxes: Sequence[FactorBox],
    curves: Sequence[LinkCurve],
    factor_words: Mapping[int, str],
    link_words: Mapping[int, str],
    measure: Measure,
) -> Iterator[tuple[bool, int, Rect]]:
    """Yield the rectangle of each tag with the id of its factor or link, and whether it is a link's.

    A factor's is at its upper right corner; a link's is beside its sign, where it covers no factor and
    no other tag, if there is such a place.
    """
    words = {*factor_words.values(), *link_words.values()}
    wide = {each: measure(each) + 2 * _PADDING for each in words}
    taken = Cells()
    for box in boxes:
        taken.put((box.factor_id, "factor"), span_of(box.rect))
        if box.factor_id in factor_words:
            word = factor_words[box.factor_id]
            found = _tag((box.rect.right - 8, box.rect.y), wide[word])
            taken.put((box.factor_id, "tag"), span_of(found))
            yield False, box.factor_id, found
    for curve in curves:
        if curve.link_id in link_words:
            found = _beside(curve, wide[link_words[curve.link_id]], taken)
            taken.put((curve.link_id, "link"), span_of(found))
            yield True, curve.link_id, found


def _beside(curve: LinkCurve, wide: float, taken: Cells) -> Rect:
    (x, y), scale = curve.badge, curve.scale
    tried = [_tag((x + dx * scale, y + dy * scale), wide) for dx, dy in _AROUND]
    free = (rect for rect in tried if not any(True for _ in taken.touching(span_of(rect))))
    return next(free, tried[0])


def _tag(centre: Place, wide: float) -> Rect:
    return Rect(centre[0] - wide / 2, centre[1] - _HEIGHT / 2, wide, _HEIGHT)
