"""Points and rectangles of a map in points, y downwards, and the size of its text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple, TypeAlias

Place: TypeAlias = tuple[float, float]

TEXT_SIZE: Final = 14.0
LINE_HEIGHT: Final = 18.0


class Point(NamedTuple):
    """A point of the map, y downwards."""

    x: float
    y: float


class Rect(NamedTuple):
    """An upright rectangle: its left and top, its width and height."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height

    @property
    def centre(self) -> Point:
        """Its middle."""
        return Point(self.x + self.width / 2, self.y + self.height / 2)

    def contains(self, place: Place) -> bool:
        """Return whether a place is inside, or on the border."""
        return self.x <= place[0] <= self.right and self.y <= place[1] <= self.bottom

    def encloses(self, other: Rect) -> bool:
        """Return whether all of another rectangle is inside."""
        return self.contains((other.x, other.y)) and self.contains((other.right, other.bottom))

    def grown(self, by: float) -> Rect:
        """Return the rectangle with a margin around it."""
        return Rect(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)

    def moved(self, right: float, down: float) -> Rect:
        """Return the rectangle elsewhere."""
        return self._replace(x=self.x + right, y=self.y + down)


def around_all(rects: Sequence[Rect]) -> Rect:
    """Return the least rectangle around others, of which there must be one."""
    left, top = min(each.x for each in rects), min(each.y for each in rects)
    right, bottom = max(each.right for each in rects), max(each.bottom for each in rects)
    return Rect(left, top, right - left, bottom - top)
