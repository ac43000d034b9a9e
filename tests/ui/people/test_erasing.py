"""Erasing somebody in the window: seen before it is done, refused by default, final once done."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel
from pytestqt.qtbot import QtBot

from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.people.page import PeoplePage
from ui.people.roster.erase_dialog import EraseDialog
from upstream_workshop.people import queries, services
from upstream_workshop.themes.cards import services as card_services
from upstream_workshop.themes.queries import cards
from upstream_workshop.whole import erasing

NAME = "Gwenhwyfar Anharad-ap-Llywelyn"


@pytest.fixture
def her(desk: Desk) -> int:
    """Somebody named on three cards: by whole name, as author, and perhaps."""
    her = desk.do("Sign up", services.add_participant, NAME, "Cyngor Môn")
    assert her is not None
    desk.do("Card", card_services.add_card, f"{NAME} will ask the planners", None, "", NAME)
    desk.do(
        "Card", card_services.add_card, "x" * 200 + " Gwenhwyfar knows <b>them</b> " + "y" * 200
    )
    return her


@pytest.fixture
def answered(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[EraseDialog], bool]], None]:
    """Answer the dialog as the test says."""

    def answer(how: Callable[[EraseDialog], bool]) -> None:
        monkeypatch.setattr(EraseDialog, "exec", how)

    return answer


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, jobs: Jobs, her: int) -> PeoplePage:
    made = PeoplePage(desk, jobs)
    qtbot.addWidget(made)
    made.refresh(None)
    made.show_row(her)
    return made


def said(dialog: EraseDialog) -> str:
    return "\n".join(found.text() for found in dialog.findChildren(QLabel))


def test_the_dialog_shows_what_goes_and_each_place(desk: Desk, her: int, qtbot: QtBot) -> None:
    dialog = EraseDialog(desk.rehearse(erasing.preview, her))
    qtbot.addWidget(dialog)
    words = said(dialog)
    for part in ("no way back", NAME, "Goes", "will ask the planners", "perhaps", "Out of reach"):
        assert part in words
    assert "<b>them</b>" in words
    assert [box.isChecked() for box in dialog.boxes.values()].count(False) == 2
    assert all(box.accessibleName() for box in dialog.boxes.values())


def test_enter_and_escape_erase_nobody(desk: Desk, her: int, qtbot: QtBot) -> None:
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        dialog = EraseDialog(desk.rehearse(erasing.preview, her))
        qtbot.addWidget(dialog)
        dialog.show()
        qtbot.keyClick(dialog, key)
        assert dialog.result() == QDialog.DialogCode.Rejected
        assert not dialog.isVisible()


def test_cancelled_nothing_changes(
    page: PeoplePage, desk: Desk, answered: Callable[..., None], qtbot: QtBot
) -> None:
    answered(lambda _dialog: False)
    page.handlers.erase()
    assert [row.name for row in desk.ask(queries.roster)] == [NAME]
    assert desk.workshop.undo_label


def test_erased_for_good_with_the_places_chosen(
    page: PeoplePage, desk: Desk, answered: Callable[..., None], qtbot: QtBot
) -> None:
    def all_places(dialog: EraseDialog) -> bool:
        for box in dialog.boxes.values():
            box.setChecked(True)
        return True

    answered(all_places)
    with qtbot.waitSignals([desk.forgotten, desk.changed, desk.reported]):
        page.handlers.erase()
    assert desk.ask(queries.roster) == ()
    told = desk.ask(cards)
    assert {card.author for card in told} == {"", "[erased]"}
    assert not [card for card in told if "Gwenhwyfar" in card.text + card.wording]
    assert desk.workshop.undo_label is None
    assert desk.workshop.redo_label is None


def test_nobody_chosen_nothing_is_asked(
    desk: Desk, jobs: Jobs, qtbot: QtBot, answered: Callable[..., None]
) -> None:
    answered(lambda _dialog: pytest.fail("asked about nobody"))
    page = PeoplePage(desk, jobs)
    qtbot.addWidget(page)
    page.refresh(None)
    page.handlers.erase()
