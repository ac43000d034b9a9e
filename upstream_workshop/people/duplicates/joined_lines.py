"""Lines of a sign-up list that are about one person, merged into one entry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from upstream_workshop.people.kinds import Consent
from upstream_workshop.people.records import CONSENTS
from upstream_workshop.readers.reading import Reading
from upstream_workshop.readers.signup_lists import PersonEntry

_PRIVATE: Final = frozenset({"access", "diet"})


def joined(reading: Reading[PersonEntry], same: Mapping[int, int]) -> Reading[PersonEntry]:
    """Return the reading with repeated lines merged into earlier ones, whose blanks they fill.

    same: the number of the earlier line by the number of the line to merge into it.
    """
    kept: dict[int, PersonEntry] = {}
    for entry in reading.entries:
        target = same.get(entry.line)
        while target is not None and target not in kept:
            target = same.get(target)
        if target is None:
            kept[entry.line] = entry
        else:
            kept[target] = _filled(kept[target], entry)
    return replace(reading, entries=tuple(kept.values()))


def _filled(first: PersonEntry, second: PersonEntry) -> PersonEntry:
    """Return the first entry with its blanks filled from the second.

    Values that can be several are combined. Of two consents the stricter one is kept.
    """
    values: dict[str, object] = {}
    for name in PersonEntry.__dataclass_fields__:
        ours, theirs = getattr(first, name), getattr(second, name)
        if name in CONSENTS:
            values[name] = str(Consent(ours).stricter(Consent(theirs)))
        elif isinstance(ours, tuple):
            values[name] = tuple(dict.fromkeys((*ours, *theirs)))
        elif name in _PRIVATE and ours and theirs and ours != theirs:
            values[name] = f"{ours}\n{theirs}"
        else:
            values[name] = theirs if ours in ("", None) else ours
    return PersonEntry(**values)  # type: ignore[arg-type]  # each value comes from its own field
