"""Where cards stand on the wall: in columns by theme, or where somebody put them.

All lengths are pixels at 100 %, y downwards. A layout is of groups: the loose cards, then the themes.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import cycle
from typing import Final, NamedTuple, TypeAlias

from upstream_workshop.themes.queries import CardRow

Place: TypeAlias = tuple[float, float]
HeightOf: TypeAlias = Callable[[CardRow], float]

WIDTH: Final = 220.0  # of a card
GAP: Final = 12.0  # between cards, and around those of a theme
BETWEEN: Final = 22.0  # between the grounds of two themes
HEAD: Final = 76.0  # the height of a theme's title, over its cards
_TALL: Final = 7  # cards in a column before the theme takes another column beside it
_STEP: Final = 9.0  # from one card of a pile to the next
_SEEN: Final = 6  # cards of a pile that are seen one behind the other


class Box(NamedTuple):
    """A rectangle on the wall."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.height

    @property
    def centre(self) -> Place:
        """The place of the middle."""
        return self.x + self.width / 2, self.y + self.height / 2

    def holds(self, place: Place) -> bool:
        """Return whether a place is inside."""
        return self.x <= place[0] <= self.right and self.y <= place[1] <= self.bottom


@dataclass(frozen=True, slots=True)
class Group:
    """A theme's cards in their order; theme_id 0 for the loose cards."""

    theme_id: int
    cards: tuple[CardRow, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """The boxes of cards by id, and the grounds of themes by id; 0 is the ground of loose cards.

    endless: whether a ground goes on below its cards, as that of a column does.
    """

    cards: Mapping[int, Box] = field(default_factory=dict)
    grounds: Mapping[int, Box] = field(default_factory=dict)
    endless: bool = False

    def bounds(self) -> Box:
        """Return the box around everything; one without extent if there is nothing."""
        boxes = [*self.grounds.values(), *(() if self.endless else self.cards.values())]
        if not boxes:
            return Box(0.0, 0.0, 0.0, 0.0)
        left, top = min(box.x for box in boxes), min(box.y for box in boxes)
        right, bottom = max(box.right for box in boxes), max(box.bottom for box in boxes)
        return Box(left, top, right - left, bottom - top)

    def ground_at(self, place: Place) -> int | None:
        """Return the theme on whose ground a place is, 0 for that of loose cards, or None."""
        for theme_id, box in self.grounds.items():
            reach = Box(box.x, box.y, box.width, math.inf) if self.endless else box
            if reach.holds(place):
                return theme_id
        return None


class Columns:
    """Lays groups out in columns, each group in one or in several side by side.

    A group is laid out anew only if its cards or its place have changed since the last time; so the
    height of a card may depend on nothing but the card.
    """

    def __init__(self) -> None:
        self._kept: dict[int, tuple[tuple[CardRow, ...], Box, Mapping[int, Box]]] = {}

    def laid_out(self, groups: Iterable[Group], height_of: HeightOf) -> Layout:
        """Return the layout of groups."""
        cards: dict[int, Box] = {}
        grounds: dict[int, Box] = {}
        left = 0.0
        for group in groups:
            before = self._kept.get(group.theme_id)
            if before is None or before[0] != group.cards or before[1].x != left:
                before = (group.cards, *_column(group.cards, left, height_of))
                self._kept[group.theme_id] = before
            _, ground, boxes = before
            cards |= boxes
            grounds[group.theme_id] = ground
            left += ground.width + BETWEEN
        self._kept = {theme_id: self._kept[theme_id] for theme_id in grounds}
        return Layout(cards, grounds, endless=True)


def in_columns(groups: Iterable[Group], height_of: HeightOf) -> Layout:
    """Return the layout in which each group has a column, or several side by side."""
    return Columns().laid_out(groups, height_of)


def _column(
    cards: Sequence[CardRow], left: float, height_of: HeightOf
) -> tuple[Box, Mapping[int, Box]]:
    """Return the ground of a group, and the boxes of its cards."""
    across = columns_of(len(cards))
    boxes = _stacked(cards, (left + GAP, HEAD), across, height_of)
    width = across * (WIDTH + GAP) + GAP
    lowest = max((box.y + box.height for box in boxes.values()), default=HEAD + WIDTH / 2)
    return Box(left, 0.0, width, lowest + GAP), boxes


def freely(groups: Sequence[Group], height_of: HeightOf) -> Layout:
    """Return the layout in which cards are where they were put, and the others where columns have them.

    A theme's ground is around its cards. Cards of a theme that were not put anywhere stand below those
    that were. Loose cards have no ground.
    """
    columns = in_columns(groups, height_of)
    cards: dict[int, Box] = {}
    grounds: dict[int, Box] = {}
    for group in groups:
        boxes = _put(group.cards, height_of)
        waiting = [card for card in group.cards if card.id not in boxes]
        if group.theme_id and boxes:
            held = _around(boxes.values())
            corner = (held.x, held.bottom + GAP)
            boxes |= _stacked(waiting, corner, columns_of(len(waiting)), height_of)
        else:
            boxes |= {card.id: columns.cards[card.id] for card in waiting}
        cards |= boxes
        if group.theme_id:
            empty = columns.grounds[group.theme_id]
            grounds[group.theme_id] = _ground(boxes.values()) if boxes else empty
    return Layout(cards, grounds)


def piled(boxes: Mapping[int, Box]) -> dict[int, Place]:
    """Return places at which cards lie one on the other, where the first of them is."""
    corner = next(iter(boxes.values()))
    steps = (min(at, _SEEN) * _STEP for at in range(len(boxes)))
    return {id_: (corner.x + by, corner.y + by) for id_, by in zip(boxes, steps, strict=True)}


def spread(boxes: Mapping[int, Box]) -> dict[int, Place]:
    """Return places at which cards lie side by side, from the upper left corner of all of them."""
    held = _around(boxes.values())
    side_by_side = int((held.width + GAP) // (WIDTH + GAP))
    across = side_by_side if side_by_side > 1 else math.ceil(math.sqrt(len(boxes)))
    row = max(box.height for box in boxes.values()) + GAP
    return {
        id_: (held.x + at % across * (WIDTH + GAP), held.y + at // across * row)
        for at, id_ in enumerate(boxes)
    }


def next_card(boxes: Mapping[int, Box], from_id: int, across: int, down: int) -> int | None:
    """Return the nearest card in a direction, or None if there is none.

    across, down: -1, 0 or 1. What lies aside counts twice as far.
    """
    x, y = boxes[from_id].centre
    best: tuple[float, int] | None = None
    for id_, box in boxes.items():
        dx, dy = box.centre[0] - x, box.centre[1] - y
        ahead, aside = dx * across + dy * down, abs(dx * down) + abs(dy * across)
        if id_ != from_id and ahead > 1 and aside <= 2 * ahead:
            best = min(best or (math.inf, 0), (ahead + 2 * aside, id_))
    return None if best is None else best[1]


def columns_of(cards: int) -> int:
    """Return in how many columns side by side a theme with so many cards stands."""
    return max(1, math.ceil(math.sqrt(cards / _TALL)))


def _stacked(
    cards: Sequence[CardRow], corner: Place, across: int, height_of: HeightOf
) -> dict[int, Box]:
    """Return cards row by row from a corner on; each column closes up, however tall its cards are."""
    lefts = [corner[0] + column * (WIDTH + GAP) for column in range(across)]
    tops = [corner[1]] * across
    found = {}
    for card, column in zip(cards, cycle(range(across))):
        height = height_of(card)
        found[card.id] = Box(lefts[column], tops[column], WIDTH, height)
        tops[column] += height + GAP
    return found


def _put(cards: Iterable[CardRow], height_of: HeightOf) -> dict[int, Box]:
    return {
        card.id: Box(card.x, card.y, WIDTH, height_of(card))
        for card in cards
        if card.x is not None and card.y is not None
    }


def _around(boxes: Iterable[Box]) -> Box:
    return Layout(dict(enumerate(boxes))).bounds()


def _ground(boxes: Iterable[Box]) -> Box:
    held = _around(boxes)
    return Box(held.x - GAP, held.y - HEAD, held.width + 2 * GAP, held.height + HEAD + GAP)
