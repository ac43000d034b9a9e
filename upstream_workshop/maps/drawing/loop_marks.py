"""The marks R1, B2 … of loops: an arrow round the mark, which turns as the loop does."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, NamedTuple, TypeAlias

from upstream_workshop.maps.drawing.space.box_grid import Span
from upstream_workshop.maps.kinds import Agreement, LoopKind
from upstream_workshop.maps.loops import Loop

Place: TypeAlias = tuple[float, float]
TableCounts: TypeAlias = Mapping[tuple[int, ...], tuple[int, int]]

NOT_COUNTED: Final[TableCounts] = MappingProxyType({})
MARK_TEXT: Final = 13.0  # the size of the text of a mark
MARK_RADIUS: Final = 16.0  # of a mark of two letters
_COUNT_TEXT: Final = 11.0  # and of how many tables drew the loop
_COUNTED: Final = 4.0  # the radius for that more
_WIDER: Final = 3.5  # the radius for each letter more
MOST_MARKS: Final = (
    8  # of loops without a name; more of them would bury the map, and are in the list
)
_PIECES: Final = 4  # cubic curves that make the arrow
_TURN: Final = math.radians(285)  # of a whole round; the rest is the gap between head and tail
_HEAD: Final = (9.0, 3.8)  # the head's length and half its width


class MarkText(NamedTuple):
    """A line of a mark: its words, its middle and its size."""

    words: str
    centre: Place
    size: float


@dataclass(frozen=True, slots=True)
class LoopMark:
    """The mark of a loop, in the map's coordinates.

    link_ids: the links of the loop, which identify it.
    text: the kind and the number, such as R1, whose middle is the centre.
    clockwise: whether the loop leads that way round.
    drawn, tables: how many of how many tables drew the loop as a whole, on a map merged from theirs.
    """

    link_ids: tuple[int, ...]
    text: str
    kind: LoopKind
    centre: Place
    clockwise: bool
    radius: float = MARK_RADIUS
    scale: float = 1.0  # of its text and its arrow
    drawn: int = 0
    tables: int = 0

    @property
    def agreement(self) -> Agreement:
        """Whether all tables drew the loop, some or none; alone if the map was not merged."""
        if not self.tables:
            return Agreement.ALONE
        if self.drawn == self.tables:
            return Agreement.ALL
        return Agreement.SOME if self.drawn else Agreement.NONE

    def texts(self) -> tuple[MarkText, ...]:
        """Return the lines of the mark: its text, and on a merged map by how many tables it was drawn."""
        (x, y), scale = self.centre, self.scale
        if not self.tables:
            return (MarkText(self.text, (x, y), MARK_TEXT * scale),)
        return (
            MarkText(self.text, (x, y - 5 * scale), MARK_TEXT * scale),
            MarkText(f"{self.drawn}/{self.tables}", (x, y + 7.5 * scale), _COUNT_TEXT * scale),
        )

    def arc(self) -> tuple[tuple[Place, Place, Place, Place], ...]:
        """Return the line of the arrow as cubic curves, from its tail to its head."""
        step = _TURN / _PIECES
        return tuple(self._piece(n * step, step) for n in range(_PIECES))

    def head(self) -> tuple[Place, Place, Place]:
        """Return the head of the arrow, its tip first."""
        length, half = _HEAD[0] * self.scale, _HEAD[1] * self.scale
        (x1, y1), tip = (
            self._at(_TURN, self._ring),
            self._at(_TURN + length / self._ring, self._ring),
        )
        across, down = tip[0] - x1, tip[1] - y1
        far = half / math.hypot(across, down)
        return tip, (x1 - down * far, y1 + across * far), (x1 + down * far, y1 - across * far)

    def span(self) -> Span:
        """Return the left, top, right and bottom of the mark."""
        (x, y), reach = self.centre, self.radius
        return x - reach, y - reach, x + reach, y + reach

    @property
    def _ring(self) -> float:
        """The radius of the arrow's line, which lies within the mark."""
        return self.radius - 2.4 * self.scale

    def _piece(self, start: float, turn: float) -> tuple[Place, Place, Place, Place]:
        reach = math.hypot(1, 4 / 3 * math.tan(turn / 4))  # of the control points, from the centre
        lean = math.acos(1 / reach)
        at = self._ring
        return (
            self._at(start, at),
            self._at(start + lean, at * reach),
            self._at(start + turn - lean, at * reach),
            self._at(start + turn, at),
        )

    def _at(self, turned: float, distance: float) -> Place:
        """Return the point at an angle from the tail, which is to the right of the top."""
        angle = math.radians(-52) + turned
        x, y = self.centre
        across = distance * math.cos(angle) * (1 if self.clockwise else -1)
        return x + across, y + distance * math.sin(angle)


def mark_radius(text: str, counted: bool = False) -> float:
    """Return the radius of the mark with this text, in points.

    counted: whether it says also by how many tables the loop was drawn.
    """
    return MARK_RADIUS + _WIDER * max(0, len(text) - 2) + (_COUNTED if counted else 0)


def marked(
    loops: Iterable[Loop],
    named: Collection[tuple[int, ...]] = (),
    also: tuple[int, ...] = (),
) -> tuple[Loop, ...]:
    """Return the loops that are marked: those with a name, and the shortest without one.

    loops: the loops of a map, the shortest first.
    named: the links of each loop that has a name.
    also: the links of one more loop, such as the one that is selected; blank for none.
    """
    found = tuple(loops)
    unnamed = [loop for loop in found if loop.link_ids not in named]
    short = {loop.link_ids for loop in unnamed[:MOST_MARKS]}
    return tuple(
        loop
        for loop in found
        if loop.link_ids in named or loop.link_ids in short or loop.link_ids == also
    )


def is_clockwise(round_it: Sequence[Place]) -> bool:
    """Return whether points lead clockwise round what they enclose; y points downwards."""
    onward = (*round_it[1:], *round_it[:1])
    pairs = zip(round_it, onward, strict=True)
    return sum(x * other_y - other_x * y for (x, y), (other_x, other_y) in pairs) >= 0
