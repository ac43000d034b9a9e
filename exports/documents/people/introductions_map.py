"""The introductions on one sheet: who knows whom, who should meet, who will work together.

The people stand in two columns by organisation, with a line between each two. The same in words
follows. It names everybody, so it is the facilitator's own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from exports.drawing import fonts, safe_markup
from exports.drawing.paged_document import Sheet
from exports.drawing.pages.furniture import fitted
from exports.drawing.paper import event_line, event_title
from exports.drawing.picture import Curve, Label, Part, Picture
from exports.drawing.styles import MARGINS
from resources.words import count, noop, say
from upstream_workshop.maps.placing.paper_sizes import SHEETS
from upstream_workshop.people.introductions.network import TieRow
from upstream_workshop.people.kinds import TieKind
from upstream_workshop.people.queries import ParticipantRow
from upstream_workshop.whole.report import Report

_TEXT: Final = 12.0  # size of the names, in points
_LINE: Final = 17.0  # from one name to the next
_FOOT: Final = 3 * _LINE  # below the names, with the legend
_ABOVE: Final = 9.0  # before an organisation
_HEAD: Final = 190.0  # of the page, for title and legend
_LEAST_WIDTH: Final = 760.0  # of the picture before it is enlarged to the page
_NAMES: Final = 0.3  # share of the width for the names on one side
_GAP: Final = 6.0  # between a name and the lines to it
_STROKES: Final = {
    TieKind.KNOW: ("soft", 1.0, False),
    TieKind.MEET: ("plum", 1.4, True),
    TieKind.WORK: ("leaf", 2.6, False),
}
_KINDS: Final = {
    TieKind.KNOW: noop("know each other"),
    TieKind.MEET: noop("should meet"),
    TieKind.WORK: noop("will work together"),
}


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line of a column: an organisation, or a person with an id."""

    words: str
    y: float
    id: int = 0


def introductions_map_pdf(report: Report) -> bytes:
    """Return the map, on the least sheet from A3 on that it fits, and the same in words."""
    title = say("Introductions")
    columns = _columns(_by_organisation(report))
    tall = max((column[-1].y for column in columns if column), default=0.0) + _FOOT
    entries = [entry for column in columns for entry in column]
    longest = max((fonts.width(one.words, _font(one), _TEXT) for one in entries), default=0.0)
    sheet = Sheet(title, event_title(report), report.made_at, _page(tall, longest))
    sheet.heading(1, title)
    sheet.lead(event_line(report))
    room = sheet.height - _HEAD
    least = max(_LEAST_WIDTH, longest / _NAMES)
    width = min(sheet.width, max(least, sheet.width * tall / room))  # few names are larger
    sheet.picture(_drawn(columns, report.ties, width), _in_short(report.ties), room / sheet.height)
    sheet.new_page()
    sheet.heading(2, say("The same in words"))
    _write_words(report, sheet)
    return sheet.pdf()


def _page(tall: float, longest: float) -> tuple[float, float]:
    """Return the smallest page, from A3 on, on which the names fit, on its side or upright.

    tall: the height of the picture, in points.
    longest: the width of the longest name.
    """
    sheets = [size for name, size in SHEETS.items() if name != "A4"]
    pages = [page for long, short in sheets for page in ((long, short), (short, long))]
    left, top, right, bottom = MARGINS
    room = (
        page
        for page in pages
        if page[1] - top - bottom - _HEAD >= tall and (page[0] - left - right) * _NAMES >= longest
    )
    return next(room, pages[-1])


def _font(entry: _Entry) -> str:
    return fonts.REGULAR if entry.id else fonts.STRONG


def _by_organisation(report: Report) -> list[list[ParticipantRow]]:
    """Return the people who have ties, by organisation; those without one come last."""
    tied = {id_ for tie in report.ties for id_ in tie.pair}
    people = [person for person in report.people if person.id in tied]
    people.sort(key=lambda one: (not one.organisation, one.organisation, one.name))
    return [list(group) for _, group in groupby(people, key=lambda one: one.organisation)]


