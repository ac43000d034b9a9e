"""References in a text: `[[map: Escalation]]`, `[[vote: Which themes]]`, `[[quote: 12]]`."""

from __future__ import annotations

import re
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
    found = (
        Reference(kind.casefold(), " ".join(name.split()))
        for kind, name in _REFERENCE.findall(text)
    )
    return tuple(dict.fromkeys(found))
