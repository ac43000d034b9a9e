"""The parts every page is made of. They know the theme and no subject."""

from __future__ import annotations

from ui.widgets.banner import Banner, StandingBanner
from ui.widgets.buttons import button
from ui.widgets.chips import Chip
from ui.widgets.columns import Column
from ui.widgets.empty import EmptyState
from ui.widgets.entry import EntryLine
from ui.widgets.fields import Field
from ui.widgets.forms import FormDialog, ask_form
from ui.widgets.header import PageHeader
from ui.widgets.meter import Meter
from ui.widgets.numbers import BigNumber
from ui.widgets.progress import ProgressStrip
from ui.widgets.saving import ask_first, ask_new_file, ask_replace
from ui.widgets.scrolled import scrolled
from ui.widgets.segments import Segments, choice_box
from ui.widgets.selection import show_current
from ui.widgets.sheet import Sheet
from ui.widgets.side_by_side import SideBySide
from ui.widgets.table import QuietTable
from ui.widgets.tags import Avatar, PersonTag, initials
from ui.widgets.toast import Toast
from ui.widgets.two_lines import TwoLineLabel
from ui.widgets.words import ElidedLabel, Glyph, hairline, label, restyle, unmarked

__all__ = [
    "Avatar",
    "Banner",
    "BigNumber",
    "Chip",
    "Column",
    "ElidedLabel",
    "EmptyState",
    "EntryLine",
    "Field",
    "FormDialog",
    "Glyph",
    "Meter",
    "PageHeader",
    "PersonTag",
    "ProgressStrip",
    "QuietTable",
    "Segments",
    "Sheet",
    "SideBySide",
    "StandingBanner",
    "Toast",
    "TwoLineLabel",
    "ask_first",
    "ask_form",
    "ask_new_file",
    "ask_replace",
    "button",
    "choice_box",
    "hairline",
    "initials",
    "label",
    "restyle",
    "scrolled",
    "show_current",
    "unmarked",
]
