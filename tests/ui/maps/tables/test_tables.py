"""Snapshots through the page, and two tables' maps compared and merged in the dialog."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.core.storage.test_undo import dump
from tests.ui.showing import shown
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.maps.page import MapsPage
from ui.maps.tables import table_actions
from ui.maps.tables.compare_dialog import CompareDialog
from ui.room_screen.slide_types import Slide
from upstream_workshop.maps import queries, services
from upstream_workshop.maps.factors.services import add_factor
from upstream_workshop.maps.kinds import Settled, Sign
from upstream_workshop.maps.links.services import connect
from upstream_workshop.maps.map_rows import FactorRow, LinkRow, MapRow, SnapshotRow

CONTROL_ALT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
Answer = Callable[..., dict[str, object] | None]


@pytest.fixture
def page(
    qtbot: QtBot, furnished_desk: Desk, jobs: Jobs, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MapsPage]:
    """The page on a map with loops, whose forms are accepted as they are proposed."""

    def accept(_window: object, _title: str, _fields: object, values: object = None) -> object:
        return values or {"title": "Before lunch"}

    monkeypatch.setattr(table_actions, "ask_form", accept)
    made = shown(qtbot, MapsPage(furnished_desk, jobs), 1366, 768)
    yield made
    assert jobs.settled(5_000)


def row_of(page: MapsPage) -> MapRow:
    return page.desk.ask(queries.map_row, page._map_id or 0)


def taken(page: MapsPage) -> tuple[SnapshotRow, ...]:
    return page.desk.ask(queries.snapshots, page._map_id or 0)


def test_a_snapshot_is_taken_by_a_key_and_slid_to(page: MapsPage) -> None:
    before = len(taken(page))
    QTest.keyClick(page.entry.field, Qt.Key.Key_S, CONTROL_ALT)
    assert len(taken(page)) == before + 1
    row = row_of(page)
    gone = row.factors[0].label
    page.desk.do("Remove", services.remove_parts, [row.factors[0].id], [])
    page.desk.do("Add", add_factor, row.id, "Come since")
    bar = page.tables.bar
    assert bar.isVisible()
    assert bar.slider.value() == bar.slider.maximum() == before + 1
    QTest.keyClick(bar.slider, Qt.Key.Key_Left)
    assert page.tables.view.isVisible()
    told = {line.words: line.tag for line in page.tables.view.table.rows()}
    assert told[gone] == "gone"
    assert told["Come since"] == "new"
    slide = page.slide()
    assert slide is not None
    assert slide.lead.startswith("As it was at ")
    assert slide.lead.endswith("Before lunch")
    QTest.keyClick(bar.slider, Qt.Key.Key_Right)
    assert page.stage.isVisible()
    assert page.row == row_of(page)


def test_the_slider_keeps_the_keys_to_now_and_back(page: MapsPage) -> None:
    page.tables.take()
    slider = page.tables.bar.slider
    slider.setFocus()
    for key, is_past in (
        (Qt.Key.Key_Left, True),
        (Qt.Key.Key_Right, False),
        (Qt.Key.Key_Left, True),
    ):
        QTest.keyClick(page.window().focusWidget(), key)
        assert (page.tables.past is not None) is is_past
        assert slider.hasFocus()
    page.tables.go_to(None)
    page.entry.setFocus()
    page.tables.go_to(taken(page)[-1].id)
    assert slider.hasFocus()


def test_nothing_changes_while_the_past_is_shown(qtbot: QtBot, page: MapsPage) -> None:
    page.tables.bar.slider.setValue(0)
    page.stage.scene.select([row_of(page).factors[0].id], ())
    before = dump(page.desk.workshop)
    for key in (
        Qt.Key.Key_Delete,
        Qt.Key.Key_Plus,
        Qt.Key.Key_Z,
        Qt.Key.Key_Return,
        Qt.Key.Key_Left,
    ):
        QTest.keyClick(page.tables.view.viewer, key)
    for command in page.commands()[:1]:
        assert command.label == "Back to now"
    with qtbot.waitSignal(page.desk.refused) as refused:
        page.lay_out()
    assert "go back to now" in refused.args[0]
    assert dump(page.desk.workshop) == before
    page.tables.go_to(None)
    assert page.row is not None


def test_a_snapshot_is_restored_as_a_new_map_or_removed(page: MapsPage) -> None:
    row = row_of(page)
    page.tables.take()
    page.tables.bar.slider.setValue(len(taken(page)) - 1)
    page.tables.bar.restore.click()
    assert page.row is not None
    assert page.row.title.startswith(f"{row.title} as at ")
    assert [f.label for f in page.row.factors] == [f.label for f in row.factors]
    page.show_row(row.id)
    there = taken(page)
    page.tables.bar.slider.setValue(0)
    page.tables.bar.remove.click()
    assert taken(page) == there[1:]
    assert page.stage.isVisible()
    page.desk.undo()
    assert taken(page) == there


def test_the_past_goes_with_its_map(page: MapsPage) -> None:
    page.tables.bar.slider.setValue(0)
    subject = page.subject()
    assert page.slide() is not None
    page.desk.do("Remove", services.remove_map, page._map_id)
    assert page.tables.past is None
    assert page.row is not None
    assert page.slide_about(subject) is None


@pytest.fixture
def tables(page: MapsPage) -> tuple[MapsPage, CompareDialog]:
    """The dialog on the map in front and on another table's, which says two things otherwise."""
    row = row_of(page)
    other = page.desk.do("Add", services.add_map, "Table 9", "Table 9")
    assert other is not None
    for line in (
        ("Upstream work", "Crisis demands", Sign.LESS),
        ("Crisis demands", "Pressure on budgets", Sign.LESS),
        ("Staff", "Upstream work", Sign.MORE),
    ):
        page.desk.do("Link", connect, other, *line)
    dialog = CompareDialog(page.jobs, page.desk.ask(queries.maps), row.id, page)
    dialog.second.setCurrentIndex(dialog.second.findData(other))
    dialog.compare()
    assert page.jobs.settled()
    dialog.asked_merge.connect(lambda *asked: page.tables._merge(dialog, *asked))
    return page, dialog


