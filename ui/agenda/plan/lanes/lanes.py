"""The day as lanes: a column for each track, side by side, with the time running down."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from resources.words import say
from ui.agenda.plan.lanes.lane_block import LaneBlock, height_of
from ui.agenda.plan.lanes.lane_ground import GUTTER, LaneHours, LaneNames
from ui.agenda.plan.lines import PlanLine
from ui.kit import theme

_HEAD: Final = 34  # px at 100 %, for the names of the lanes
_LEAST: Final = 190  # of a lane
_HOUR: Final = 60


class Lanes(QScrollArea):
    """The blocks of one day. Arrow keys go from block to block, Enter and F2 type in the table.

    A block is dragged to another place and track, or taken to the lane beside it by Alt+Left and Alt+Right.

    `moved(block ids, track, id of the block they come before or None)` when it was; `pointed()` when
    another block has the keys; `minutes_wanted(block id, minutes)`; `typing_wanted(block id)`; `left()` on
    Escape.
    """

    moved = Signal(list, str, object)
    pointed = Signal()
    minutes_wanted = Signal(int, int)
    typing_wanted = Signal(int)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheet = LaneHours()
        self._blocks: dict[int, LaneBlock] = {}
        self._chosen: int | None = None
        self._head = LaneNames(self)
        self.setViewportMargins(0, theme.px(_HEAD), 0, 0)
        self.horizontalScrollBar().valueChanged.connect(self._head.scroll_to)
        self.setWidget(self._sheet)
        self.setWidgetResizable(False)
        self.setAccessibleName(say("Tracks side by side"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_day(self, lines: Sequence[PlanLine], read_only: bool) -> None:
        """Show the blocks of these lines; the one with the keys keeps them."""
        blocks = [line.block for line in lines if not line.is_new]
        remarks = {line.key: line for line in lines}
        for gone in self._blocks.keys() - {block.id for block in blocks}:
            taken_out = self._blocks.pop(gone)
            taken_out.hide()
            taken_out.deleteLater()
        for block in blocks:
            made = self._blocks.get(block.id) or self._made(block.id)
            line = remarks[block.id]
            made.show_block(block, line.remarks, line.wrong, read_only)
        self._sheet.tracks = list(dict.fromkeys(["", *(block.track for block in blocks)]))
        self._sheet.opens = min((b.starts for b in blocks), default=9 * _HOUR) // _HOUR * _HOUR
        self._sheet.closes = max((b.ends for b in blocks), default=17 * _HOUR) + _HOUR // 2
        if self._chosen not in self._blocks:
            self.select(next(iter(self._blocks), 0))
        self._place()

    def select(self, block_id: int) -> None:
        """Bring the keys to a block, if it is shown."""
        chosen = self._blocks.get(block_id)
        if chosen is None:
            return
        if (before := self._blocks.get(self._chosen or 0)) is not None:
            before.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._chosen = block_id
        chosen.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        chosen.raise_()
        if self.isVisible():
            self.ensureWidgetVisible(chosen)

    def current_id(self) -> int | None:
        """Return the id of the block with the keys."""
        return self._chosen if self._chosen in self._blocks else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from block to block in a lane, and to the lane beside it."""
        ways = {
            Qt.Key.Key_Down: (0, 1),
            Qt.Key.Key_Up: (0, -1),
            Qt.Key.Key_Right: (1, 0),
            Qt.Key.Key_Left: (-1, 0),
        }
        key = Qt.Key(event.key())
        held = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if held and key in (Qt.Key.Key_Right, Qt.Key.Key_Left):
            self._take_beside(ways[key][0])
        elif key in ways:
            self._go(*ways[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            if self._chosen is not None:
                self.typing_wanted.emit(self._chosen)
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keys to the block that had them."""
        super().focusInEvent(event)
        if self._chosen in self._blocks:
            self._blocks[self._chosen].setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width among the lanes."""
        super().resizeEvent(event)
        self._place()

    def _made(self, block_id: int) -> LaneBlock:
        made = LaneBlock(self._sheet)
        made.pointed.connect(lambda: self._on_pointed(block_id))
        made.dropped.connect(lambda: self._on_dropped(made))
        made.minutes_wanted.connect(lambda minutes: self.minutes_wanted.emit(block_id, minutes))
        made.show()
        self._blocks[block_id] = made
        return made

    def _on_pointed(self, block_id: int) -> None:
        self.select(block_id)
        self.pointed.emit()

    def _on_dropped(self, dropped: LaneBlock) -> None:
        """Ask for a block to be put into the lane where its middle lies, before what is planned later."""
        if dropped not in self._blocks.values():
            return  # it was taken out while it was dragged
        tracks, gutter = self._sheet.tracks, theme.px(GUTTER)
        number = (dropped.geometry().center().x() - gutter) // self._wide()
        track = tracks[min(max(number, 0), len(tracks) - 1)]
        self._put(dropped, track, dropped.y())

    def _take_beside(self, lanes: int) -> None:
        """Ask for the block with the keys to be put into the lane beside it, at the same time of the day."""
        here = self._blocks.get(self._chosen or 0)
        if here is None or here.read_only:
            return
        number = self._sheet.tracks.index(here.block.track) + lanes
        if 0 <= number < len(self._sheet.tracks):
            self._put(here, self._sheet.tracks[number], here.y())

    def _put(self, moved: LaneBlock, track: str, top: int) -> None:
        """Ask for a block to be put into a track so far down; it lies where it did until that is done."""
        others = [each for each in self._lane(track) if each is not moved]
        later = [each for each in others if each.geometry().center().y() > top]
        before = later[0].block.id if later else None
        lane = self._lane(moved.block.track)
        place = lane.index(moved) + 1
        after = lane[place].block.id if place < len(lane) else None
        self._place()
        if (track, before) != (moved.block.track, after):
            self.moved.emit([moved.block.id], track, before)

    def _lane(self, track: str) -> list[LaneBlock]:
        """Return the blocks of a track, in order."""
        found = [each for each in self._blocks.values() if each.block.track == track]
        return sorted(found, key=lambda each: each.block.position)

    def _wide(self) -> int:
        """Return how wide a lane is, in px."""
        room = self.viewport().width() - theme.px(GUTTER)
        return max(room // len(self._sheet.tracks), theme.px(_LEAST))

    def _go(self, lanes: int, steps: int) -> None:
        """Bring the keys along a lane, or to what runs at the same time in the lane beside it."""
        here = self._blocks.get(self._chosen or 0)
        if here is None:
            return
        track = self._sheet.tracks.index(here.block.track) + lanes
        if not 0 <= track < len(self._sheet.tracks):
            return
        lane = self._lane(self._sheet.tracks[track])
        if lanes:
            lane.sort(key=lambda each: abs(each.block.starts - here.block.starts))
            place = 0
        else:
            place = lane.index(here) + steps
        if 0 <= place < len(lane):
            lane[place].setFocus()

    def _place(self) -> None:
        """Put each block where its time and its track are."""
        sheet = self._sheet
        gutter = theme.px(GUTTER)
        wide = self._wide()
        for each in self._blocks.values():
            left = gutter + sheet.tracks.index(each.block.track) * wide
            top = sheet.down(each.block.starts)
            each.setGeometry(QRect(left + 3, top, wide - 6, height_of(each.minutes)))
        sheet.resize(gutter + wide * len(sheet.tracks), sheet.down(sheet.closes))
        sheet.update()
        self._head.setGeometry(0, 0, self.width(), theme.px(_HEAD))
        self._head.show_names(sheet.tracks, gutter, wide)
