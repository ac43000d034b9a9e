"""The plan as an Ontime project; what came with an imported one and is not used here goes out as it was."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, Final

from exports.output_kinds import MAKER
from upstream_workshop import __version__
from upstream_workshop.agenda.rules import BlockRow
from upstream_workshop.readers.agendas import ontime
from upstream_workshop.readers.agendas.ontime_rest import DEFAULTS, MADE_BY, SETTINGS, read_rest
from upstream_workshop.readers.agendas.plans import DAY
from upstream_workshop.whole.report import Report

_OURS: Final = (ontime.LEAD, ontime.PLACE, ontime.MATERIALS, ontime.PURPOSE)


def agenda_ontime(report: Report) -> bytes:
    """Return the plan as an Ontime project: a rundown for the main room, and one for each other track."""
    rest = read_rest(report.event.carried)
    listed = [each for each in rest.pop("rundowns", []) if isinstance(each, dict)]
    tracks = sorted({block.track for block in report.agenda})
    ids = _ids(report.agenda)
    rundowns: dict[str, Any] = {}
    for number, track in enumerate(tracks):
        kept = _kept(listed, track)
        key = str(kept.get("key") or (f"track-{number}" if number else "default"))
        if key in rundowns:
            key = f"{key}-{number}"
        rundowns[key] = _rundown(report, key, track, kept, ids)
    project: dict[str, Any] = {
        "title": report.event.title, "description": report.event.place, "url": "", "info": "", "logo": None,
        "custom": [],
    }  # fmt: skip
    fields = {
        name: {"label": name, "type": "text", "colour": ontime.COLOURS["plain"]} for name in _OURS
    }
    whole = {
        MADE_BY: f"{MAKER} {__version__}",
        "rundowns": rundowns,
        "settings": dict(SETTINGS),
        "urlPresets": [],
        **rest,
        "project": {**project, **_part(rest, "project"), "title": report.event.title},
        "customFields": {**fields, **_part(rest, "customFields")},
    }
    return (
        json.dumps(whole, indent=2, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"
    )


def _ids(blocks: Sequence[BlockRow]) -> dict[int, str]:
    """Return an id for each block: that of the entry it came from, once, or else one of its own."""
    ids: dict[int, str] = {}
    for block in blocks:
        given = read_rest(block.carried).get("id")
        own = f"{block.id:06x}"
        taken = set(ids.values())
        free = (each for each in (given, own, f"{own}-{block.id}") if isinstance(each, str))
        ids[block.id] = next(each for each in free if each and each not in taken)
    return ids


def _kept(listed: Sequence[Mapping[str, Any]], track: str) -> Mapping[str, Any]:
    """Return what is kept of the rundown that a track came from: the first one for the main room."""
    if not track:
        return listed[0] if listed else {}
    named = (each for each in listed[1:] if track in (each.get("title") or each.get("key"),))
    return next(named, {})


def _rundown(
    report: Report, key: str, track: str, kept: Mapping[str, Any], ids: Mapping[int, str]
) -> dict[str, Any]:
    days = groupby(
        (block for block in report.agenda if block.track == track), lambda block: block.day
    )
    entries = [entry for _, day in days for entry in _entries(tuple(day), ids)]
    groups = {
        group["id"]: group for group in kept.get("groups", ()) if isinstance(group.get("id"), str)
    }
    order, whole = _grouped(entries, groups)
    rest = {name: value for name, value in kept.items() if name not in ("groups", "key")}
    return {
        "id": key,
        "title": track or report.event.title,
        **rest,
        "order": order,
        "flatOrder": [entry["id"] for entry in whole],
        "entries": {entry["id"]: entry for entry in whole},
        "revision": 0,
    }


def _grouped(
    entries: Sequence[dict[str, Any]], groups: Mapping[str, Mapping[str, Any]]
) -> tuple[list[str], list[dict[str, Any]]]:
    """Return the ids at the top, and all entries in order with the groups that hold some of them.

    A group that other entries were moved into ends there.
    """
    order: list[str] = []
    whole: list[dict[str, Any]] = []
    for parent, row in groupby(entries, lambda entry: entry["parent"]):
        held = list(row)
        if parent in groups and parent not in order:
            order.append(parent)
            whole.append({**groups[parent], "entries": [entry["id"] for entry in held]})
        else:
            for entry in held:
                entry["parent"] = None
            order += [entry["id"] for entry in held]
        whole += held
    return order, whole


def _entries(day: Sequence[BlockRow], ids: Mapping[int, str]) -> Iterator[dict[str, Any]]:
    """Yield the entries of one day of one track; a moment without length is a milestone."""
    ended = None
    for number, block in enumerate(day, start=1):
        linked = block.locked_at is None and block.starts == ended
        yield _entry(block, ids[block.id], f"{block.day}.{number}", linked)
        ended = block.ends


def _entry(block: BlockRow, id_: str, cue: str, linked: bool) -> dict[str, Any]:
    rest = read_rest(block.carried)
    custom, told = _custom(block, _part(rest, "custom"))
    colour = ontime.COLOURS.get(block.category) or rest.get("colour", "")
    same = {
        "id": id_,
        "title": block.title,
        "note": told,
        "colour": colour,
        "custom": custom,
        "revision": 0,
    }
    if not block.minutes:
        return {"type": "milestone", "cue": cue, "parent": None, **rest, **same}
    offset, starts = divmod(block.starts, DAY)
    begin, long = starts * ontime.MILLISECONDS, block.minutes * ontime.MILLISECONDS
    return {
        "type": "event", "cue": cue, **DEFAULTS, **rest, **same, "timeStart": begin,
        "timeEnd": (begin + long) % (DAY * ontime.MILLISECONDS), "duration": long, "linkStart": linked,
        "skip": False, "delay": 0, "gap": 0, "dayOffset": block.day - 1 + offset,
    }  # fmt: skip


def _custom(block: BlockRow, kept: Mapping[str, Any]) -> tuple[dict[str, Any], str]:
    """Return the project's own fields of a block, ours among them, and its note without the others’ lines."""
    ours = {
        ontime.LEAD: block.lead, ontime.PLACE: block.place, ontime.MATERIALS: block.materials,
        ontime.PURPOSE: block.purpose,
    }  # fmt: skip
    found: dict[str, Any] = {}
    lines = block.notes.split("\n")
    for key, value in kept.items():
        name = ontime.our_name(key)
        if name not in ours:
            found[key] = value
            text = ontime.text_of(value)
            said = text if name == ontime.NOTES else f"{name}: {text}"
            for line in said.split("\n"):
                if line in lines:
                    lines.remove(line)
        elif text := ours.pop(name):
            found[key] = {**value, "value": text} if isinstance(value, dict) else text
    return found | {name: text for name, text in ours.items() if text}, "\n".join(lines)


def _part(rest: Mapping[str, Any], name: str) -> dict[str, Any]:
    found = rest.get(name)
    return found if isinstance(found, dict) else {}
