"""One day as bars along its hours: each block as it was planned, and below that as it went."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, TypeAlias

from exports.drawing import fonts
from exports.drawing.paper import clock
from exports.drawing.picture import Box, Curve, Label, Part, Picture
from exports.drawing.safe_markup import lines_within
from resources.words import say
from upstream_workshop.agenda.rules import Actual

WIDTH: Final = 480.0
TALLEST: Final = 560.0  # a day that needs more has several pictures
_WORDS: Final = 190.0  # width of the titles, at the left
_EDGE: Final = 20.0  # at both sides of the hours, so that the time at an end is not cut
_HEAD: Final = 22.0  # height of the hours
_LINE: Final = 15.0
_BAR: Final = 7.0
_BELOW: Final = 5.0  # each block
_LEAST: Final = 2.0  # width of a moment
_BESIDE: Final = 5.0  # between a bar and the minutes beside it
_HOUR: Final = 60
_APART: Final = 52.0  # of two times on the axis
_STEPS: Final = (1, 2, 3, 4, 6, 12, 24)  # hours
_Titled: TypeAlias = tuple[Actual, tuple[str, ...]]  # a block, and its title in lines


def day_pictures(rows: Sequence[Actual]) -> Iterator[tuple[Picture, str]]:
    """Yield pictures of the blocks of a day, each with what it says in words; all along the same hours."""
    first = min(min(row.starts, row.started) for row in rows) // _HOUR
    last = -(-max(max(_planned_end(row), _end(row)) for row in rows) // _HOUR)
    for part in _parts(rows):
        yield _picture(part, first, max(last, first + 1)), _words([row for row, _ in part])


def _parts(rows: Sequence[Actual]) -> Iterator[list[_Titled]]:
    """Yield the blocks of each picture, as many as it has room for."""
    part: list[_Titled] = []
    for row in rows:
        titled = row, tuple(lines_within(named(row), _WORDS))
        if part and _HEAD + sum(map(_height, (*part, titled))) > TALLEST:
            yield part
            part = []
        part.append(titled)
    if part:
        yield part


def _height(titled: _Titled) -> float:
    return max(_LINE * len(titled[1]), 2 * _BAR + 1) + _BELOW


def _planned_end(row: Actual) -> int:
    return row.starts + row.minutes


def _end(row: Actual) -> int:
    return row.started + row.lasted


def _picture(rows: Sequence[_Titled], first: int, last: int) -> Picture:
    begins = _WORDS + _EDGE
    scale = (WIDTH - begins - _EDGE) / ((last - first) * _HOUR)

    def bar(starts: int, minutes: int, top: float, role: str) -> Box:
        left = begins + (starts - first * _HOUR) * scale
        return Box(left, top, max(minutes * scale, _LEAST), _BAR, role, radius=2)

    parts: list[Part] = []
    top = _HEAD
    for row, lines in rows:
        parts += [Label(0, top + _LINE * n - 3, line, 12) for n, line in enumerate(lines, start=1)]
        parts.append(bar(row.starts, row.minutes, top, "rest"))
        late = row.drift > 0
        went = bar(row.started, row.lasted, top + 1 + _BAR, "sun" if late else "river")
        parts.append(went)
        if late:
            parts.append(_how_late(row.drift, went, top))
        top += _height((row, lines))
    return Picture(WIDTH, top, (*_axis(first, last, begins, scale, top), *parts))


def _how_late(minutes: int, went: Box, top: float) -> Label:
    """Return the minutes, beside a bar, by which a block ended late: colour alone says nothing in grey."""
    words = f"+{minutes}"
    wide = fonts.width(words, fonts.REGULAR, 12)
    right = went.x + went.width + _BESIDE
    x = right if right + wide <= WIDTH else went.x - _BESIDE - wide
    return Label(x, top + 2 * _BAR, words, 12, role="soft")


def _axis(first: int, last: int, begins: float, scale: float, height: float) -> Iterator[Part]:
    """Yield hairlines with their hours, as many as there is room for."""
    step = next((n for n in _STEPS if n * _HOUR * scale >= _APART), _STEPS[-1])
    for hour in range(first, last + 1, step):
        x = begins + (hour - first) * _HOUR * scale
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
