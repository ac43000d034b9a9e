"""One day as bars along its hours: each block as it was planned, and below that as it went."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from exports.drawing.paper import clock
from exports.drawing.picture import Box, Curve, Label, Part, Picture
from exports.drawing.safe_markup import lines_within
from resources.words import say
from upstream_workshop.agenda.rules import Actual

WIDTH: Final = 480.0
MOST: Final = 12  # blocks of one picture; a day of more has several
_EDGE: Final = 20.0  # at both sides, so that the time at an end is not cut
_HEAD: Final = 22.0  # height of the hours
_LINE: Final = 15.0
_BAR: Final = 8.0
_LEAST: Final = 2.0  # width of a moment
_HOUR: Final = 60
_APART: Final = 52.0  # of two times on the axis
_STEPS: Final = (1, 2, 3, 4, 6, 12, 24)  # hours


def day_pictures(rows: Sequence[Actual]) -> Iterator[tuple[Picture, str]]:
    """Yield pictures of the blocks of a day, each with what it says in words; all along the same hours."""
    first = min(min(row.starts, row.started) for row in rows) // _HOUR
    last = -(-max(max(_planned_end(row), _end(row)) for row in rows) // _HOUR)
    for at in range(0, len(rows), MOST):
        part = rows[at : at + MOST]
        yield _picture(part, first, max(last, first + 1)), _words(part)


def _planned_end(row: Actual) -> int:
    return row.starts + row.minutes


def _end(row: Actual) -> int:
    return row.started + row.lasted


def _picture(rows: Sequence[Actual], first: int, last: int) -> Picture:
    scale = (WIDTH - 2 * _EDGE) / ((last - first) * _HOUR)

    def bar(starts: int, minutes: int, top: float, role: str) -> Box:
        left = _EDGE + (starts - first * _HOUR) * scale
        return Box(left, top, max(minutes * scale, _LEAST), _BAR, role, radius=2)

    parts: list[Part] = []
    top = _HEAD
    for row in rows:
        for line in lines_within(named(row), WIDTH - _EDGE):
            top += _LINE
            parts.append(Label(_EDGE, top - 3, line, 12))
        parts.append(bar(row.starts, row.minutes, top + 2, "rest"))
        late = row.drift > 0
        parts.append(bar(row.started, row.lasted, top + 3 + _BAR, "sun" if late else "river"))
        top += 2 * _BAR + 10
    return Picture(WIDTH, top, (*_axis(first, last, scale, top), *parts))


def _axis(first: int, last: int, scale: float, height: float) -> Iterator[Part]:
    """Yield hairlines with their hours, as many as there is room for."""
    step = next((n for n in _STEPS if n * _HOUR * scale >= _APART), _STEPS[-1])
    for hour in range(first, last + 1, step):
        x = _EDGE + (hour - first) * _HOUR * scale
        yield Label(x, 12, clock(hour * _HOUR), 12, role="soft", centred=True)
        yield Curve(((x, _HEAD - 4), (x, _HEAD - 4), (x, height), (x, height)), "line", 0.6)


def _words(rows: Sequence[Actual]) -> str:
    told = (
        say(
            "{title}: planned {start} to {end}, actual {started} to {ended}",
            title=named(row),
            start=clock(row.starts),
            end=clock(_planned_end(row)),
            started=clock(row.started),
            ended=clock(_end(row)),
        )
        for row in rows
    )
    return say("Bars along the hours of the day. {bars}", bars="; ".join(told))


def named(row: Actual) -> str:
    """Return the title of a block, with its track if it has one."""
    return f"{row.title} ({row.track})" if row.track else row.title
