"""A row of a plan in a table while it is read: its cells by field, and what was found in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from resources.words import count, say
from upstream_workshop.letters import loosened, one_line
from upstream_workshop.readers.agendas import times, written_days
from upstream_workshop.readers.agendas.plans import PlanEntry

_YES: Final = frozenset({"yes", "y", "true", "1", "x", "✓", "✔", "oes", "ydy", "ja"})
_ENDS: Final = frozenset({
    "end", "ends", "finish", "depart", "departure", "departures", "home", "diwedd", "ende",
})  # fmt: skip
_SEVEN: Final = 7 * 60
_NOON: Final = 12 * 60
# what a cell merged over several columns says of a block only once, as its title
_MERGED: Final = ("track", "place", "lead", "purpose", "materials", "notes")


@dataclass
class PlanRow:
    """One row of a table: its filled cells by field, what they say, and why it is no block.

    is_alone: whether nothing stands in it but one cell.
    is_plain: whether its times say neither a date nor a half of the day.
    is_doubtful: whether its start is a bare hour or in words, that may be of the night or of the afternoon.
    """

    line: int
    given: dict[str, str]
    is_alone: bool = False
    day: int = 0
    on: str = ""
    starts: int | None = None
    ends: int | None = None
    is_plain: bool = False
    is_doubtful: bool = False
    minutes: int | None = None
    why: str = ""

    def __post_init__(self) -> None:
        """Leave out what a cell merged over several columns says again."""
        title = self.given.get("title")
        self.given = {
            name: cell for name, cell in self.given.items() if cell != title or name not in _MERGED
        }

    @property
    def track(self) -> str:
        """The track, on one line."""
        return one_line(self.given.get("track", ""))

    @property
    def is_end(self) -> bool:
        """Whether it is a time without anything else, as many write below the last block of a day."""
        return self.given.keys() <= {"start", "end", "day"} and self.starts is not None

    @property
    def says_end(self) -> bool:
        """Whether it is called the end of something, or the time to go home."""
        return loosened(self.given.get("title", "")).split(" ")[0] in _ENDS

    def heading(self) -> str:
        """Return the day of a heading such as “Day 2: Trust”, which stands alone; else nothing."""
        cell = next(iter(self.given.values()))
        return written_days.day_in(cell) if self.is_alone else ""

    def find_times(self) -> None:
        """Read start and end from the cells of this row alone."""
        date, start = times.dated(self.given.get("start", ""))
        end = times.dated(self.given.get("end", ""))[1]
        if date:
            self.given.setdefault("day", date)
        self.is_plain = not (date or times.has_half(start) or times.has_half(end))
        self.starts, self.ends = times.span(start) if start else (None, None)
        self.is_doubtful = self.is_plain and self.ends is None and times.is_loose(start)
        if end:
            self.ends = times.time_of_day(end)
        for said, found in ((start, self.starts), (end, self.ends)):
            if said and found is None:
                self.why = say("“{found}” is no time of day: write it as 09:30", found=said[:80])
        if self.why and self.is_alone:
            self.why = say("this row is a heading, and no block")

    def put_after_noon(self) -> None:
        """Read the times as those of a clock of twelve hours: nothing of a programme is before seven."""
        if self.starts is not None and self.starts < _SEVEN:
            self.starts += _NOON
        evening = self.starts is not None and self.starts >= _NOON
        if self.ends is not None and self.ends < (_NOON if evening else _SEVEN):
            self.ends += _NOON

    def refuse_doubt(self) -> None:
        """Refuse a start such as 2 where nothing tells whether it is of the night or of the afternoon."""
        if self.is_doubtful and self.starts is not None and self.starts < _SEVEN:
            self.why = say(
                "“{found}” may be before or after noon: write it as 02:00 or 14:00",
                found=self.given["start"][:80],
            )

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
            self.why = count(
                self.minutes or 0,
                "it lasts {n} minute, and from its start to its end there are {others}",
                "it lasts {n} minutes, and from its start to its end there are {others}",
                others=lasts,
            )
        self.minutes = lasts

    def entry(self) -> PlanEntry:
        """Return the row as a block; its day and minutes are known by now."""
        minimum = self.given.get("minimum", "")
        return PlanEntry(
            self.line,
            self.day,
            one_line(self.given.get("title", "")),
            self.minutes or 0,
            self.starts,
            is_marked(self.given.get("locked", "")),
            self.track,
            minimum=times.length(minimum) if minimum else None,
            purpose=self.given.get("purpose", ""),
            lead=one_line(self.given.get("lead", "")),
            place=one_line(self.given.get("place", "")),
            materials=self.given.get("materials", ""),
            category=loosened(self.given.get("category", "")),
            page=loosened(self.given.get("page", "")),
            notes=self.given.get("notes", ""),
            attribution=loosened(self.given.get("who may be named", "")),
            on=self.on,
            optional=is_marked(self.given.get("optional", "")),
            buffer=is_marked(self.given.get("buffer", "")),
            protected=is_marked(self.given.get("protected", "")),
        )


def is_marked(text: str) -> bool:
    """Return whether a cell says yes; a lock is often given by its time."""
    return text.casefold() in _YES or times.clock_minute(text) is not None


def with_formats(rows: Sequence[Mapping[str, str]]) -> list[dict[str, str]]:
    """Return rows with the bare numbers that a spreadsheet keeps for dates, times and lengths as such."""
    found = [dict(row) for row in rows]
    for name, code in (("day", ""), ("start", "h:mm"), ("end", "h:mm"), ("minutes", "[h]:mm:ss")):
        there = [row for row in found if name in row]
        for row, cell in zip(
            there, times.unformatted([row[name] for row in there], code), strict=True
        ):
            row[name] = cell
    return found
