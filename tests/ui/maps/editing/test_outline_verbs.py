"""The outline can do what the canvas can: each verb by its key, and new rows typed in place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.maps.test_page import factor, link, opened, row_of
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.maps import map_actions
from ui.maps.annotations import annotation_actions
from ui.maps.canvas.outline.outline_rows import OutlinedLoop
from ui.maps.editing import map_editing, pasting
from ui.maps.editing.map_verbs import VERBS, Selected, Verb
from ui.maps.page import MapsPage
from ui.widgets import Field
from upstream_workshop.maps.factors.services import move_factors
from upstream_workshop.maps.map_rows import MapRow

EVERY = Qt.MatchFlag.MatchContains | Qt.MatchFlag.MatchRecursive
OTHERWISE = {
    "Add factor",
    "Add link from here",
    "Select all",
    "Copy",
    "Find on the map",
    "Find next",
    "Find previous",
}
# these go on with typing, or they change nothing that is kept


def answered(
    _window: QWidget, _title: str, fields: Sequence[Field], values: Any = None, _keep: str = ""
) -> dict[str, object]:
    """Fill in a form: other texts, and another factor than the one that is proposed."""
    found = dict(values or {})
    for field in fields:
        if field.kind == "choice":
            found[field.key] = next(
                (key for key, _ in field.choices if key != found.get(field.key)), ""
            )
        elif field.kind in ("text", "long"):
            found[field.key] = f"Said of {field.key}"
        else:
            found.setdefault(field.key, field.kind == "bool")
    return found


@pytest.fixture
def page(
    qtbot: QtBot, furnished_desk: Desk, jobs: Jobs, monkeypatch: pytest.MonkeyPatch
) -> MapsPage:
    for module in (map_actions, map_editing, pasting, annotation_actions):
        monkeypatch.setattr(module, "ask_form", answered)
    made = opened(qtbot, furnished_desk, jobs)
    places = {each.id: (211.0 * n, 97.0 * n * n) for n, each in enumerate(row_of(made).factors)}
    made.desk.do("Spread", move_factors, places)
    made.editing.stage.select([factor(made, "Lwc").id])
    made.editing.copy()  # to be pasted
    return made


def select_for(page: MapsPage, verb: Verb) -> None:
    """Select the least that a verb applies to."""
    row = row_of(page)
    ids = [each.id for each in row.factors]
    if (verb.applies(Selected(0, 1)) and not verb.applies(Selected(1, 0))) or verb.key == "F2":
        target = "Crisis demand" if verb.key in ("0", "\\") else "Risk appetite"
        page.stage.select((), [link(page, "Upstream work", target).id])
    else:
        most = next((n for n in (1, 2, 3) if verb.applies(Selected(n, 0))), 0)
        assert most, verb.label
        page.stage.select(ids[:most])


def after(page: MapsPage, view: QWidget, verb: Verb) -> MapRow:
    """What a map becomes by a verb's key, which is then undone."""
    view.setFocus()
    select_for(page, verb)
    combination = QKeySequence(verb.key)[0]
    before = page.desk.workshop.last_step
    QTest.keyClick(view, combination.key(), combination.keyboardModifiers())
    changed = row_of(page)
    while page.desk.workshop.last_step is not before:
        page.desk.undo()
    return changed


def test_every_verb_does_the_same_on_the_canvas_and_in_the_outline(page: MapsPage) -> None:
    before = row_of(page)
    views = ((0, page.stage.canvas), (1, page.stage.outline))
    for verb in VERBS:
        assert verb.key, f"{verb.label} cannot be done by keys"
        if verb.label in OTHERWISE:
            continue
        found = []
        for number, view in views:
            page.views.select(number)
            found.append(after(page, view, verb))
            assert row_of(page) == before
        assert found[0] != before, f"{verb.label} does nothing"
        assert found[0] == found[1], f"{verb.label} differs in the outline"


def type_new(qtbot: QtBot, page: MapsPage, text: str, end: Qt.Key) -> None:
    outline = page.stage.outline
    outline.setFocus()
    qtbot.keyClick(outline, Qt.Key.Key_Insert)
    field = outline.viewport().findChildren(QLineEdit)[-1]
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, end)


