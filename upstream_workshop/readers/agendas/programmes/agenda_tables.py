"""A plan from a table: our own columns loosely named, or a programme as people keep it in a spreadsheet."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.readers.agendas import written_days
from upstream_workshop.readers.agendas.plans import PlanReading, past_midnight, plan
from upstream_workshop.readers.agendas.programmes.agenda_titles import TITLES
from upstream_workshop.readers.agendas.programmes.plan_rows import PlanRow, is_marked, with_formats
from upstream_workshop.readers.agendas.programmes.time_columns import told_by_contents, with_titles
from upstream_workshop.readers.agendas.written_days import WEEK
from upstream_workshop.readers.column_titles import guessed, headed, titled, values
from upstream_workshop.readers.formats.tables import Table
from upstream_workshop.readers.lists.table_kinds import Columns, unasked
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
_TIMED: Final = {"start", "minutes"}
_SEVEN: Final = 7 * 60
_NOON: Final = 12 * 60
_ONE: Final = 13 * 60


def settled(table: Table) -> Table:
    """Return the table under its real header, which may stand below some lines about the event."""

    def is_header(cells: Sequence[str]) -> bool:
        found = guessed(Table("", titled(cells), ()), _PATTERNS, many=()).values()
        return "title" in found and len(found) >= _LEAST_TITLES

    return headed(with_titles(table), is_header, lambda _cell: False)


def guess_columns(table: Table) -> dict[str, str]:
    """Return the field of each column whose title is known, or else told by what stands in it.

    Without tracks, places tell them apart.
    """
    found = guessed(table, _PATTERNS, many=())
    if "title" not in found.values() or not _TIMED & set(found.values()):
        table = settled(table)
        found = guessed(table, _PATTERNS, many=())
        told = told_by_contents(table, found)
        found |= {title: name for title, name in told.items() if name not in found.values()}
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
    rows = _under_headings(_rows(table, mapping))
    for row in rows:
        row.find_times()
    is_ours = _is_our_own(table, rows)
    if not is_ours:
        _find_afternoons(rows)
    for row in rows:
        row.refuse_doubt()
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
        is_ours=is_ours,
    )


def _rows(table: Table, mapping: Mapping[str, str]) -> list[PlanRow]:
    """Return the rows in which something known stands."""
    cells = with_formats(
        [
            {name: found[0] for name, found in values(table, mapping, row).items()}
            for row in table.rows
        ]
    )
    return [
        PlanRow(row.line, given, is_alone=len(set(filter(None, row.cells))) == 1)
        for row, given in zip(table.rows, cells, strict=True)
        if given
    ]


def _under_headings(rows: Sequence[PlanRow]) -> list[PlanRow]:
    """Return the rows without the headings that say a day, which is that of the rows below them."""
    day = ""
    kept: list[PlanRow] = []
    for row in rows:
        if heading := row.heading():
            day = heading
            continue
        if day:
            row.given.setdefault("day", day)
        kept.append(row)
    return kept


def _doubtful_marks(rows: Sequence[PlanRow]) -> list[str]:
    """Return the words that say neither yes nor no where one of them is meant, each once with its column."""
    found = (
        f"{name}: {word[:80]}"
        for name in _MARKS
        for row in rows
        if not is_marked(word := row.given.get(name, "")) and word.strip().casefold() not in _NO
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
    if not fields & _TIMED:
        raise WorkshopError(
            say(
                "{table}, line 1, says neither when the blocks start nor how long they last: call one "
                "column “start” or “minutes”.",
                table=table.name,
            )
        )


def _is_our_own(table: Table, rows: Sequence[PlanRow]) -> bool:
    """Return whether it is a plan as this program writes it, whose times count all 24 hours.

    One typed below our titles with a time such as 1:30 is not.
    """
    starts = [row.given.get("start", "") for row in rows]
    return tuple(table.header) == FIELDS and all(map(_OUR_TIME.fullmatch, starts))


def _find_afternoons(rows: Sequence[PlanRow]) -> None:
    """Read 1:30 after 9:00 and 12:30 as half past one in the afternoon, where no time is past 12:59.

    A programme that begins before seven counts the hours of the night, and keeps its times.
    """
    plain = [row for row in rows if row.is_plain]
    said = [at for row in plain for at in (row.starts, row.ends) if at is not None]
    begins = next((row.starts for row in rows if row.starts is not None), 0)
    if begins >= _SEVEN and all(at < _ONE for at in said):
        for row in plain:
            row.put_after_noon()


def _find_days(rows: list[PlanRow]) -> str:
    """Number the days: by dates, by numbers, or where none is said by times that begin anew.

    A blank cell is of the day above it. Returns the first date as YYYY-MM-DD; blank if there is none.
    """
    said = [_day_said(row) for row in rows]
    known = written_days.dates(said) if any(said) else {}
    first = min(known.values(), default=None)
    weekdays = [number for text in said if (number := written_days.weekday(text)) is not None]
    begins = next(iter(weekdays), 0) if first is None else first.weekday()
    day, on, last = 1, "", defaultdict[tuple[int, str], int](int)
    if rows and not any(said):
        day = max(sheet_and_line(rows[0].line)[0], 1)  # of several sheets each is a day
    for row, text in zip(rows, said, strict=True):
        number, weekday = written_days.day_number(text), written_days.weekday(text)
        if text and text in known and first is not None:
            day, on = (known[text] - first).days + 1, known[text].isoformat()
        elif number is not None:
            day = number
        elif weekday is not None:
            day = (weekday - begins) % len(WEEK) + 1
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
    return first.isoformat() if first is not None and first.year != written_days.NO_YEAR else ""


def _day_said(row: PlanRow) -> str:
    """Return what a row says of its day, without what else stands in that cell."""
    text = row.given.get("day", "")
    is_plain = written_days.day_number(text) is not None or text in written_days.dates([text])
    return text if is_plain else written_days.day_in(text) or text


def _find_lengths(rows: list[PlanRow]) -> None:
    """Let a block that says no length last until the next one; a time alone only says when the last ends.

    One called End is a moment. In a track of its own the next is that in that track or the main room, else
    whatever comes next.
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
        if row.starts is not None and not after and row.says_end:
            row.minutes = 0
        elif row.starts is None or not after:
            row.why = say("there is neither a length nor an end, and nothing follows")
        else:
            row.minutes = min(after) - row.starts


COLUMNS: Final = Columns(
    FIELDS,
    settled,
    guess_columns,
    unasked(read_agenda_table),
    together=True,
    headings=True,
    above=True,
)  # a day on each sheet
