"""Accessible PDF with ReportLab: flowables that know their structure element.

Build a story of `Text`, `items`, figures and tables, then draw it by `building.draw`. The result meets
PDF/UA-1 and PDF/A-2a, which the tests check for every output.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from functools import lru_cache
from threading import Lock
from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable, Paragraph

from exports.drawing import fonts
from exports.drawing.lettering.clusters import is_leftwards, visual
from exports.drawing.tagging.structure import Element
from exports.drawing.tagging.tagged_canvas import canvas_of

_PARSING = Lock()  # ReportLab has one parser for all threads
# text without any markup, or all of it strong, which needs no parser
_PLAIN = re.compile(r"(<b>)?([^<&\s]+(?: [^<&\s]+)*)(?(1)</b>)")


@lru_cache(maxsize=256)
def _fragment(style: ParagraphStyle, strong: bool) -> Any:
    """Return what ReportLab makes of plain text in this style; copies of it get other text."""
    with _PARSING:
        (fragment,) = Paragraph("<b>x</b>" if strong else "x", style).frags
    return fragment


@lru_cache(maxsize=256)
def _at_hyphens(style: ParagraphStyle) -> ParagraphStyle:
    """Return a style whose lines may break after a hyphen."""
    return style.clone(f"{style.name} at hyphens", embeddedHyphenation=1)


def _has_long_compound(fragments: Sequence[Any], width: float) -> bool:
    """Return whether a word with a hyphen is longer than a line, so that it must be broken in it."""
    return any(
        stringWidth(word, one.fontName, one.fontSize) > width
        for one in fragments
        if "-" in getattr(one, "text", "")
        for word in one.text.split()
        if "-" in word
    )


class Text(Paragraph):
    """A paragraph or heading.

    markup: ReportLab's markup; typed text in it must be escaped.
    tag: the structure type.

    Before drawing, `outline` and `anchor` may be set for a bookmark, and `target` and `says` for a
    link.
    """

    blPara: Any  # ReportLab's: the lines  # noqa: N815

    def __init__(self, markup: Any, style: ParagraphStyle, tag: str = "P", **options: Any) -> None:
        self.element = Element(tag)
        self.outline = ""  # its title in the list of bookmarks
        self.anchor = ""
        self.target = self.says = ""  # the target and the text of a link
        self.leftwards = bool(markup) and is_leftwards(markup)
        self._lines: dict[float, tuple[Any, float, float]] = {}  # by width
        if markup and (plain := _PLAIN.fullmatch(markup)):
            options["frags"] = [_fragment(style, bool(plain[1])).clone(text=plain[2])]
        with _PARSING:
            super().__init__(markup, style, **options)
        if style.fontName == fonts.TITLE:
            for fragment in self.frags:  # ReportLab knows two weights of a font
                if getattr(fragment, "fontName", "") in fonts.CLUSTERS.values():
                    fragment.fontName = fonts.CLUSTERS[fonts.TITLE]

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - ReportLab's names
        """Break the text into lines.

        The result is kept, since a table wraps each cell three times.
        """
        if aW not in self._lines:
            if _has_long_compound(self.frags, aW):
                self.style = _at_hyphens(self.style)
            super().wrap(aW, aH)
            self._lines[aW] = self.blPara, self.width, self.height
        self.blPara, self.width, self.height = self._lines[aW]
        return self.width, self.height

    def again(self) -> Text:
        """Return a copy with the same lines and an element of its own."""
        other = Text.__new__(Text)
        vars(other).update(vars(self))  # as `copy` does, in half its time
        other.element = Element(self.element.tag)
        return other

    def draw(self) -> None:
        """Draw the paragraph, or the half of it, as part of its element."""
        canvas = canvas_of(self)
        if self.anchor:
            canvas.bookmarkHorizontal(self.anchor, 0, self.height)
            canvas.note_place(self.anchor)
        if self.outline:
            canvas.addOutlineEntry(self.outline, self.anchor, int(self.element.tag[1]) - 1)
        with canvas.marked(self.element):
            with self._lines_as_they_stand():
                super().draw()
            if self.target:
                canvas.make_clickable(self.says, self.target, (0, 0, self.width, self.height))

    @contextmanager
    def _lines_as_they_stand(self) -> Iterator[None]:
        """Turn round, for the drawing, what is written from right to left on each line."""
        read = self.blPara
        if self.leftwards:
            self.blPara = copy(read)
            self.blPara.lines = [_visual(line) for line in read.lines]
        yield
        self.blPara = read

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: N803 - ReportLab's names
        """Break over a page; both halves have the same element, and bookmarks lead to the first."""
        halves: list[Flowable] = super().split(aW, aH)
        for number, half in enumerate(halves):
            assert isinstance(half, Text)
            half.element, half.target, half.says = self.element, self.target, self.says
            half.leftwards = self.leftwards
            if number == 0:
                half.outline, half.anchor = self.outline, self.anchor
        return halves


def _visual(line: Any) -> Any:
    """Return a copy of one of ReportLab's lines, of either kind, with its words as they stand."""
    if isinstance(line, tuple):
        space, words = line
        return space, visual(" ".join(words)).split(" ")
    turned = copy(line)
    turned.words = [word.clone(text=visual(word.text)) for word in line.words]
    return turned


class Entry(Text):
    """A line of a list of contents: a link, with the number of its page at the right."""

    def draw(self) -> None:
        """Draw the words and the number as one link."""
        canvas = canvas_of(self)
        with canvas.marked(self.element):
            super().draw()
            canvas.draw_page_of(self.target[1:], self.width, self.style)


class Item(Text):
    """An entry of a list; its label is drawn in the margin."""

    label = ""

    def draw(self) -> None:
        """Draw the label as an element of its own, then the text."""
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
    """Return a paragraph.

    Text that occurs in many cells and packs is parsed and broken into lines only once.
    """
    return _first(markup, style).again()


def link(markup: str, style: ParagraphStyle, target: str) -> Text:
    """Return a line that links to an address or, with `#anchor`, to a heading."""
    line = text(markup, style)
    line.element = Element("Link", parent=Element("P"))
    line.target, line.says = target, line.getPlainText(identify=True)
    return line


def contents(entries: Sequence[tuple[str, str]], style: ParagraphStyle) -> list[Flowable]:
    """Return a list of contents.

    entries: the markup and the anchor of each heading.
    """
    whole = Element("TOC")
    lines: list[Flowable] = []
    for markup, anchor in entries:
        line = Entry(markup, style, "Link")
        line.element.parent = Element("TOCI", parent=whole)
        line.target, line.says = f"#{anchor}", line.getPlainText(identify=True)
        lines.append(line)
    return lines


def items(
    entries: Sequence[Sequence[str]],
    style: ParagraphStyle,
    label: Callable[[int], str] = lambda _: "•",
) -> list[list[Flowable]]:
    """Return the flowables of each entry of a list.

    entries: the markup of each, in one piece, or in several if it is very long.
    label: returns the sign before an entry, by its number from 1.
    """
    whole = Element("L")
    made: list[list[Flowable]] = []
    for number, pieces in enumerate(entries, start=1):
        lines = [Item(piece, style, "LBody") for piece in pieces]
        for line in lines:
            line.element = lines[0].element
            line.label = label(number)
        lines[0].element.parent = Element("LI", parent=whole)
        made.append([*lines])
    return made