def test_a_factor_and_a_link_are_typed_in_a_new_row(qtbot: QtBot, page: MapsPage) -> None:
    page.views.select(1)
    rows = page.stage.outline.topLevelItemCount()
    type_new(qtbot, page, "Housing", Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Housing" in {each.label for each in row_of(page).factors})
    housing = factor(page, "Housing")
    assert page.stage.scene.selected_factors() == [housing.id]
    type_new(qtbot, page, "Evictions", Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: bool(page.stage.scene.selected_links()))
    made = link(page, "Housing", "Evictions")
    assert (made.source_id, made.target_id) == (housing.id, factor(page, "Evictions").id)
    type_new(qtbot, page, "Evictions -// Housing", Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.stage.scene.selected_links() != [made.id])
    back = link(page, "Evictions", "Housing")
    assert (back.sign, back.delay) == ("-", True)
    assert page.stage.outline.topLevelItemCount() == rows + 2
    for _ in range(3):
        page.desk.undo()
    assert page.stage.outline.topLevelItemCount() == rows


def test_a_refused_row_stays_and_escape_leaves_nothing(qtbot: QtBot, page: MapsPage) -> None:
    page.views.select(1)
    outline, before = page.stage.outline, row_of(page)
    rows = outline.topLevelItemCount()
    type_new(qtbot, page, "Lwc", Qt.Key.Key_Return)
    qtbot.waitUntil(
        lambda: (
            [f.selectedText() for f in outline.viewport().findChildren(QLineEdit)][-1:] == ["Lwc"]
        )
    )
    qtbot.wait(20)
    assert outline.topLevelItemCount() == rows + 1
    qtbot.keyClick(outline.viewport().findChildren(QLineEdit)[-1], Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: outline.topLevelItemCount() == rows)
    assert row_of(page) == before


def test_a_link_is_taken_out_of_the_selection_by_either_of_its_rows(
    qtbot: QtBot, page: MapsPage
) -> None:
    page.views.select(1)
    outline = page.stage.outline
    chosen, other = row_of(page).links[0], row_of(page).factors[-1]
    for row in (0, 1):
        page.stage.select([other.id], [chosen.id])
        rows = [each for each in outline.selectedItems() if each.data(0, 0x0100)[0] == "link"]
        assert len(rows) == 2
        outline.scrollToItem(rows[row])
        place = outline.visualItemRect(rows[row]).center()
        click = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, place)
        QTest.mouseClick(outline.viewport(), *click)
        assert page.stage.scene.selected_ids() == ([other.id], [], [], [])
        assert not any(each.isSelected() for each in rows)
        QTest.mouseClick(outline.viewport(), *click)
        assert page.stage.scene.selected_links() == [chosen.id]
        assert all(each.isSelected() for each in rows)


