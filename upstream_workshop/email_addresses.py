"""E-mail addresses in what somebody typed or a sign-up tool wrote."""

from __future__ import annotations

import re
from typing import Final

_ADDRESS: Final = re.compile(
    r"(?<![^\s@<>;,:()\"])[^\s@<>;,:()\"]+@[^\s@<>;,()\"]+\.[^\s@<>;,()\"]+"
)
_AROUND: Final = ".'"  # signs that end a sentence or quote an address, and begin or end none


def first_address(text: str) -> str:
    """Return the first e-mail address in a text, as in “Bo <bo@example.org>”, or a blank."""
    found = _ADDRESS.search(text)
    return found.group().strip(_AROUND) if found else ""
