"""The keys of the window: of its actions, and of the rooms by their numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from ui.rooms import shortcut
from ui.window.commands.palette_items import PaletteTarget
from ui.window.commands.window_actions import ACTIONS


def window_keys(window: PaletteTarget) -> Iterator[tuple[str, Callable[[], object]]]:
    """Yield each key with what it does to the window."""
    for action in ACTIONS:
        yield from ((key, partial(action.run, window)) for key in action.keys)
    for number, room in enumerate(window.rooms, 1):
        if key := shortcut(number):
            yield key, partial(window.go, room.key)
