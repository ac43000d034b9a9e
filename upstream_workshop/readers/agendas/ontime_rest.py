"""What an Ontime project says and nothing here uses, as JSON: an export gives it back as it was.

Left out is what an export of ours says just so anyway. `DEFAULTS` and `SETTINGS` are what it says of an entry
and of a project.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from upstream_workshop.letters import LONG

DEFAULTS: Final[Mapping[str, Any]] = {
    "flag": False, "timeStrategy": "lock-duration", "endAction": "none", "timerType": "count-down",
    "countToEnd": False, "timeWarning": 120_000, "timeDanger": 60_000, "triggers": [], "parent": None,
}  # fmt: skip
SETTINGS: Final[Mapping[str, Any]] = {
    "app": "ontime", "version": "4.0.0", "serverPort": 4001, "editorKey": None, "operatorKey": None,
    "timeFormat": "24", "language": "en",
}  # fmt: skip
MADE_BY: Final = "made by"  # of a project: which program wrote it
_SAID: Final = frozenset({  # of an entry, by what is kept of its block; and what Ontime works out
    "type", "title", "note", "timeStart", "timeEnd", "duration", "linkStart", "skip", "dayOffset", "revision",
    "delay", "gap", "isFirstLinked", "targetDuration",
})  # fmt: skip
_LISTS: Final = frozenset({"entries", "order", "flatOrder", "revision"})  # of a rundown


def rest_of_entry(entry: Mapping[str, Any]) -> str:
    """Return what of an entry no field of a block holds; without room for it only its id."""
    rest = {
        key: value
        for key, value in entry.items()
        if key not in _SAID and (key not in DEFAULTS or DEFAULTS[key] != value)
    }
    return _written(rest) or _written({"id": entry.get("id")})


def rest_of_project(found: Mapping[str, Any]) -> tuple[str, tuple[str, ...]]:
    """Return what of a project no field of the event holds, and which parts of it are too large to keep."""
    rest = {
        key: value for key, value in found.items() if key not in ("rundowns", "rundown", MADE_BY)
    }
    rundowns = found.get("rundowns")
    rest["rundowns"] = [
        {**_rest_of_rundown(rundown), "key": key}
        for key, rundown in (rundowns.items() if isinstance(rundowns, dict) else ())
        if isinstance(rundown, dict)
    ]
    left: list[str] = []
    while rest and not (text := _written(rest)):
        largest = max(rest, key=lambda key: len(_written({key: rest[key]}, None) or " " * LONG))
        left.append(largest)
        del rest[largest]
    return (text, tuple(left)) if rest else ("", tuple(left))


def read_rest(text: str) -> dict[str, Any]:
    """Return what was kept; nothing where it was cut or changed since."""
    try:
        found = json.loads(text) if text else {}
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _rest_of_rundown(rundown: Mapping[str, Any]) -> dict[str, Any]:
    """Return a rundown without its events; its groups are kept, which hold them together."""
    entries = rundown.get("entries")
    listed = entries.values() if isinstance(entries, dict) else ()
    groups = [
        {key: value for key, value in entry.items() if key != "entries"}
        for entry in listed
        if isinstance(entry, dict) and entry.get("type") in ("group", "block")
    ]
    return {**{key: rundown[key] for key in rundown if key not in _LISTS}, "groups": groups}


def _written(rest: Mapping[str, Any], most: int | None = LONG) -> str:
    """Return it as JSON; blank where that is longer than a text may be."""
    try:
        text = json.dumps(rest, ensure_ascii=False, separators=(",", ":"))
        text.encode("utf-8")
    except RecursionError:
        return ""
    except UnicodeEncodeError:  # half a letter
        text = json.dumps(rest, separators=(",", ":"))
    return text if most is None or len(text) <= most else ""
