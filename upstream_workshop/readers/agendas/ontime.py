"""A plan from an Ontime project: its rundowns, of version 3 and later, as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.letters import loosened, one_line
from upstream_workshop.readers.agendas.ontime_rest import rest_of_entry, rest_of_project
from upstream_workshop.readers.agendas.plans import DAY, PlanEntry, PlanReading, past_midnight, plan
from upstream_workshop.readers.reading import Refusal

MILLISECONDS: Final = 60_000  # of a minute, which is what we count in
COLOURS: Final[Mapping[str, str]] = {  # of the categories of blocks
    "plain": "#9d9d9d",
    "river": "#3e75e8",
    "leaf": "#339e4e",
    "sun": "#ffcc78",
    "rose": "#ed3333",
    "plum": "#a790f5",
}
LEAD, PLACE, MATERIALS, PURPOSE, NOTES = "Lead", "Place", "Materials", "Purpose", "Notes"
_OUR_NAMES: Final[Mapping[str, str]] = {
    **{name.casefold(): name for name in (LEAD, PLACE, MATERIALS, PURPOSE, NOTES)},
    **dict.fromkeys(("speaker", "speakers", "facilitator", "presenter", "moderator"), LEAD),
    "location": PLACE,
}
_TAKEN: Final = frozenset({
    "id", "type", "title", "note", "timeStart", "timeEnd", "duration", "linkStart", "skip", "colour",
    "custom", "dayOffset", "countToEnd", "parent", "entries",
})  # fmt: skip
_COMPUTED: Final = frozenset({"revision", "delay", "gap", "isFirstLinked", "targetDuration"})
_LARGEST: Final = 10**12
_GROUPS: Final = ("group", "block")  # as versions 4 and 3 call them


def is_project(found: Any) -> bool:
    """Check whether parsed JSON is an Ontime project."""
    return isinstance(found, dict) and isinstance(
        found.get("rundowns", found.get("rundown")), (dict, list)
    )


def read_project(name: str, found: Mapping[str, Any]) -> PlanReading:
    """Return the events and milestones of all rundowns, each rundown after the first as a part.

    An event that follows the one before it by a link, or to the minute, is not locked. Raises
    WorkshopError for a rundown whose order and entries do not agree.
    """
    entries: list[PlanEntry] = []
    refused: list[Refusal] = []
    unmapped: Counter[str] = Counter()
    line = 0
    for part, rundown in _rundowns(name, found):
        clock = _Clock(any(entry.get("linkStart") is True for entry in rundown))
        for entry in rundown:
            line += 1
            unmapped.update(entry.keys() - _TAKEN - _COMPUTED)
            made = _entry(line, entry, clock)
            if isinstance(made, str):
                refused.append(Refusal(line, made))
            elif made is not None:
                entries.append(replace(made, part=part))
    project = found.get("project")
    title = _text(project.get("title")) if isinstance(project, dict) else ""
    carried, too_large = rest_of_project(found)
    reading = plan(name, entries, refused, (*sorted(unmapped), *too_large), title=title)
    return replace(reading, carried=carried)


class _Clock:
    """Where a rundown has come to: the day and the minutes at which the last event started and ended.

    Times of Ontime go round the clock, so that one which is earlier than the one before is of the next
    day, or of the night that the evening before goes on into.

    links: whether any event of the rundown is linked to the one before it. Where none is, times were only
        typed, and what begins when the last one ended is taken to follow it.
    """

    def __init__(self, links: bool) -> None:
        self.links = links
        self.day = 1
        self.started = 0
        self.ended: int | None = None

    def place(self, starts: int, minutes: int, offset: int | None) -> bool:
        """Move to an event; returns whether it begins just when the last one ended."""
        night = past_midnight(starts, self.started)
        if night != starts and night == self.ended:
            day, starts = self.day, night
        else:
            day = self.day + (starts < self.started) if offset is None else offset + 1
        follows = self.ended == starts and day == self.day
        self.day, self.started, self.ended = day, starts, starts + minutes
        return follows


def _entry(line: int, entry: Mapping[str, Any], clock: _Clock) -> PlanEntry | str | None:
    """Return a block, why there is none, or None for what only holds others together."""
    kind = _text(entry.get("type")) or "event"
    if kind in _GROUPS:
        return None
    title = one_line(_text(entry.get("title"))) or one_line(_text(entry.get("cue")))
    if kind == "milestone":
        return _milestone(line, entry, clock, title)
    if kind != "event":
        return say("“{kind}” is no block of a plan", kind=kind[:80])
    if entry.get("skip") is True:
        return say("“{title}” is marked there to be skipped", title=title[:80])
    starts, minutes = _times(entry)
    if starts is None or minutes is None:
        return say("“{title}” has no start or no length that can be read", title=title[:80])
    follows = clock.place(starts, minutes, _whole(entry.get("dayOffset")))
    fixed = not (entry.get("linkStart") is True or (follows and not clock.links))
    return _event(line, entry, clock, title, minutes, fixed)


def _milestone(line: int, entry: Mapping[str, Any], clock: _Clock, title: str) -> PlanEntry:
    """Return a block without a length, where the one before it ended."""
    return PlanEntry(
        line,
        clock.day,
        title,
        0,
        clock.ended,
        notes=_notes(entry),
        category=_category(entry),
        carried=rest_of_entry(entry),
    )


def _event(
    line: int, entry: Mapping[str, Any], clock: _Clock, title: str, minutes: int, fixed: bool
) -> PlanEntry:
    """Return a block that begins where the clock was put.

    minutes: its length.
    fixed: whether its start is fixed.
    """
    custom = _custom(entry)
    return PlanEntry(
        line,
        clock.day,
        title,
        minutes,
        clock.started,
        fixed,
        purpose=custom.pop(PURPOSE, ""),
        lead=one_line(custom.pop(LEAD, "")),
        place=one_line(custom.pop(PLACE, "")),
        materials=custom.pop(MATERIALS, ""),
        notes=_notes(entry, custom),
        category=_category(entry),
        carried=rest_of_entry(entry),
    )


def _times(entry: Mapping[str, Any]) -> tuple[int | None, int | None]:
    """Return start and length in minutes; both ends are rounded, so that what met still meets."""
    begin, lasts, end = (_whole(entry.get(key)) for key in ("timeStart", "duration", "timeEnd"))
    if begin is None or not 0 <= begin < DAY * MILLISECONDS:
        return None, None
    if lasts is None and end is not None:
        lasts = (end - begin) % (DAY * MILLISECONDS)
    if lasts is None or lasts < 0:
        return None, None
    starts, ends = _minutes(begin), _minutes(begin + lasts)
    return starts, ends - starts


def _minutes(milliseconds: int) -> int:
    return (milliseconds + MILLISECONDS // 2) // MILLISECONDS


def _whole(value: Any) -> int | None:
    """Return a whole number of our size; None for the others that JSON knows."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    return int(value) if abs(value) < _LARGEST and value == int(value) else None


