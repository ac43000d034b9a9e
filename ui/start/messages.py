"""Messages of the application: shown on the page that is there, or kept until there is one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from ui.widgets.messages.banner import Way


class Shower(Protocol):
    """The start page or the window of a session, which can show a message."""

    def refuse(self, sentence: str, ways: Sequence[Way] = ()) -> None:
        """Show a message, with the ways on as buttons."""

    def refuse_also(self, sentence: str) -> None:
        """Add a sentence to the message on screen."""


class Messages:
    """Shows messages, and holds what cannot be shown yet.

    page: returns the start page or the window; None while there is neither.
    """

    def __init__(self, page: Callable[[], Shower | None]) -> None:
        self._page = page
        self._pending: list[str] = []
        self.waiting = False  # for a page that is about to come, and will show what is added

    def refuse(self, sentence: str, ways: Sequence[Way] = ()) -> None:
        """Show a message now, if there is a page."""
        if (page := self._page()) is not None:
            page.refuse(sentence, ways)

    def add(self, sentence: str) -> None:
        """Add a sentence to the message on screen, or keep it until there is a page to show it."""
        page = self._page()
        if self.waiting or page is None:
            self._pending.append(sentence)
        else:
            page.refuse_also(sentence)

    def show_pending(self) -> None:
        """Show what was kept."""
        pending, self._pending = self._pending, []
        for sentence in pending:
            self.add(sentence)
