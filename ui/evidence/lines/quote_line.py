"""The line in which a finding is made of words that are selected in a source."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from resources.words import say
from ui.evidence.lines.finding_line import FindingLine
from upstream_workshop.evidence.typed_lines import TypedFinding
from upstream_workshop.letters import one_line

_QUOTE: Final = "“\N{OBJECT REPLACEMENT CHARACTER}”"  # stands for the selected words in a line


class QuoteLine(FindingLine):
    """A finding line that may be left empty: the selected words are then the finding."""

    _words = ""

    def begin(self, words: str, organisation: str) -> None:
        """Show the line for selected words, and give it the keyboard focus.

        organisation: that of the source, which the line may change.
        """
        self._words, self.current = words, organisation
        self.show_meaning()
        self.show()
        self.field.setFocus()

    def hint_when_empty(self) -> str:
        """Return how the line is typed."""
        return say("kind; in one sentence #code, or Enter for the words alone")

    def read_one(self, line: str, current: Any) -> TypedFinding:
        """Return what the line means, with the selected words as the quote."""
        found = super().read_one(f"{line} {_QUOTE}", current)
        said = one_line(self._words)
        return replace(found, text=said if found.text == found.quote else found.text, quote=said)

    def _on_entered(self, text: str) -> None:
        self.enter((text,))
