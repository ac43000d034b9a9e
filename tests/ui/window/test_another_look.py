"""In another theme or text size every page stands as it stood, also with what is in no file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from tests.core.workgroups.crowds import crowd
from tests.ui.showing import settled
from ui.agenda.page import RunPage
from ui.kit import theme
from ui.kit.desk import Desk
from ui.maps.page import MapsPage
from ui.printing.checking import FRESH
from ui.printing.deciding import PassagesDialog
from ui.printing.page import PrintingPage
from ui.voting.page import VotePage
from ui.widgets import EntryLine, Segments
from ui.window.main_window import MainWindow
from ui.workgroups.group_views import GROUPS
from ui.workgroups.page import WorkgroupsPage
from upstream_workshop.agenda import services as agenda
from upstream_workshop.people import services as people
from upstream_workshop.themes import queries as theme_queries
from upstream_workshop.themes.cards import services as card_services
from upstream_workshop.voting import services as voting
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


def test_the_ballot_the_map_and_the_day_in_front_stay(
    furnished_desk: Desk, open_window: Opener
) -> None:
    furnished_desk.do("Plan", agenda.add_block, 2, "The second morning", 30)
    window = open_window(furnished_desk)
    vote, maps, run = (window.go(room) for room in ("vote", "maps", "run"))
    assert isinstance(vote, VotePage)
    assert isinstance(maps, MapsPage)
    assert isinstance(run, RunPage)
    stood = []
    for page in (vote, maps):
        usual = page.choice.currentText()
        other = next(each for each in page.targets() if each.label != usual)
        other.run()
        stood.append(page.choice.currentText())
        assert stood[-1] != usual
    run.days.choose(2)
    run.days.changed.emit(2)
    window.swap_theme()
    QApplication.processEvents()  # the new pages are on the screen
    vote, maps, run = (window.go(room) for room in ("vote", "maps", "run"))
    assert [page.choice.currentText() for page in (vote, maps)] == stood
    assert run.days.day == 2


def test_a_ballot_that_is_no_more_is_not_looked_for(
    furnished_desk: Desk, open_window: Opener
) -> None:
    desk = furnished_desk
    window = open_window(desk)
    wanted = [theme.id for theme in desk.ask(theme_queries.themes)][:2]
    made = desk.do("Make", voting.make_ballot, "For a moment", wanted)
    vote = window.go("vote")
    assert isinstance(vote, VotePage)
    assert vote.choice.currentText() == "For a moment"
    window.go("run")
    window.swap_theme()
    desk.do("Remove", voting.remove_ballot, made)
    vote = window.go("vote")
    assert isinstance(vote, VotePage)
    assert vote.choice.currentText() != "For a moment"


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
    furnished_desk.do("Write", card_services.add_card, "We asked Zebby")
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
