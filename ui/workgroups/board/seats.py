"""A row of a member list: a person with part and choice, painted so that names are never cut."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QListWidget, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from resources.words import say
from ui.kit import theme
from ui.widgets.lists.tags import initials, paint_avatar
from ui.widgets.lists.two_lines import in_lines, paint_lines
from ui.workgroups.wording import ordinal, rank_word
from upstream_workshop.workgroups.queries import MemberRow

SEAT: Final = Qt.ItemDataRole.UserRole
_SIDE, _GAP, _PAD, _LOCK = 28, 8, 5, 16  # px at 100 %
_LINES = 6  # a name is never cut


@dataclass(frozen=True, slots=True)
class Seat:
    """A person in a column of the board.

    part: "lead", "deputy" or empty, in the user's language.
    about: which choice the group is, or the organisation of a person without a group.
    short: a shorter form of `about`, for narrow columns.
    outside: whether the group is none of the person's choices.
    gone: whether the person withdrew or left.
    """

    member: MemberRow
    part: str = ""
    about: str = ""
    short: str = ""
    outside: bool = False
    gone: bool = False

    def aloud(self) -> str:
        """Return the text for screen readers."""
        who = self.member
        about = self.about if self.about != who.organisation else ""
        parts = [who.name, who.organisation, self.part, about]
        return ", ".join(part for part in (*parts, say("locked") if who.locked else "") if part)


def seat(member: MemberRow, part: str, choosers: Collection[int], away: Collection[int]) -> Seat:
    """Return a member's seat with the rank of the group among the member's choices.

    part: "lead", "deputy" or empty, in the user's language.
    choosers: the ids of the people who have made choices.
    away: the ids of the people who withdrew or left.
    """
    if member.participant_id in away:
        return Seat(member, part, say("no longer here"), say("gone"), gone=True)
    if member.rank:
        about = say("{rank} choice", rank=rank_word(member.rank))
        return Seat(member, part, about, ordinal(member.rank))
    if member.participant_id in choosers:
        return Seat(member, part, say("outside their choices"), say("outside"), outside=True)
    return Seat(member, part, say("no choice made"))


class SeatPainter(QStyledItemDelegate):
    """Paints initials, the name in as many lines as it needs, and part and choice below it."""

    def __init__(self, parent: QListWidget) -> None:
        super().__init__(parent)
        self._list = parent

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the height that the name needs in this column, and at least 40 px at 100 %."""
        width = self._width()
        lines = len(self._lines(index.data(SEAT), width))
        words = lines * QFontMetrics(theme.font("body")).height()
        words += QFontMetrics(theme.font("small")).height()
        return QSize(width - 2, max(words + theme.px(6), theme.px(40)))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one row."""
        here: Seat = index.data(SEAT)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect)
        _ground(painter, option, box)
        side = float(theme.px(_SIDE))
        top = box.center().y() - side / 2
        disc = QRectF(box.left() + theme.px(_PAD), top, side, side)
        paint_avatar(painter, disc, initials(here.member.name))
        lines = self._lines(here, self._width())
        painter.setFont(theme.font("body"))
        name, small = painter.fontMetrics(), QFontMetrics(theme.font("small"))
        left = disc.right() + theme.px(_GAP)
        top = box.center().y() - (len(lines) * name.height() + small.height()) / 2
        painter.setPen(theme.colour("soft" if here.gone else "ink"))
        paint_lines(painter, left, top, lines)
        below = QPointF(left, top + len(lines) * name.height() + small.ascent())
        _paint_about(painter, below, box.right() - theme.px(_PAD) - left, here)
        if here.member.locked:
            _paint_lock(painter, box)
        painter.restore()

    def _width(self) -> int:
        """Return the width of a row beside a scroll bar, whether there is one or not.

        A height would otherwise be asked for before the bar comes, and be too low for the lines after it.
        """
        bar = self._list.verticalScrollBar().sizeHint().width()
        return self._list.contentsRect().width() - bar

    def _lines(self, here: Seat, width: float) -> list[str]:
        """Return the name, broken into lines if the row is too narrow for it."""
        room = width - theme.px(_SIDE + _GAP + 2 * _PAD + (_LOCK if here.member.locked else 0))
        return in_lines(here.member.name, theme.font("body"), room, most=_LINES)


def _paint_about(painter: QPainter, at: QPointF, room: float, here: Seat) -> None:
    """Paint the part in strong type, then the choice; in its short form if there is no room."""
    strong, plain = theme.font("small", "strong"), theme.font("small")
    between = " · " if here.part and here.about else ""
    used = QFontMetrics(strong).horizontalAdvance(here.part + between)
    metrics = QFontMetrics(plain)
    fits = used + metrics.horizontalAdvance(here.about) <= room
    about = here.about if fits or not here.short else here.short
    painter.setFont(strong)
    painter.setPen(theme.colour("deep"))
    painter.drawText(at, here.part)
    painter.setFont(plain)
    painter.setPen(theme.colour("rose_text" if here.gone else "sun" if here.outside else "soft"))
    shown = metrics.elidedText(about, Qt.TextElideMode.ElideRight, max(int(room - used), 0))
    advance = QFontMetrics(strong).horizontalAdvance(here.part)
    painter.drawText(QPointF(at.x() + advance, at.y()), between + shown)


def _paint_lock(painter: QPainter, box: QRectF) -> None:
    side = theme.px(_LOCK)
    corner = QRect(
        int(box.right() - theme.px(_PAD) - side), int(box.top() + theme.px(_PAD)), side, side
    )
    theme.icon("lock-simple", "plum").paint(painter, corner)


def _ground(painter: QPainter, option: QStyleOptionViewItem, box: QRectF) -> None:
    state = option.state
    selected = bool(state & QStyle.StateFlag.State_Selected)
    if selected or state & QStyle.StateFlag.State_MouseOver:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("river_tint" if selected else "hover"))
        painter.drawRoundedRect(box.adjusted(0, 1, 0, -1), 8, 8)
    if state & QStyle.StateFlag.State_HasFocus:
        painter.setPen(theme.colour("river"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(1, 2, -1, -2), 8, 8)
