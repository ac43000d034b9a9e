"""The marks of loops on the canvas, and the map as a poster or a picture."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QImage
from pytestqt.qtbot import QtBot

from tests.ui.maps.test_page import at, factor, opened, row_of
from tests.ui.showing import settled
from ui.kit import theme
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.maps.page import MapsPage
from ui.maps.poster_flow import FORMATS, paper_words, poster_form
from upstream_workshop.maps import services
from upstream_workshop.maps.drawing.loop_marks import LoopMark
from upstream_workshop.maps.factors.services import add_factor
from upstream_workshop.maps.geometry import Drawer, Rect
from upstream_workshop.maps.loops import Loop, loops_of
from upstream_workshop.maps.placing.paper_sizes import SHEETS


@pytest.fixture
def page(qtbot: QtBot, furnished_desk: Desk, jobs: Jobs) -> MapsPage:
    made = opened(qtbot, furnished_desk, jobs)
    made.stage.canvas.zoom_to_100()
    return made


def click(qtbot: QtBot, page: MapsPage, mark: tuple[int, ...]) -> None:
    x, y = page.stage.scene.marks.items[mark].mark.centre
    port = page.stage.canvas.viewport()
    qtbot.mouseClick(port, Qt.MouseButton.LeftButton, pos=at(page, x, y))


def test_a_click_on_a_mark_chooses_its_loop_and_nothing_of_the_map(
    qtbot: QtBot, page: MapsPage
) -> None:
    loop = loops_of(row_of(page)).loops[0]
    chosen = factor(page, "Risk appetite").id
    page.stage.select([chosen])
    click(qtbot, page, loop.link_ids)
    line = page.loops.current()
    assert line is not None
    assert line.id == loop.link_ids
    assert page.stage.scene.marks.items[loop.link_ids].chosen
    assert page.stage.scene.selected_factors() == [chosen]
    click(qtbot, page, loop.link_ids)
    assert page.loops.current() is None
    assert not page.stage.scene.marks.items[loop.link_ids].chosen


def test_marks_come_and_go_with_their_loops(qtbot: QtBot, page: MapsPage) -> None:
    """Of a dragged factor they are hidden; what is undone brings them back."""
    loop = loops_of(row_of(page)).loops[0]
    marks = page.stage.scene.marks
    before = marks.items[loop.link_ids].mark
    moved = next(each for each in row_of(page).factors if each.id == loop.factor_ids[0])
    port = page.stage.canvas.viewport()
    start = at(page, moved.x, moved.y)
    qtbot.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(port, at(page, moved.x + 90, moved.y + 40))
    assert not any(item.isVisible() for item in marks.items.values())
    qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=at(page, moved.x + 90, moved.y + 40))
    assert marks.items[loop.link_ids].isVisible()
    page.desk.do("Remove", services.remove_parts, [], [loop.link_ids[0]])
    assert loop.link_ids not in marks.items
    page.desk.undo()
    page.desk.undo()
    assert marks.items[loop.link_ids].mark == before


def test_marks_are_placed_once_for_a_change_that_makes_no_loop(
    page: MapsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a large map each placing takes as long as all else that an entry does."""
    placed: list[object] = []
    place = Drawer.loop_marks

    def counted(drawer: Drawer, loops: Iterable[Loop], *more: Any) -> tuple[LoopMark, ...]:
        placed.append(drawer)
        return place(drawer, loops, *more)

    monkeypatch.setattr(Drawer, "loop_marks", counted)
    page.desk.do("Add", add_factor, row_of(page).id, "Alone")
    settled(page.jobs)
    assert len(placed) == 1
    assert page.stage.scene.marks.items


def test_a_mark_too_far_to_be_read_is_not_clicked(page: MapsPage) -> None:
    loop = loops_of(row_of(page)).loops[0]
    marks = page.stage.scene.marks
    place = marks.items[loop.link_ids].sceneBoundingRect().center()
    assert marks.click(place, 1.0)
    assert not marks.click(place, 0.1)


def test_the_room_sees_the_marks(page: MapsPage) -> None:
    row = row_of(page)
    slide = page.slide()
    assert slide is not None
    shown = slide.picture.drawing.marks  # type: ignore[union-attr]
    assert {mark.link_ids for mark in shown} == set(page.stage.scene.marks.items)
    assert loops_of(row).loops[0].mark in {mark.text for mark in shown}


@pytest.mark.parametrize("answers", [
    {"format": "posters", "paper": "A2", "sheets": "A4", "pixels": 1920},
    {"format": "maps-png", "paper": "A2", "sheets": "A4", "pixels": 1920},
    {"format": "maps-svg", "paper": "A2", "sheets": "A4", "pixels": 1920},
])  # fmt: skip
def test_one_map_is_written_in_the_form_asked_for(
    page: MapsPage, tmp_path: Path, answers: Mapping[str, object]
) -> None:
    row = row_of(page)
    page.posters.write(tmp_path / "out", row, answers)
    settled(page.jobs)
    (path,) = (each for each in (tmp_path / "out").rglob("*.*") if each.is_file())
    assert path.stem == row.title
    if path.suffix == ".pdf":
        first = PdfReader(path).pages[0].mediabox
        assert max(first[2:]) == pytest.approx(SHEETS["A4"][0], abs=1)
    if path.suffix == ".png":
        size = QImage(str(path)).size()
        assert max(size.width(), size.height()) == 1920


def test_the_form_offers_only_what_concerns_the_format(page: MapsPage) -> None:
    form = poster_form(page, row_of(page), "A3")
    asked = ("paper", "sheets", "pixels")
    found = {}
    for number, key in enumerate(FORMATS):
        form.control("format").setCurrentIndex(number)  # type: ignore[attr-defined]
        found[key] = [name for name in asked if form.control(name).isEnabled()]
    assert found == {"posters": ["paper", "sheets"], "maps-png": ["pixels"], "maps-svg": []}


def test_a_layout_says_on_which_paper_it_can_be_read(page: MapsPage) -> None:
    said: list[str] = []
    page.desk.reported.connect(said.append)
    page.lay_out()
    settled(page.jobs)
    assert said[-1] == paper_words(page.stage.bounds())
    assert "can be read on A" in said[-1]
    assert "too small" in paper_words(Rect(0, 0, 90_000, 60_000))


def test_the_mark_of_a_loop_is_whole_in_the_list(page: MapsPage) -> None:
    """As its number stays its own for life, it may have four digits."""
    table = page.loops.table
    room = table.columnWidth(0) - theme.px("first_pad") - theme.px("cell_pad")
    words = QFontMetrics(theme.font("small")).horizontalAdvance("R8888")
    assert words + theme.px(22) <= room
