"""What can be done to the selection of a map, as data: for keys, menus and the command palette."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

from resources.words import noop
from ui.maps.editing.map_editing import MapEditing
from upstream_workshop.maps.kinds import Sign
from upstream_workshop.maps.placing.alignment import Alignment


class Selected(NamedTuple):
    """How many factors, links, zones and notes are selected."""

    factors: int
    links: int
    zones: int = 0
    notes: int = 0


class Verb(NamedTuple):
    """Something that can be done.

    label: its words, marked by `noop`.
    run: the function that does it.
    key: its key, if it has one.
    applies: whether it can be done to so much; nothing need be selected by default.
    bound: whether its key is one that the canvas and the outline answer to themselves.
    """

    label: str
    run: Callable[[MapEditing], object]
    key: str = ""
    applies: Callable[[Selected], bool] = lambda _: True
    bound: bool = False


def _one(selected: Selected) -> bool:
    return sum(selected) == 1


def _some(selected: Selected) -> bool:
    return any(selected)


def _links(selected: Selected) -> bool:
    return selected.links > 0


def _one_link(selected: Selected) -> bool:
    return selected == Selected(0, 1)


def _one_factor(selected: Selected) -> bool:
    return selected == Selected(1, 0)


def _copied(selected: Selected) -> bool:
    return selected.factors + selected.zones + selected.notes > 0


def _factors(selected: Selected) -> bool:
    return selected.factors > 0


def _two(selected: Selected) -> bool:
    return selected.factors > 1


def _three(selected: Selected) -> bool:
    return selected.factors > 2


ADDING: Final = (
    Verb(noop("Add factor"), lambda on: on.add_factor(), "Ins"),
    Verb(noop("Add zone"), lambda on: on.asked_zone.emit(), "Z"),
    Verb(noop("Add note on the map"), lambda on: on.stage.canvas.ask_note(), "N"),
)
CHANGING: Final = (
    Verb(noop("Change"), lambda on: on.stage.opened.emit(), "F2", _one, bound=True),
    Verb(noop("Add link from here"), lambda on: on.type_link(), "L", _one_factor),
    Verb(noop("Lock in place, or unlock"), lambda on: on.turn_lock(), "Shift+L", _factors),
    Verb(noop("Set sign +"), lambda on: on.sign(Sign.MORE), "+", _links, bound=True),
    Verb(noop("Set sign −"), lambda on: on.sign(Sign.LESS), "-", _links, bound=True),
    Verb(noop("Set sign ?"), lambda on: on.sign(Sign.UNKNOWN), "0", _links, bound=True),
    Verb(noop("Delay, or none"), lambda on: on.turn_delay(), "D", _links),
    Verb(noop("Lead link to another factor"), lambda on: on.lead(False), "T", _one_link),
    Verb(noop("Lead link from another factor"), lambda on: on.lead(True), "Shift+T", _one_link),
    Verb(noop("Bend link to its left"), lambda on: on.bend(1), "[", _links),
    Verb(noop("Bend link to its right"), lambda on: on.bend(-1), "]", _links),
    Verb(noop("Unbend link"), lambda on: on.bend(0), "\\", _links),
)
COPYING: Final = (
    Verb(noop("Cut"), lambda on: on.cut(), "Ctrl+X", _some),
    Verb(noop("Copy"), lambda on: on.copy(), "Ctrl+C", _some),
    Verb(noop("Paste"), lambda on: on.paste(), "Ctrl+V"),
    Verb(noop("Duplicate"), lambda on: on.duplicate(), "Ctrl+D", _copied),
    Verb(noop("Remove"), MapEditing.remove, "Del", _some, bound=True),
    Verb(noop("Select all"), lambda on: on.select_all(), "Ctrl+A"),
)
ALIGNING: Final = (
    Verb(noop("Align left"), lambda on: on.arrange(Alignment.LEFT), "Alt+Shift+Left", _two),
    Verb(noop("Align centres"), lambda on: on.arrange(Alignment.CENTRE), "Alt+Shift+C", _two),
    Verb(noop("Align right"), lambda on: on.arrange(Alignment.RIGHT), "Alt+Shift+Right", _two),
    Verb(noop("Align top"), lambda on: on.arrange(Alignment.TOP), "Alt+Shift+Up", _two),
    Verb(noop("Align middles"), lambda on: on.arrange(Alignment.MIDDLE), "Alt+Shift+M", _two),
    Verb(noop("Align bottom"), lambda on: on.arrange(Alignment.BOTTOM), "Alt+Shift+Down", _two),
    Verb(noop("Distribute across"), lambda on: on.arrange(Alignment.ACROSS), "Alt+Shift+H", _three),
    Verb(noop("Distribute down"), lambda on: on.arrange(Alignment.DOWN), "Alt+Shift+V", _three),
)
LOOKING: Final = (
    Verb(noop("Find on the map"), lambda on: on.finding.open(), "Ctrl+F"),
    Verb(noop("Find next"), lambda on: on.finding.next(), "F3"),
    Verb(noop("Find previous"), lambda on: on.finding.previous(), "Shift+F3"),
)
VERBS: Final = (*ADDING, *CHANGING, *COPYING, *ALIGNING, *LOOKING)
