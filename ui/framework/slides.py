"""What the Framework page shows to the room: the whole picture, or one slot; nothing private."""

from __future__ import annotations

from typing import Final

from exports.documents.framework.frame_picture import told_strength
from resources.words import say
from ui.framework.frame_painting import FramePicture, measure
from ui.framework.framework_now import FrameworkNow
from ui.room_screen.slide_types import Slide
from upstream_workshop.framework.frame_drawing import Strength, draw_frame
from upstream_workshop.framework.queries import FrameRow, SlotRow
from upstream_workshop.framework.report import support_row

_WIDTHS: Final = (900.0, 1000.0, 1100.0, 1200.0, 1350.0, 1500.0)  # the one with the largest words
_RATIO: Final = 2.0  # how many times wider than high the room for a picture is


def whole(now: FrameworkNow, frame: FrameRow) -> Slide | None:
    """Return the picture of a frame; None if it has no slots."""
    if not frame.slots:
        return None
    strengths = {slot.id: _strength(now, slot) for slot in frame.slots} if now.homes else {}
    drawn = (draw_frame(frame, measure, strengths, width) for width in _WIDTHS)
    best = min(drawn, key=lambda one: max(one.width, one.height * _RATIO))
    return Slide(frame.title, frame.workgroup, picture=FramePicture(best))


def one_slot(now: FrameworkNow, frame: FrameRow, slot_id: int) -> Slide | None:
    """Return the slide of a slot with its statements; None if it is gone."""
    slot = next((one for one in frame.slots if one.id == slot_id), None)
    if slot is None:
        return None
    lines = tuple(
        say("{statement} (example)", statement=one.text) if one.example else one.text
        for one in slot.statements
    )
    heard = _strength(now, slot).words if now.homes and slot.statements else ""
    return Slide(slot.name, slot.question, heard, lines=lines or (say("Nothing yet"),))


def _strength(now: FrameworkNow, slot: SlotRow) -> Strength:
    usable = {one.id: one for one in now.usable}
    row = support_row(slot.id, 0, slot.statements, usable, now.homes)
    return told_strength(row, len(now.homes))
