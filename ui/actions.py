"""What the window itself can do, as data: words, key, and the method it calls."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.main_window import MainWindow


@dataclass(frozen=True, slots=True)
class Action:
    """One row: what it is called, its keys (the first is shown), and what it does to the window."""

    label: str
    keys: tuple[str, ...]
    run: Callable[[MainWindow], object]
    listed: bool = True  # in the palette


ACTIONS: tuple[Action, ...] = (
    Action("Find anything", ("Ctrl+K",), lambda w: w.open_palette(), listed=False),
    Action("Undo", ("Ctrl+Z",), lambda w: w.undo()),
    Action("Redo", ("Ctrl+Shift+Z", "Ctrl+Y"), lambda w: w.redo()),
    Action(
        "Open or close the room screen",
        ("F5",),
        lambda w: w.room_screen.toggle(),
    ),
    Action(
        "Send this page to the room",
        ("F6",),
        lambda w: w.send_page(),
    ),
    Action("Blank the room screen", ("F9",), lambda w: w.room_screen.toggle_blank()),
    Action("Light or dark", ("Ctrl+Shift+L",), lambda w: w.swap_theme()),
    Action("Larger text", ("Ctrl++", "Ctrl+="), lambda w: w.scale(1)),
    Action("Smaller text", ("Ctrl+-",), lambda w: w.scale(-1)),
    Action(
        "Backups: look, restore, keep on a stick",
        ("Ctrl+Shift+B",),
        lambda w: w.ask_for_backups(),
    ),
    Action("Save a copy elsewhere", ("Ctrl+Shift+S",), lambda w: w.ask_for_copy()),
    Action(
        "New session, open another, sample",
        ("Ctrl+O",),
        lambda w: w.ask_for_start(),
    ),
)
