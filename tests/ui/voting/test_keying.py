"""A second entry lists the slips that were keyed differently at first."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.voting.test_slip_line import open_ballot
from ui.voting.entering.keying import Keying
from upstream_workshop.voting.keying.typed_slips import Entry
from upstream_workshop.voting.queries import PaperRow, Reconciliation


def test_what_a_second_entry_changed_is_listed_until_it_says_the_same_again(qtbot: QtBot) -> None:
    ballot, keying = open_ballot(), Keying()
    qtbot.addWidget(keying)
    papers = {
        str(n): PaperRow(n, str(n), None, "", "1 1 2 3 4", False, ((1, 2), (2, 1), (3, 1), (4, 1)))
        for n in (1, 2)
    }

    def show() -> None:
        rows = tuple(papers.values())
        keying.show_papers(ballot, rows, Reconciliation(2, 2, 2, 0, ""))

    def keep(entry: Entry) -> None:
        papers[entry.number] = PaperRow(
            1, entry.number, None, entry.spoilt, entry.written, entry.confirms, entry.slip.marks
        )
        show()
        keying.settle(entry.number)

    def key(text: str) -> None:
        QTest.keyClicks(keying.entry.field, text)
        QTest.keyClick(keying.entry.field, Qt.Key.Key_Return)

    def told() -> list[bool]:
        states = (keying.table._state(row) for row in keying.table.rows())
        return ["first keyed as 1 1 2 3 4" in state for state in states]

    keying.keyed.connect(keep)
    show()
    keying.turn_second()
    key("1: 1 1 2 3 4")
    key("2: 1 1 2 3 5")
    assert told() == [False, False]  # Enter again takes it
    QTest.keyClick(keying.entry.field, Qt.Key.Key_Return)
    assert told() == [False, True]
    assert keying.twice.text() == "End second entry: 1 of 2 the same, 1 not"
    key("2: 1 1 2 3 4")
    QTest.keyClick(keying.entry.field, Qt.Key.Key_Return)
    assert told() == [False, False]
