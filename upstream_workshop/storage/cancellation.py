"""Who watches a service that takes long, and may stop it.

A service is called with a session and values and knows nobody else; so what it calls now and then lies in the
session's `info`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeAlias

from sqlalchemy.orm import Session

Look: TypeAlias = Callable[[], object]
_KEY: Final = "look"


def unwatched() -> None:
    """Go on: nobody watches."""


def watched_by(look: Look) -> dict[str, Any]:
    """Return the `info` of a session whose services shall call `look`, which may raise to stop them."""
    return {_KEY: look}


def look_of(session: Session) -> Look:
    """Return what a service of this session shall call now and then while it takes long."""
    found: Look = session.info.get(_KEY, unwatched)
    return found
