"""Reading a map as somebody does: steps, paths, pushes, sizes, locks, the glide, and each in the room."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.maps.test_page import factor, opened, row_of
from tests.ui.showing import settled
from ui.kit import theme
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.maps.canvas.emphasis.map_painting import RoomPicture
from ui.maps.page import MapsPage
from ui.maps.reading.side_column import LOOPS, PATHS, SIZES, STEPS
from upstream_workshop.maps.analysis.pushes import Effect
from upstream_workshop.maps.annotations import services as annotations
from upstream_workshop.maps.factors.services import add_factor, remove_factor
from upstream_workshop.maps.geometry import Rect
from upstream_workshop.maps.links.services import add_link


@pytest.fixture
def page(qtbot: QtBot, furnished_desk: Desk, jobs: Jobs) -> MapsPage:
    return opened(qtbot, furnished_desk, jobs)


def clear(page: MapsPage) -> set[str]:
    """The labels of the factors that are not faded."""
    strong = {i for i, item in page.stage.scene.factors.items() if item.opacity() == 1.0}
    return {each.label for each in row_of(page).factors if each.id in strong}


def in_room(page: MapsPage) -> RoomPicture:
    slide = page.slide_about(page.subject())
    assert slide is not None
    assert isinstance(slide.picture, RoomPicture)
    return slide.picture


def test_a_slider_widens_what_leads_to_a_factor(qtbot: QtBot, page: MapsPage) -> None:
    work = factor(page, "Upstream work").id
    page.stage.select([work])
    page.side.turn_to(STEPS)
    steps = page.side.steps
    qtbot.keyClick(steps.slider, Qt.Key.Key_Home)
    assert clear(page) == {"Upstream work", "Risk appetite", "Pressure on budgets"}
    assert steps._words.text() == "2 factors lead to it within 1 step."
    qtbot.keyClick(steps.slider, Qt.Key.Key_Right)
    assert clear(page) == {
        "Upstream work", "Risk appetite", "Pressure on budgets", "Crisis demand"
    }  # fmt: skip
    assert steps._words.text() == "3 factors lead to it within 2 steps. That is all."
    assert [near.steps for near in steps.table.rows()] == [1, 1, 2]
    assert in_room(page).emphasis.factor_ids == {
        work, *(near.id for near in steps.table.rows())
    }  # fmt: skip
    steps.direction.select(1)
    qtbot.keyClick(steps.slider, Qt.Key.Key_Home)
    assert clear(page) == {"Upstream work", "Risk appetite", "Crisis demand"}
    page.side.turn_to(LOOPS)
    assert len(clear(page)) == 5


def test_paths_between_two_selected_factors(qtbot: QtBot, page: MapsPage) -> None:
    ends = factor(page, "Risk appetite").id, factor(page, "Pressure on budgets").id
    page.side.turn_to(PATHS)
    page.stage.select(ends)
    paths = page.side.paths
    if paths.source.currentData() != ends[0]:
        paths.swap.click()
    (line,) = paths.table.rows()
    assert line.path.factor_ids[0] == ends[0]
    assert paths._sentence.text() == (
        "More risk appetite brings more upstream work, which, after a delay, brings less crisis "
        "demand, which brings less pressure on budgets. Altogether: more risk appetite leads to "
        "less pressure on budgets."
    )
    assert "Lwc" not in clear(page)
    slide = page.slide_about(page.subject())
    assert slide is not None
    assert slide.title == "From “Risk appetite” to “Pressure on budgets”"
    assert in_room(page).emphasis.link_ids == set(line.path.link_ids)
    qtbot.keyClick(page.stage.canvas, Qt.Key.Key_Escape)
    assert len(clear(page)) == 5
    assert len(page.stage.scene.selected_factors()) == 2
    qtbot.keyClick(page.stage.canvas, Qt.Key.Key_Escape)
    assert page.stage.scene.selected_factors() == []


def test_a_push_is_marked_told_and_changes_nothing(qtbot: QtBot, page: MapsPage) -> None:
    before = row_of(page)
    risk, work = factor(page, "Risk appetite").id, factor(page, "Upstream work").id
    page.stage.select([risk])
    qtbot.keyClick(page, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    told = {line.label: line.affected.effect for line in page.side.what_if.table.rows()}
    assert told == {
        "Upstream work": Effect.MORE, "Crisis demand": Effect.LESS, "Pressure on budgets": Effect.LESS
    }  # fmt: skip
    assert page.stage.scene.factors[work].effect == (Effect.MORE, False)
    assert page.stage.scene.factors[factor(page, "Crisis demand").id].effect == (Effect.LESS, True)
    assert clear(page) == {"Risk appetite", *told}
    effects = {id_: (effect, later) for id_, effect, later in in_room(page).emphasis.effects}
    assert effects[work] == (Effect.MORE, False)
    assert effects[risk] == (Effect.MORE, False)
    page.stage.select([work])  # reading on does not end it
    assert page.side.reading()[1] == risk
    qtbot.keyClick(page, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert page.side.reading()[1:] == (work, 0)
    qtbot.keyClick(page.stage.canvas, Qt.Key.Key_Escape)
    assert page.side.reading() == ()
    assert all(item.effect is None for item in page.stage.scene.factors.values())
    assert len(clear(page)) == 5
    assert row_of(page) == before


def test_a_push_names_the_loops_that_lead_back(page: MapsPage) -> None:
    page.stage.select([factor(page, "Crisis demand").id])
    page.reader.push(True)
    assert "R1 Relief leads back and adds to it." in page.side.what_if._facts.text()


def test_a_push_ends_with_its_factor(page: MapsPage) -> None:
    risk = factor(page, "Risk appetite").id
    page.stage.select([risk])
    page.reader.push(True)
    subject = page.subject()
    page.desk.do("Remove", remove_factor, risk)
    assert page.side.reading() == ()
    slide = page.slide_about(subject)
    assert slide is not None
    assert slide.title == row_of(page).title


def test_boxes_are_sized_on_canvas_and_in_the_room_alike(page: MapsPage) -> None:
    work, lone = factor(page, "Upstream work").id, factor(page, "Lwc").id
    page.side.turn_to(SIZES)
    page.side.sizes.choice.select(1)
    boxes = {id_: item.box for id_, item in page.stage.scene.factors.items()}
    assert boxes[work].scale == pytest.approx(1.35)
    assert boxes[lone].scale == pytest.approx(0.8)
    assert {box.factor_id: box for box in in_room(page).drawing.boxes} == boxes
    assert page.side.sizes.table.rows()[0].label == "Upstream work"
    assert page.reader.legend.whole().startswith("Larger boxes have more links.")
    slide = page.slide_about(page.subject())
    assert slide is not None
    assert slide.footer == page.reader.legend.whole()
    page.side.turn_to(LOOPS)
    added = page.desk.do("Add", add_factor, row_of(page).id, "Nerve")
    assert page.stage.scene.factors[added].box.scale == pytest.approx(0.8)
    page.side.sizes.choice.select(0)
    assert {item.box.scale for item in page.stage.scene.factors.values()} == {1.0}
    assert "boxes" not in page.reader.legend.whole()


def test_a_lock_is_toggled_by_key_and_seen(qtbot: QtBot, page: MapsPage) -> None:
    lone = factor(page, "Lwc").id
    page.stage.select([lone])
    page.stage.canvas.setFocus()
    qtbot.keyClick(page.stage.canvas, Qt.Key.Key_L, Qt.KeyboardModifier.ShiftModifier)
    assert factor(page, "Lwc").locked
    assert page.stage.scene.factors[lone].box.locked
    assert page.desk.workshop.undo_label == "Lock"
    page.editing.turn_lock()
    assert not factor(page, "Lwc").locked


@pytest.fixture
def motion(qapp: QApplication) -> None:
    """The look with motion; the tests' fixture puts the other one on again."""
    look = theme.current_appearance()
    theme.apply(qapp, look.name, round(100 * look.scale), still=False)