def _custom(entry: Mapping[str, Any]) -> dict[str, str]:
    """Return the project's own fields of an entry, those that we have under our names."""
    given = entry.get("custom")
    found: dict[str, str] = {}
    for key, value in given.items() if isinstance(given, dict) else ():
        text, name = text_of(value), our_name(key)
        if text and name not in found:
            found[name] = text
    return found


def text_of(value: Any) -> str:
    """Return the text of a project's own field, as versions 4 and 3 write it."""
    return _text(value.get("value") if isinstance(value, dict) else value).strip()


def our_name(key: str) -> str:
    """Return what a project's own field is called here; the name it has, where we have no such field."""
    return _OUR_NAMES.get(loosened(key), key.replace("_", " "))


def _notes(entry: Mapping[str, Any], custom: Mapping[str, str] | None = None) -> str:
    """Return a note and the fields that we do not have, each under its name."""
    rest = _custom(entry) if custom is None else dict(custom)
    own = rest.pop(NOTES, "")
    lines = (
        _text(entry.get("note")).strip(),
        own,
        *(f"{key}: {text}" for key, text in rest.items()),
    )
    return "\n".join(filter(None, dict.fromkeys(lines)))


def _category(entry: Mapping[str, Any]) -> str:
    colour = _text(entry.get("colour")).casefold()
    return next((one for one, mark in COLOURS.items() if mark == colour), "")


def _rundowns(
    name: str, found: Mapping[str, Any]
) -> Iterator[tuple[str, tuple[Mapping[str, Any], ...]]]:
    """Yield the title of each part, blank for the first, and its entries in order."""
    rundowns = found.get("rundowns")
    if not isinstance(rundowns, dict):
        listed = found.get("rundown")
        assert isinstance(listed, (dict, list))
        rundowns = {"": {"entries": listed}} if isinstance(listed, list) else {"": listed}
    for number, (key, rundown) in enumerate(rundowns.items()):
        title = _text(rundown.get("title")) if isinstance(rundown, dict) else ""
        title = one_line(title or str(key))
        part = "" if number == 0 else title or str(number + 1)
        try:
            yield part, tuple(_in_order(rundown))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise WorkshopError(
                say(
                    "{name}: the rundown “{title}” names entries that are not there, or twice: open it "
                    "in Ontime, save it, and export it again.",
                    name=name,
                    title=title,
                )
            ) from error


def _in_order(rundown: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield the entries of a rundown, those of groups in their places. Raises KeyError if it is broken."""
    entries = rundown["entries"]
    if isinstance(entries, list):
        yield from (dict(entry) for entry in entries)
        return
    seen: set[str] = set()
    waiting = list(reversed(rundown["order"]))
    while waiting:
        id_ = waiting.pop()
        if id_ in seen:
            raise KeyError(id_)
        seen.add(id_)
        entry = entries[id_]
        yield entry
        if entry.get("type") in _GROUPS:
            waiting += reversed(entry.get("entries") or ())


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
