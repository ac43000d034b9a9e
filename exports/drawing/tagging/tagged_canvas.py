"""A ReportLab canvas on which everything drawn is part of an element or marked as an artifact."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from typing import Any, Final

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFString
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from exports.drawing import inks
from exports.drawing.tagging import stopping
from exports.drawing.tagging.properties import Properties, output_intents
from exports.drawing.tagging.streams import end_streams_on_a_line_of_their_own
from exports.drawing.tagging.structure import Element, LinkArea, Mark, StructureWriter

end_streams_on_a_line_of_their_own()

_NUMBER: Final = 40.0  # points of room for the number of a page
_VERSION: Final = (1, 7)  # of PDF, on which PDF/UA-1 stands


class TaggedCanvas(Canvas):
    """A canvas that marks all drawing as part of a structure element or as an artifact.

    root: the root of the structure tree.
    made_at: the local time stored as the date of creation.

    `is_bare` says that the page has no header and footer.
    """

    _code: list[str]  # ReportLab's: the operators of the page so far
    _doc: Any  # ReportLab's, here and below: the document
    _absRect: Any  # noqa: N815
    _addAnnotation: Any  # noqa: N815
    _bookmarkReference: Any  # noqa: N815

    def __init__(self, *args: Any, root: Element, made_at: datetime, **options: Any) -> None:
        self.root = root
        self._open: Element | None = None
        self._drawing = False  # inside an element or an artifact
        self._marks = 0
        self.is_bare = False
        self._total: tuple[str, float] | None = None
        self._places: dict[str, int] = {}  # the page of each anchor
        self._asked: dict[str, ParagraphStyle] = {}  # anchors whose page is drawn
        super().__init__(*args, **options | {"pdfVersion": _VERSION})
        self._properties = self._doc.info = Properties(made_at)
        self._doc.Reference(self._properties)  # near the head, where a file of ours is known by it

    def showPage(self) -> None:
        """End the page; marks are numbered from 0 again on the next."""
        stopping.look()
        super().showPage()
        self._marks, self.is_bare = 0, False

    @contextmanager
    def marked(self, element: Element) -> Iterator[None]:
        """Draw as part of an element, or of the one being drawn already (a cell, a figure).

        A link within another element is an element in that one.
        """
        outer = self._open
        if self._drawing and (outer in (None, element) or element.tag != "Link"):
            yield
            return
        if outer is not None:  # a link in a cell is an element of its own
            element.parent = outer
            self._end()
        self._begin(element)
        yield
        self._end()
        if outer is not None:
            self._begin(outer)

    def _begin(self, element: Element) -> None:
        element.attach(self.root)
        element.kids.append(Mark(self.getPageNumber() - 1, self._marks))
        self._code.append(f"/{element.tag} <</MCID {self._marks}>> BDC")
        self._marks += 1
        self._open, self._drawing = element, True

    def _end(self) -> None:
        self._code.append("EMC")
        self._open, self._drawing = None, False

    @contextmanager
    def furniture(self, kind: str = "Layout") -> Iterator[None]:
        """Draw an artifact, which screen readers skip: rules, footers, repeated headings.

        kind: the type of artifact.
        """
        if self._drawing:
            yield
            return
        self._code.append(f"/Artifact <</Type /{kind}>> BDC")
        self._drawing = True
        yield
        self._code.append("EMC")
        self._drawing = False

    def setFillAlpha(self, a: float) -> None:
        """Do nothing: no ink is transparent, and ReportLab would look that up for each text."""

    def draw_page_total(self, x: float, y: float, font: str, size: float) -> None:
        """Draw the number of pages, which is filled in when the document is saved."""
        self._total = (font, size)
        self.saveState()
        self.translate(x, y)
        self.doForm("total")
        self.restoreState()

    def note_place(self, anchor: str) -> None:
        """Remember that an anchor is on this page."""
        self._places[anchor] = self.getPageNumber()

    def draw_page_of(self, anchor: str, x: float, style: ParagraphStyle) -> None:
        """Draw the page of an anchor, up to x; it is filled in when the document is saved."""
        self._asked[anchor] = style
        self.saveState()
        self.translate(x - _NUMBER, style.leading - style.fontSize)
        self.doForm(f"page-{anchor}")
        self.restoreState()

    def _draw_total(self, font: str, size: float) -> None:
        self.setFillColor(inks.ink("soft"))
        self.setFont(font, size)
        self.drawString(0, 0, str(self.getPageNumber() - 1))

    def _fill_in(self, name: str, wide: float, draw: Callable[[], object]) -> None:
        self.beginForm(name, 0, -10, wide, 30)
        draw()
        self.endForm()

    def _draw_page(self, anchor: str, style: ParagraphStyle) -> None:
        self.setFillColor(style.textColor)
        self.setFont(style.fontName, style.fontSize)
        self.drawRightString(_NUMBER, 0, str(self._places.get(anchor, "")))

    def save(self) -> None:
        """Fill in the number of pages, add the structure tree and write the file."""
        if self._total is not None:
            self._fill_in("total", 60, partial(self._draw_total, *self._total))
        for anchor, style in self._asked.items():
            self._fill_in(f"page-{anchor}", _NUMBER, partial(self._draw_page, anchor, style))
        for number, page in enumerate(self._doc.Pages.pages):
            _read_in_order(page, number)
        StructureWriter(self._doc).write(self.root)
        catalog = self._doc.Catalog
        catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents"]
        catalog.OutputIntents = output_intents(self._doc)
        catalog.Metadata = self._properties.metadata()
        super().save()

    def make_clickable(
        self, says: str, target: str, box: tuple[float, float, float, float]
    ) -> None:
        """Make an area of the open element a link.

        says: the text of the link.
        target: an address or, with `#`, the name of a bookmark in this document.
        box: the area, relative to the flowable being drawn, in points.
        """
        assert self._open is not None, "a link needs an element to belong to"
        annotation = PDFDictionary(
            {
                "Type": "/Annot",
                "Subtype": "/Link",
                "Rect": PDFArray(self._absRect(box, relative=1)),
                "Border": PDFArray([0, 0, 0]),
                "Contents": PDFString(says),
                "F": 4,  # printed
            }
        )
        if target.startswith("#"):
            annotation["Dest"] = self._bookmarkReference(target[1:])
        else:
            annotation["A"] = PDFDictionary({"S": "/URI", "URI": PDFString(target)})
        self._addAnnotation(annotation)
        self._open.kids.append(LinkArea(self.getPageNumber() - 1, annotation))


def _read_in_order(page: Any, number: int) -> None:
    """Give ReportLab's page its key in the parent tree, and let Tab follow the structure."""
    page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
    page.StructParents, page.Tabs = number, "/S"


def canvas_of(flowable: Flowable) -> TaggedCanvas:
    """Return the tagged canvas on which a flowable is being drawn."""
    canvas: object = flowable.canv
    assert isinstance(canvas, TaggedCanvas)
    return canvas
