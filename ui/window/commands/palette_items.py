"""What Ctrl+K offers: what can be done here, where one can go, and everything that has a name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from resources.words import say
from ui.page import Page
from ui.rooms import Room, shortcut
from ui.window.commands.window_actions import ACTIONS, ActionTarget
from ui.window.rail import Rail


class PaletteTarget(ActionTarget, Protocol):
    """What the palette needs of the window."""

    rooms: tuple[Room, ...]
    rail: Rail

    @property
    def current(self) -> Page:
        """The page in front."""

    def page(self, key: str) -> Page:
        """The page of a room, built if it has to be."""

    def go(self, key: str) -> Page:
        """Bring the page of a room to the front."""


@dataclass(frozen=True, slots=True)
class PaletteItem:
    """One line of the palette: its words, softly its key or its room, and what it does."""

    label: str
    hint: str
    run: Callable[[], object]


def palette_items(window: PaletteTarget) -> tuple[PaletteItem, ...]:
    """The page in front first, then the rooms, the window's own, other pages', and names."""
    front = next(room for room in window.rooms if window.page(room.key) is window.current)
    others = [room for room in window.rooms if room is not front]
    return (
        *(PaletteItem(found.label, found.key, found.run) for found in window.current.commands()),
        *_goings(window),
        *_own(window),
        *(offer for room in others for offer in _commands(window, room)),
        *(offer for room in window.rooms for offer in _targets(window, room)),
    )


def _goings(window: PaletteTarget) -> list[PaletteItem]:
    return [
        PaletteItem(
            say("Go to {room}", room=say(room.title)),
            shortcut(n),
            partial(window.go, room.key),
        )
        for n, room in enumerate(window.rooms, 1)
    ]


def _own(window: PaletteTarget) -> list[PaletteItem]:
    return [
        PaletteItem(say(action.label), next(iter(action.keys), ""), partial(action.run, window))
        for action in ACTIONS
        if action.listed
    ]


def _commands(window: PaletteTarget, room: Room) -> list[PaletteItem]:
    return [
        PaletteItem(found.label, say(room.title), _there(window, room, found.run))
        for found in window.page(room.key).commands()
    ]


def _targets(window: PaletteTarget, room: Room) -> list[PaletteItem]:
    return [
        PaletteItem(found.label, say(room.title), _there(window, room, found.run))
        for found in window.page(room.key).targets()
    ]


def _there(window: PaletteTarget, room: Room, run: Callable[[], object]) -> Callable[[], object]:
    """Go to the room first, for what is done or shown there."""

    def going() -> None:
        window.go(room.key)
        run()

    return going
