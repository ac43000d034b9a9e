"""A ReportLab canvas on which everything drawn belongs to an element or is said to be furniture."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from exports.drawing import inks
from exports.drawing.tagging.structure import Element, LinkArea, Mark


class TaggedCanvas(Canvas):
    """A canvas on which every mark belongs to an element or is said to be furniture."""

    _code: list[str]  # ReportLab's: the page so far
    _annotationrefs: list[object]  # and what can be clicked on it

    def __init__(self, *args: Any, root: Element, **options: Any) -> None:
        self.root = root
        self._open: Element | None = None
        self._drawing = False  # inside an element or inside furniture
        self._marks = 0
        self._total: tuple[str, float] | None = None
        super().__init__(*args, **options)

    def showPage(self) -> None:
        """End the page; numbering of marks starts again on the next."""
        super().showPage()
        self._marks = 0

    @contextmanager
    def marked(self, element: Element) -> Iterator[None]:
        """Draw for this element, or for the one already being drawn (a cell, a figure)."""
        if self._drawing:
            yield
            return
        element.attach(self.root)
        element.kids.append(Mark(self.getPageNumber() - 1, self._marks))
        self._code.append(f"/{element.tag} <</MCID {self._marks}>> BDC")
        self._marks += 1
        self._open, self._drawing = element, True
        yield
        self._code.append("EMC")
        self._open, self._drawing = None, False

    @contextmanager
    def furniture(self, kind: str = "Layout") -> Iterator[None]:
        """Draw what a reader aloud passes over: rules, footers, repeated headings."""
        if self._drawing:
            yield
            return
        self._code.append(f"/Artifact <</Type /{kind}>> BDC")
        self._drawing = True
        yield
        self._code.append("EMC")
        self._drawing = False

    def draw_page_total(self, x: float, y: float, font: str, size: float) -> None:
        """How many pages there are, which is only known, and only drawn, at the end."""
        self._total = (font, size)
        self.saveState()
        self.translate(x, y)
        self.doForm("total")
        self.restoreState()

    def save(self) -> None:
        """Write the file, now that the pages are counted."""
        if self._total is not None:
            self.beginForm("total", 0, -10, 60, 30)
            self.setFillColor(inks.ink("soft"))
            self.setFont(*self._total)
            self.drawString(0, 0, str(self.getPageNumber() - 1))
            self.endForm()
        super().save()

    def make_clickable(
        self, says: str, target: str, box: tuple[float, float, float, float]
    ) -> None:
        """Make an area of the open element lead to an address, or, with #, to a bookmark in here."""
        assert self._open is not None, "a link needs an element to belong to"
        area = LinkArea(self.getPageNumber() - 1, len(self._annotationrefs), says)
        if target.startswith("#"):
            self.linkRect("", target[1:], box, relative=1)
        else:
            self.linkURL(target, box, relative=1)
        self._open.kids.append(area)


def canvas_of(flowable: Flowable) -> TaggedCanvas:
    """The canvas a flowable is being drawn on, known to be ours."""
    canvas: object = flowable.canv
    assert isinstance(canvas, TaggedCanvas)
    return canvas
