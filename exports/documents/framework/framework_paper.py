"""Papers of the framework: the poster of a frame, and the framework in the summary."""

from __future__ import annotations

from typing import Final

from exports.documents.framework.frame_picture import (
    frame_words,
    sheet_picture,
    strengths_of,
    told_strength,
)
from exports.drawing import fonts, safe_markup
from exports.drawing.paged_document import Sheet
from exports.drawing.pages.furniture import fitted
from exports.drawing.paper import Paper, event_title
from exports.drawing.picture import Label, Picture, painter, placed
from resources.words import joined, say
from upstream_workshop.framework.frame_drawing import SMALL
from upstream_workshop.framework.queries import FrameRow, StatementRow
from upstream_workshop.framework.report import FrameworkReport
from upstream_workshop.maps.placing.paper_sizes import EDGE, HEADING, SHEETS, enlargement
from upstream_workshop.whole.report import Report

SIZES: Final = ("A3", "A2", "A1")
LEAST: Final = 12.0  # points, of the words on a poster
_ENDS: Final = ("?", "!", ".", ":")  # after which no colon is put


def framework_poster(report: Report, frame: FrameRow, size: str = "") -> bytes:
    """Return a frame as large as a sheet allows, and then in words.

    size: one of SIZES; blank for the least on which no words are smaller than LEAST, A1 at most.
    """
    found = report.part(FrameworkReport)
    sizes = (size,) if size else SIZES
    drawn = next((one for each in sizes if (one := _on(report, found, frame, each))[1] >= LEAST),
                 _on(report, found, frame, sizes[-1]))  # fmt: skip
    poster, page = drawn[0], (drawn[0].width, drawn[0].height)
    title = say("Framework: {title}", title=frame.title)
    sheet = Sheet(title, event_title(report), report.made_at)
    paint = painter(poster)
    sheet.full_page(lambda canvas: paint(canvas, *page), frame_words(frame), page)
    sheet.heading(1, frame.title)
    sheet.heading(2, say("The same framework in words"))
    _write_slots(found, frame, sheet)
    return sheet.pdf()


def write_framework(report: Report, paper: Paper) -> None:
    """Write the statements of each frame of the framework; its poster shows them as a picture."""
    found = report.part(FrameworkReport)
    for frame in found.frames:
        paper.room_for(160)
        paper.heading(3, say("Framework: {title}", title=frame.title))
        if frame.slots:
            paper.say(say("Its picture is on its poster."))
        _write_slots(found, frame, paper)


def _on(
    report: Report, found: FrameworkReport, frame: FrameRow, size: str
) -> tuple[Picture, float]:
    """Return a sheet of a size with a frame and its title, and how large its smallest words are."""
    larger = enlargement(size)
    wide, high = SHEETS[size]
    edge, top = EDGE * larger, HEADING * larger
    room = (wide - 2 * edge, high - 2 * edge - top)
    drawn = sheet_picture(frame, strengths_of(found, frame), room[0] / room[1])
    scale = min(room[0] / drawn.width, room[1] / drawn.height)
    left = edge + (room[0] - drawn.width * scale) / 2
    words = joined((frame.title, frame.workgroup, event_title(report)), "{first} · {then}")
    line = fitted(safe_markup.line(words), room[0], 20 * larger, fonts.STRONG)
    head = Label(edge, edge + 20 * larger, line, 20 * larger, strong=True)
    sheet = Picture(wide, high, (head, *placed(drawn, left, edge + top, scale)))
    return sheet, SMALL * scale


def _write_slots(found: FrameworkReport, frame: FrameRow, paper: Paper) -> None:
    for slot in frame.slots:
        asked = joined((slot.name, slot.question), "{first} – {then}")
        paper.say(asked if asked.endswith(_ENDS) else say("{slot}:", slot=asked))
        told = [told_statement(found, slot.id, one) for one in slot.statements]
        paper.items(told or [say("Nothing yet")])


def told_statement(found: FrameworkReport, slot_id: int, one: StatementRow) -> str:
    """Return a statement with where it comes from and how far it was heard, as may be told."""
    if one.example:
        origin = say("example, from {source}", source=one.source)
    else:
        origin = say("from {source}", source=one.source) if one.source else ""
    row = found.support_of(slot_id, one.id)
    heard = told_strength(row, found.visited).words if row.organisations else ""
    about = joined((origin, heard), "{first}; {then}")
    return say("{statement} ({about})", statement=one.text, about=about) if about else one.text
