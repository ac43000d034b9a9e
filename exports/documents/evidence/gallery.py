"""The gallery walk: a sheet of A3 for each pattern, readable at two metres, with room for notes."""

from __future__ import annotations

from functools import partial
from typing import Final

from exports.documents.evidence.findings_paper import spoken
from exports.drawing.inks import ink
from exports.drawing.paged_document import Sheet
from exports.drawing.paper import event_title
from exports.drawing.tagging.tagged_canvas import TaggedCanvas
from resources.words import count, say
from upstream_workshop.evidence.report import (
    CohortFinding,
    EvidenceReport,
    NamedFinding,
    PatternRow,
)
from upstream_workshop.whole.report import Report

_ENLARGED: Final = 2.4  # 12 points become 29, which are read at two metres
_A3: Final = (841.9 / _ENLARGED, 1190.6 / _ENLARGED)
_MOST_QUOTES: Final = 3
_LONGEST_QUOTE: Final = 280  # letters: three quotes, the name and the frame fit on a sheet
_LONGEST_NAME: Final = 70
_ROOM: Final = 80.0  # points kept free for notes, before enlargement


def on_walls(report: Report) -> tuple[PatternRow, ...]:
    """Return the patterns that have a sheet: those that enough organisations share."""
    return tuple(one for one in report.part(EvidenceReport).patterns if one.organisations)


def gallery_pdf(report: Report) -> bytes:
    """Return a sheet for each pattern, with some of what was said and who may be told to have said it."""
    found = report.part(EvidenceReport)
    sheet = Sheet(say("Gallery walk"), event_title(report), report.made_at, _A3, _ENLARGED)
    for place, one in enumerate(on_walls(report)):
        if place:
            sheet.new_page()
        said = [each for each in found.findings if one.path in each.codes][:_MOST_QUOTES]
        sheet.on_one_page(partial(_write, sheet, one, said, found.visited))
    return sheet.pdf()


def _write(
    sheet: Sheet, one: PatternRow, said: list[NamedFinding | CohortFinding], visited: int
) -> None:
    sheet.heading(1, _cut(one.path, _LONGEST_NAME))
    sheet.lead(
        count(
            visited,
            "Said in {said} of {n} place",
            "Said in {said} of {n} places",
            said=one.organisations,
        )
    )
    sheet.items(
        [say("No. {n}: {words}", n=one.id, words=_cut(spoken(one), _LONGEST_QUOTE)) for one in said]
    )
    sheet.say(say("Is it like this where you are? Put a note here, with the number it is about."))
    sheet.decoration(_frame, _ROOM)


def _cut(words: str, most: int) -> str:
    """Return words, cut with an ellipsis where they are longer than so many letters."""
    return words if len(words) <= most else f"{words[:most].rstrip()} …"


def _frame(canvas: TaggedCanvas, width: float, height: float) -> None:
    """Draw a dashed frame for notes."""
    canvas.setStrokeColor(ink("edge"))
    canvas.setDash([4.0, 4.0])
    canvas.rect(0, 0, width, height)
    canvas.setDash()
