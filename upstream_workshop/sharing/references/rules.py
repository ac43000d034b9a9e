"""References in a text: `[[map: Escalation]]`, `[[vote: Which themes]]`, `[[quote: 12]]`."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

_REFERENCE: Final = re.compile(r"\[\[[ \t]*(\w{1,20})[ \t]*:[ \t]*([^\[\]\n]{1,500}?)[ \t]*\]\]")


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference as it is typed: a kind, which may be unknown, and a name or number."""

    kind: str
    name: str

    @property
    def typed(self) -> str:
        """The words between the brackets, in one spelling; by these it is frozen."""
        return f"{self.kind}: {self.name}"


def references_in(text: str) -> tuple[Reference, ...]:
    """Return the references of a text in order, each once."""
    return tuple(dict.fromkeys(_reference(found) for found in _REFERENCE.finditer(text)))


def replaced_references(text: str, words: Callable[[str, str], str]) -> str:
    """Return a text in which words of a kind and a name stand in the place of each reference."""

    def replacement(found: re.Match[str]) -> str:
        reference = _reference(found)
        return words(reference.kind, reference.name)

    return _REFERENCE.sub(replacement, text)


def _reference(found: re.Match[str]) -> Reference:
    return Reference(found.group(1).casefold(), " ".join(found.group(2).split()))
