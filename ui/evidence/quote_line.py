"""The line in which a finding is made of words that are selected in a source."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from resources.words import say
from ui.evidence.finding_line import FindingLine
from upstream_workshop.evidence.typed_lines import TypedFinding

_QUOTE: Final = "“\N{OBJECT REPLACEMENT CHARACTER}”"  # stands for the selected words in a line


class QuoteLine(FindingLine):
    """A finding line that may be left empty: the selected words are then the finding."""

    _words = ""

    def begin(self, words: str, organisation: str) -> None:
        """Show the line for selected words, and give it the keyboard focus.

        organisation: that of the source, which the line may change.
        """
        self._words, self.organisation = words, organisation
        self.set_hint(say("kind; in one sentence #code, or Enter for the words alone"))
        self.show()
        self.field.setFocus()

    def read(self, lines: tuple[str, ...]) -> list[TypedFinding]:
        """Return what the line means, with the selected words as the quote.

        Raises WorkshopError: when it is refused.
        """
        found = super().read(tuple(f"{line} {_QUOTE}" for line in lines))
        said = " ".join(self._words.split())
        return [
            replace(one, text=said if one.text == one.quote else one.text, quote=said)
            for one in found
        ]

    def _on_entered(self, text: str) -> None:
        self.enter((text,))
