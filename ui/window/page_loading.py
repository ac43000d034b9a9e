"""Imports the pages of all rooms once the window stands, so that none is slow to be entered first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, QTimer

from ui.kit.jobs import Jobs
from ui.rooms import Room

_AFTER: Final = 400  # milliseconds: the window is painted first


def load_soon(rooms: Sequence[Room], jobs: Jobs, owner: QObject) -> None:
    """Begin a moment from now; `owner` is the window, and nothing more is loaded when it is gone."""
    QTimer.singleShot(_AFTER, owner, lambda: load(rooms, jobs, owner))


def load(rooms: Sequence[Room], jobs: Jobs, owner: QObject) -> None:
    """Import the page of each room, one job after the other."""
    if rooms:
        words = QCoreApplication.translate("MainWindow", "Loading the pages")
        jobs.run(
            words, lambda _ticket: rooms[0].page(), lambda _: load(rooms[1:], jobs, owner), owner
        )
