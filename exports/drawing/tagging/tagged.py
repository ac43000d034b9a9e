"""Accessible PDF over open-source ReportLab: flowables that say what they draw.

Build a story of `Text`, `items`, `Figure`, `Decoration` and tables, then `draw` it; the answer
meets PDF/UA-1, which the tests check on every output.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from copy import copy
from datetime import datetime
from functools import lru_cache
from threading import Lock
from typing import Any, TypeAlias

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    PageTemplate,
    Paragraph,
)

from exports.drawing.tagging.structure import Element, finish
from exports.drawing.tagging.tagged_canvas import TaggedCanvas, canvas_of
from resources.words import language_tag

Painter: TypeAlias = Callable[[TaggedCanvas, float, float], None]
Furniture: TypeAlias = Callable[[TaggedCanvas, BaseDocTemplate], None]


_PARSING = Lock()  # ReportLab parses all markup with one parser, whatever the thread
# words that are all there is to read, or all of them strong: they need no parser
_PLAIN = re.compile(r"(<b>)?([^<&\s]+(?: [^<&\s]+)*)(?(1)</b>)")


@lru_cache(maxsize=256)
def _fragment(style: ParagraphStyle, strong: bool) -> Any:
    """What ReportLab makes of plain words in this style; those words are put in the place of ours."""
    with _PARSING:
        (fragment,) = Paragraph("<b>x</b>" if strong else "x", style).frags
    return fragment


class Text(Paragraph):
    """A paragraph or heading; `markup` is ReportLab's, so words of people must be escaped before."""

    blPara: Any  # ReportLab's: the lines  # noqa: N815

    def __init__(self, markup: Any, style: ParagraphStyle, tag: str = "P", **options: Any) -> None:
        self.element = Element(tag)
        self.outline = ""  # what the list of bookmarks calls it
        self.anchor = ""
        self.target = self.says = ""  # where a link leads, and what it is called
        self._lines: dict[float, tuple[Any, float, float]] = {}  # by the width they are broken in
        if markup and (plain := _PLAIN.fullmatch(markup)):
            options["frags"] = [_fragment(style, bool(plain[1])).clone(text=plain[2])]
        with _PARSING:
            super().__init__(markup, style, **options)

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - ReportLab's names
        """Break the words into lines; a table asks three times, and once is enough for one width."""
        if aW not in self._lines:
            super().wrap(aW, aH)
            self._lines[aW] = self.blPara, self.width, self.height
        self.blPara, self.width, self.height = self._lines[aW]
        return self.width, self.height

    def again(self) -> Text:
        """The same words in the same lines, as an element of its own."""
        other = copy(self)
        other.element = Element(self.element.tag)
        return other

    def draw(self) -> None:
        """Draw for the element this paragraph, or the half of it, belongs to."""
        canvas = canvas_of(self)
        if self.anchor:
            canvas.bookmarkHorizontal(self.anchor, 0, self.height)
        if self.outline:
            canvas.addOutlineEntry(self.outline, self.anchor, int(self.element.tag[1]) - 1)
        with canvas.marked(self.element):
            super().draw()
            if self.target:
                canvas.make_clickable(self.says, self.target, (0, 0, self.width, self.height))

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: N803 - ReportLab's names
        """Break over a page; both halves stay one element, and bookmarks lead to the first."""
        halves: list[Flowable] = super().split(aW, aH)
        for number, half in enumerate(halves):
            assert isinstance(half, Text)
            half.element, half.target, half.says = self.element, self.target, self.says
            if number == 0:
                half.outline, half.anchor = self.outline, self.anchor
        return halves


class Item(Text):
    """One entry of a list: its label hangs in the margin of its words."""

    label = ""

    def draw(self) -> None:
        """The label first, as its own element, then the words."""
        canvas = canvas_of(self)
        item = self.element.parent
        assert item is not None
        if self.label and not self.element.attached:
            canvas.setFillColor(self.style.textColor)
            with canvas.marked(Element("Lbl", parent=item)):
                canvas.setFont(self.style.bulletFontName, self.style.bulletFontSize)
                baseline = self.height - self.style.fontSize
                canvas.drawString(self.style.bulletIndent, baseline, self.label)
        super().draw()

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: N803 - ReportLab's names
        """Break over a page; only the first half has the label."""
        halves = super().split(aW, aH)
        if halves:
            first = halves[0]
            assert isinstance(first, Item)
            first.label = self.label
        return halves


