"""What the room screen can show, as frozen values. Nothing private ever goes in one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a result: `share` of the longest, 0 to 1; `first` marks the winner's colour."""

    label: str
    value: str
    share: float
    first: bool = False


@dataclass(frozen=True, slots=True)
class Slide:
    """One view for the room: a title, and whichever parts it has."""

    title: str
    lead: str = ""
    footer: str = ""
    lines: tuple[str, ...] = ()  # a tab parts a mark, as a time, from its words
    clusters: tuple[tuple[str, tuple[str, ...]], ...] = ()
    bars: tuple[Bar, ...] = ()
    revealed: int | None = (
        None  # how many bars are shown, from the last place; None: one by one, all
    )
    numbers: tuple[tuple[str, str], ...] = ()  # (label, value)
    picture: Callable[[QPainter, QRectF], None] | None = None
    close_ups: tuple[Callable[[QPainter, QRectF], None], ...] = ()  # further pages of the picture
    timer: bool = False  # show the minutes left of the current block