def _columns(groups: Sequence[Sequence[ParticipantRow]]) -> tuple[list[_Entry], list[_Entry]]:
    """Return the left and the right column, of about equal length; no organisation is divided."""
    whole = sum(len(group) + 1 for group in groups)
    columns: tuple[list[_Entry], list[_Entry]] = ([], [])
    before = 0
    for group in groups:
        column = columns[before + len(group) / 2 >= whole / 2]
        y = column[-1].y + _ABOVE if column else 0.0
        column.append(_Entry(group[0].organisation or say("No organisation"), y + _LINE))
        for person in group:
            column.append(_Entry(person.name, column[-1].y + _LINE, person.id))
        before += len(group) + 1
    return columns


def _drawn(
    columns: tuple[list[_Entry], list[_Entry]], ties: Sequence[TieRow], width: float
) -> Picture:
    """Return names, lines and legend; the weaker ties lie below the stronger ones."""
    labels: list[Part] = []
    ends: dict[int, tuple[float, float]] = {}
    room = _NAMES * width
    for side, column in enumerate(columns):
        for entry in column:
            strong, font = not entry.id, _font(entry)
            words = fitted(entry.words, room, _TEXT, font)
            x = width - room if side else room - fonts.width(words, font, _TEXT)
            ink = "deep" if strong else "ink"
            labels.append(Label(x, entry.y, words, _TEXT, ink, strong=strong))
            if entry.id:
                inner = width - room - _GAP if side else room + _GAP
                ends[entry.id] = (inner, entry.y - _TEXT / 3)
    low = max((entry.y for column in columns for entry in column), default=0.0)
    lines = [
        _line(ends[tie.first_id], ends[tie.second_id], tie.kind, width)
        for kind in _STROKES
        for tie in ties
        if tie.kind == kind
    ]
    return Picture(width, low + _FOOT, (*lines, *labels, *_legend(low + _FOOT - _LINE)))


def _line(
    one: tuple[float, float], other: tuple[float, float], kind: TieKind, width: float
) -> Curve:
    """Return the line between two people; within a column it bends towards the middle."""
    role, line, dashed = _STROKES[kind]
    if one[0] == other[0]:
        bend = min(abs(one[1] - other[1]) / 2 + _LINE, width / 5)
        across = one[0] + bend if one[0] < width / 2 else one[0] - bend
    else:
        across = width / 2
    return Curve((one, (across, one[1]), (across, other[1]), other), role, line, dashed)


def _legend(y: float) -> Iterator[Part]:
    x = 0.0
    for kind, (role, line, dashed) in _STROKES.items():
        start, end, high = (x, y - 4), (x + 34, y - 4), y - 4
        yield Curve((start, (x + 11, high), (x + 22, high), end), role, line, dashed)
        words = say(_KINDS[kind])
        yield Label(x + 42, y, words, _TEXT)
        x += 42 + fonts.width(words, fonts.REGULAR, _TEXT) + 28


def _in_short(ties: Sequence[TieRow]) -> str:
    """Return how many pairs there are of each kind."""
    numbers = {kind: sum(tie.kind == kind for tie in ties) for kind in _KINDS}
    said = [
        say("{pairs} {what}", pairs=count(n, "{n} pair", "{n} pairs"), what=say(_KINDS[kind]))
        for kind, n in numbers.items()
        if n
    ]
    return "; ".join((*said, say("all are listed in words below")))


def _write_words(report: Report, sheet: Sheet) -> None:
    """Write, for each person, whom they know, should meet and will work with."""
    names = {person.id: person.name for person in report.people}
    rows = []
    for group in _by_organisation(report):
        for person in group:
            found = _others(person.id, report.ties, names)
            where = f"{person.name}, {person.organisation}" if person.organisation else person.name
            rows.append((safe_markup.line(where), *(", ".join(found[kind]) for kind in _KINDS)))
    headings = (say("Who"), say("knows"), say("should meet"), say("will work with"))
    sheet.table(headings, rows, (1.6, 1.6, 1.6, 1.6), row_headings=True)


def _others(
    person_id: int, ties: Sequence[TieRow], names: Mapping[int, str]
) -> Mapping[TieKind, list[str]]:
    found: dict[TieKind, list[str]] = {kind: [] for kind in _KINDS}
    for tie in ties:
        if person_id in tie.pair:
            other = next(id_ for id_ in tie.pair if id_ != person_id)
            found[tie.kind].append(names[other])
    return {kind: sorted(those) for kind, those in found.items()}
