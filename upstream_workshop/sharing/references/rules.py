"""References in a text: `[[map: Escalation]]`, `[[vote: Which themes]]`, `[[quote: 12]]`."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from upstream_workshop.letters import one_line

_REFERENCE: Final = re.compile(r"\[\[[ \t]*(\w{1,20})[ \t]*:[ \t]*([^\[\]\n]{1,500}?)[ \t]*\]\]")


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference as it is typed: a word for the kind, which may be unknown, and a name or number."""

    word: str
    name: str

    @property
    def typed(self) -> str:
        """The words between the brackets, in one spelling; by these it is frozen."""
        return f"{self.word}: {self.name}"


def references_in(text: str) -> tuple[Reference, ...]:
    """Return the references of a text in order, each once."""
    return tuple(dict.fromkeys(_reference(found) for found in _REFERENCE.finditer(text)))


def replaced_references(text: str, words: Callable[[str], str]) -> str:
    """Return a text in which words for what is typed stand in the place of each reference."""
    return _REFERENCE.sub(lambda found: words(_reference(found).typed), text)


def _reference(found: re.Match[str]) -> Reference:
    return Reference(found.group(1).casefold(), one_line(found.group(2)))
