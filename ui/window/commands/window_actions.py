"""What the window itself can do, as data: words, key, and the method it calls."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from resources.words import noop
from ui.room_screen.room_screen import RoomScreen


class ActionTarget(Protocol):
    """What an action needs of the window."""

    room_screen: RoomScreen

    def open_palette(self) -> object:
        """Ask what to do."""

    def undo(self) -> None:
        """Take the last step back."""

    def redo(self) -> None:
        """Do it again."""

    def send_page(self) -> None:
        """Show the page in the room."""

    def swap_theme(self) -> None:
        """Light or dark."""

    def swap_paper(self) -> None:
        """A4 or Letter."""

    def scale(self, step: int) -> None:
        """Larger text for 1, smaller for -1."""

    def ask_for_backups(self) -> None:
        """Open the dialog of backups."""

    def ask_for_copy(self) -> None:
        """Save a copy elsewhere."""

    def ask_about_event(self) -> None:
        """Title, dates and place."""

    def ask_when_late(self) -> None:
        """From how many minutes on it is late."""

    def toggle_remote(self) -> None:
        """Let a presenter's remote turn the room's pages, or not."""

    def ask_whether_ready(self) -> object:
        """Open the readiness check."""

    def ask_for_start(self) -> None:
        """Go to the start page."""


@dataclass(frozen=True, slots=True)
class WindowAction:
    """One row: what it is called, its keys, the first of which is shown, and what it does."""

    label: str
    keys: tuple[str, ...]
    run: Callable[[ActionTarget], object]
    listed: bool = True  # in the palette


ACTIONS: tuple[WindowAction, ...] = (
    WindowAction(noop("Find anything"), ("Ctrl+K",), lambda w: w.open_palette(), listed=False),
    WindowAction(noop("Undo"), ("Ctrl+Z",), lambda w: w.undo()),
    WindowAction(noop("Redo"), ("Ctrl+Shift+Z", "Ctrl+Y"), lambda w: w.redo()),
    WindowAction(
        noop("Open or close the room screen"),
        ("F5",),
        lambda w: w.room_screen.toggle(),
    ),
    WindowAction(
        noop("Send this page to the room"),
        ("F6",),
        lambda w: w.send_page(),
    ),
    WindowAction(noop("Blank the room screen"), ("F9",), lambda w: w.room_screen.toggle_blank()),
    WindowAction(noop("Turn the page of the room screen"), ("F7",), lambda w: w.room_screen.turn()),
    WindowAction(
        noop("Presenter’s remote: page keys turn the room’s pages, or scroll again"),
        ("Ctrl+Shift+P",),
        lambda w: w.toggle_remote(),
    ),
    WindowAction(noop("Title, dates and place"), ("Ctrl+Shift+T",), lambda w: w.ask_about_event()),
    WindowAction(
        noop("Say from when on it is late"), ("Ctrl+Shift+M",), lambda w: w.ask_when_late()
    ),
    WindowAction(
        noop("Is everything ready? Check before the day"),
        ("Ctrl+Shift+R",),
        lambda w: w.ask_whether_ready(),
    ),
    WindowAction(noop("Light or dark"), ("Ctrl+Shift+L",), lambda w: w.swap_theme()),
    WindowAction(noop("Letter paper or A4"), (), lambda w: w.swap_paper()),
    WindowAction(noop("Larger text"), ("Ctrl++", "Ctrl+="), lambda w: w.scale(1)),
    WindowAction(noop("Smaller text"), ("Ctrl+-",), lambda w: w.scale(-1)),
    WindowAction(
        noop("Backups: look, restore, keep on a stick"),
        ("Ctrl+Shift+B",),
        lambda w: w.ask_for_backups(),
    ),
    WindowAction(noop("Save a copy elsewhere"), ("Ctrl+Shift+S",), lambda w: w.ask_for_copy()),
    WindowAction(
        noop("New session, open another, sample"),
        ("Ctrl+O",),
        lambda w: w.ask_for_start(),
    ),
)
