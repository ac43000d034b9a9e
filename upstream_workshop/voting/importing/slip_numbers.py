"""The numbers of ballot papers: 1, 01, 1.0 and #1 are one slip."""

from __future__ import annotations

import re
from typing import Final

_NUMBER: Final = re.compile(r"(?:#|no\.?|nr\.?|slip|paper)?\s*0*(\d+)(?:[.,]0*)?", re.IGNORECASE)


def slip_number(written: str) -> str:
    """Return the number of a slip in plain digits; what is no number, as a name, as it is."""
    text = " ".join(written.split())
    found = _NUMBER.fullmatch(text)
    return str(int(found[1])) if found and len(found[1]) < 19 else text