def places(page: MapsPage) -> dict[int, QPointF]:
    return {id_: QPointF(*item.box.rect.centre) for id_, item in page.stage.scene.factors.items()}


def test_factors_glide_and_are_soon_there(qtbot: QtBot, motion: None, page: MapsPage) -> None:
    before = places(page)
    page.lay_out("circle")
    assert page.stage.is_gliding()
    qtbot.waitUntil(lambda: not page.stage.is_gliding(), timeout=1000)
    after = {each.id: QPointF(each.x, each.y) for each in row_of(page).factors}
    assert places(page) == after != before
    page.desk.undo()
    assert page.stage.is_gliding()
    qtbot.mousePress(page.stage.canvas.viewport(), Qt.MouseButton.MiddleButton)
    assert not page.stage.is_gliding()
    assert places(page) == before
    qtbot.mouseRelease(page.stage.canvas.viewport(), Qt.MouseButton.MiddleButton)


def test_zones_and_notes_glide_along(motion: None, page: MapsPage) -> None:
    row = row_of(page)
    first = row.factors[0]
    frame = Rect(first.x - 200, first.y - 150, 400, 300)
    zone = page.desk.do("Zone", annotations.add_zone, row.id, "Council", frame)
    note = page.desk.do("Note", annotations.add_map_note, row.id, "Why?", first.x, first.y - 100)
    assert zone is not None
    assert note is not None
    shown = page.stage.scene.annotations
    before = shown.zones[zone].box.rect, shown.notes[note].box.rect
    moved = {each.id: (each.x + 500, each.y) for each in row.factors}
    page.annotations.place(moved, {zone: frame.moved(500, 0)}, {note: (first.x + 500, first.y)})
    assert page.stage.is_gliding()
    page.stage._glide._show(0.5)
    for was, is_ in zip(
        before, (shown.zones[zone].box.rect, shown.notes[note].box.rect), strict=True
    ):
        assert is_.x == pytest.approx(was.x + 250)
    page.stage._glide.finish()
    assert shown.zones[zone].box.rect == frame.moved(500, 0)


