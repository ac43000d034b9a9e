"""A scribe keeps up with a room: 25 factors and 40 links, 8 of them with a delay, by keys and by mouse."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from exports.catalogue import write_all
from tests.ui.showing import shown
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.maps import map_actions
from ui.maps.page import MapsPage
from upstream_workshop.maps import queries, services
from upstream_workshop.maps.map_rows import MapRow
from upstream_workshop.maps.rules import loops_of
from upstream_workshop.whole.report import read_report

FACTORS: Final = 25
LINKS: Final = 40
DELAYS: Final = 8
NAMES: Final = tuple(f"{chr(65 + n)}{chr(97 + n)} factor of the room" for n in range(FACTORS))


def heard(dice: random.Random) -> list[tuple[str, str, str, bool]]:
    """What the room says: a round through all, so that there is a loop, then links between any two."""
    pairs = [(NAMES[n], NAMES[(n + 1) % FACTORS]) for n in range(FACTORS)]
    while len(pairs) < LINKS:
        pair = tuple(dice.sample(NAMES, 2))
        if pair not in pairs:
            pairs.append((pair[0], pair[1]))
    return [(a, b, dice.choice("+-"), n % 5 == 2) for n, (a, b) in enumerate(pairs)]


def drawn(row: MapRow) -> set[tuple[str, str, str, bool]]:
    labels = {factor.id: factor.label for factor in row.factors}
    return {(labels[k.source_id], labels[k.target_id], k.sign, k.delay) for k in row.links}


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, jobs: Jobs) -> MapsPage:
    desk.do("Add map", services.add_map, "The room")
    return shown(qtbot, MapsPage(desk, jobs), 1366, 768)


def row_of(page: MapsPage) -> MapRow:
    assert page.row is not None
    return page.desk.ask(queries.map_row, page.row.id)


def test_by_keys_alone_with_few_strokes_beyond_the_words(
    qtbot: QtBot, page: MapsPage, jobs: Jobs, tmp_path: Path
) -> None:
    said = heard(random.Random(1))
    assert sum(late for *_, late in said) == DELAYS
    pressed = 0
    for source, target, sign, late in said:
        known = source in {factor.label for factor in row_of(page).factors}
        first = source.split()[0] if known else source  # its beginning is enough
        text = f"{first} {sign}{'//' if late else ''} {target}"
        strokes = 1 + len(text) - len(first) - len(target)
        assert strokes <= 6 + 2 * late
        QTest.keyClicks(page.focusWidget(), text)
        QTest.keyClick(page.focusWidget(), Qt.Key.Key_Return)
        pressed += strokes
    assert pressed <= LINKS * 4 + DELAYS * 2
    assert drawn(row_of(page)) == set(said)
    check_rest(page, jobs, tmp_path)


def test_by_mouse_alone_but_for_the_words(
    qtbot: QtBot, page: MapsPage, jobs: Jobs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = heard(random.Random(2))
    canvas, names = page.stage.canvas, iter(NAMES)
    monkeypatch.setattr(map_actions, "ask_form", lambda *_: {"label": next(names)})
    canvas.zoom(0.45 / canvas.transform().m11())
    spots = [QPoint(70 + 135 * (n % 5), 45 + 100 * (n // 5)) for n in range(FACTORS)]
    for spot in spots:
        qtbot.mouseDClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    ids = {factor.label: factor.id for factor in row_of(page).factors}
    assert len(ids) == FACTORS
    for source, target, sign, late in said:
        box = page.stage.scene.factors[ids[source]].box.rect
        page.stage.select()
        begin = canvas.mapFromScene(box.right - 4, box.centre[1])
        end = canvas.mapFromScene(*page.stage.scene.factors[ids[target]].box.rect.centre)
        port = canvas.viewport()
        qtbot.mousePress(port, Qt.MouseButton.LeftButton, pos=begin)
        qtbot.mouseMove(port, end)
        qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=end)
        choose(page, "Set sign +" if sign == "+" else "Set sign −")()
        if late:
            choose(page, "Delay, or none")()
    assert drawn(row_of(page)) == set(said)
    check_rest(page, jobs, tmp_path)


def choose(page: MapsPage, words: str) -> Callable[[], None]:
    """Return what triggers an entry of the menu of the selection."""
    menu = page.editing_keys.menu()
    return next(action for action in menu.actions() if action.text() == words).trigger


def check_rest(page: MapsPage, jobs: Jobs, folder: Path) -> None:
    """The loops are there at once, and the poster is written."""
    assert jobs.settled(5_000)
    found = loops_of(row_of(page))
    assert len(found.loops) > 1
    assert {line.id for line in page.loops.table.rows()} == {loop.link_ids for loop in found.loops}
    report = page.desk.ask(read_report)
    (poster,) = write_all(report, folder, only=["posters"]).files
    assert poster.read_bytes().startswith(b"%PDF")
    while page.desk.workshop.last_step is not None:
        page.desk.undo()
    assert page.desk.ask(queries.maps) == ()
