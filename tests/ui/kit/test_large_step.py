"""A large step ends done, refused, stopped, or with a fault of the program, and its progress ends too."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui.kit.jobs import Cancelled, Ticket
from ui.kit.writing.large_step import LargeStep
from upstream_workshop.errors import WorkshopError

ENDS = {
    "done": None,
    "refused": WorkshopError("It is not there any more."),
    "stopped": Cancelled(),
    "": ValueError("a fault"),
}


@pytest.mark.parametrize("end", ENDS)
def test_the_progress_ends_with_the_step(qtbot: QtBot, end: str) -> None:
    def pieces() -> Iterator[float]:
        yield 0.5
        if (error := ENDS[end]) is not None:
            raise error

    told: list[str] = []
    parent = QObject()
    ticket = Ticket(parent)
    returned: list[bool] = []
    ticket.returned.connect(lambda: returned.append(True))
    step = LargeStep(
        lambda _: told.append("done"),
        lambda _: told.append("refused"),
        lambda: told.append("stopped"),
        parent,
    )
    with qtbot.captureExceptions() as faults:
        step.run("Write", pieces(), ticket)
        assert step.is_under_way()
        qtbot.waitUntil(lambda: not step.is_under_way())
    assert told == [end] * bool(end)
    assert returned == [True]
    assert [type(fault[1]) for fault in faults] == ([] if end else [ValueError])
