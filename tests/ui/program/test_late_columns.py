"""Columns built as they come into view: whatever is done, those seen show what the session holds."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.showing import shown
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.page import Page
from ui.workgroups.board.group_column import GroupColumn
from ui.workgroups.board.member_list import MemberList
from ui.workgroups.page import WorkgroupsPage
from ui.workgroups.proposals.proving import Proof
from upstream_workshop.people import services as people
from upstream_workshop.themes import services as themes
from upstream_workshop.themes.cards import services as card_services
from upstream_workshop.workgroups import queries as group_queries
from upstream_workshop.workgroups import services as workgroups

MANY = 14  # more than anybody sees at once
Told = dict[int, list[str]]  # what each column says, by its theme or group; 0 for those in none
walks = st.lists(
    st.tuples(st.sampled_from(range(8)), st.integers(0, 60), st.integers(0, MANY)), max_size=8
)
once = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def wide(desk: Desk) -> Desk:
    """Fourteen themes and groups, with cards and people in most of them."""
    with desk.workshop.change("Furnish") as session:
        made = [themes.add_theme(session, f"Theme {number}") for number in range(MANY)]
        for number in range(40):
            card_services.add_cards(session, (f"Card {number}",), (None, *made)[number % 13])
        groups = [workgroups.add_workgroup(session, f"Group {number}") for number in range(MANY)]
        for number in range(40):
            person = people.add_participant(session, f"Person {number}", "Somewhere")
            if number % 13:
                workgroups.move_member(session, person, groups[number % 13], "asked for")
    return desk


@pytest.fixture
def unproven(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without asking after each step whether there are better groups, which is not shown in columns."""
    monkeypatch.setattr(Proof, "check", lambda _: None)


def held_by_groups(desk: Desk) -> Told:
    groups = desk.ask(group_queries.workgroups)
    found = {row.id: [member.name for member in row.members] for row in groups}
    return found | {0: [member.name for member in desk.ask(group_queries.unplaced)]}


def told_by(view: QWidget, everywhere: bool) -> Told:
    """What the columns say that can be seen, or all; nothing where nobody has filled one."""
    found: Told = {}
    for column in view.findChildren(QWidget):
        if not isinstance(column, GroupColumn):
            continue
        if everywhere or not column.visibleRegion().isEmpty():
            key, held = column.group.id if column.group else 0, column.findChild(MemberList)
            found[key] = [held.item(at).text() for at in range(held.count())] if held else []
    return found


def walk(
    qtbot: QtBot,
    page: Page,
    view: QWidget,
    steps: list[tuple[int, int, int]],
    handlers: list[Callable[[int, int], object]],
    held: Callable[[], Told],
) -> None:
    """Do it all, look after each step, and at the end scroll past all columns and look at them."""
    area = view.findChild(QScrollArea)
    for kind, what, where in steps:
        if kind < len(handlers):
            handlers[kind](what, where)
        elif kind == 5 and page.desk.workshop.undo_label != "Furnish":
            page.desk.undo()
        elif kind in (5, 6):
            bar = area.horizontalScrollBar()
            bar.setValue(bar.maximum() * where // MANY)
        else:
            qtbot.keyClick(view, Qt.Key.Key_Right if what % 3 else Qt.Key.Key_Left)
        QApplication.sendPostedEvents()
        for column, rows in told_by(view, False).items():
            assert rows == held()[column]
    QApplication.processEvents()
    bar = area.horizontalScrollBar()
    for at in range(bar.minimum(), bar.maximum() + 1, max(1, bar.pageStep() // 2)):
        bar.setValue(at)
    bar.setValue(bar.maximum())
    qtbot.waitUntil(lambda: told_by(view, True) == held(), timeout=3000)


def test_columns_far_from_the_view_are_not_built_until_somebody_scrolls_there(
    qtbot: QtBot, wide: Desk, unproven: None, jobs: Jobs
) -> None:
    page = shown(qtbot, WorkgroupsPage(wide, jobs))
    columns = page.board.findChildren(GroupColumn)
    qtbot.waitUntil(lambda: not page.board._idle.isActive())
    in_view = [column for column in columns if not column.visibleRegion().isEmpty()]
    assert all(column.filled for column in in_view)
    assert len(in_view) < sum(column.filled for column in columns) < len(columns)
    bar = page.board.findChild(QScrollArea).horizontalScrollBar()
    bar.setValue(bar.maximum())
    assert next(each for each in columns if each.group and each.group.title.endswith("13")).filled


def begin_again(desk: Desk, page: Page) -> None:
    """As it was furnished, for the next walk."""
    page.hide()
    while desk.workshop.undo_label != "Furnish":
        assert desk.undo()


@given(walks)
@once
def test_the_board_shows_what_the_session_holds(
    qtbot: QtBot, wide: Desk, unproven: None, jobs: Jobs, steps: list[tuple[int, int, int]]
) -> None:
    page = shown(qtbot, WorkgroupsPage(wide, jobs))
    everybody = range(1, 41)
    groups = [row.id for row in wide.ask(group_queries.workgroups)]

    def group(where: int) -> int:
        return groups[where % len(groups)]

    def person(what: int) -> int:
        return everybody[what % len(everybody)]

    handlers = [
        lambda what, where: wide.do(
            "Move", workgroups.move_member, person(what), group(where), "x"
        ),
        lambda what, _: wide.do("Out", workgroups.move_member, person(what), None),
        lambda _, where: wide.do("Remove", workgroups.remove_workgroup, group(where)),
        lambda what, _: wide.do("Group", workgroups.add_workgroup, f"New group {what}"),
        lambda what, _: page.board.select(person(what)),
    ]
    walk(qtbot, page, page.board, steps, handlers, lambda: held_by_groups(wide))
    begin_again(wide, page)