def test_without_motion_factors_are_there_at_once(page: MapsPage) -> None:
    page.lay_out("circle")
    assert not page.stage.is_gliding()
    assert places(page) == {each.id: QPointF(each.x, each.y) for each in row_of(page).factors}


def test_a_layout_leaves_locked_factors_where_they_are(page: MapsPage) -> None:
    work = factor(page, "Upstream work")
    assert work.locked
    page.lay_out("rings")
    assert factor(page, "Upstream work") == work


def test_the_story_of_a_loop_is_told_beside_it_and_in_the_room(page: MapsPage) -> None:
    page.loops.table.select(lambda line: line.name == "Relief")
    assert page.loops._story.text() == "It cools by itself."
    slide = page.slide_about(page.subject())
    assert slide is not None
    assert slide.title.endswith("Relief")
    assert slide.footer.endswith("It cools by itself.")


@pytest.mark.parametrize(
    "subject", [(0,), "x", (1, (), 9), (1, (9,), 0), (1, (4, 1), 0), (1, (3,), 0)]
)
def test_a_subject_that_says_nothing_is_refused_or_the_whole_map(
    page: MapsPage, subject: object
) -> None:
    try:
        slide = page.slide_about(subject)
    except LookupError:
        return
    assert slide is None or slide.title == row_of(page).title


def test_many_factors_are_read_aside(qtbot: QtBot, page: MapsPage, jobs: Jobs) -> None:
    map_id = row_of(page).id
    with page.desk.workshop.change("Add") as session:
        ids = [add_factor(session, map_id, f"F {n}", n * 200, 0) for n in range(70)]
        for a, b in pairwise(ids):
            add_link(session, a, b)
    page.side.turn_to(PATHS)
    page.side.paths.choose(ids[0], ids[-1])
    settled(jobs)
    (line,) = page.side.paths.table.rows()
    assert line.path.factor_ids == tuple(ids)
    page.side.turn_to(SIZES)
    page.side.sizes.choice.select(2)
    settled(jobs)
    assert page.stage.scene.factors[ids[35]].box.scale == pytest.approx(1.35, abs=0.01)
