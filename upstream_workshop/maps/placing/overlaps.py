"""Boxes that overlap are pushed apart; neighbours are found by the cells of a grid."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Final, TypeAlias

from upstream_workshop.maps.geometry import Place, Rect

GAP: Final = (40.0, 34.0)  # least horizontal and vertical distance between two boxes

Places: TypeAlias = dict[int, Place]
Sizes: TypeAlias = Mapping[int, Rect]

_ROUNDS: Final = 12  # rounds of pushing before the whole layout is enlarged
_TRIES: Final = 30
_LARGER: Final = 1.15
_NEAR: Final = 0.01  # points that a box may be nearer than GAP


def spread(
    places: Places,
    sizes: Sizes,
    fixed: Collection[int] = (),
    look: Callable[[], object] = lambda: None,
) -> Places | None:
    """Return the places pushed apart along the shorter way, or None if that does not end.

    fixed: the boxes that stay where they are.
    look: called now and then; it may raise an exception to stop.
    """
    places = dict(places)
    for _ in range(_TRIES):
        for _ in range(_ROUNDS):
            look()
            if not _push_all(places, sizes, fixed):
                return places
        for id_, (x, y) in places.items():
            if id_ not in fixed:
                places[id_] = (x * _LARGER, y * _LARGER)
    return None


def neighbours(places: Places, sizes: Sizes) -> Iterator[tuple[int, int]]:
    """Yield the pairs of boxes that may be nearer to each other than GAP."""
    wide = max((sizes[id_].width for id_ in places), default=1.0) + GAP[0]
    tall = max((sizes[id_].height for id_ in places), default=1.0) + GAP[1]
    cells: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for id_ in sorted(places):
        x, y = places[id_]
        cells[int(x // wide), int(y // tall)].append(id_)
    for (across, down), here in cells.items():
        for n, first in enumerate(here):
            yield from ((first, second) for second in here[n + 1 :])
        for step in ((1, 0), (-1, 1), (0, 1), (1, 1)):
            beside = cells.get((across + step[0], down + step[1]), ())
            yield from ((first, second) for first in here for second in beside)


def extent(places: Places, sizes: Sizes) -> Rect:
    """Return the rectangle around the boxes at these places."""
    left = min(x - sizes[id_].width / 2 for id_, (x, _) in places.items())
    right = max(x + sizes[id_].width / 2 for id_, (x, _) in places.items())
    top = min(y - sizes[id_].height / 2 for id_, (_, y) in places.items())
    bottom = max(y + sizes[id_].height / 2 for id_, (_, y) in places.items())
    return Rect(left, top, right - left, bottom - top)


def _push_all(places: Places, sizes: Sizes, fixed: Collection[int]) -> bool:
    """Push the pairs that are too near to each other apart, once. Return whether there were any."""
    pushed = False
    for a, b in neighbours(places, sizes):
        (x1, y1), (x2, y2) = places[a], places[b]
        wide = (sizes[a].width + sizes[b].width) / 2 + GAP[0] - abs(x2 - x1)
        if wide <= _NEAR:
            continue
        tall = (sizes[a].height + sizes[b].height) / 2 + GAP[1] - abs(y2 - y1)
        if tall <= _NEAR or (a in fixed and b in fixed):
            continue
        pushed = True
        sideways = wide < tall
        step = (
            (wide if x2 >= x1 else -wide, 0.0) if sideways else (0.0, tall if y2 >= y1 else -tall)
        )
        back = 0.0 if a in fixed else 1.0 if b in fixed else 0.5
        places[a] = (x1 - step[0] * back, y1 - step[1] * back)
        places[b] = (x2 + step[0] * (1 - back), y2 + step[1] * (1 - back))
    return pushed
