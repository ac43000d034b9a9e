"""Bringing a page up as a window of its own, as large as it is beside the rail of a small laptop."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.kit.jobs import Jobs

Shown = TypeVar("Shown", bound=QWidget)


def shown(qtbot: QtBot, page: Shown, width: int = 1160, height: int = 700) -> Shown:
    """The page, painted and with the keys."""
    qtbot.addWidget(page)
    page.resize(width, height)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return page


def settled(jobs: Jobs) -> None:
    """Stay in the event loop until no job is under way; one that does not end fails the test."""
    assert jobs.settled(20_000), f"still under way: {[title for _, title in jobs.under_way()]}"
