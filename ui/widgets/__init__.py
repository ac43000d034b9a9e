"""The widgets that pages are made of. They depend on the theme, but on no subject."""

from __future__ import annotations

from ui.widgets.buttons import button
from ui.widgets.chips import Chip
from ui.widgets.inputs.entry_line import EntryLine
from ui.widgets.inputs.fields import Field
from ui.widgets.inputs.forms import FormDialog, ask_form
from ui.widgets.inputs.numbers import BigNumber
from ui.widgets.inputs.saving import ask_first, ask_new_file, ask_replace
from ui.widgets.inputs.segments import Segments, choice_box
from ui.widgets.labels import ElidedLabel, Glyph, hairline, label, restyle, unmarked
from ui.widgets.lists.selection import show_current
from ui.widgets.lists.side_by_side import SideBySide
from ui.widgets.lists.table import QuietTable
from ui.widgets.lists.table_columns import Column
from ui.widgets.lists.tags import Avatar, PersonTag, initials
from ui.widgets.lists.two_lines import TwoLineLabel
from ui.widgets.messages.banner import Banner, StandingBanner
from ui.widgets.messages.empty import EmptyState
from ui.widgets.messages.header import PageHeader
from ui.widgets.messages.meter import Meter
from ui.widgets.messages.progress import ProgressStrip
from ui.widgets.messages.toast import Toast
from ui.widgets.scrolled import scrolled
from ui.widgets.sheet import Sheet

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
