"""The entry line of the Evidence page: one finding a line, whose meaning is shown while it is typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from resources.words import joined, say
from ui.evidence.discovery import Discovery
from ui.evidence.wording import meaning, novelties
from ui.widgets.inputs.noting_line import NotingLine
from upstream_workshop.evidence.typed_lines import TypedFinding, read_line
from upstream_workshop.themes.rules import lines_of


class FindingLine(NotingLine):
    """An entry line for findings; `current` is the organisation of the last one, until another is typed.

    note: adds findings, and returns their ids or none if they were refused.
    """

    def __init__(
        self, note: Callable[[list[TypedFinding]], tuple[int, ...]], parent: QWidget | None = None
    ) -> None:
        self._gathered = Discovery()
        super().__init__(say("Type a finding"), "quotes", lines_of, note, parent)
        self.current = ""

    def know(self, gathered: Discovery) -> None:
        """Set the organisations, kinds and codes that a line may refer to."""
        self._gathered = gathered
        if self.current not in (name for _, name in gathered.organisations):
            self.current = ""
        self.show_meaning()

    def read_one(self, line: str, current: Any) -> TypedFinding:
        """Return the finding that a line means."""
        return read_line(line, self._gathered.known(current))

    def carried(self, typed: TypedFinding) -> str:
        """Return the organisation of a finding."""
        return typed.organisation

    def hint_when_empty(self) -> str:
        """Return how a line is typed, with the organisation it is of."""
        hint = say("organisation: kind; words “quote” (role) #code @never")
        now = say("now {organisation}", organisation=self.current) if self.current else ""
        return joined((now, hint), "{first} · {then}")

    def meaning(self, typed: TypedFinding) -> tuple[str, str]:
        """Return a finding in words, and the names in it that are new."""
        return meaning(typed, self._gathered.paths), novelties(typed)
