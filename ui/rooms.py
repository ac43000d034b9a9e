"""The list of rooms in the rail, in the order of the residential."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from resources.words import noop
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.page import Page


@dataclass(frozen=True, slots=True)
class Room:
    """An entry of the rail.

    key: identifies the room, in settings and signals.
    title: the text, to be passed to `say`.
    icon: the name of a Phosphor icon.
    page: returns the page class; it imports it when the room is first entered, to keep the start
    fast.
    """

    key: str
    title: str
    icon: str
    page: Callable[[], Callable[[Desk, Jobs, QWidget], Page]]


def digit(number: int) -> str:
    """Return the digit that leads, with Ctrl, to the room of a number from 1; 0 leads to the tenth.

    Blank for a room after the tenth: two rooms with one key would both have none.
    """
    return f"{number % 10}" if number <= 10 else ""


def shortcut(number: int) -> str:
    """Return the keys that lead to the room of a number from 1; blank if there are none."""
    return f"Ctrl+{key}" if (key := digit(number)) else ""


def _run() -> type[Page]:
    from ui.agenda.page import RunPage

    return RunPage


def _people() -> type[Page]:
    from ui.people.page import PeoplePage

    return PeoplePage


def _evidence() -> type[Page]:
    from ui.evidence.page import EvidencePage

    return EvidencePage


def _themes() -> type[Page]:
    from ui.themes.page import ThemesPage

    return ThemesPage


def _vote() -> type[Page]:
    from ui.voting.page import VotePage

    return VotePage


def _workgroups() -> type[Page]:
    from ui.workgroups.page import WorkgroupsPage

    return WorkgroupsPage


def _maps() -> type[Page]:
    from ui.maps.page import MapsPage

    return MapsPage


def _framework() -> type[Page]:
    from ui.framework.page import FrameworkPage

    return FrameworkPage


def _sharing() -> type[Page]:
    from ui.sharing.page import SharingPage

    return SharingPage


def _printing() -> type[Page]:
    from ui.printing.page import PrintingPage

    return PrintingPage


ROOMS: tuple[Room, ...] = (
    Room("run", noop("Run"), "play", _run),
    Room("people", noop("People"), "users", _people),
    Room("evidence", noop("Evidence"), "quotes", _evidence),
    Room("themes", noop("Themes"), "note", _themes),
    Room("vote", noop("Vote"), "check-square", _vote),
    Room("workgroups", noop("Workgroups"), "users-three", _workgroups),
    Room("maps", noop("Maps"), "tree-structure", _maps),
    Room("framework", noop("Framework"), "compass", _framework),
    Room("sharing", noop("Sharing"), "book-open", _sharing),
    Room("print", noop("Print & archive"), "printer", _printing),
)
