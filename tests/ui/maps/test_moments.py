"""No map is drawn for longer than a moment at a time, however few its parts are."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui.maps.canvas.large import slices
from ui.maps.canvas.large.slices import Slices


def test_steps_that_take_longer_than_a_moment_go_on_in_slices(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    seconds = count()
    monkeypatch.setattr(slices, "thread_time", lambda: next(seconds) * slices.MOMENT / 4)
    done: list[int] = []

    def steps(number: int) -> Iterator[None]:
        for step in range(number):
            done.append(step)
            yield

    parent = QObject()
    run, ended = Slices(parent), []
    assert run.at_once(steps(2), slices.MOMENT)
    assert done == [0, 1]
    done.clear()
    left = steps(20)
    assert not run.at_once(left, slices.MOMENT)
    assert 0 < len(done) < 20
    run.run(left, lambda: ended.append(True))
    qtbot.waitUntil(lambda: bool(ended))
    assert done == list(range(20))
