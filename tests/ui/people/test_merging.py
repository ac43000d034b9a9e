"""Merging look-alikes in the window: found, seen side by side, done by key, taken back by Undo."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.core.storage.test_undo import dump
from tests.ui.showing import settled
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.people.merging.merge_dialog import MergeDialog
from ui.people.page import PeoplePage
from upstream_workshop.people import queries, services
from upstream_workshop.people.kinds import Consent

Key, Alt = Qt.Key, Qt.KeyboardModifier.AltModifier
Opened = Callable[..., MergeDialog]


@pytest.fixture
def people(desk: Desk) -> tuple[int, int, int]:
    made = (
        desk.do("Add", services.add_participant, "Jane Smith", "Newham", photo=Consent.YES),
        desk.do("Add", services.add_participant, "SMITH, Jane", "LB Newham", "Head"),
        desk.do("Add", services.add_participant, "Ade Okafor", "Kirklees Council"),
    )
    first, second, third = (one or 0 for one in made)
    desk.do("Ask", services.add_support, second, "ask", "Time")
    return first, second, third


@pytest.fixture
def dialog(qtbot: QtBot, desk: Desk, jobs: Jobs, people: tuple[int, int, int]) -> MergeDialog:
    return shown(qtbot, MergeDialog(desk, jobs), jobs)


def shown(qtbot: QtBot, made: MergeDialog, jobs: Jobs) -> MergeDialog:
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    settled(jobs)
    return made


def said(dialog: MergeDialog) -> str:
    return "\n".join(one.text() for one in dialog.front.comparison.findChildren(QLabel))


def test_a_pair_is_shown_side_by_side_and_merged_by_key(
    qtbot: QtBot, desk: Desk, jobs: Jobs, dialog: MergeDialog, people: tuple[int, int, int]
) -> None:
    first, _second, third = people
    assert [(row.first, row.second) for row in dialog.front.table.rows()] == [
        ("Jane Smith", "SMITH, Jane")
    ]
    words = said(dialog)
    for part in ("SMITH, Jane", "LB Newham", "Head", "not asked", "1 offer or ask", "Undo"):
        assert part in words
    before = dump(desk.workshop)
    qtbot.keyClick(dialog, Key.Key_Return)
    assert dump(desk.workshop) == before, "Enter alone merges nothing"
    qtbot.keyClick(dialog, Key.Key_M, Alt)
    settled(jobs)
    (jane, ade) = sorted(desk.ask(queries.roster), key=lambda row: row.id)
    assert (jane.id, jane.role, jane.photo, jane.asks) == (first, "Head", "", ("Time",))
    assert ade.id == third
    assert dialog.front.table.rows() == ()
    desk.undo()
    assert dump(desk.workshop) == before


def test_the_other_one_can_be_kept(
    qtbot: QtBot, desk: Desk, jobs: Jobs, dialog: MergeDialog, people: tuple[int, int, int]
) -> None:
    qtbot.keyClick(dialog, Key.Key_K, Alt)
    settled(jobs)
    qtbot.keyClick(dialog, Key.Key_M, Alt)
    settled(jobs)
    assert people[1] in {row.id for row in desk.ask(queries.roster)}
    assert people[0] not in {row.id for row in desk.ask(queries.roster)}


def test_organisations_are_merged_too(
    qtbot: QtBot, desk: Desk, jobs: Jobs, dialog: MergeDialog
) -> None:
    dialog.views.select(1)
    settled(jobs)
    assert [(row.first, row.second) for row in dialog.front.table.rows()] in (
        [("LB Newham", "Newham")], [("Newham", "LB Newham")],
    )  # fmt: skip
    assert "1 person" in said(dialog)
    qtbot.keyClick(dialog, Key.Key_M, Alt)
    settled(jobs)
    assert len(desk.ask(queries.organisations)) == 2


def test_any_two_are_chosen_by_hand(
    qtbot: QtBot, desk: Desk, jobs: Jobs, dialog: MergeDialog, people: tuple[int, int, int]
) -> None:
    dialog.front.choose(people[0], people[0])
    settled(jobs)
    assert not dialog.merge_button.isEnabled()
    dialog.front.choose(people[0], people[2])
    settled(jobs)
    assert dialog.merge_button.isEnabled()
    qtbot.keyClick(dialog, Key.Key_Escape)
    assert not dialog.isVisible()
    assert len(desk.ask(queries.roster)) == 3


def test_every_control_has_a_name_and_takes_the_keys(dialog: MergeDialog) -> None:
    for box in (dialog.front.kept, dialog.front.other, dialog.front.table, dialog.merge_button):
        assert box.accessibleName()
        assert box.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_the_chosen_person_comes_first(
    qtbot: QtBot,
    page: PeoplePage,
    desk: Desk,
    jobs: Jobs,
    people: tuple[int, int, int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[tuple[int, int]] = []

    def look(dialog: MergeDialog) -> int:
        shown(qtbot, dialog, jobs)
        seen.append(dialog.front.both())
        return 0

    monkeypatch.setattr(MergeDialog, "exec", look)
    page.refresh(None)
    page.show_row(people[2])
    (command,) = [one for one in page.commands() if "look alike" in one.label]
    command.run()
    assert seen == [(people[2], 0)] or people[2] in seen[0]