def test_one_row_of_a_link_selects_both(qtbot: QtBot, page: MapsPage) -> None:
    page.views.select(1)
    outline, chosen = page.stage.outline, row_of(page).links[0]
    page.stage.select((), [chosen.id])
    rows = outline.selectedItems()
    outline.scrollToItem(rows[1])
    place = outline.visualItemRect(rows[1]).center()
    QTest.mouseClick(outline.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert page.stage.scene.selected_ids() == ([], [chosen.id], [], [])
    assert all(each.isSelected() for each in rows)


def test_the_end_is_where_one_is_after_selecting_up_to_it(qtbot: QtBot, page: MapsPage) -> None:
    """The last row is that of a loop, which cannot be selected."""
    page.views.select(1)
    outline = page.stage.outline
    qtbot.waitUntil(
        lambda: outline.topLevelItem(outline.topLevelItemCount() - 1).text(0) == "Loops"
    )
    outline.setFocus()
    qtbot.keyClick(outline, Qt.Key.Key_Home)
    qtbot.keyClick(outline, Qt.Key.Key_End, Qt.KeyboardModifier.ShiftModifier)
    assert len(page.stage.scene.selected_factors()) == len(row_of(page).factors)
    assert outline.currentItem().parent().text(0) == "Loops"


def test_the_words_of_a_link_are_read_whole_in_a_narrow_outline(
    qtbot: QtBot, page: MapsPage
) -> None:
    page.views.select(1)
    outline = page.stage.outline
    page.resize(900, 700)
    lengths = [len(item.text(0)) for item in outline.findItems("", EVERY)]
    one_line = outline.visualItemRect(outline.topLevelItem(0)).height()
    longest = max(outline.findItems("", EVERY), key=lambda item: len(item.text(0)))
    assert len(longest.text(0)) == max(lengths) > 60
    outline.scrollToItem(longest)
    assert outline.visualItemRect(longest).height() > 1.5 * one_line


def test_nothing_stays_selected_where_one_comes_to_a_loop(qtbot: QtBot, page: MapsPage) -> None:
    page.views.select(1)
    outline = page.stage.outline
    qtbot.waitUntil(
        lambda: outline.topLevelItem(outline.topLevelItemCount() - 1).text(0) == "Loops"
    )
    before = row_of(page)
    page.stage.select([before.factors[0].id])
    outline.setFocus()
    qtbot.keyClick(outline, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert outline.currentItem().parent().text(0) == "Loops"
    assert page.stage.scene.selected_count() == 0
    qtbot.keyClick(outline, Qt.Key.Key_Delete)
    assert row_of(page) == before


def field_in(outline: QWidget) -> QLineEdit:
    """Return the field in which something is typed in the outline."""
    fields = [each for each in outline.findChildren(QLineEdit) if each.isVisible()]
    assert len(fields) == 1
    return fields[0]


@pytest.mark.parametrize("begin", ["rename", "add"])
def test_what_is_being_typed_stays_whatever_changes_meanwhile(
    qtbot: QtBot, page: MapsPage, begin: str
) -> None:
    """Loops are found, or somebody else changes the map, while a name is half typed."""
    page.views.select(1)
    outline, lone = page.stage.outline, factor(page, "Lwc").id
    page.stage.select([lone])
    outline.setFocus()
    qtbot.keyClick(outline, Qt.Key.Key_F2 if begin == "rename" else Qt.Key.Key_Insert)
    qtbot.keyClicks(field_in(outline), "Half")
    moved = {each.id: (each.x + 40.0, each.y) for each in row_of(page).factors}
    page.desk.do("Spread", move_factors, moved)
    outline.show_loops(lambda: [OutlinedLoop((1, 2), "R99  A loop of another kind")])
    qtbot.keyClicks(field_in(outline), " typed")
    assert field_in(outline).text() == "Half typed"
    qtbot.keyClick(field_in(outline), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Half typed" in {each.label for each in row_of(page).factors})
    qtbot.waitUntil(lambda: len(outline.findItems("Half typed", Qt.MatchFlag.MatchExactly)) == 1)
    assert len(outline.findItems("Loops", Qt.MatchFlag.MatchExactly)) == 1


def test_loops_take_the_place_of_others_and_the_one_come_to_stays(
    qtbot: QtBot, page: MapsPage
) -> None:
    page.views.select(1)
    outline = page.stage.outline
    qtbot.waitUntil(lambda: bool(outline.findItems("Loops", Qt.MatchFlag.MatchExactly)))
    qtbot.keyClick(outline, Qt.Key.Key_End)
    came_to = page.loops.current()
    assert came_to is not None
    left: list[object] = []
    outline.came_to_loop.connect(left.append)
    others = [OutlinedLoop((98, 99), "B1  Of others"), OutlinedLoop(came_to.id, "R2  The same")]
    for loops in (others, others[1:]):
        outline.show_loops(lambda loops=loops: loops)
        (heading,) = outline.findItems("Loops", Qt.MatchFlag.MatchExactly)
        said = [heading.child(n).text(0) for n in range(heading.childCount())]
        assert said == [each.words for each in loops]
        assert outline.currentItem().text(0) == "R2  The same"
    assert left == []
    outline.show_loops(list)
    assert left == [()]
    assert not outline.findItems("Loops", Qt.MatchFlag.MatchExactly)
