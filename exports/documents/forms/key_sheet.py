"""The sheet of keys, to lie beside the laptop: what each key does, and what can be typed."""

from __future__ import annotations

import io
from typing import Final

from exports.drawing.paged_document import Sheet
from exports.drawing.paper import event_title
from exports.drawing.safe_markup import Strong
from exports.drawing.styles import CELL_PADDING
from resources.keys import KEYS, KeyGroup
from resources.words import noop, say
from upstream_workshop.whole.report import Report

_NAMES: Final = {  # as on the keys themselves
    "Return": noop("Enter"), "Del": noop("Delete"), "Ins": noop("Insert"), "Up": noop("Up"),
    "Down": noop("Down"), "Tab": noop("Tab"),
}  # fmt: skip
_PADDINGS: Final = (CELL_PADDING, 2.0, 1.5, 1.0)  # points above and below the text of cells


def key_sheet_pdf(report: Report) -> bytes:
    """Return the keys of the whole window and of each page, on as few pages as they fit on.

    Rows are only as close together as that takes, so that no page has just a few of them.
    """
    return min((_drawn(report, padding) for padding in _PADDINGS), key=_pages)


def _drawn(report: Report, padding: float) -> bytes:
    title = say("Keys")
    sheet = Sheet(title, event_title(report), report.made_at, columns=2, padding=padding)
    sheet.heading(1, title)
    sheet.lead(say("Esc backs out of everything. Ctrl and a digit goes to a page of the rail."))
    for group in KEYS:
        _write(group, sheet)
    return sheet.pdf()


def _pages(drawn: bytes) -> int:
    from pypdf import PdfReader  # slow to import, and seldom needed

    return len(PdfReader(io.BytesIO(drawn)).pages)


def shown_key(key: str) -> str:
    """Return a key as it is named on a keyboard."""
    modifiers, plus, last = key.rpartition("+") if not key.endswith("+") else (key[:-1], "", "+")
    named = say(_NAMES[last]) if last in _NAMES else last
    return f"{modifiers}{plus}{named}"


def _write(group: KeyGroup, sheet: Sheet) -> None:
    sheet.heading(2, say(group.title))
    rows = [(Strong(shown_key(key)), say(does)) for key, does in group.keys]
    rows += [(Strong(say(typed)), say(does)) for typed, does in group.typed]
    typed = say("Key or line") if group.typed else say("Key")
    sheet.table(
        (typed, say("What it does")),
        rows,
        (1, 1.4) if group.typed else (1, 2),
        row_headings=True,
        close=True,
    )
