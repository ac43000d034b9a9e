"""Somebody who has never seen the program goes through the day with the keyboard alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.hands import Hands
from tests.ui.window.room_keys import key_of
from ui.kit.desk import Desk
from ui.window.main_window import MainWindow
from upstream_workshop.agenda import queries as agenda
from upstream_workshop.agenda import services as planning
from upstream_workshop.agenda.templates import load_template
from upstream_workshop.people.services import add_participant
from upstream_workshop.themes import queries as themes
from upstream_workshop.voting import queries as voting
from upstream_workshop.voting.papers import queries as paper_queries
from upstream_workshop.workgroups import queries as groups

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CARDS = (
    "Insurance says no", "Who signs?", "Trust is no KPI", "Stories next to numbers",
    "Villages with one bus", "More sockets, please", "Fund the second year", "Ask who left",
)  # fmt: skip


@pytest.fixture
def hands(qtbot: QtBot, desk: Desk, open_window: Callable[[Desk], MainWindow]) -> Hands:
    desk.do("Found", planning.found_residential, "Upstream", date(2026, 12, 1))
    desk.do("Lay out", planning.lay_out, load_template("two-day"))
    for name in ("Ade Okafor", "Siân Prys", "Jo Tennant", "Marta Brzezińska"):
        desk.do("Add", add_participant, name)
    window = open_window(desk)
    return Hands(qtbot, window, window.jobs)


def test_the_day_is_gone_through_by_keyboard_alone(hands: Hands, desk: Desk) -> None:
    type_cards_into_themes(hands)
    shown = [(row.title, len(row.cards)) for row in desk.ask(themes.themes)]
    assert shown == [("Reframing risk", 3), ("Measuring", 3)]
    assert len(desk.ask(themes.loose_cards)) == 2

    vote(hands)
    (ballot,) = desk.ask(voting.ballots)
    assert (ballot.state, [row.wording for row in ballot.options]) == (
        "revealed",
        ["Reframing risk", "Measuring"],
    )
    assert len(desk.ask(paper_queries.papers, ballot.id)) == 3

    form_groups(hands)
    formed = desk.ask(groups.workgroups)
    assert [len(group.members) for group in formed] == [2, 2]
    (led,) = [group for group in formed if group.lead_id is not None]
    assert (led.question, [each.what for each in led.commitments]) == (
        "What counts?",
        ["Write it up"],
    )

    run(hands)
    block = desk.ask(agenda.current)
    assert block is not None
    assert [row.title for row in desk.ask(agenda.agenda)].count("Fire drill") == 1


def type_cards_into_themes(hands: Hands) -> None:
    """Eight cards; two and two into new themes by T, one and one by digits."""
    hands.press(key_of("themes"), CONTROL)
    for text in CARDS:
        hands.line(text)
    hands.press(Key.Key_Escape)
    for title in ("Reframing risk", "Measuring"):
        hands.press(Key.Key_Up, SHIFT)  # the last card is selected, as it was typed
        hands.press(Key.Key_T)
        hands.line(title)
    for number in (Key.Key_2, Key.Key_1):
        hands.press(Key.Key_Down)  # nothing is moved that is not selected
        hands.press(number)


def vote(hands: Hands) -> None:
    """A ballot of the themes, opened, three slips keyed and counted, closed, revealed."""
    hands.fill_next_form(lambda: hands.press(Key.Key_Return, CONTROL))
    hands.press(Key.Key_Return, CONTROL)
    hands.press(Key.Key_Return, CONTROL)
    for slip in ("1 1 1 2 2", "2 2 1", "1 2"):
        hands.line(slip)

    def count() -> None:
        hands.type("3")
        hands.press(Key.Key_Tab)
        hands.line("3")

    hands.fill_next_form(count)
    hands.press(Key.Key_F4)
    hands.press(Key.Key_Return, CONTROL)
    hands.press(Key.Key_Return, CONTROL)


def form_groups(hands: Hands) -> None:
    """Choices from the first step of the empty page, smaller groups allowed, proposed, accepted."""
    hands.press(key_of("workgroups"), CONTROL)
    hands.press(Key.Key_Return)
    for line in ("ade: 1", "sp: 1 2", "jo: 2", "marta: 2 1"):
        hands.line(line)
    hands.press(Key.Key_Escape)
    hands.fill_next_form(lambda: hands.line("2"))
    hands.press(Key.Key_R)
    hands.press(Key.Key_P)
    hands.wait()
    hands.press(Key.Key_Return)
    hands.press(Key.Key_D)
    hands.press(Key.Key_C)

    def fill_in() -> None:
        hands.type("What counts?")
        hands.press(Key.Key_Return, CONTROL)

    hands.fill_next_form(fill_in)
    hands.press(Key.Key_F2)

    def promise() -> None:
        hands.press(Key.Key_Tab)
        hands.line("Write it up")

    hands.fill_next_form(promise)
    hands.press(Key.Key_Insert)


def run(hands: Hands) -> None:
    """The plan gets a block more, then the day begins and goes on."""
    hands.press(key_of("run"), CONTROL)
    hands.press(Key.Key_E)
    hands.press(Key.Key_Down)
    hands.press(Key.Key_Insert)
    hands.line("Fire drill")
    hands.press(Key.Key_Escape)
    hands.press(Key.Key_N)
    hands.press(Key.Key_N)
