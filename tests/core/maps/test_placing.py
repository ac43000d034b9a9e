"""Placing: on a page, apart, around what is locked, and soon."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.maps.graphs import map_rows
from upstream_workshop.maps.geometry import Rect, draw_map
from upstream_workshop.maps.layouts import LAYOUTS
from upstream_workshop.maps.map_rows import FactorRow, LinkRow, MapRow
from upstream_workshop.maps.placing.paper_sizes import SHEETS, least_paper, text_on
from upstream_workshop.maps.placing.springs import force

WORDS = ("trust", "escalation", "waiting", "staff", "morale", "budget", "demand", "risk")


def random_map(factors: int, links: int, seed: int = 1) -> MapRow:
    dice = random.Random(seed)
    return MapRow(
        1,
        "Map",
        "",
        tuple(
            FactorRow(n, " ".join(dice.sample(WORDS, dice.choice([1, 2])))) for n in range(factors)
        ),
        tuple(LinkRow(n, *dice.sample(range(factors), 2), "+") for n in range(links)),
    )


def bounds(row: MapRow, layout: str = "force") -> Rect:
    places = LAYOUTS[layout](row)
    moved = tuple(replace(f, x=places[f.id][0], y=places[f.id][1]) for f in row.factors)
    return draw_map(moved, ()).bounds


def groups_of(size: int, number: int) -> MapRow:
    starts = [n // size * size for n in range(size * number)]
    links = [LinkRow(n, n, start + (n + 1 - start) % size, "+") for n, start in enumerate(starts)]
    return replace(random_map(size * number, 0), links=tuple(links))


@pytest.mark.parametrize(
    "row",
    [groups_of(8, 30), groups_of(2, 100), random_map(400, 0), random_map(230, 300)],
    ids=["groups", "pairs", "unlinked", "one large"],
)
def test_a_map_has_about_the_proportions_of_a_page(row: MapRow) -> None:
    box = bounds(row)
    assert 0.6 < box.width / box.height < 2.6


@pytest.mark.parametrize("seed", range(3))
def test_a_map_of_230_factors_is_readable_on_a3(seed: int) -> None:
    box = bounds(random_map(230, 300, seed))
    assert text_on("A3", box) >= 8
    assert least_paper(box) in ("A4", "A3")


@given(st.floats(50, 20_000), st.floats(50, 20_000))
def test_the_least_paper_is_the_first_that_serves(width: float, height: float) -> None:
    box = Rect(0, 0, width, height)
    serving = [sheet for sheet in SHEETS if text_on(sheet, box) >= 8]
    assert least_paper(box) == (serving[0] if serving else None)


@pytest.mark.parametrize("name", LAYOUTS)
@given(row=map_rows(most=8), data=st.data())
def test_locked_factors_stay_and_the_others_keep_off_them(
    name: str, row: MapRow, data: st.DataObject
) -> None:
    spread_out = {
        f.id: (400.0 * n, 100.0 * (n % 3)) for n, f in enumerate(row.factors)
    }  # the locked ones do not overlap each other
    factors = tuple(
        replace(f, x=spread_out[f.id][0], y=spread_out[f.id][1], locked=data.draw(st.booleans()))
        for f in row.factors
    )
    places = LAYOUTS[name](replace(row, factors=factors))
    assert all(places[f.id] == (f.x, f.y) for f in factors if f.locked)
    moved = tuple(replace(f, x=places[f.id][0], y=places[f.id][1]) for f in factors)
    for a, b in combinations([box.rect for box in draw_map(moved, ()).boxes], 2):
        assert a.right <= b.x or b.right <= a.x or a.bottom <= b.y or b.bottom <= a.y


@pytest.mark.parametrize("name", LAYOUTS)
def test_many_unlinked_factors_are_placed_at_once(name: str) -> None:
    row = random_map(400, 0)
    before = time.process_time()
    LAYOUTS[name](row)
    assert time.process_time() - before < 1


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_layout_ends_when_it_is_told_to(name: str) -> None:
    def stop(_: float) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        LAYOUTS[name](random_map(30, 40), tell=stop)


def test_one_large_group_is_laid_out_in_parts_between_which_it_can_be_ended() -> None:
    told: list[float] = []
    force(connected(700), tell=told.append)
    assert len(told) > 20
    assert told == sorted(told)
    for wanted in (0, len(told) // 3, len(told) - 1):
        looks = iter(range(wanted))

        def stop(_: float, looks: Iterator[int] = looks) -> None:
            if next(looks, None) is None:
                raise InterruptedError

        with pytest.raises(InterruptedError):
            force(connected(700), tell=stop)


def connected(size: int) -> MapRow:
    factors = tuple(FactorRow(n, f"Factor {n}") for n in range(size))
    links = tuple(LinkRow(n, n // 2, n) for n in range(1, size))
    return MapRow(1, "Map", "", factors, links)