def test_names_that_are_alike_are_one_when_somebody_says_so(
    tables: tuple[MapsPage, CompareDialog],
) -> None:
    page, dialog = tables
    assert [line.tag for line in dialog.view.table.rows() if line.words == "Crisis demands"] == [
        "B"
    ]
    assert not dialog.signs
    [box] = dialog.names.values()
    box.click()
    assert page.jobs.settled()
    assert not [line for line in dialog.view.table.rows() if line.words == "Crisis demands"]
    assert [line.tag for line in dialog.view.table.rows()][:2] == ["A ≠ B", "A ≠ B"]
    assert len(dialog.signs) == 1


def test_tab_comes_to_the_questions_before_the_buttons(
    qtbot: QtBot, tables: tuple[MapsPage, CompareDialog]
) -> None:
    page, dialog = tables
    next(iter(dialog.names.values())).click()
    assert page.jobs.settled()
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    dialog.second.setFocus()
    seen: list[QWidget | None] = []
    while dialog.merge_button not in seen:
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        seen.append(dialog.focusWidget())
    questions = [*dialog.names.values(), *dialog.signs.values()]
    assert seen[: len(questions) + 2] == [dialog.view.viewer, *questions, dialog.view.table]


def test_two_maps_become_a_third_in_one_step(tables: tuple[MapsPage, CompareDialog]) -> None:
    page, dialog = tables
    first, second = dialog.pair
    before = dump(page.desk.workshop)
    next(iter(dialog.names.values())).click()
    assert page.jobs.settled()
    [box] = dialog.signs.values()
    box.setCurrentIndex(box.findData(Settled.UNSURE))
    dialog.merge_button.click()
    assert page.jobs.settled()
    row = page.row
    assert row is not None
    assert row.title == f"{first.title} and {second.title}"
    assert len(row.factors) == len(first.factors) + 1
    names = {factor.id: factor.label for factor in row.factors}
    ways = {(names[k.source_id], names[k.target_id]): k.sign for k in row.links}
    assert ways["Crisis demand", "Pressure on budgets"] == Sign.UNKNOWN
    assert page.jobs.settled(5_000)
    lines = page.loops.table.rows()
    assert lines
    assert {page.loops._drawn(line) for line in lines} <= {"0 of 3", "1 of 3", "2 of 3"}
    assert not page.loops.table.isColumnHidden(2)
    page.show_row(first.id)
    page.desk.undo()
    assert dump(page.desk.workshop) == before
    page.show_row(second.id)
    assert page.jobs.settled(5_000)
    assert page.loops.table.isColumnHidden(2)


def test_one_map_is_compared_with_nothing(qtbot: QtBot, page: MapsPage) -> None:
    for id_, _ in page.desk.ask(queries.map_titles)[1:]:
        page.desk.do("Remove", services.remove_map, id_)
    with qtbot.waitSignal(page.desk.refused) as refused:
        page.tables.compare()
    assert "second map" in refused.args[0]


def test_the_room_sees_the_comparison_and_follows_it(
    tables: tuple[MapsPage, CompareDialog],
) -> None:
    page, dialog = tables
    sent: list[tuple[object, Slide]] = []
    page.desk.room_requested.connect(lambda slide: sent.append((page.subject(), slide)))
    dialog.asked_room.connect(lambda: page.tables.send(dialog))
    next(iter(dialog.names.values())).click()
    assert page.jobs.settled()
    dialog.room_button.click()
    [(subject, slide)] = sent
    first, second = dialog.pair
    assert slide.title == f"A: {first.title}, B: {second.title}"
    tagged = [tag.words for tag in slide.picture.tags]  # type: ignore[union-attr]
    listed = [line.tag for line in dialog.view.table.rows()]
    assert tagged.count("A") == listed.count("A")
    assert tagged.count("A ≠ B") == listed.count("A ≠ B") == 2
    assert page.slide_about(subject) == slide
    assert page.subject() != subject
    staff = next(each for each in second.factors if each.label == "Staff")
    page.desk.do("Remove", services.remove_parts, [staff.id], [])
    after = page.slide_about(subject)
    assert after is not None
    assert after.footer != slide.footer
    page.desk.do("Remove", services.remove_map, second.id)
    assert page.slide_about(subject) is None


def test_of_many_opposite_signs_forty_are_asked_and_the_rest_is_told(page: MapsPage) -> None:
    factors = tuple(FactorRow(n, f"Factor {n}", n % 9 * 200.0, n // 9 * 90.0) for n in range(60))
    one, other = (
        MapRow(id_, "Map", "", factors, tuple(LinkRow(n, n, (n + 1) % 60, sign) for n in range(60)))
        for id_, sign in ((1, Sign.MORE), (2, Sign.LESS))
    )
    dialog = CompareDialog(page.jobs, (one, other), 1, page)
    assert page.jobs.settled()
    assert len(dialog.signs) < 40  # they come in slices, between which keys are answered
    while len(dialog.signs) < 40:
        QApplication.processEvents()
    QApplication.processEvents()
    assert len(dialog.signs) == 40
    said = [each.text() for each in dialog.findChildren(QLabel)]
    assert "20 more links have opposite signs; both of each are kept." in said
    assert set(dialog.settled().values()) == {Settled.BOTH}
    dialog.deleteLater()
