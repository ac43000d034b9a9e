"""The names of what a map's file says of its parts and nothing here uses."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from typing import Any, Final

from resources.words import say

_MOST: Final = 100  # names that are told one by one
_NOTHING: Final[tuple[Any, ...]] = ("", "0", 0, None, False, [], {})


def unread(carried: str, read: Collection[str]) -> Iterator[str]:
    """Yield the names of what a part carries and nothing uses, apart from blanks and zeros.

    carried: what the file says of it, as JSON.
    read: the names of what is used, in lower case.
    """
    found = json.loads(carried or "{}")
    inner = found.get("attributes")  # of Kumu, which has its fields in there
    for name, value in (found | (inner if isinstance(inner, dict) else {})).items():
        if name.casefold() not in read and value not in _NOTHING:
            yield name[:60]


def told_names(names: Iterable[str]) -> tuple[str, ...]:
    """Return names in their order, each once, and how many more there are where they are too many."""
    listed = sorted(set(names))
    left = len(listed) - _MOST
    return (*listed[:_MOST], *((say("{n:,} more", n=left),) if left > 0 else ()))
