"""The places of a drawing that are taken: by boxes and words, and by heads, signs and delay marks."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import Final

from upstream_workshop.maps.drawing.rectangles import Place, Rect
from upstream_workshop.maps.drawing.space.box_grid import Cells, Span

_PARTS: Final = ("head", "sign", "delay")


class Occupied:
    """Rectangles that nothing else may touch.

    obstacles: boxes of factors by their ids, and words of zones and notes; links lead round them.
    marks: heads, signs and delay marks, by the link's id and the part; and the marks of loops.
    signs: signs alone, by the link's id.
    """

    def __init__(self, words: Iterable[Rect] = ()) -> None:
        self.obstacles, self.marks, self.signs = Cells(), Cells(), Cells()
        for number, rect in enumerate(words):
            self.obstacles.put((number, "words"), span_of(rect))

    def put_mark(self, link_id: Hashable, part: str, span: Span) -> None:
        """Take the place of a part of a link; `part` is head, sign or delay."""
        self.marks.put((link_id, part), span)
        if part == "sign":
            self.signs.put(link_id, span)

    def forget(self, link_id: Hashable) -> None:
        """Give back all places of a link."""
        self.signs.drop(link_id)
        for part in _PARTS:
            self.marks.drop((link_id, part))

    def is_free(self, span: Span) -> bool:
        """Return whether nothing touches a rectangle."""
        taken = self.obstacles.touching(span), self.marks.touching(span)
        return not any(True for each in taken for _ in each)

    def spans(self, span: Span) -> Iterator[Span]:
        """Yield what touches a rectangle, some of it repeatedly."""
        for cells in (self.obstacles, self.marks):
            yield from map(cells.span, cells.touching(span))

    def crowding(self, span: Span) -> int:
        """Return how much touches a rectangle; a sign or a box counts ten times as much as the rest."""
        boxes, signs = set(self.obstacles.touching(span)), set(self.signs.touching(span))
        return 10 * len(boxes) + 9 * len(signs) + len(set(self.marks.touching(span)))


def span_of(rect: Rect) -> Span:
    """Return the left, top, right and bottom of a rectangle."""
    return rect.x, rect.y, rect.right, rect.bottom


def disc(place: Place, radius: float) -> Span:
    """Return the square around a disc."""
    return place[0] - radius, place[1] - radius, place[0] + radius, place[1] + radius


def around_points(points: Sequence[Place], clear: float) -> Span:
    """Return the rectangle around points, with `clear` points more on each side."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs) - clear, min(ys) - clear, max(xs) + clear, max(ys) + clear
