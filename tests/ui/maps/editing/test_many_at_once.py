"""Steps that write many rows are done piece by piece: whatever is pressed meanwhile comes after them.

A key acts on what is visibly selected when it is pressed, and never on what comes in by such a step.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.core.storage.test_undo import dump
from tests.ui.maps.test_gestures import Player, check
from tests.ui.maps.test_page import factor, opened, row_of
from ui.kit import desk as desks
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.maps import map_actions
from ui.maps.annotations import annotation_actions
from ui.maps.editing import map_editing, pasting
from ui.maps.page import MapsPage
from upstream_workshop.maps import services
from upstream_workshop.maps.factors.services import add_factor
from upstream_workshop.maps.kinds import Sign
from upstream_workshop.storage import diary

STEPS = 600 if os.environ.get("UPSTREAM_LONG") else 120
CONTROL = Qt.KeyboardModifier.ControlModifier
WAITS = (0, 1, 3, 8)  # turns of the event loop before somebody does something


@pytest.fixture
def page(
    qtbot: QtBot, furnished_desk: Desk, jobs: Jobs, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MapsPage]:
    """The page of a map on which every step of several rows counts as one of many."""
    monkeypatch.setattr(desks, "AT_ONCE", 0)
    made = opened(qtbot, furnished_desk, jobs)
    made.stage.canvas.setFocus()
    yield made
    furnished_desk.finish()


def press(page: MapsPage, key: Qt.Key, more: Qt.KeyboardModifier | None = None) -> None:
    QTest.keyClick(page.stage.canvas, key, more or Qt.KeyboardModifier.NoModifier)


def turn(times: int) -> None:
    for _ in range(times):
        QApplication.processEvents()


def written(page: MapsPage) -> None:
    page.desk.finish()
    check(page)


@pytest.mark.parametrize("turns", WAITS)
def test_a_key_pressed_during_a_paste_removes_what_was_selected(page: MapsPage, turns: int) -> None:
    before = row_of(page)
    old = factor(page, "Lwc")
    page.stage.select([old.id])
    page.editing.copy()
    page.editing.paste()
    assert page.desk.is_writing
    turn(turns)
    visible = page.stage.scene.selected_factors()
    press(page, Qt.Key.Key_Delete)
    written(page)
    labels = {each.label for each in row_of(page).factors}
    gone = {"Lwc"} if visible == [old.id] else {"Lwc (2)"}
    assert labels == {*(each.label for each in before.factors), "Lwc (2)"} - gone
    page.desk.undo()
    page.desk.undo()
    written(page)
    assert row_of(page) == before


@pytest.mark.parametrize("turns", WAITS)
def test_removed_twice_it_is_removed_once_and_nothing_is_refused(
    page: MapsPage, turns: int
) -> None:
    refused: list[str] = []
    page.desk.refused.connect(refused.append)
    before = row_of(page)
    chosen = [each.id for each in before.factors[:3]]
    page.stage.select(chosen)
    press(page, Qt.Key.Key_Delete)
    assert page.stage.scene.selected_factors() == []
    turn(turns)
    press(page, Qt.Key.Key_Delete)
    written(page)
    assert [each.id for each in row_of(page).factors] == [e.id for e in before.factors[3:]]
    assert not refused
    page.desk.undo()
    written(page)
    assert row_of(page) == before


@pytest.mark.parametrize("turns", WAITS)
def test_undo_during_a_paste_takes_the_paste_back(page: MapsPage, turns: int) -> None:
    before = dump(page.desk.workshop)
    page.stage.select([factor(page, "Lwc").id])
    page.editing.duplicate()
    turn(turns)
    page.desk.undo()
    written(page)
    assert dump(page.desk.workshop) == before
    page.desk.redo()
    written(page)
    assert factor(page, "Lwc (2)")


def test_escape_stops_what_is_being_written_and_keeps_the_selection(
    page: MapsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(diary, "PIECE", 3)
    before = dump(page.desk.workshop)
    for verb in (page.editing.duplicate, page.desk.undo):
        page.editing.select_all()
        chosen = page.stage.scene.selected_ids()
        verb()
        assert page.desk.is_writing
        press(page, Qt.Key.Key_Escape)
        assert page.stage.scene.selected_ids() == chosen
        written(page)
        assert dump(page.desk.workshop) == before
        page.editing.duplicate()
        written(page)
        before = dump(page.desk.workshop)
    press(page, Qt.Key.Key_Escape)
    assert page.stage.scene.selected_count() == 0


@pytest.mark.parametrize("turns", WAITS)
def test_a_factor_typed_during_a_layout_comes_after_it(page: MapsPage, turns: int) -> None:
    before = row_of(page)
    page.lay_out("circle")
    assert page.jobs.settled()
    turn(turns)
    page.entry.field.setText("Typed meanwhile")
    QTest.keyClick(page.entry.field, Qt.Key.Key_Return)
    written(page)
    assert factor(page, "Typed meanwhile")
    page.desk.undo()
    assert page.desk.workshop.undo_label == "Lay out"
    page.desk.undo()
    written(page)
    assert row_of(page) == before


def test_what_is_turned_on_and_at_once_off_again_is_off(page: MapsPage) -> None:
    page.editing.select_all()
    for turned in (page.editing.turn_delay, page.editing.turn_lock):
        turned()
        turned()
        written(page)
    assert not any(link.delay for link in row_of(page).links)
    assert not any(each.locked for each in row_of(page).factors)


def test_what_is_pasted_changes_no_selection_on_another_map(page: MapsPage) -> None:
    other = page.desk.do("Add map", services.add_map, "Another")
    alone = page.desk.do("Add", add_factor, other, "Alone")
    first = row_of(page).id
    page.stage.select([factor(page, "Lwc").id])
    page.editing.duplicate()
    page.show_row(other)
    page.stage.select([alone])
    assert page.desk.is_writing
    written(page)
    assert page.stage.scene.selected_ids() == ([alone], [], [], [])
    page.show_row(first)
    assert factor(page, "Lwc (2)")
    check(page)


def test_a_refused_step_changes_nothing_and_says_why(page: MapsPage) -> None:
    refused: list[str] = []
    page.desk.refused.connect(refused.append)
    before = dump(page.desk.workshop)
    page.handlers.sign([link.id for link in row_of(page).links[:2]] + [10_000], Sign.MORE)
    written(page)
    assert dump(page.desk.workshop) == before
    assert refused == ["This link is not there any more: choose another one."]


def test_a_page_that_is_gone_is_told_nothing(
    furnished_desk: Desk, jobs: Jobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desks, "AT_ONCE", 0)
    page = MapsPage(furnished_desk, jobs)
    page.refresh(None)
    page.stage.select([factor(page, "Lwc").id])
    page.editing.duplicate()
    page.deleteLater()
    QApplication.sendPostedEvents(page, QEvent.Type.DeferredDelete)
    furnished_desk.finish()
    assert furnished_desk.workshop.undo_label == "Duplicate"


@pytest.mark.parametrize("seed", range(2))
def test_everything_agrees_after_gestures_between_the_pieces_and_undo_leads_back(
    qtbot: QtBot, page: MapsPage, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    dice = random.Random(seed)
    player = Player(page, dice)
    monkeypatch.setattr(map_actions, "ask_form", lambda *_: None)
    monkeypatch.setattr(annotation_actions, "ask_form", player.answer)
    for module in (map_editing, pasting):
        monkeypatch.setattr(module, "ask_form", player.choose)
    before = dump(page.desk.workshop)
    for _ in range(STEPS):
        player.step()
        turn(dice.choice(WAITS))
        if dice.random() < 0.4:
            assert page.jobs.settled(5_000)
            written(page)
    written(page)
    assert dump(page.desk.workshop) != before
    while page.desk.workshop.last_step is not None:
        page.desk.undo()
        written(page)
    assert dump(page.desk.workshop) == before
