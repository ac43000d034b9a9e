"""The Maps page as somebody uses it: typing, dragging, linking, the outline, loops, the room."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.showing import shown
from ui.importing.import_dialog import ImportDialog
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.maps.page import MapsPage
from upstream_workshop.maps import queries, services
from upstream_workshop.maps.factors.services import amend_factor, remove_factor
from upstream_workshop.maps.links.services import remove_link
from upstream_workshop.maps.map_rows import FactorRow, LinkRow, MapRow


def opened(qtbot: QtBot, desk: Desk, jobs: Jobs) -> MapsPage:
    return shown(qtbot, MapsPage(desk, jobs), 1366, 768)


@pytest.fixture
def page(qtbot: QtBot, furnished_desk: Desk, jobs: Jobs) -> MapsPage:
    return opened(qtbot, furnished_desk, jobs)


def row_of(page: MapsPage) -> MapRow:
    assert page.row is not None
    return page.desk.ask(queries.map_row, page.row.id)


def factor(page: MapsPage, label: str) -> FactorRow:
    return next(each for each in row_of(page).factors if each.label == label)


def link(page: MapsPage, source: str, target: str) -> LinkRow:
    ends = (factor(page, source).id, factor(page, target).id)
    return next(k for k in row_of(page).links if (k.source_id, k.target_id) == ends)


def type_in(qtbot: QtBot, page: MapsPage, text: str, key: Qt.Key = Qt.Key.Key_Return) -> None:
    page.entry.field.setFocus()
    qtbot.keyClicks(page.entry.field, text)
    qtbot.keyClick(page.entry.field, key)


def at(page: MapsPage, x: float, y: float) -> QPoint:
    return page.stage.canvas.mapFromScene(QPointF(x, y))


def drag(qtbot: QtBot, page: MapsPage, start: QPoint, end: QPoint) -> None:
    port = page.stage.canvas.viewport()
    qtbot.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(port, (start + end) / 2)
    qtbot.mouseMove(port, end)
    qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=end)


def test_typing_adds_factors_and_links(qtbot: QtBot, page: MapsPage) -> None:
    type_in(qtbot, page, "Trust in communities")
    assert page.entry.field.text() == ""
    type_in(qtbot, page, "Members' confidence", Qt.Key.Key_Tab)
    assert link(page, "Trust in communities", "Members' confidence").sign == ""
    type_in(qtbot, page, "members + risk app")
    assert link(page, "Members' confidence", "Risk appetite").sign == "+"
    type_in(qtbot, page, "lwc - Luck")
    assert link(page, "Lwc", "Luck").sign == "-"
    assert len(page.stage.scene.links) == len(row_of(page).links)


def test_new_names_on_either_side_are_made_as_one_step(qtbot: QtBot, page: MapsPage) -> None:
    before = row_of(page)
    type_in(qtbot, page, "Nerve -// Waiting times = strong")
    made = link(page, "Nerve", "Waiting times")
    assert (made.sign, made.delay, made.strength) == ("-", True, "strong")
    assert page.stage.scene.selected_links() == [made.id]
    page.desk.undo()
    assert row_of(page) == before


def test_a_line_that_begins_with_a_sign_goes_on_from_the_factor_in_front(
    qtbot: QtBot, page: MapsPage
) -> None:
    type_in(qtbot, page, "Nerve")
    type_in(qtbot, page, "- Waiting times")
    assert link(page, "Nerve", "Waiting times").sign == "-"
    type_in(qtbot, page, "+ Nerve")
    assert link(page, "Waiting times", "Nerve").sign == "+"


@pytest.mark.parametrize(
    "text", ["s + lwc", "lwc +", "Lwc", "lwc + Sleep well +", "lwc + + Nerve", "Nerve //"]
)
def test_what_is_refused_stays_selected_and_files_nothing(
    qtbot: QtBot, page: MapsPage, text: str
) -> None:
    type_in(qtbot, page, "Safety")
    type_in(qtbot, page, "Sleep")
    before = row_of(page)
    with qtbot.waitSignal(page.desk.refused):
        type_in(qtbot, page, text)
    assert row_of(page) == before
    assert page.entry.field.selectedText() == text
    qtbot.keyClicks(page.entry.field, "Courage")
    assert page.entry.field.text() == "Courage"
    qtbot.keyClick(page.entry.field, Qt.Key.Key_Escape)
    assert page.entry.field.text() == ""


def test_the_line_shows_what_enter_would_make(qtbot: QtBot, page: MapsPage) -> None:
    for text in ("risk a -~ Sleep", "risk a - Sleep //"):
        page.entry.field.setText(text)
        assert page.entry.field.ghost == "Risk appetite  →  − after a delay  →  new: Sleep"
    page.entry.field.setText("risk a - Sleep -")
    assert page.entry.field.ghost == "a mark too many"


def test_a_new_link_is_what_keys_act_on(qtbot: QtBot, page: MapsPage) -> None:
    old = link(page, "Crisis demand", "Pressure on budgets")
    page.views.select(1)
    page.stage.select((), [old.id])
    page.views.select(0)
    type_in(qtbot, page, "Nerve + Lwc")
    qtbot.keyClick(page.stage.canvas, Qt.Key.Key_Minus)
    assert link(page, "Nerve", "Lwc").sign == "-"
    assert link(page, "Crisis demand", "Pressure on budgets") == old
    page.stage.select()
    page.desk.do("Rename", services.rename_map, row_of(page).id, "Another title")
    assert page.stage.scene.selectedItems() == []
    qtbot.keyClick(page.stage.canvas, Qt.Key.Key_Plus)
    page.views.select(1)
    qtbot.keyClick(page.stage.outline, Qt.Key.Key_Plus)
    assert link(page, "Crisis demand", "Pressure on budgets") == old


def test_zoom_keeps_the_point_under_the_mouse_and_each_map_has_its_own(
    qtbot: QtBot, page: MapsPage
) -> None:
    canvas, at = page.stage.canvas, QPointF(120, 90)
    place = canvas.place_at(at)
    for _ in range(14):
        canvas.zoom(1.15, at)
        off = canvas.viewportTransform().map(place) - at
        assert abs(off.x()) + abs(off.y()) < 1
    for _ in range(40):
        canvas.zoom(1 / 1.15, at)
    off = canvas.viewportTransform().map(place) - at
    assert abs(off.x()) + abs(off.y()) < 2
    kept, first = canvas.viewportTransform(), row_of(page).id
    page.show_row(next(row.id for row in page.desk.ask(queries.maps) if row.id != first))
    page.show_row(first)
    there = canvas.viewportTransform().map(place) - kept.map(place)
    assert abs(there.x()) + abs(there.y()) < 2


def test_the_middle_button_and_the_space_bar_pan(qtbot: QtBot, page: MapsPage) -> None:
    canvas, port = page.stage.canvas, page.stage.canvas.viewport()
    before = row_of(page)
    for button, space in ((Qt.MouseButton.MiddleButton, False), (Qt.MouseButton.LeftButton, True)):
        place = canvas.place_at(QPointF(200, 200))
        if space:
            qtbot.keyPress(canvas, Qt.Key.Key_Space)
        qtbot.mousePress(port, button, pos=QPoint(200, 200))
        qtbot.mouseMove(port, QPoint(260, 170))
        qtbot.mouseRelease(port, button, pos=QPoint(260, 170))
        off = canvas.viewportTransform().map(place) - QPointF(260, 170)
        assert abs(off.x()) + abs(off.y()) < 1
    qtbot.keyRelease(canvas, Qt.Key.Key_Space)
    assert row_of(page) == before


def test_an_end_of_a_selected_link_is_led_elsewhere(qtbot: QtBot, page: MapsPage) -> None:
    made, lone = link(page, "Risk appetite", "Upstream work"), factor(page, "Lwc")
    page.stage.select((), [made.id])
    tip = page.stage.scene.links[made.id].curve.points[3]
    drag(qtbot, page, at(page, *tip), at(page, lone.x, lone.y))
    assert link(page, "Risk appetite", "Lwc").id == made.id
    page.desk.undo()
    assert link(page, "Risk appetite", "Upstream work") == made


def test_dragging_a_factor_is_one_step(qtbot: QtBot, page: MapsPage) -> None:
    before = factor(page, "Lwc")
    start = at(page, before.x, before.y)
    drag(qtbot, page, start, start + QPoint(60, 40))
    after = factor(page, "Lwc")
    assert after.x > before.x + 20
    assert after.y > before.y + 20
    page.desk.undo()
    assert factor(page, "Lwc") == before
    assert page.stage.scene.factors[before.id].box.rect.centre == pytest.approx(
        (before.x, before.y)
    )


def test_escape_leaves_a_dragged_factor_where_it_was(qtbot: QtBot, page: MapsPage) -> None:
    before = factor(page, "Lwc")
    start, port = at(page, before.x, before.y), page.stage.canvas.viewport()
    qtbot.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(port, start + QPoint(70, 50))
    qtbot.keyClick(page.stage.canvas, Qt.Key.Key_Escape)
    qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=start + QPoint(70, 50))
    assert factor(page, "Lwc") == before
    assert page.stage.scene.factors[before.id].box.rect.centre == pytest.approx(
        (before.x, before.y)
    )


def test_a_link_is_drawn_from_the_edge_and_signed_by_key(qtbot: QtBot, page: MapsPage) -> None:
    lone, target = factor(page, "Lwc"), factor(page, "Risk appetite")
    edge = page.stage.scene.factors[lone.id].box.rect
    drag(qtbot, page, at(page, edge.right - 3, lone.y), at(page, target.x, target.y))
    drawn = link(page, "Lwc", "Risk appetite")
    x, y = page.stage.scene.links[drawn.id].curve.badge
    qtbot.mouseClick(page.stage.canvas.viewport(), Qt.MouseButton.LeftButton, pos=at(page, x, y))
    assert page.stage.scene.selected_links() == [drawn.id]
    qtbot.keyClick(page.stage.canvas, Qt.Key.Key_Minus)
    assert link(page, "Lwc", "Risk appetite").sign == "-"
    qtbot.keyClick(page.stage.canvas, Qt.Key.Key_0)
    assert link(page, "Lwc", "Risk appetite").sign == ""
    qtbot.keyClick(page.stage.canvas, Qt.Key.Key_Delete)
    assert drawn.id not in {each.id for each in row_of(page).links}


def test_arrows_nudge_and_a_frame_selects(qtbot: QtBot, page: MapsPage) -> None:
    content = page.stage.scene.content()
    corners = content.topLeft() - QPointF(5, 5), content.bottomRight() + QPointF(5, 5)
    drag(qtbot, page, *(page.stage.canvas.mapFromScene(corner) for corner in corners))
    before = row_of(page)
    assert set(page.stage.scene.selected_factors()) == {each.id for each in before.factors}
    qtbot.keyClick(page.stage.canvas, Qt.Key.Key_Right)
    moved = {each.id: each.x for each in row_of(page).factors}
    assert moved == {each.id: each.x + 10 for each in before.factors}


def test_the_outline_says_and_does_the_same(qtbot: QtBot, page: MapsPage) -> None:
    page.views.select(1)
    made = link(page, "Risk appetite", "Upstream work")
    page.stage.select((), [made.id])
    item = page.stage.outline.currentItem()
    assert item is not None
    assert "More risk appetite leads to more upstream work" in item.text(0)
    assert page.stage.scene.selected_links() == [made.id]
    qtbot.keyClick(page.stage.outline, Qt.Key.Key_0)
    assert link(page, "Risk appetite", "Upstream work").sign == ""
    item = page.stage.outline.currentItem()
    assert item is not None
    assert "A change of risk appetite affects upstream work" in item.text(0)
    qtbot.keyClick(page.stage.outline, Qt.Key.Key_Delete)
    assert len(row_of(page).links) == 4


def test_a_loop_stands_out_and_the_rest_fades(page: MapsPage) -> None:
    lines = page.loops.table.rows()
    assert {line.name for line in lines} == {"Relief", "2 factors, unnamed"}
    page.loops.table.select(lambda line: line.name == "Relief")
    lone = page.stage.scene.factors[factor(page, "Lwc").id]
    inside = page.stage.scene.factors[factor(page, "Crisis demand").id]
    assert lone.opacity() < 0.5 < inside.opacity()
    page.loops.clear()
    assert lone.opacity() == 1.0


def test_what_is_selected_never_fades(page: MapsPage) -> None:
    """Since keys act on it, whatever is read meanwhile and in whichever order."""
    items = {**page.stage.scene.factors}
    chosen, other = factor(page, "Lwc").id, factor(page, "Risk appetite").id
    page.stage.select([chosen])
    page.loops.table.select(lambda line: line.name == "Relief")
    assert items[chosen].opacity() == 1.0
    assert items[other].opacity() < 1
    page.stage.select([other])
    assert items[chosen].opacity() < 1
    assert items[other].opacity() == 1.0
    page.loops.clear()
    assert {item.opacity() for item in items.values()} == {1.0}


def test_the_canvas_mirrors_a_change_made_elsewhere(page: MapsPage) -> None:
    work = factor(page, "Upstream work")
    untouched = page.stage.scene.factors[factor(page, "Lwc").id]
    with page.desk.workshop.change("Rename") as session:
        amend_factor(session, work.id, label="Prevention early")
    assert page.stage.scene.factors[work.id].box.lines == ("Prevention early",)
    page.desk.do("Remove", remove_factor, work.id)
    assert work.id not in page.stage.scene.factors
    assert len(page.stage.scene.links) == 1
    assert page.stage.scene.factors[untouched.box.factor_id] is untouched


def test_a_layout_is_one_step(page: MapsPage) -> None:
    before = row_of(page)
    page.lay_out("circle")
    assert row_of(page) != before
    page.desk.undo()
    assert row_of(page) == before


def test_the_room_sees_the_map(page: MapsPage) -> None:
    slide = page.slide()
    assert slide is not None
    assert slide.title == "What keeps us downstream"
    assert slide.picture is not None
    image = QImage(960, 540, QImage.Format.Format_RGB32)
    image.fill(0)
    painter = QPainter(image)
    slide.picture(painter, QRectF(0, 0, 960, 540))
    painter.end()
    assert len({image.pixel(x, y) for x in range(0, 960, 7) for y in range(0, 540, 7)}) > 5


def test_the_room_sees_a_picked_loop_by_itself(page: MapsPage) -> None:
    page.loops.table.select(lambda line: line.name == "Relief")
    slide = page.slide()
    assert slide is not None
    assert slide.title.endswith("Relief")
    assert slide.lead == "What keeps us downstream"
    assert "brings" in slide.footer
    assert slide.picture is not None


def test_change_forms_reach_the_database(page: MapsPage, monkeypatch: pytest.MonkeyPatch) -> None:
    sentence = {"label": "Prevention", "note": "first", "colour": "leaf"}
    monkeypatch.setattr("ui.maps.map_actions.ask_form", lambda *_: sentence)
    page.stage.select([factor(page, "Upstream work").id])
    page.stage.canvas.opened.emit()
    assert factor(page, "Prevention").colour == "leaf"
    sentence = {"sign": "-", "delay": True, "strength": "weak", "note": ""}
    made = link(page, "Prevention", "Risk appetite")
    page.stage.select((), [made.id])
    page.stage.canvas.opened.emit()
    after = link(page, "Prevention", "Risk appetite")
    assert (after.sign, after.delay, after.strength) == ("-", True, "weak")


def test_an_empty_session_takes_a_table_as_its_first_map(
    qtbot: QtBot, desk: Desk, jobs: Jobs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(qtbot, desk, jobs)
    assert page.slide() is None
    assert page.row is None
    path = tmp_path / "how-trust-travels.csv"
    path.write_text("from,to,delay\nTrust,Risk,\nRisk,Trust,\nTrust,Luck,maybe\n", "utf-8")
    monkeypatch.setattr(ImportDialog, "exec", lambda _dialog: 1)
    with qtbot.waitSignal(desk.reported) as sentence:
        page.imports.import_file(path)
    assert "3 new" in sentence.args[0]
    assert page.row is not None
    assert page.row.title == "How trust travels"
    assert len(page.stage.scene.links) == 3


def test_a_key_turns_from_canvas_to_outline_and_back(qtbot: QtBot, page: MapsPage) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    seen = []
    for _ in range(2):
        qtbot.keyClick(page.focusWidget() or page, Qt.Key.Key_Tab, control)
        seen.append(page.stage.currentIndex())
    assert seen == [1, 0]


def test_without_a_map_enter_makes_one_and_with_one_letters_go_to_its_line(
    qtbot: QtBot, desk: Desk, jobs: Jobs
) -> None:
    page = opened(qtbot, desk, jobs)
    page.setFocus()
    assert page.empty.focusProxy().hasFocus()
    desk.do("Add map", services.add_map, "One")
    assert page.entry.field.hasFocus()


def test_no_loop_is_offered_of_another_map_or_with_a_link_that_is_gone(
    page: MapsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page.search, "find", lambda _row: None)  # as while loops are looked for
    row = row_of(page)
    page.loops.table.select(lambda line: line.name == "Relief")
    chosen = page.loops.current()
    assert chosen is not None
    page.desk.do("Remove", remove_link, chosen.id[0])
    assert chosen.id not in [line.id for line in page.loops.table.rows()]
    page.show_row(next(each.id for each in page.desk.ask(queries.maps) if each.id != row.id))
    assert not page.loops.table.rows()


def test_what_is_far_away_is_painted_in_the_colours_of_the_theme(page: MapsPage) -> None:
    reset = []
    page.stage.canvas.resetCachedContent = lambda: reset.append(True)  # type: ignore[method-assign]
    QApplication.sendEvent(page.stage.canvas, QEvent(QEvent.Type.PaletteChange))
    assert reset
