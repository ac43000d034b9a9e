"""The people of one column: none is painted over another, however little room there is."""

from __future__ import annotations

from itertools import pairwise

import pytest
from pytestqt.qtbot import QtBot

from ui.workgroups.board.member_list import MemberList
from ui.workgroups.board.seats import Seat
from upstream_workshop.workgroups.queries import MemberRow

NAMES = (
    "Priya D’Souza-Lark",
    "Gwenhwyfar Angharad Llŵyd-Rhydderch Cadwaladr-Prys",
    "Roo",
    "Ines Roth",
)


def rows(people: int) -> list[Seat]:
    found = [MemberRow(at, f"{NAMES[at % len(NAMES)]} {at}", "") for at in range(people)]
    return [Seat(one, "", "first choice") for one in found]


@pytest.mark.parametrize("width", range(120, 260, 7))
def test_no_row_covers_another_when_a_scroll_bar_comes(qtbot: QtBot, width: int) -> None:
    made = MemberList("Members")
    qtbot.addWidget(made)
    made.resize(width, 2_000)
    made.show_seats(rows(12))
    made.show()
    qtbot.waitExposed(made)
    made.resize(width, 260)  # from here on there is a scroll bar, and less room for words
    qtbot.waitUntil(lambda: made.verticalScrollBar().isVisible())
    qtbot.waitUntil(lambda: _is_laid_out(made))


def _is_laid_out(made: MemberList) -> bool:
    """Whether each row is as tall as its words need, and ends before the next."""
    rects = [made.visualItemRect(made.item(at)) for at in range(made.count())]
    wanted = [made.sizeHintForIndex(made.model().index(at, 0)) for at in range(made.count())]
    tall = all(rect.height() == hint.height() for rect, hint in zip(rects, wanted, strict=True))
    return tall and all(a.bottom() < b.top() for a, b in pairwise(rects))
