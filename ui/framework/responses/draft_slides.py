"""What the room is shown of a draft: its statements, or what was said of it and done; nobody is named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from resources.dates import day_words
from resources.words import count, joined, noop, say
from ui.room_screen.slide_types import Slide
from upstream_workshop.framework.drafts.queries import DraftRow
from upstream_workshop.framework.kinds import Disposition
from upstream_workshop.framework.responses.queries import ResponseRow, waiting

_SHORT: Final = {
    Disposition.OPEN: noop("Not yet"),
    Disposition.ACCEPTED: noop("Yes"),
    Disposition.PARTLY: noop("In part"),
    Disposition.NO: noop("No"),
    Disposition.LATER: noop("Later"),
}


def text(title: str, draft: DraftRow) -> Slide:
    """Return the statements of a draft, slot by slot.

    title: that of its frame.
    """
    lead = say("Draft {n}, as it was on {day}", n=draft.number, day=day_words(draft.day))
    return Slide(title, lead, lines=tuple(_lines(draft)))


def answers(title: str, draft: DraftRow, rows: Sequence[ResponseRow]) -> Slide:
    """Return what was said of a draft and answered, with what was done: one sentence each."""
    left = waiting(rows)
    lines = tuple(_answered(one) for one in rows if one.disposition is not Disposition.OPEN)
    return Slide(
        say("You said, we did"),
        say("{title}, draft {n}", title=title, n=draft.number),
        count(left, "{n} response not answered yet", "{n} responses not answered yet")
        if left
        else "",
        lines=lines or (say("Nothing is answered yet"),),
    )


def _lines(draft: DraftRow) -> Iterator[str]:
    slot = ""
    for one in draft.statements:
        if one.slot_key != slot:
            slot = one.slot_key
            yield f"{one.number.split('.')[0]}\t{one.slot_name}"
        if one.text:
            yield f"{one.number}\t{one.text}"


def _answered(one: ResponseRow) -> str:
    did = say("Now: “{words}”", words=one.changed) if one.changed else one.reason
    told = joined((say("“{words}”", words=one.text), did), "{first} {then}")
    return f"{say(_SHORT[one.disposition])}\t{told}"
