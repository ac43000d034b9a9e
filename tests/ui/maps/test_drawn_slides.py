"""Slides of large maps are drawn aside: what the room had stays until the new one is there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from threading import get_ident

import pytest
from PySide6.QtWidgets import QApplication

from ui.kit.jobs import Jobs
from ui.maps import slides
from ui.maps.drawn_slides import DrawnSlides
from ui.room_screen.slide_types import Slide
from upstream_workshop.maps.map_rows import FactorRow, MapRow

LARGE = MapRow(1, "Large", "", tuple(FactorRow(n, f"F{n}", n * 300.0) for n in range(160)), ())


@pytest.fixture
def drawn(qapp: QApplication, jobs: Jobs) -> DrawnSlides:
    return DrawnSlides(jobs)


def test_a_large_map_is_drawn_aside_as_it_would_have_been(drawn: DrawnSlides, jobs: Jobs) -> None:
    threads: list[int] = []

    def draw(row: MapRow) -> Callable[[], Slide]:
        def made() -> Slide:
            threads.append(get_ident())
            return slides.whole(row, (), {}, "")

        return made

    def asked(row: MapRow) -> Slide:
        return drawn.slide("it", row, [row], draw(row))

    assert asked(LARGE) == Slide("Large", footer="The map is being drawn.")
    jobs.settled()
    first = asked(LARGE)
    assert first == slides.whole(LARGE, (), {}, "")
    changed = replace(LARGE, title="Changed")
    later = replace(LARGE, title="Later")
    assert [asked(changed), asked(later)] == [first, first]
    jobs.settled()
    assert asked(later).title == "Changed"  # which was begun, and is no longer what is wanted
    jobs.settled()
    assert asked(later).title == "Later"
    assert len(threads) == 3
    assert get_ident() not in threads


def test_another_subject_never_sees_the_last_one(drawn: DrawnSlides, jobs: Jobs) -> None:
    drawn.slide("it", 1, [LARGE], lambda: Slide("it"))
    jobs.settled()
    other = drawn.slide("other", 1, [LARGE], lambda: Slide("other"))
    assert other == Slide("Large", footer="The map is being drawn.")


def test_a_small_map_is_there_at_once(drawn: DrawnSlides) -> None:
    small = replace(LARGE, factors=LARGE.factors[:2])
    assert drawn.slide("it", small, [small], lambda: Slide("it")) == Slide("it")
