"""The fields that the columns of a file can mean, by the English names that readers use."""

from __future__ import annotations

from typing import Final

from resources.words import noop

FIELD_NAMES: Final = (
    noop("name"),
    noop("first name"),
    noop("last name"),
    noop("display name"),
    noop("organisation"),
    noop("role"),
    noop("e-mail"),
    noop("region"),
    noop("interests"),
    noop("offers"),
    noop("asks"),
    noop("willing to lead"),
    noop("access needs"),
    noop("diet"),
    noop("photo"),
    noop("attribution"),
    noop("directory"),
    noop("status"),
    noop("attending"),
    noop("cancelled"),
    noop("text"),
    noop("theme"),
    noop("table"),
    noop("author"),
    noop("foreign id"),
    noop("moderated"),
    noop("participant"),
    noop("first"),
    noop("second"),
    noop("third"),
    noop("fourth"),
    noop("fifth"),
    noop("from"),
    noop("to"),
    noop("sign"),
    noop("delay"),
    noop("strength"),
    noop("note"),
    noop("access needs or diet"),
    noop("attendance"),
)