@lru_cache(maxsize=4096)
def _first(markup: str, style: ParagraphStyle) -> Text:
    return Text(markup, style)


def text(markup: str, style: ParagraphStyle) -> Text:
    """A paragraph; words that stand in many cells and packs are parsed and broken into lines once."""
    return _first(markup, style).again()


def link(markup: str, style: ParagraphStyle, target: str) -> Text:
    """A line that leads somewhere: an address, or `#anchor` of a heading."""
    line = Text(markup, style, "Link")
    line.element.parent = Element("P")
    line.target, line.says = target, line.getPlainText(identify=True)
    return line


def items(
    lines: Sequence[str], style: ParagraphStyle, label: Callable[[int], str] = lambda _: "•"
) -> list[Flowable]:
    """A list, one entry per line of markup; `label` gives the sign before each, counted from 1."""
    whole = Element("L")
    entries: list[Flowable] = []
    for number, line in enumerate(lines, start=1):
        entry = Item(line, style, "LBody")
        entry.element.parent = Element("LI", parent=whole)
        entry.label = label(number)
        entries.append(entry)
    return entries


class Figure(Flowable):
    """A picture of a given size, with words for those who cannot see it."""

    def __init__(self, paint: Painter, width: float, height: float, alt: str) -> None:
        super().__init__()
        self._paint = paint
        self.width, self.height = width, height
        self._alt = alt

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - ReportLab's names
        """Its size, whatever the room for it."""
        return self.width, self.height

    def draw(self) -> None:
        """Paint it as one element."""
        canvas = canvas_of(self)
        x, y = canvas.absolutePosition(0, 0)
        box = (x, y, x + self.width, y + self.height)
        with canvas.marked(Element("Figure", alt=self._alt, box=box)):
            self._paint(canvas, self.width, self.height)


class Decoration(Flowable):
    """Something seen but not read: a rule, a coloured band, a box to write in."""

    def __init__(self, paint: Painter, height: float, width: float = 0.0) -> None:
        super().__init__()
        self._paint = paint
        self._width = width
        self.height = height

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - ReportLab's names
        """As wide as asked, or as there is room."""
        self.width = self._width or aW
        return self.width, self.height

    def draw(self) -> None:
        """Paint it outside the tree."""
        canvas = canvas_of(self)
        with canvas.furniture():
            self._paint(canvas, self.width, self.height)


def draw(
    title: str,
    story: Sequence[Flowable],
    size: tuple[float, float],
    margins: tuple[float, float, float, float],
    furniture: Furniture,
    made_at: datetime,
    enlarged: float = 1.0,
) -> bytes:
    """The story as PDF/UA-1, on pages of a size (points) inside margins (left, top, right, bottom).

    `enlarged` draws pages and all that is on them larger by that factor.
    """
    left, top, right, bottom = margins
    drawn = io.BytesIO()
    root = Element("Document")
    document = BaseDocTemplate(
        drawn,
        pagesize=(size[0] * enlarged, size[1] * enlarged),
        title=title,
        lang=language_tag(),
        invariant=1,
        pageCompression=0,  # pikepdf packs what it writes
    )
    frame = Frame(
        left, bottom, size[0] - left - right, size[1] - top - bottom,
        leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0,
    )  # fmt: skip

    def page_furniture(canvas: Canvas, document: BaseDocTemplate) -> None:
        assert isinstance(canvas, TaggedCanvas)
        canvas.scale(enlarged, enlarged)
        with canvas.furniture("Pagination"):
            furniture(canvas, document)

    document.addPageTemplates(PageTemplate(frames=[frame], onPage=page_furniture))
    document.build(
        list(story), canvasmaker=lambda *a, **options: TaggedCanvas(*a, root=root, **options)
    )
    return finish(drawn.getvalue(), root, title, made_at)
