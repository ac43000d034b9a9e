"""What is added to discovery, or renamed in it, through a form."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from resources.words import say
from ui.evidence import evidence_forms as forms
from ui.evidence.discovery import Discovery
from ui.evidence.evidence_actions import EvidenceActions
from ui.page import Command
from upstream_workshop.evidence.codebook.queries import CodeRow


class Adding:
    """Asks for codes, visits and names of kinds over a page, and has them written.

    now: returns what there is.
    """

    def __init__(
        self, over: QWidget, actions: EvidenceActions, now: Callable[[], Discovery]
    ) -> None:
        self._over = over
        self._actions = actions
        self._now = now

    def code(self, above: CodeRow | None = None) -> None:
        """Ask for a code and add it below another one, or at the top."""
        title = say("A code below “{code}”", code=above.name) if above else say("A code")
        if found := forms.ask_code(self._over, title):
            self._actions.add_code(found[0], above, found[1])

    def visit(self) -> None:
        """Ask for a visit and add it."""
        if fields := forms.ask_visit(self._over, None):
            self._actions.add_visit(fields.pop("organisation"), fields)

    def commands(self) -> tuple[Command, ...]:
        """Return the commands for what is the same in all views."""
        return (
            Command(say("Add a visit"), self.visit),
            Command(say("Rename a kind of finding"), self.rename_kind),
        )

    def rename_kind(self) -> None:
        """Ask for a kind and its new name."""
        if found := forms.ask_kind(self._over, self._now()):
            self._actions.rename_kind(*found)
