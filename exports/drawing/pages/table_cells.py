"""What stands in the cells of a table."""

from __future__ import annotations

from typing import Final, TypeAlias

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable

from exports.drawing import safe_markup
from exports.drawing.safe_markup import Link, Words
from exports.drawing.styles import CELL, LINKED
from exports.drawing.tagging import tagged

_BLANK: Final = "\N{NO-BREAK SPACE}"
Cell: TypeAlias = Words | list[Words]  # the entries of a list are set below each other


def cell(value: Cell, style: ParagraphStyle) -> list[Flowable] | str:
    """Return what stands in a cell; nothing and plain numbers need no paragraph, which takes far longer."""
    if style is CELL and isinstance(value, str) and (not value or value.isdecimal()):
        return value
    values = value if isinstance(value, list) else [value]
    return [each for one in values for each in _pieces(one, style)] or [tagged.text(_BLANK, style)]


def _pieces(value: Words, style: ParagraphStyle) -> list[Flowable]:
    if isinstance(value, Link) and value:
        return [tagged.link(safe_markup.text(value), LINKED, value.target)]
    if isinstance(value, str):
        value = safe_markup.bounded(value)
    return [tagged.text(piece, style) for piece in safe_markup.paragraphs(value)]
