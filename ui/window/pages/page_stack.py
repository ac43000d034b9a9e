"""The class PageStack: the pages of the window, by the keys of their rooms."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ui.page import Page
from ui.rooms import Room


class PageStack:
    """Builds each page when it is first asked for, and keeps it until the window is built anew.

    rooms: the rooms in their order.
    built: builds the page of a room.
    """

    def __init__(self, rooms: Sequence[Room], built: Callable[[Room], Page]) -> None:
        self.rooms = tuple(rooms)
        self._built = built
        self._pages: dict[str, Page] = {}
        self._memories: dict[str, object] = {}  # of pages that are to be built anew

    def page(self, key: str) -> Page:
        """Return the page of a room, built when first asked for."""
        if key not in self._pages:
            room = {room.key: room for room in self.rooms}[key]
            self._pages[key] = page = self._built(room)
            if key in self._memories:
                page.recall(self._memories.pop(key))
        return self._pages[key]

    def get(self, key: str) -> Page | None:
        """Return the page of a room if it is built, else None."""
        return self._pages.get(key)

    def clear(self) -> list[Page]:
        """Let go of all pages, of which each is built as it was left, and return them."""
        self._memories |= {key: page.memory() for key, page in self._pages.items()}
        held = list(self._pages.values())
        self._pages.clear()
        return held
