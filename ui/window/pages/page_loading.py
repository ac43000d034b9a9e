"""Imports pages early: the first while the file is inspected, all others once the window stands."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget
from sqlalchemy.orm import configure_mappers

from ui.kit.jobs import Jobs
from ui.rooms import Room
from upstream_workshop import rooms as declared

_log = logging.getLogger(__name__)
_AFTER: Final = 400  # milliseconds: the window is painted first


def load_first(rooms: Sequence[Room], key: str) -> None:
    """Load what the window shows first, for use while this process waits for another.

    key: the key of the room that is entered first; the first of `rooms` if it is none of them.
    """
    _imported(next((room for room in rooms if room.key == key), rooms[0]).page)
    _imported(configure_mappers)


def load_soon(rooms: Sequence[Room], jobs: Jobs, owner: QWidget) -> None:
    """Begin a moment from now; `owner` is the window, and nothing more is loaded once it is closed."""
    QTimer.singleShot(_AFTER, owner, lambda: load(rooms, jobs, owner))


def load(rooms: Sequence[Room], jobs: Jobs, owner: QWidget) -> None:
    """Import the page of each room, one job after the other; one that fails is told when it is entered."""
    if rooms and owner.isVisible():
        jobs.run("", lambda _: _all_of(rooms[0]), lambda _: load(rooms[1:], jobs, owner), owner)


def _all_of(room: Room) -> None:
    _imported(declared.every)  # the first change needs the tables of all
    _imported(room.page)


def _imported(importing: Callable[[], object]) -> None:
    try:
        importing()
    except Exception:
        _log.exception("a page could not be loaded early")
