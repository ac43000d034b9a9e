"""What is done to the selection of a map, by keys and by mouse: each is one step, and Escape cancels."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QClipboard, QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tests.core.storage.test_undo import dump
from tests.ui.maps.test_page import at, drag, factor, link, opened, row_of
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.maps.canvas.mouse.bend_link import grip_of
from ui.maps.canvas.outline.map_outline import MapOutline
from ui.maps.editing import map_editing, pasting
from ui.maps.editing.map_clipboard import MIME
from ui.maps.page import MapsPage
from upstream_workshop.maps import queries
from upstream_workshop.maps.services import add_map

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def page(qtbot: QtBot, furnished_desk: Desk, jobs: Jobs) -> MapsPage:
    made = opened(qtbot, furnished_desk, jobs)
    made.stage.canvas.setFocus()
    return made


def press(qtbot: QtBot, page: MapsPage, letter: str, more: Qt.KeyboardModifier = CONTROL) -> None:
    qtbot.keyClick(page.stage.currentWidget().focusWidget() or page.stage.canvas, letter, more)


def test_copies_are_selected_and_go_in_one_step(qtbot: QtBot, page: MapsPage) -> None:
    before = row_of(page)
    chosen = [factor(page, "Crisis demand").id, factor(page, "Pressure on budgets").id]
    page.stage.select(chosen)
    press(qtbot, page, "C")
    assert QGuiApplication.clipboard().text() == "Crisis demand + Pressure on budgets = strong"
    press(qtbot, page, "V")
    after = row_of(page)
    assert len(after.factors) == len(before.factors) + 2
    assert len(after.links) == len(before.links) + 1
    labels = {each.id: each.label for each in after.factors}
    selected = {labels[id_] for id_ in page.stage.scene.selected_factors()}
    assert selected == {"Crisis demand (2)", "Pressure on budgets (2)"}
    assert len(page.stage.scene.selected_links()) == 1
    page.desk.undo()
    assert row_of(page) == before


def test_cut_is_one_step_and_pastes_into_another_map(qtbot: QtBot, page: MapsPage) -> None:
    before = row_of(page)
    cut = factor(page, "Lwc")
    page.stage.select([cut.id])
    press(qtbot, page, "X")
    assert cut not in row_of(page).factors
    other = next(row for row in page.desk.ask(queries.maps) if row.id != before.id)
    page.show_row(other.id)
    press(qtbot, page, "V")
    (there,) = row_of(page).factors
    assert (there.label, there.x, there.y) == ("Lwc", cut.x, cut.y)
    page.desk.undo()
    page.desk.undo()
    assert page.desk.ask(queries.map_row, before.id) == before


def test_foreign_lines_join_what_is_there_and_many_are_asked_about(
    qtbot: QtBot, page: MapsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    QGuiApplication.clipboard().setText("lwc + Nerve\nNerve -// risk appetite\nSleep")
    press(qtbot, page, "V")
    assert link(page, "Lwc", "Nerve").sign == "+"
    assert link(page, "Nerve", "Risk appetite").delay
    assert factor(page, "Sleep").id in page.stage.scene.selected_factors()
    asked = []
    monkeypatch.setattr(pasting, "ask_form", lambda *given: asked.append(given[1]))
    before = row_of(page)
    QGuiApplication.clipboard().setText("\n".join(f"Line {n}" for n in range(40)))
    press(qtbot, page, "V")
    assert asked == ["Paste 40 lines: 40 new factors, 0 links?"]
    assert row_of(page) == before


def test_lines_that_are_pasted_where_one_is_typed_are_not_joined_into_one(
    qtbot: QtBot, page: MapsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    field, before = page.entry.field, row_of(page)
    field.setFocus()
    QGuiApplication.clipboard().setText("lwc + Nerve\nSleep\n")
    qtbot.keyClick(field, "V", CONTROL)
    assert link(page, "Lwc", "Nerve").sign == "+"
    assert factor(page, "Sleep")
    assert field.text() == ""
    page.desk.undo()
    assert row_of(page) == before
    asked = []
    monkeypatch.setattr(pasting, "ask_form", lambda *given: asked.append(given[1]))
    QGuiApplication.clipboard().setText("Lwc\tNerve\t+")
    qtbot.keyClick(field, "V", CONTROL)
    assert asked == ["Paste 1 line: 1 new factor, 1 link?"]
    assert row_of(page) == before
    QGuiApplication.clipboard().setText("One line")
    qtbot.keyClick(field, "V", CONTROL)
    assert field.text() == "One line"


def test_a_long_text_is_read_beside_and_goes_to_the_map_it_was_pasted_on(
    qtbot: QtBot, page: MapsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    monkeypatch.setattr(pasting, "ask_form", lambda *given: asked.append(given[1]) or {})
    before = row_of(page)
    lines = [f"Line {n} of a long list from elsewhere + line {n + 1} of it" for n in range(600)]
    QGuiApplication.clipboard().setText("\n".join(lines))
    press(qtbot, page, "V")
    assert row_of(page) == before
    page.desk.do("New map", add_map, "Another")
    page.show_row(
        next(id_ for id_, title in page.desk.ask(queries.map_titles) if title == "Another")
    )
    assert page.jobs.settled()
    qtbot.waitUntil(lambda: not page.desk.is_writing)
    assert asked == ["Paste 600 lines: 1,200 new factors, 600 links?"]
    assert row_of(page).factors == ()
    grown = page.desk.ask(queries.map_row, before.id)
    assert len(grown.links) == len(before.links) + 600
    assert page.stage.scene.selected_count() == 0


def test_a_long_text_that_is_too_much_is_refused_in_a_sentence(
    qtbot: QtBot, page: MapsPage
) -> None:
    QGuiApplication.clipboard().setText("\n".join(f"Line {n}" for n in range(30_000)))
    before = row_of(page)
    with qtbot.waitSignal(page.jobs.failed) as refused:
        press(qtbot, page, "V")
    assert refused.args == ["30,000 lines are too many to paste: import them from a file."]
    assert row_of(page) == before


def test_a_clipboard_that_is_no_map_is_refused_in_a_sentence(qtbot: QtBot, page: MapsPage) -> None:
    mime = QMimeData()
    mime.setData(MIME, b"{")
    QGuiApplication.clipboard().setMimeData(mime)
    with qtbot.waitSignal(page.desk.refused) as refused:
        press(qtbot, page, "V")
    assert refused.args == ["What was copied is no part of a map: copy it again."]


def test_an_empty_clipboard_is_refused_in_a_sentence(
    qtbot: QtBot, page: MapsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    QGuiApplication.clipboard().clear()
    for has in (QMimeData(), None):
        monkeypatch.setattr(QClipboard, "mimeData", lambda *_, has=has: has)
        with qtbot.waitSignal(page.desk.refused) as refused:
            press(qtbot, page, "V")
        assert refused.args == ["There is nothing to paste: copy factors, links or lines first."]


def test_duplicate_and_select_all(qtbot: QtBot, page: MapsPage) -> None:
    before = row_of(page)
    press(qtbot, page, "A")
    assert len(page.stage.scene.selectedItems()) == sum(
        map(len, (before.factors, before.links, before.zones, before.notes))
    )
    press(qtbot, page, "D")
    after = row_of(page)
    assert len(after.factors) == 2 * len(before.factors)
    assert len(after.links) == 2 * len(before.links)
    assert len(after.zones) == 2 * len(before.zones) > 0
    assert [note.text for note in after.notes] == 2 * [note.text for note in before.notes]
    page.desk.undo()
    assert row_of(page) == before


def test_the_outline_copies_and_pastes_too(qtbot: QtBot, page: MapsPage) -> None:
    before = row_of(page)
    page.views.select(1)
    page.stage.outline.setFocus()
    page.stage.select([factor(page, "Lwc").id])
    for letter in "CV":
        qtbot.keyClick(page.stage.outline, letter, CONTROL)
    assert len(row_of(page).factors) == len(before.factors) + 1
    current = page.stage.outline.currentItem()
    assert current is not None
    assert current.text(0) == "Lwc (2)"


def test_a_link_is_bent_by_its_grip_and_by_keys(qtbot: QtBot, page: MapsPage) -> None:
    made = link(page, "Crisis demand", "Pressure on budgets")
    page.stage.select((), [made.id])
    grip = grip_of(page.stage.scene.links[made.id].curve)
    assert grip is not None
    start = page.stage.canvas.mapFromScene(grip)
    drag(qtbot, page, start, start + QPoint(10, 70))
    bent = link(page, "Crisis demand", "Pressure on budgets").bend
    assert abs(bent) > 20
    qtbot.keyClick(page.stage.canvas, "[", Qt.KeyboardModifier.NoModifier)
    assert link(page, "Crisis demand", "Pressure on budgets").bend > bent + 10
    page.desk.undo()
    grip = grip_of(page.stage.scene.links[made.id].curve)
    assert grip is not None
    spot = page.stage.canvas.mapFromScene(grip)
    qtbot.mouseDClick(page.stage.canvas.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert link(page, "Crisis demand", "Pressure on budgets").bend == 0
    for _ in range(2):
        page.desk.undo()
    assert link(page, "Crisis demand", "Pressure on budgets") == made


def test_a_grip_that_lies_on_the_mark_of_a_loop_bends(qtbot: QtBot, page: MapsPage) -> None:
    made = link(page, "Crisis demand", "Pressure on budgets")
    page.stage.select((), [made.id])
    grip = grip_of(page.stage.scene.links[made.id].curve)
    assert grip is not None
    item = next(iter(page.stage.scene.marks.items.values()))
    item.show_mark(replace(item.mark, centre=(grip.x(), grip.y())))
    start = page.stage.canvas.mapFromScene(grip)
    drag(qtbot, page, start, start + QPoint(10, 70))
    assert abs(link(page, "Crisis demand", "Pressure on budgets").bend) > 20
    assert page.loops.current() is None


def test_escape_leaves_a_link_as_it_was(qtbot: QtBot, page: MapsPage) -> None:
    made = link(page, "Crisis demand", "Pressure on budgets")
    page.stage.select((), [made.id])
    curve = page.stage.scene.links[made.id].curve
    grip, port = grip_of(curve), page.stage.canvas.viewport()
    assert grip is not None
    start = page.stage.canvas.mapFromScene(grip)
    qtbot.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(port, start + QPoint(20, 80))
    assert page.stage.scene.links[made.id].curve != curve
    qtbot.keyClick(page.stage.canvas, Qt.Key.Key_Escape)
    qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=start + QPoint(20, 80))
    assert page.stage.scene.links[made.id].curve == curve
    assert link(page, "Crisis demand", "Pressure on budgets") == made


def drawn(page: MapsPage) -> object:
    """Where everything on the canvas stands, and how many items there are."""
    scene = page.stage.scene
    return (
        {id_: item.box.rect for id_, item in scene.factors.items()},
        {id_: item.curve for id_, item in scene.links.items()},
        {id_: item.box.rect for id_, item in scene.annotations.zones.items()},
        {id_: item.box.rect for id_, item in scene.annotations.notes.items()},
        len(scene.items()),
    )


@pytest.mark.parametrize("held", [Qt.KeyboardModifier.NoModifier, SHIFT, CONTROL, ALT])
def test_escape_takes_back_whatever_the_mouse_is_doing(
    qtbot: QtBot, page: MapsPage, held: Qt.KeyboardModifier
) -> None:
    """Wherever it was pressed: on factors, their edges, ends and bends of links, zones, corners, notes."""
    canvas, dice = page.stage.canvas, random.Random(1)
    canvas.fit()
    boxes = [item.box.rect for item in page.stage.scene.factors.values()]
    boxes += [item.box.rect for item in page.stage.scene.annotations.zones.values()]
    boxes += [item.box.rect for item in page.stage.scene.annotations.notes.values()]
    starts = [
        (x, y)
        for box in boxes
        for x in (box.x + 2, box.right - 2)
        for y in (box.y + 2, box.bottom - 2)
    ]
    starts += [place for item in page.stage.scene.links.values() for place in item.curve.points]
    links = list(page.stage.scene.links)
    before, shown = dump(page.desk.workshop), drawn(page)
    for x, y in starts:
        page.stage.select((), [dice.choice(links)])
        start = canvas.mapFromScene(QPointF(x, y))
        end = start + QPoint(dice.randint(-200, 200), dice.randint(-200, 200))
        qtbot.mousePress(canvas.viewport(), Qt.MouseButton.LeftButton, held, start)
        qtbot.mouseMove(canvas.viewport(), (start + end) / 2)
        qtbot.mouseMove(canvas.viewport(), end)
        qtbot.keyClick(canvas, Qt.Key.Key_Escape)
        qtbot.mouseRelease(canvas.viewport(), Qt.MouseButton.LeftButton, held, end)
        assert drawn(page) == shown, (x, y)
    assert dump(page.desk.workshop) == before


def off_line(page: MapsPage, factor_id: int) -> float:
    """How far an upright edge or the middle of a factor is from the nearest of the others."""
    boxes = {id_: item.box.rect for id_, item in page.stage.scene.factors.items()}
    lines = {id_: (box.x, box.centre[0], box.right) for id_, box in boxes.items()}
    own = lines.pop(factor_id)
    return min(abs(a - b) for a in own for each in lines.values() for b in each)


def test_a_dragged_factor_snaps_to_others_and_not_with_alt(qtbot: QtBot, page: MapsPage) -> None:
    moved, still = factor(page, "Lwc"), factor(page, "Risk appetite")
    port = page.stage.canvas.viewport()
    start, near = at(page, moved.x, moved.y), at(page, still.x, still.y) + QPoint(3, 120)
    lines = len(page.stage.scene.items())
    qtbot.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(port, near)
    assert len(page.stage.scene.items()) > lines
    qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=near)
    assert len(page.stage.scene.items()) == lines
    assert off_line(page, moved.id) < 0.05
    page.desk.undo()
    wanted = page.stage.canvas.place_at(near) - page.stage.canvas.place_at(start)
    wanted += QPointF(moved.x, moved.y)
    qtbot.mousePress(port, Qt.MouseButton.LeftButton, ALT, start)
    page.stage.canvas._presses.free = True  # QTest moves the mouse without keys
    page.stage.canvas._gesture.move(page.stage.canvas.place_at(near))  # type: ignore[union-attr]
    assert len(page.stage.scene.items()) == lines
    qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, ALT, near)
    assert factor(page, "Lwc").x == pytest.approx(wanted.x(), abs=0.1)


def test_factors_are_aligned_and_distributed(qtbot: QtBot, page: MapsPage) -> None:
    before = row_of(page)
    page.stage.select([each.id for each in before.factors])
    qtbot.keyClick(page.stage.canvas, Qt.Key.Key_Left, ALT | SHIFT)
    lefts = [item.box.rect.x for item in page.stage.scene.factors.values()]
    assert lefts == pytest.approx([lefts[0]] * len(lefts), abs=0.02)
    qtbot.keyClick(page.stage.canvas, "V", ALT | SHIFT)
    boxes = sorted((i.box.rect for i in page.stage.scene.factors.values()), key=lambda r: r.y)
    gaps = [b.y - a.bottom for a, b in pairwise(boxes)]
    assert gaps == pytest.approx([gaps[0]] * len(gaps), abs=0.05)
    for _ in range(2):
        page.desk.undo()
    assert row_of(page) == before


def test_a_frame_with_shift_adds_to_what_is_selected(qtbot: QtBot, page: MapsPage) -> None:
    lone, other = factor(page, "Lwc"), factor(page, "Risk appetite")
    page.stage.select([lone.id])
    box, port = page.stage.scene.factors[other.id].box.rect, page.stage.canvas.viewport()
    corner, end = at(page, box.x - 8, box.y - 8), at(page, box.right + 8, box.bottom + 8)
    for more, expected in ((SHIFT, {lone.id, other.id}), (Qt.KeyboardModifier(0), {other.id})):
        qtbot.mousePress(port, Qt.MouseButton.LeftButton, more, corner)
        qtbot.mouseMove(port, end)
        qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, more, end)
        assert set(page.stage.scene.selected_factors()) == expected


def test_a_link_is_led_elsewhere_and_delayed_by_keys(
    qtbot: QtBot, page: MapsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, lone = link(page, "Risk appetite", "Upstream work"), factor(page, "Lwc")
    page.stage.select((), [made.id])
    qtbot.keyClick(page.stage.canvas, "D")
    assert link(page, "Risk appetite", "Upstream work").delay
    monkeypatch.setattr(map_editing, "ask_form", lambda *_: {"factor": lone.id})
    qtbot.keyClick(page.stage.canvas, "T")
    assert link(page, "Risk appetite", "Lwc").id == made.id
    qtbot.keyClick(page.stage.canvas, "T", SHIFT)
    assert link(page, "Lwc", "Lwc").id == made.id


def test_finding_selects_one_after_the_other_and_escape_goes_back(
    qtbot: QtBot, page: MapsPage
) -> None:
    press(qtbot, page, "F")
    finding = page.editing.finding
    assert finding.field.hasFocus()
    qtbot.keyClicks(finding.field, "ris")
    found = {factor(page, "Risk appetite").id, factor(page, "Crisis demand").id}
    assert set(finding.found) == found
    clear = {i for i, item in page.stage.scene.factors.items() if item.opacity() == 1.0}
    assert clear == found
    qtbot.keyClick(finding.field, Qt.Key.Key_Return)
    assert page.stage.scene.selected_factors() == [factor(page, "Risk appetite").id]
    qtbot.keyClick(finding.field, Qt.Key.Key_F3)
    assert page.stage.scene.selected_factors() == [factor(page, "Crisis demand").id]
    qtbot.keyClick(finding.field, Qt.Key.Key_Escape)
    assert (finding.field.text(), finding.isVisible()) == ("", True)
    qtbot.keyClick(finding.field, Qt.Key.Key_Escape)
    assert page.stage.canvas.hasFocus()
    assert all(item.opacity() == 1.0 for item in page.stage.scene.factors.values())
    assert page.stage.scene.selected_factors() == [factor(page, "Crisis demand").id]


def test_finding_begins_from_the_entry_line_too_but_not_in_the_past(
    qtbot: QtBot, page: MapsPage
) -> None:
    page.entry.field.setFocus()
    qtbot.keyClick(page.entry.field, "F", CONTROL)
    assert page.editing.finding.field.hasFocus()
    qtbot.keyClick(page.editing.finding.field, Qt.Key.Key_Escape)
    page.body.setCurrentIndex(2)  # where a snapshot is shown
    qtbot.keyClick(page, "F", CONTROL)
    assert not page.editing.finding.isVisible()


def test_the_small_map_is_there_when_not_all_is_seen_and_moves_the_view(
    qtbot: QtBot, page: MapsPage
) -> None:
    small, canvas = page.stage.minimap, page.stage.canvas
    small.renew()
    assert not small.isVisible()
    canvas.zoom(4)
    assert small.isVisible()
    lone = page.stage.scene.factors[factor(page, "Lwc").id].box.rect.centre
    scale, offset = small._scaling()
    spot = (QPointF(*lone) * scale + offset).toPoint()
    qtbot.mouseClick(small, Qt.MouseButton.LeftButton, pos=spot)
    assert small.seen().contains(QPointF(*lone))
    picture = small._picture
    canvas.pan(40, 10)
    small.grab()
    assert small._picture is not None
    canvas.pan(40, 10)
    kept = small._picture
    small.grab()
    assert small._picture is kept
    assert picture is None or picture is kept
    canvas.fit()
    assert not small.isVisible()


def test_the_outline_says_the_loops_and_leads_to_them(
    qtbot: QtBot, page: MapsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.views.select(1)
    outline = page.stage.outline
    page.stage.select([factor(page, "Lwc").id])
    qtbot.keyClick(outline, Qt.Key.Key_End)
    assert page.stage.scene.selectedItems() == []
    current, line = outline.currentItem(), page.loops.current()
    assert current is not None
    assert line is not None
    assert current.text(0).startswith(f"{line.mark}  {line.name}: More ")
    assert page.loops.table.rows()[-1] == line
    loops = current.parent()
    said = [loops.child(n).text(0) for n in range(loops.childCount())]
    assert len(said) > 1
    assert any("after a delay" in words for words in said)
    named = []
    monkeypatch.setattr(page.handlers, "name_loop", lambda _row, named_: named.append(named_))
    page.loops.named.emit(line)
    qtbot.keyClick(outline, Qt.Key.Key_F2)
    assert named[-1] == line
    qtbot.keyClick(outline, Qt.Key.Key_Home)
    assert page.loops.current() is None
    assert len(page.stage.scene.selectedItems()) == 1


def labels_of(page: MapsPage) -> list[str]:
    return [action.text() for action in page.editing_keys.menu().actions() if action.text()]


def test_the_menu_offers_what_applies(page: MapsPage) -> None:
    page.stage.select()
    adding = ["Add factor", "Add zone", "Add note on the map"]
    assert labels_of(page) == [*adding, "Paste", "Select all", "Find on the map"]
    page.stage.select([factor(page, "Lwc").id])
    assert "Add link from here" in labels_of(page)
    assert "Set sign +" not in labels_of(page)
    page.stage.select((), [row_of(page).links[0].id])
    assert "Lead link to another factor" in labels_of(page)
    page.stage.select([each.id for each in row_of(page).factors])
    assert "Align and distribute" in labels_of(page)
    assert {command.label for command in page.commands()} >= {"Align left", "Duplicate", "Copy"}


def test_a_press_of_the_right_button_selects_what_is_there(qtbot: QtBot, page: MapsPage) -> None:
    asked: list[QPoint] = []
    page.stage.asked_menu.disconnect()
    page.stage.asked_menu.connect(asked.append)
    lone = factor(page, "Lwc")
    spot, canvas = at(page, lone.x, lone.y), page.stage.canvas
    for reason in (QContextMenuEvent.Reason.Mouse, QContextMenuEvent.Reason.Keyboard):
        event = QContextMenuEvent(reason, spot, canvas.viewport().mapToGlobal(spot))
        QApplication.sendEvent(canvas.viewport(), event)
        assert page.stage.scene.selected_factors() == [lone.id]
    assert len(asked) == 2
    assert QPointF(asked[0] - asked[1]).manhattanLength() < 12


def test_a_press_of_the_right_button_selects_a_zone_or_a_note(qtbot: QtBot, page: MapsPage) -> None:
    zone, note = row_of(page).zones[0], row_of(page).notes[0]
    page.stage.asked_menu.disconnect()
    canvas, reason = page.stage.canvas, QContextMenuEvent.Reason.Mouse
    for spot, chosen in (
        (at(page, zone.x, zone.y + zone.height / 2), ([zone.id], [])),
        (at(page, note.x, note.y), ([], [note.id])),
    ):
        event = QContextMenuEvent(reason, spot, canvas.viewport().mapToGlobal(spot))
        QApplication.sendEvent(canvas.viewport(), event)
        layer = page.stage.scene.annotations
        assert (layer.selected_zones(), layer.selected_notes()) == chosen


def test_every_change_of_an_editor_leads_back_to_the_identical_session(
    qtbot: QtBot, page: MapsPage
) -> None:
    before = dump(page.desk.workshop)
    for keys in ("ACV", "AD", "AX", "V"):
        for letter in keys:
            press(qtbot, page, letter)
    assert dump(page.desk.workshop) != before
    while page.desk.workshop.last_step is not None:
        page.desk.undo()
    assert dump(page.desk.workshop) == before


def typed_in(outline: MapOutline) -> str:
    """Return what the field that was opened last begins with, while all of it is selected."""
    fields = outline.viewport().findChildren(QLineEdit)
    return fields[-1].selectedText() if fields else ""


def test_a_factor_is_renamed_in_place_in_the_outline(qtbot: QtBot, page: MapsPage) -> None:
    page.views.select(1)
    outline = page.stage.outline
    lone = factor(page, "Lwc").id
    page.stage.select([lone])
    outline.setFocus()
    qtbot.keyClick(outline, Qt.Key.Key_F2)
    field = outline.viewport().findChild(QLineEdit)
    assert field is not None
    assert field.selectedText() == "Lwc"
    qtbot.keyClicks(field, "Crisis demand")  # the name of another factor
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: typed_in(outline) == "Crisis demand")
    assert factor(page, "Lwc").id == lone
    field = outline.viewport().findChildren(QLineEdit)[-1]
    assert field.selectedText() == "Crisis demand"
    qtbot.keyClicks(field, "Living wage")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Living wage" in {each.label for each in row_of(page).factors})
    assert factor(page, "Living wage").id == lone
    assert page.stage.scene.selected_factors() == [lone]
    assert page.desk.workshop.undo_label is not None
    page.desk.undo()
    assert factor(page, "Lwc").id == lone


def test_escape_leaves_a_name_as_it_was(qtbot: QtBot, page: MapsPage) -> None:
    page.views.select(1)
    outline = page.stage.outline
    page.stage.select([factor(page, "Lwc").id])
    outline.setFocus()
    qtbot.keyClick(outline, Qt.Key.Key_F2)
    field = outline.viewport().findChild(QLineEdit)
    assert field is not None
    qtbot.keyClicks(field, "Other")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert "Other" not in {each.label for each in row_of(page).factors}
    assert page.stage.scene.selected_factors() == [factor(page, "Lwc").id]
