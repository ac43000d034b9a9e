"""Slips of the finger: no paper is kept that was refused, none is lost and none doubled."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.voting.entering.slip_line import SlipLine
from upstream_workshop.voting.kinds import BallotState
from upstream_workshop.voting.model import Ballot, Option
from upstream_workshop.voting.papers.queries import PaperRow
from upstream_workshop.voting.papers.slips import read_slip
from upstream_workshop.voting.papers.typed_slips import Entry, Pile
from upstream_workshop.voting.queries import BallotRow, _option, _row

OPTIONS, DOTS, SLIPS = 8, 5, 100
KEYS = "1234567890 :x,#"
MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Escape, Qt.Key.Key_Backspace)
ENTER = Qt.Key.Key_Return


def open_ballot() -> BallotRow:
    ballot = Ballot(
        id=1, name="Vote", question="", method="dots", dots=DOTS, cap=3, seats=2, secret=True,
        rule="most-votes", depth=3, electorate="listed", withdrawn="counts", shuffled=False,
        tie_rule="keep both", state=BallotState.OPEN, version=1, issued=SLIPS, returned=0,
        from_file=False, checked=0, reopened="",
    )  # fmt: skip
    options = (
        Option(id=n, ballot_id=1, number=n, wording=f"Theme {n}") for n in range(1, OPTIONS + 1)
    )
    return _row(ballot, tuple(_option(option) for option in options))


class Operator:
    """Somebody at the line, and the pile of papers that it filed."""

    def __init__(self, qtbot: QtBot) -> None:
        self.ballot = open_ballot()
        self.line = SlipLine()
        qtbot.addWidget(self.line)
        self.papers: dict[str, PaperRow] = {}
        self.enters: list[tuple[str, str]] = []  # text and number corrected, at each Enter
        self.line.filed.connect(self.file)
        self.show()

    def show(self) -> None:
        ordered = sorted(self.papers.values(), key=lambda row: int(row.number))
        self.line.show_pile(Pile(self.ballot, ordered))

    def file(self, entry: Entry) -> None:
        """Keep a paper, if nothing refused it that was not answered."""
        asked = len(entry.doubts) + 1
        assert not entry.wrong
        assert len(set(self.enters[-asked:])) == 1, "a doubt was not answered"
        assert len(self.enters) >= asked
        corrected = self.enters[-1][1]
        assert bool(entry.spoilt) <= bool(entry.slip.spoilt or entry.doubts)
        if entry.number in self.papers and entry.number != corrected:
            assert any("is keyed as" in doubt for doubt in entry.doubts)
        marks = () if entry.spoilt else entry.slip.marks
        self.papers[entry.number] = PaperRow(
            len(self.papers), entry.number, None, entry.spoilt, entry.written, False, marks
        )
        self.line.settle()
        self.show()

    def take_back(self, number: str) -> None:
        """Take back a paper that was kept under a wrong number."""
        del self.papers[number]
        self.show()

    def press(self, key: Qt.Key) -> None:
        if key == ENTER:
            correcting = self.line.correcting
            self.enters.append((self.line.field.text(), correcting.number if correcting else ""))
        self._send(key, "")

    def type(self, text: str) -> None:
        for letter in text:
            self._send(Qt.Key.Key_unknown, letter)

    def _send(self, key: Qt.Key, text: str) -> None:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
            QApplication.sendEvent(self.line.field, event)


def slip(dice: random.Random) -> str:
    """Five dots, at most three on one option."""
    dots = [option for option in range(1, OPTIONS + 1) for _ in range(3)]
    return "".join(str(option) for option in sorted(dice.sample(dots, DOTS)))


def slipped(typed: str, dice: random.Random) -> str:
    """A line in which a finger has slipped."""
    at = dice.randrange(len(typed))
    return dice.choice(
        (
            typed[:at] + typed[at] + typed[at:],
            typed[:at] + typed[at + 1 :],
            typed[:at] + dice.choice("09x:a ") + typed[at:],
            typed[:at] + dice.choice("123456789") + typed[at + 1 :],
            f"{dice.randint(1, 3)}:{typed}",
        )
    )


def key_one(operator: Operator, number: str, typed: str, dice: random.Random) -> None:
    """Key a slip, badly; what is refused is typed again, what was kept wrong is corrected."""
    operator.type(slipped(typed, dice))
    operator.press(ENTER)
    if operator.line.field.text():
        operator.press(Qt.Key.Key_Escape)
    if number not in operator.papers:
        operator.type(typed)
        operator.press(ENTER)
    for wrong in [one for one in operator.papers if int(one) > int(number)]:
        operator.take_back(wrong)
    if number not in operator.papers:
        operator.type(typed)
        operator.press(ENTER)
    for _ in range(dice.randrange(3)):
        operator.press(dice.choice((ENTER, Qt.Key.Key_Down, Qt.Key.Key_Escape)))
    if operator.papers[number].written != typed:
        operator.type(number)
        operator.press(Qt.Key.Key_Up)
        operator.type(typed)
        operator.press(ENTER)


@pytest.mark.parametrize("seed", range(2))
def test_a_hundred_slips_of_the_finger_leave_the_pile_as_it_was_written(
    qtbot: QtBot, seed: int
) -> None:
    dice, operator = random.Random(seed), Operator(qtbot)
    pile = {str(number): slip(dice) for number in range(1, SLIPS + 1)}
    for number, typed in pile.items():
        key_one(operator, number, typed, dice)
    assert {number: row.written for number, row in operator.papers.items()} == pile
    terms = operator.ballot.terms
    for number, typed in pile.items():
        assert operator.papers[number].marks == read_slip(typed, terms).marks


@pytest.mark.parametrize("seed", range(4))
def test_no_stream_of_keys_keeps_what_was_refused(qtbot: QtBot, seed: int) -> None:
    dice, operator = random.Random(seed), Operator(qtbot)
    for _ in range(1200):
        chance = dice.random()
        if chance < 0.6:
            operator.type(dice.choice(KEYS))
        elif chance < 0.85:
            operator.press(ENTER)
        else:
            operator.press(dice.choice(MOVES))
    assert len(operator.papers) > 10
    assert any(row.spoilt for row in operator.papers.values())


def test_forty_slips_take_one_key_each_beside_their_digits(qtbot: QtBot) -> None:
    dice, operator = random.Random(4), Operator(qtbot)
    for _ in range(40):
        operator.type(slip(dice))
        operator.press(ENTER)
    assert len(operator.papers) == len(operator.enters) == 40


def test_a_held_enter_answers_no_doubt(qtbot: QtBot) -> None:
    operator = Operator(qtbot)
    operator.type("9")
    operator.press(ENTER)
    held = QKeyEvent(QEvent.Type.KeyPress, ENTER, Qt.KeyboardModifier.NoModifier, "", autorep=True)
    QApplication.sendEvent(operator.line.field, held)
    assert operator.papers == {}
    assert operator.line.refusal()


def test_a_changed_text_has_its_doubts_again(qtbot: QtBot) -> None:
    operator = Operator(qtbot)
    operator.type("9")
    operator.press(ENTER)
    assert operator.line.field.selectedText() == "9"
    operator.press(Qt.Key.Key_End)
    operator.type("1")
    assert operator.line.refusal() == ""
    operator.press(ENTER)
    assert operator.papers == {}


def test_a_number_higher_than_that_of_any_slip_is_a_question(qtbot: QtBot) -> None:
    operator = Operator(qtbot)
    operator.type(f"{SLIPS + 1}:1")
    operator.press(ENTER)
    assert "100 slips were handed out: Enter again" in operator.line.refusal()


def test_correcting_is_seen_and_left_by_escape(qtbot: QtBot) -> None:
    operator = Operator(qtbot)
    for typed in ("11", "22", "33"):
        operator.type(typed)
        operator.press(ENTER)
    operator.press(Qt.Key.Key_Up)
    operator.press(Qt.Key.Key_Up)
    assert operator.line.correcting == operator.papers["2"]
    operator.type("3:1")
    operator.press(ENTER)
    assert operator.line.refusal() == "this corrects slip 2: Esc leaves it"
    operator.press(Qt.Key.Key_Escape)
    assert operator.line.correcting is None
    assert operator.line.field.text() == ""
    operator.press(Qt.Key.Key_Up)
    operator.press(Qt.Key.Key_Down)
    assert operator.line.correcting is None
    assert [row.written for row in operator.papers.values()] == ["11", "22", "33"]
