"""A plan from a table: our own columns loosely named, or a programme as people keep it in a spreadsheet."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.letters import loosened
from upstream_workshop.readers.agendas import times
from upstream_workshop.readers.agendas.agenda_titles import TITLES
from upstream_workshop.readers.agendas.plans import PlanEntry, PlanReading, past_midnight, plan
from upstream_workshop.readers.column_titles import guessed, headed, titled, values
from upstream_workshop.readers.formats.tables import Table
from upstream_workshop.readers.reading import Refusal, sheet_and_line

FIELDS: Final = (
    "day", "start", "end", "minutes", "title", "track", "locked", "minimum", "optional", "buffer",
    "protected", "purpose", "lead", "place", "materials", "category", "page", "notes", "who may be named",
)  # fmt: skip
_PATTERNS: Final = tuple((name, f"^({'|'.join(words)})$") for name, words in TITLES.items())
_OUR_TIME: Final = re.compile(r"\d\d:\d\d")
_YES: Final = frozenset({"yes", "y", "true", "1", "x", "✓", "✔", "oes", "ydy", "ja"})
_NO: Final = frozenset(
    {"", "no", "n", "false", "0", "-", "–", "☐", "na", "nac oes", "nac ydy", "nein"}
)
_MARKS: Final = ("locked", "optional", "buffer", "protected")
_LEAST_TITLES: Final = 2
_SEVEN: Final = 7 * 60
_NOON: Final = 12 * 60
_ONE: Final = 13 * 60


def settled(table: Table) -> Table:
    """Return the table under its real header, which may stand below some lines about the event."""

    def is_header(cells: Sequence[str]) -> bool:
        found = guessed(Table("", titled(cells), ()), _PATTERNS, many=()).values()
        return "title" in found and len(found) >= _LEAST_TITLES

    return headed(table, is_header, lambda _cell: False)


def guess_columns(table: Table) -> dict[str, str]:
    """Return the field of each column whose title is known; without tracks, places tell them apart."""
    found = guessed(table, _PATTERNS, many=())
    if "track" in found.values():
        return found
    return {title: "track" if field == "place" else field for title, field in found.items()}


def read_agenda_table(table: Table, mapping: Mapping[str, str] | None = None) -> PlanReading:
    """Return the blocks of a table in order of day, track and start; a row that is no block is refused.

    mapping: column title to field; by default as guessed.

    A row without a start follows the one before it. One without length and end lasts until the next.
    Raises WorkshopError without a column of titles, or of times and lengths.
    """
    table = settled(table)
    mapping = guess_columns(table) if mapping is None else mapping
    _refuse_without(table, set(mapping.values()))
    rows = [
        _Row(row.line, {name: cells[0] for name, cells in values(table, mapping, row).items()})
        for row in table.rows
    ]
    rows = [row for row in rows if row.given]
    for row in rows:
        row.find_times()
    if not _is_our_own(table, rows):
        _find_afternoons(rows)
    for row in rows:
        row.find_length()
    first = _find_days(rows)
    _find_lengths(rows)
    unmapped = [title for title in table.header if title and not mapping.get(title)]
    unmapped += _doubtful_marks(rows)
    return plan(
        table.name,
        (row.entry() for row in rows if not row.why and not row.is_end),
        (Refusal(row.line, row.why) for row in rows if row.why),
        unmapped,
        starts=first,
    )


@dataclass
class _Row:
    """One row while it is read: its cells by field, what was found, and why it is no block."""

    line: int
    given: dict[str, str]
    day: int = 0
    on: str = ""
    starts: int | None = None
    ends: int | None = None
    is_plain: bool = False  # whether its times say neither a date nor a half of the day
    minutes: int | None = None
    why: str = ""

    @property
    def track(self) -> str:
        return " ".join(self.given.get("track", "").split())

    @property
    def is_end(self) -> bool:
        """Whether it is a time without anything else, as many write below the last block of a day."""
        return self.given.keys() <= {"start", "end", "day"} and self.starts is not None

    def find_times(self) -> None:
        """Read start and end from the cells of this row alone."""
        date, start = times.dated(self.given.get("start", ""))
        end = times.dated(self.given.get("end", ""))[1]
        if date:
            self.given.setdefault("day", date)
        self.is_plain = not (date or times.has_half(start) or times.has_half(end))
        self.starts, self.ends = times.span(start) if start else (None, None)
        if end:
            self.ends = times.clock_minute(end)
        for said, found in ((start, self.starts), (end, self.ends)):
            if said and found is None:
                self.why = say("“{found}” is no time of day: write it as 09:30", found=said[:80])

    def put_after_noon(self) -> None:
        """Read the times as those of a clock of twelve hours: nothing of a programme is before seven."""
        if self.starts is not None and self.starts < _SEVEN:
            self.starts += _NOON
        evening = self.starts is not None and self.starts >= _NOON
        if self.ends is not None and self.ends < (_NOON if evening else _SEVEN):
            self.ends += _NOON

    def find_length(self) -> None:
        """Read how long it lasts, or count it from start to end."""
        long = self.given.get("minutes", "")
        self.minutes = times.length(long) if long else None
        least = self.given.get("minimum", "")
        if least and times.length(least) is None:
            self.why = say("“{found}” is no length: write minutes, as 45", found=least[:80])
        if long and self.minutes is None:
            self.why = say("“{found}” is no length: write minutes, as 45", found=long[:80])
        if self.starts is None or self.ends is None or self.why:
            return
        lasts = times.between(self.starts, self.ends)
        if self.ends < self.starts and lasts > _NOON:
            self.why = say("it ends before it begins: look at its times")
        elif self.minutes not in (None, lasts):
            self.why = say(
                "it lasts {minutes} minutes, and from its start to its end there are {others}",
                minutes=self.minutes,
                others=lasts,
            )
        self.minutes = lasts

    def entry(self) -> PlanEntry:
        """Return the row as a block; its day and minutes are known by now."""
        minimum = self.given.get("minimum", "")
        return PlanEntry(
            self.line,
            self.day,
            " ".join(self.given.get("title", "").split()),
            self.minutes or 0,
            self.starts,
            _marked(self.given.get("locked", "")),
            self.track,
            minimum=times.length(minimum) if minimum else None,
            purpose=self.given.get("purpose", ""),
            lead=" ".join(self.given.get("lead", "").split()),
            place=" ".join(self.given.get("place", "").split()),
            materials=self.given.get("materials", ""),
            category=loosened(self.given.get("category", "")),
            page=loosened(self.given.get("page", "")),
            notes=self.given.get("notes", ""),
            attribution=loosened(self.given.get("who may be named", "")),
            on=self.on,
            optional=_marked(self.given.get("optional", "")),
            buffer=_marked(self.given.get("buffer", "")),
            protected=_marked(self.given.get("protected", "")),
        )


def _marked(text: str) -> bool:
    """Return whether a cell says yes; a lock is often given by its time."""
    return text.casefold() in _YES or times.clock_minute(text) is not None


def _doubtful_marks(rows: Sequence[_Row]) -> list[str]:
    """Return the words that say neither yes nor no where one of them is meant, each once with its column."""
    found = (
        f"{name}: {word[:80]}"
        for name in _MARKS
        for row in rows
        if not _marked(word := row.given.get(name, "")) and word.strip().casefold() not in _NO
    )
    return list(dict.fromkeys(found))


def _refuse_without(table: Table, fields: set[str]) -> None:
    if "title" not in fields:
        raise WorkshopError(
            say(
                "{table}, line 1, has no column for the titles of the blocks: call one “title”.",
                table=table.name,
            )
        )
    if not fields & {"start", "minutes"}:
        raise WorkshopError(
            say(
                "{table}, line 1, says neither when the blocks start nor how long they last: call one "
                "column “start” or “minutes”.",
                table=table.name,
            )
        )


def _is_our_own(table: Table, rows: Sequence[_Row]) -> bool:
    """Return whether it is a plan as this program writes it, whose times count all 24 hours.

    One typed below our titles with a time such as 1:30 is not.
    """
    starts = [row.given.get("start", "") for row in rows]
    return tuple(table.header) == FIELDS and all(map(_OUR_TIME.fullmatch, starts))


def _find_afternoons(rows: Sequence[_Row]) -> None:
    """Read 1:30 after 9:00 and 12:30 as half past one in the afternoon, where no time is past 12:59.

    A programme that begins before seven counts the hours of the night, and keeps its times.
    """
    plain = [row for row in rows if row.is_plain]
    said = [at for row in plain for at in (row.starts, row.ends) if at is not None]
    begins = next((row.starts for row in rows if row.starts is not None), 0)
    if begins >= _SEVEN and all(at < _ONE for at in said):
        for row in plain:
            row.put_after_noon()


def _find_days(rows: list[_Row]) -> str:
    """Number the days: by dates, by numbers, or where none is said by times that begin anew.

    A blank cell is of the day above it. Returns the first date as YYYY-MM-DD; blank if there is none.
    """
    said = [row.given.get("day", "") for row in rows]
    known = times.dates(said) if any(said) else {}
    first = min(known.values(), default=None)
    day, on, last = 1, "", defaultdict[tuple[int, str], int](int)
    if rows and not any(said):
        day = max(sheet_and_line(rows[0].line)[0], 1)  # of several sheets each is a day
    for row, text in zip(rows, said, strict=True):
        number = times.day_number(text)
        if text and text in known and first is not None:
            day, on = (known[text] - first).days + 1, known[text].isoformat()
        elif number is not None:
            day = number
        elif text:
            row.why = say("“{found}” is no day: write 1, 2 or a date", found=text[:80])
        elif not any(said) and row.starts is not None:
            if row.starts < last[0, row.track]:
                day += 1
                last.clear()
            last[0, row.track] = row.starts
        row.day, row.on = day, on
        if any(said) and row.starts is not None:
            row.starts = past_midnight(row.starts, last[day, row.track])
            last[day, row.track] = row.starts
    return first.isoformat() if first is not None and first.year != times.NO_YEAR else ""


def _find_lengths(rows: list[_Row]) -> None:
    """Let a block that says no length last until the next one; a time alone only says when the last ends.

    In a track of its own that is the next in that track or the main room, else whatever comes next.
    """
    starts = defaultdict[int, list[tuple[int, str]]](list)
    for row in rows:
        if row.starts is not None and not row.why:
            starts[row.day].append((row.starts, row.track))
    for row in rows:
        if row.minutes is not None or row.why or row.is_end:
            continue
        later = [(at, track) for at, track in starts[row.day] if at > (row.starts or 0)]
        near = [at for at, track in later if not row.track or track in ("", row.track)]
        after = near or [at for at, _ in later]
        if row.starts is None or not after:
            row.why = say("there is neither a length nor an end, and nothing follows")
        else:
            row.minutes = min(after) - row.starts
