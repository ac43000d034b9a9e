"""Imports the pages of all rooms once the window stands, so that none is slow to be entered first."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from ui.kit.jobs import Jobs
from ui.rooms import Room
from upstream_workshop import rooms as declared

_log = logging.getLogger(__name__)
_AFTER: Final = 400  # milliseconds: the window is painted first


def load_soon(rooms: Sequence[Room], jobs: Jobs, owner: QWidget) -> None:
    """Begin a moment from now; `owner` is the window, and nothing more is loaded once it is closed."""
    QTimer.singleShot(_AFTER, owner, lambda: load(rooms, jobs, owner))


def load(rooms: Sequence[Room], jobs: Jobs, owner: QWidget) -> None:
    """Import the page of each room, one job after the other; one that fails is told when it is entered."""
    if rooms and owner.isVisible():
        jobs.run("", lambda _: _imported(rooms[0]), lambda _: load(rooms[1:], jobs, owner), owner)


def _imported(room: Room) -> None:
    try:
        declared.every()  # the first change needs the tables of all
        room.page()
    except Exception:
        _log.exception("a page could not be loaded early")
