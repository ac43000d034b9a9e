"""Random gestures by mouse and keys: canvas, outline, side sheet and database say the same after each."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from itertools import count

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.core.storage.test_undo import dump
from tests.ui.showing import shown
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.maps import map_actions
from ui.maps.annotations import annotation_actions
from ui.maps.canvas.annotations.annotation_items import corners
from ui.maps.canvas.mouse.bend_link import grip_of
from ui.maps.editing import map_editing, pasting
from ui.maps.page import MapsPage
from ui.widgets import Field
from upstream_workshop.maps import queries
from upstream_workshop.maps.map_rows import MapRow
from upstream_workshop.maps.rules import link_words

STEPS = 1000 if os.environ.get("UPSTREAM_LONG") else 200
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier
KEYS = (
    Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_0, Qt.Key.Key_Left, Qt.Key.Key_Down,
    Qt.Key.Key_Escape, Qt.Key.Key_F, Qt.Key.Key_S, Qt.Key.Key_1, Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown, Qt.Key.Key_Delete, Qt.Key.Key_Return, Qt.Key.Key_Z, Qt.Key.Key_N,
)  # fmt: skip
ALT = Qt.KeyboardModifier.AltModifier
EDITING = (
    (Qt.Key.Key_C, CONTROL), (Qt.Key.Key_V, CONTROL), (Qt.Key.Key_X, CONTROL), (Qt.Key.Key_D, CONTROL),
    (Qt.Key.Key_A, CONTROL), (Qt.Key.Key_D, NONE), (Qt.Key.Key_T, NONE), (Qt.Key.Key_T, SHIFT),
    (Qt.Key.Key_BracketLeft, NONE), (Qt.Key.Key_BracketRight, NONE), (Qt.Key.Key_Backslash, NONE),
    (Qt.Key.Key_Left, ALT | SHIFT), (Qt.Key.Key_C, ALT | SHIFT), (Qt.Key.Key_H, ALT | SHIFT),
    (Qt.Key.Key_V, ALT | SHIFT), (Qt.Key.Key_F3, NONE),
)  # fmt: skip
COMING = (
    Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_End, Qt.Key.Key_Home,
    Qt.Key.Key_PageDown, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Space,
)  # fmt: skip
MOST = 60  # factors, beyond which nothing more is copied, so that a walk stays short
LINES = (
    "{a} + {b}",
    "{a} -// {b}",
    "new {n}",
    "new {n} ? {b}",
    "+ {b}",
    "{a} +",
    "{a} - {b} = weak",
)


class Player:
    """Somebody who does anything at all on the page."""

    def __init__(self, page: MapsPage, dice: random.Random) -> None:
        self.page = page
        self.dice = dice
        self.fresh = count(1)

    @property
    def row(self) -> MapRow:
        assert self.page.row is not None
        return self.page.desk.ask(queries.map_row, self.page.row.id)

    def step(self) -> None:
        self.dice.choice(self.gestures())()

    def gestures(self) -> tuple[Callable[[], None], ...]:
        return (
            self.type_line, self.type_line, self.click, self.click, self.drag, self.press,
            self.press, self.wheel, self.pick_in_outline, self.press_in_outline, self.turn_history, self.edit,
            self.edit, self.edit_in_outline, self.bend, self.find, self.paste_lines,
        )  # fmt: skip

    def type_line(self) -> None:
        labels = [factor.label for factor in self.row.factors] or ["nobody"]
        a, b = self.dice.choice(labels), self.dice.choice(labels)
        field = self.page.entry.field
        field.setText(self.dice.choice(LINES).format(a=f'"{a}"', b=f'"{b}"', n=next(self.fresh)))
        QTest.keyClick(field, Qt.Key.Key_Return)
        QTest.keyClick(field, Qt.Key.Key_Escape)

    def place(self) -> QPoint:
        """On a factor, its edge, the sign or the head of a link, a zone's title or corner, a note,
        or anywhere.
        """
        scene, canvas = self.page.stage.scene, self.page.stage.canvas
        spots = [QPointF(*item.box.rect.centre) for item in scene.factors.values()]
        spots += [
            QPointF(item.box.rect.right - 3, item.box.rect.y + 9) for item in scene.factors.values()
        ]
        spots += [QPointF(*item.curve.badge) for item in scene.links.values()]
        spots += [QPointF(*item.curve.points[3]) for item in scene.links.values()]
        layer = scene.annotations
        spots += [QPointF(*item.box.band.centre) for item in layer.zones.values()]
        spots += [corner for item in layer.zones.values() for corner in corners(item.box.rect)]
        spots += [QPointF(*item.box.rect.centre) for item in layer.notes.values()]
        port = canvas.viewport().rect()
        anywhere = QPoint(self.dice.randrange(port.width()), self.dice.randrange(port.height()))
        if not spots or self.dice.random() < 0.2:
            return anywhere
        return canvas.mapFromScene(self.dice.choice(spots))

    def click(self) -> None:
        self.page.views.select(0)
        more = self.dice.choice((NONE, CONTROL))
        port = self.page.stage.canvas.viewport()
        QTest.mouseClick(port, Qt.MouseButton.LeftButton, more, self.place())

    def drag(self) -> None:
        self.page.views.select(0)
        start, end = self.place(), self.place()
        button = self.dice.choice((Qt.MouseButton.LeftButton,) * 4 + (Qt.MouseButton.MiddleButton,))
        self.drag_to(start, end, button, self.dice.choice((NONE, NONE, SHIFT, ALT)))

    def drag_to(
        self,
        start: QPoint,
        end: QPoint,
        button: Qt.MouseButton = Qt.MouseButton.LeftButton,
        more: Qt.KeyboardModifier = NONE,
    ) -> None:
        port = self.page.stage.canvas.viewport()
        QTest.mousePress(port, button, more, start)
        QTest.mouseMove(port, (start + end) / 2)
        QTest.mouseMove(port, end)
        if self.dice.random() < 0.2:
            QTest.keyClick(self.page.stage.canvas, Qt.Key.Key_Escape)
        elif self.dice.random() < 0.2:
            self.turn_history()
        QTest.mouseRelease(port, button, more, end)

    def bend(self) -> None:
        """Drag the grip of a link, or press it twice."""
        self.page.views.select(0)
        scene, canvas = self.page.stage.scene, self.page.stage.canvas
        if not scene.links:
            return
        link_id = self.dice.choice(sorted(scene.links))
        self.page.stage.select((), [link_id])
        grip = grip_of(scene.links[link_id].curve)
        if grip is None:
            return
        spot = canvas.mapFromScene(grip)
        if self.dice.random() < 0.3:
            QTest.mouseDClick(canvas.viewport(), Qt.MouseButton.LeftButton, NONE, spot)
            QTest.mouseRelease(canvas.viewport(), Qt.MouseButton.LeftButton, NONE, spot)
        else:
            self.drag_to(spot, self.place())

    def edit(self) -> None:
        self.page.views.select(0)
        self.edit_on(self.page.stage.canvas)

    def edit_in_outline(self) -> None:
        self.page.views.select(1)
        self.edit_on(self.page.stage.outline)

    def edit_on(self, view: QWidget) -> None:
        key, more = self.dice.choice(EDITING)
        grows = more == CONTROL and key in (Qt.Key.Key_V, Qt.Key.Key_D)
        if grows and len(self.row.factors) > MOST:
            return
        view.setFocus()
        QTest.keyClick(view, key, more)

    def find(self) -> None:
        view = self.page.stage.currentWidget()
        QTest.keyClick(view, Qt.Key.Key_F, CONTROL)
        field = self.page.editing.finding.field
        QTest.keyClicks(field, self.dice.choice(("new", "ris", "zz", "a")))
        QTest.keyClick(field, self.dice.choice((Qt.Key.Key_Return, Qt.Key.Key_F3)))
        QTest.keyClick(field, Qt.Key.Key_Escape)

    def choose(
        self, _window: object, _title: str, fields: tuple[Field, ...], _given: object
    ) -> dict[str, int] | None:
        """Choose any factor in the form that asks where a link is led."""
        ids = [id_ for id_, _label in fields[0].choices]
        return {fields[0].key: self.dice.choice(ids)} if self.dice.random() < 0.8 else None

    def paste_lines(self) -> None:
        labels = [factor.label for factor in self.row.factors] or ["nobody"]
        lines = f'"{self.dice.choice(labels)}" -// pasted {next(self.fresh)}\nLone line'
        QGuiApplication.clipboard().setText(lines)
        self.page.stage.currentWidget().setFocus()
        QTest.keyClick(self.page.stage.currentWidget(), Qt.Key.Key_V, CONTROL)

    def press(self) -> None:
        self.page.views.select(0)
        more = self.dice.choice((Qt.KeyboardModifier.NoModifier,) * 4 + (SHIFT,))
        QTest.keyClick(self.page.stage.canvas, self.dice.choice(KEYS), more)

    def wheel(self) -> None:
        canvas = self.page.stage.canvas
        canvas.zoom(self.dice.choice((0.8, 1.25)), QPointF(self.place()))

    def pick_in_outline(self) -> None:
        self.page.views.select(1)
        outline = self.page.stage.outline
        modifiers = self.dice.choice((NONE, NONE, CONTROL, SHIFT, CONTROL | SHIFT))
        if self.dice.random() < 0.5:
            QTest.keyClick(outline, self.dice.choice(COMING), modifiers)
            return
        spot = QPoint(60, self.dice.randrange(outline.viewport().height()))
        QTest.mouseClick(outline.viewport(), Qt.MouseButton.LeftButton, modifiers, spot)

    def press_in_outline(self) -> None:
        self.page.views.select(1)
        QTest.keyClick(self.page.stage.outline, self.dice.choice(KEYS[:3]))

    def answer(self, _window: object, _title: str, fields: tuple[Field, ...], *_: object) -> object:
        """Fill in the form of a zone or a note, or cancel it."""
        words = {
            "title": f"Zone {next(self.fresh)}",
            "colour": "leaf",
            "text": "Line one\nline two",
        }
        if self.dice.random() < 0.2:
            return None
        return {field.key: words[field.key] for field in fields}

    def turn_history(self) -> None:
        self.dice.choice((self.page.desk.undo, self.page.desk.redo))()


def check(page: MapsPage) -> None:
    """Hold what is on the page, once it is drawn, against the database."""
    page.stage.scene.finish()
    assert page.row is not None
    row = page.desk.ask(queries.map_row, page.row.id)
    scene, outline = page.stage.scene, page.stage.outline
    assert page.row == row
    assert set(scene.factors) == {factor.id for factor in row.factors}
    assert set(scene.links) == {link.id for link in row.links}
    for factor in row.factors:
        assert scene.factors[factor.id].box.rect.centre == pytest.approx((factor.x, factor.y))
    selected = {("factor", id_) for id_ in scene.selected_factors()}
    selected |= {("link", id_) for id_ in scene.selected_links()}
    assert all(item.opacity() == 1.0 for item in scene.selectedItems())
    chosen = scene.selected_parts()
    selected |= {("zone", id_) for id_ in chosen.zones} | {("note", id_) for id_ in chosen.notes}
    assert outline._selected == selected
    assert {id_: item.box.rect for id_, item in scene.annotations.zones.items()} == {
        zone.id: (zone.x, zone.y, zone.width, zone.height) for zone in row.zones
    }
    for note in row.notes:
        at = scene.annotations.notes[note.id].box.rect.centre
        assert at == pytest.approx((note.x, note.y))
    assert set(scene.annotations.notes) == {note.id for note in row.notes}
    if outline.isVisible():
        for item in outline.findItems("", Qt.MatchFlag.MatchContains | Qt.MatchFlag.MatchRecursive):
            assert item.isSelected() == (tuple(item.data(0, 0x0100) or ()) in selected)
    labels = {factor.id: factor.label for factor in row.factors}
    told = [labels[id_] for id_ in scene.selected_factors()]
    told += [link_words(link, labels) for link in row.links if ("link", link.id) in selected]
    told += [zone.title for zone in row.zones if zone.id in chosen.zones]
    told += [" ".join(note.text.split()) for note in row.notes if note.id in chosen.notes]
    expected = (
        told[0] if len(told) == 1 else f"{len(told)} selected" if told else "Nothing selected"
    )
    assert page.selection.told() == expected


@pytest.mark.parametrize("seed", range(3))
def test_everything_agrees_after_every_gesture_and_undo_leads_back(
    qtbot: QtBot, furnished_desk: Desk, jobs: Jobs, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.setattr(map_actions, "ask_form", lambda *_: None)
    page = shown(qtbot, MapsPage(furnished_desk, jobs), 1366, 768)
    before = dump(furnished_desk.workshop)
    player = Player(page, random.Random(seed))
    monkeypatch.setattr(annotation_actions, "ask_form", player.answer)
    for module in (map_editing, pasting):
        monkeypatch.setattr(module, "ask_form", player.choose)
    for _ in range(STEPS):
        player.step()
        assert jobs.settled(5_000)
        qtbot.waitUntil(page.stage.scene.is_complete)  # what takes longer is drawn in slices
        check(page)
    assert dump(furnished_desk.workshop) != before
    while furnished_desk.workshop.last_step is not None:
        furnished_desk.undo()
        qtbot.waitUntil(page.stage.scene.is_complete)
        check(page)
    assert dump(furnished_desk.workshop) == before
