"""A second entry lists the slips that were keyed differently at first."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.voting.test_slip_line import open_ballot
from ui.voting.entering.keying import Keying
from upstream_workshop.voting.papers.queries import PaperRow, Reconciliation
from upstream_workshop.voting.papers.typed_slips import Entry


def _second_entry(qtbot: QtBot, slips: int) -> tuple[Keying, list[Entry]]:
    """Return the entry of slips that say the same, keyed a second time, and what is kept of it."""
    ballot, keying, keyed = open_ballot(), Keying(), list[Entry]()
    qtbot.addWidget(keying)
    marks = ((1, 2), (2, 1), (3, 1), (4, 1))
    papers = {
        str(n): PaperRow(n, str(n), None, "", "1 1 2 3 4", False, marks)
        for n in range(1, slips + 1)
    }

    def show() -> None:
        counts = Reconciliation(slips, slips, slips, 0, "")
        keying.show_papers(ballot, tuple(papers.values()), counts)

    def keep(entry: Entry) -> None:
        keyed.append(entry)
        papers[entry.number] = PaperRow(
            1, entry.number, None, entry.spoilt, entry.written, entry.confirms, entry.slip.marks
        )
        show()
        keying.settle(entry.number)

    keying.keyed.connect(keep)
    show()
    keying.turn_second()
    return keying, keyed


def test_what_a_second_entry_changed_is_listed_until_it_says_the_same_again(qtbot: QtBot) -> None:
    keying, _ = _second_entry(qtbot, slips=2)

    def key(text: str) -> None:
        QTest.keyClicks(keying.entry.field, text)
        QTest.keyClick(keying.entry.field, Qt.Key.Key_Return)

    def told() -> list[bool]:
        rows = sorted(keying.table.rows(), key=lambda row: row.number)
        states = (keying.table._state(row) for row in rows)
        return ["first keyed as 1 1 2 3 4" in state for state in states]

    key("1: 1 1 2 3 4")
    key("2: 1 1 2 3 5")
    assert told() == [False, False]  # Enter again takes it
    QTest.keyClick(keying.entry.field, Qt.Key.Key_Return)
    assert told() == [False, True]
    assert keying.twice.text() == "End second entry: 1 of 2 the same, 1 not"
    assert [row.number for row in keying.table.rows()] == ["2", "1"]  # what differs stands first
    key("2: 1 1 2 3 4")
    QTest.keyClick(keying.entry.field, Qt.Key.Key_Return)
    assert told() == [False, False]


def test_a_difference_that_is_left_is_listed_and_settled_later(qtbot: QtBot) -> None:
    keying, keyed = _second_entry(qtbot, slips=3)
    field = keying.entry.field
    QTest.keyClicks(field, "2: 1 1 2 3 5")
    QTest.keyClick(field, Qt.Key.Key_Return)
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert not keyed
    assert (field.text(), keying.entry.correcting) == ("", None)
    first = keying.table.rows()[0]
    assert keying.table._state(first) == "then keyed as 1 1 2 3 5"
    assert keying.twice.text() == "End second entry: 0 of 3 the same, 1 not"
    for slip, expected in (("1 1 2 3 4", "1"), ("1 1 2 3 4", "3")):  # it goes on with the others
        QTest.keyClicks(field, slip)
        QTest.keyClick(field, Qt.Key.Key_Return)
        assert (keyed[-1].number, keyed[-1].confirms) == (expected, True)
    keying.table.activated_row.emit(keying.table.rows()[0])
    QTest.keyClick(field, Qt.Key.Key_Return)  # as it stood
    assert (keyed[-1].number, keyed[-1].confirms) == ("2", True)
    assert keying.twice.text() == "End second entry: 3 of 3 the same"
