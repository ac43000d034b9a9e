"""Before the result of a secret vote goes out it is said what that takes from Undo."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from tests.ui.showing import settled
from ui.kit.desk import Desk
from ui.printing import page as printing
from ui.printing.page import PrintingPage
from ui.window.main_window import MainWindow
from upstream_workshop.themes import queries as themes
from upstream_workshop.voting import queries, services
from upstream_workshop.voting.papers import services as paper_services

Opener = Callable[[Desk], MainWindow]


@pytest.fixture
def revealed(furnished_desk: Desk) -> Desk:
    """A secret vote that was closed and shown."""
    desk = furnished_desk
    wanted = [theme.id for theme in desk.ask(themes.themes)][:2]
    made = desk.do("Make", services.make_ballot, "Secret", wanted, secret=True)
    desk.do("Open", services.open_ballot, made)
    desk.do("Issue", services.issue_papers, made, 1, 1)
    desk.do("Key", paper_services.key_paper, made, "1", {1: 1})
    desk.do("Close", services.close_ballot, made)
    desk.do("Reveal the secret vote", services.reveal_ballot, made)
    return desk


def page_of(window: MainWindow) -> PrintingPage:
    page = window.go("print")
    assert isinstance(page, PrintingPage)
    settled(window.jobs)
    return page


def test_it_is_asked_before_and_undo_offers_nothing_it_would_refuse(
    qtbot: QtBot, revealed: Desk, open_window: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    window = open_window(revealed)
    page = page_of(window)
    asked: list[str] = []
    answers = iter((False, True))

    def answer(_parent: object) -> bool:
        asked.append("asked")
        return next(answers)

    monkeypatch.setattr(printing, "ask_given_out", answer)
    monkeypatch.setattr(printing, "ask_folder", lambda *_: tmp_path / "out")
    assert window.strip.undo_button.isEnabled()
    page._ask_write()
    assert asked == ["asked"]
    settled(window.jobs)
    assert not (tmp_path / "out").exists()
    assert revealed.workshop.undo_label == "Reveal the secret vote"
    page._ask_write()
    settled(window.jobs)
    assert not window.strip.undo_button.isEnabled()
    window.undo()
    assert "given out" in window.toast.words()
    page._ask_write()  # there is nothing more to lose
    assert len(asked) == 2
    settled(window.jobs)


def test_it_is_one_sentence_that_can_be_refused(
    revealed: Desk, open_window: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window(revealed)
    page = page_of(window)
    said: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: said.append(box.text()))
    page._ask_archive()
    assert len(said) == 1
    assert "cannot be undone" in said[0]
    assert revealed.workshop.undo_label == "Reveal the secret vote"


def test_nothing_is_asked_where_no_secret_goes_out(
    revealed: Desk, open_window: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window(revealed)
    page = page_of(window)
    monkeypatch.setattr(QMessageBox, "exec", lambda _box: pytest.fail("asked"))
    monkeypatch.setattr(printing, "ask_folder", lambda *_: tmp_path / "out")
    page.show_row("agenda")
    page._ask_write(page.table.current_row().output)
    settled(window.jobs)
    assert revealed.workshop.undo_label == "Reveal the secret vote"
    assert revealed.ask(queries.shown_secrets)
