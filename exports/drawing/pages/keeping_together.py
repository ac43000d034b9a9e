"""What stays on a page with what follows it: headings, and the sentence that introduces a table."""

from __future__ import annotations

from typing import Final

from reportlab.platypus import CondPageBreak, Flowable, Spacer

from exports.drawing.tagging import tagged
from exports.drawing.tagging.tagged_table import RoomForTable, TaggedTable, height_of

_HEAD: Final = 110.0  # points, up to which a title with lines under it is high
_SHORT: Final = 300  # letters of a paragraph that introduces a table


class Space(Spacer):
    """Vertical space; where a page has less left, it ends there instead of beginning another."""

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - ReportLab's names
        """Return its size: no higher than what is left."""
        return self.width, min(self.height, aH)


def first_heading(story: list[Flowable]) -> int:
    """Return the place of the first of the headings with which a story ends so far."""
    first = len(story)
    while first and getattr(story[first - 1], "keepWithNext", 0):
        first -= 1
    return first


def keep_introduction(story: list[Flowable]) -> None:
    """Keep a short paragraph between a heading and a table, with which a story ends, with both."""
    before, last = [Spacer(0, 0), Spacer(0, 0), *story[-2:]][-2:]
    introduces = isinstance(last, tagged.Text) and len(last.getPlainText()) <= _SHORT
    if introduces and getattr(before, "keepWithNext", False):
        last.keepWithNext = 1


def let_headings_go(story: list[Flowable], following: TaggedTable) -> None:
    """Keep headings before a long table with its first rows instead of with the whole table."""
    first = first_heading(story)
    for heading in story[first:]:
        heading.keepWithNext = 0
    story.insert(first, RoomForTable(story[first:], following))


def keep_room(story: list[Flowable], points: float, width: float) -> None:
    """Begin a new page unless a height is left where a story ends so far; its last headings go along.

    The title of the document is never left alone on its page.
    """
    place = first_heading(story)
    is_head = all(isinstance(one, tagged.Text) for one in story[:place])
    if not place or not is_head or height_of(story[:place], width) > _HEAD:
        story.insert(place, CondPageBreak(points))
