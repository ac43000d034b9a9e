"""In another theme or text size every page stands as it stood, also with what is in no file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from tests.core.workgroups.crowds import crowd
from tests.ui.showing import settled
from ui.kit import theme
from ui.kit.desk import Desk
from ui.printing.checking import FRESH
from ui.printing.deciding import PassagesDialog
from ui.printing.page import PrintingPage
from ui.widgets import EntryLine, Segments
from ui.window.main_window import MainWindow
from ui.workgroups.page import GROUPS, WorkgroupsPage
from upstream_workshop.people import services as people
from upstream_workshop.themes import services as themes
from upstream_workshop.workgroups import queries

Opener = Callable[[Desk], MainWindow]


@pytest.fixture(autouse=True)
def light() -> Iterator[None]:
    yield
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, "light", 100)


def proposed(window: MainWindow) -> WorkgroupsPage:
    page = window.go("workgroups")
    assert isinstance(page, WorkgroupsPage)
    page.views.select(GROUPS)
    page.propose()
    settled(window.jobs)
    return page


@pytest.mark.parametrize("elsewhere", ["", "people"])
def test_an_undecided_proposal_can_be_accepted_in_another_theme(
    qtbot: QtBot, desk: Desk, open_window: Opener, elsewhere: str
) -> None:
    desk.do("Fill", crowd, 12, 3)
    window = open_window(desk)
    sheet = proposed(window).proposal
    assert sheet.isVisible()
    before = sheet.words()
    if elsewhere:
        window.go(elsewhere)
    window.swap_theme()
    window.scale(1)
    page = window.go("workgroups")
    assert isinstance(page, WorkgroupsPage)
    qtbot.waitUntil(page.proposal.isVisible)
    assert page.proposal.words() == before
    page.proposal.accept.click()
    assert desk.ask(queries.workgroups)
    window.swap_theme()
    page = window.go("workgroups")
    assert isinstance(page, WorkgroupsPage)
    assert not page.proposal.isVisible()


def test_every_view_and_what_is_half_typed_stays(furnished_desk: Desk, open_window: Opener) -> None:
    window = open_window(furnished_desk)
    stood = {}
    for room in window.rooms:
        page = window.go(room.key)
        for segments in page.findChildren(Segments):
            segments.turn()
        for line in page.findChildren(EntryLine):
            line.field.setText("half a wo")
        stood[room.key] = page.memory()
    window.swap_theme()
    for room in window.rooms:
        page = window.go(room.key)
        settled(window.jobs)
        assert page.memory() == stood[room.key], room.key
    assert any("half a wo" in str(each) for each in stood.values())


def test_what_was_written_is_known_in_another_theme(
    furnished_desk: Desk, open_window: Opener, tmp_path: Path
) -> None:
    window = open_window(furnished_desk)
    page = window.go("print")
    assert isinstance(page, PrintingPage)
    page.write_to(tmp_path / "before", ("agenda",))
    settled(window.jobs)
    page.write_to(tmp_path / "meanwhile", ("summary",))
    window.swap_theme()
    page = window.go("print")
    assert isinstance(page, PrintingPage)
    settled(window.jobs)
    lines = {line.id: line for line in page.table.rows()}
    for key in ("agenda", "summary"):
        assert lines[key].written is not None, key
        assert lines[key].state == FRESH
    assert page.folder == tmp_path / "before"


def test_names_are_looked_for_to_the_end_in_another_theme(
    furnished_desk: Desk, open_window: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    furnished_desk.do("Sign up", people.add_participant, "Zebedee Tanglewood", "Solo Trust")
    furnished_desk.do("Write", themes.add_card, "We asked Zebby")
    window = open_window(furnished_desk)
    page = window.go("print")
    assert isinstance(page, PrintingPage)

    def decide(dialog: PassagesDialog) -> int:
        dialog.cut_rest()
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(PassagesDialog, "exec", decide)
    page.archive_to(tmp_path / "a.zip", "redacted")
    window.swap_theme()
    settled(window.jobs)
    assert (tmp_path / "a.zip").exists()
