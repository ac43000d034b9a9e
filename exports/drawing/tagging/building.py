"""Stories built into PDF/UA-1 and PDF/A-2a, on pages of one size or of several."""

from __future__ import annotations

import gc
import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from typing import Final, TypeAlias

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    NextPageTemplate,
    PageTemplate,
)

from exports.drawing.tagging.drawn_flowables import Margins
from exports.drawing.tagging.structure import Element
from exports.drawing.tagging.tagged_canvas import TaggedCanvas
from resources.words import language_tag

Size: TypeAlias = tuple[float, float]  # width and height, in points
Furniture: TypeAlias = Callable[[TaggedCanvas, float], None]  # draws on a page of some width
GUTTER: Final = 24.0  # between two columns, in points


class NextPages(NextPageTemplate):
    """A change of the size of pages, from the next one on."""

    def __init__(self, size: Size) -> None:
        super().__init__(_name(size))
        self.size = size


def _name(size: Size) -> str:
    return f"{size[0]:.1f} x {size[1]:.1f}"


def column_width(size: Size, margins: Margins, columns: int) -> float:
    """Return the width of each column of a page, in points."""
    return (size[0] - margins[0] - margins[2] - (columns - 1) * GUTTER) / columns


def _columns(size: Size, margins: Margins, columns: int) -> Iterator[Frame]:
    """Yield the columns of a page from left to right."""
    left, top, _right, bottom = margins
    width = column_width(size, margins, columns)
    for number in range(columns):
        yield Frame(
            left + number * (width + GUTTER), bottom, width, size[1] - top - bottom,
            leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0,
        )  # fmt: skip


def _document(drawn: io.BytesIO, title: str, size: Size) -> BaseDocTemplate:
    """Return a document with this title, which always gives the same bytes."""
    return BaseDocTemplate(
        drawn,
        pagesize=size,
        title=title,
        lang=language_tag(),
        displayDocTitle=1,
        invariant=1,
        pageCompression=1,
    )


def draw(
    title: str,
    story: Sequence[Flowable],
    size: Size,
    margins: Margins,
    furniture: Furniture,
    made_at: datetime,
    enlarged: float = 1.0,
    columns: int = 1,
) -> bytes:
    """Return a story as PDF/UA-1 and PDF/A-2a.

    size: width and height of the pages, in points; `NextPages` in the story changes it.
    margins: left, top, right and bottom, in points.
    furniture: draws header and footer on each page.
    made_at: the local time stored as the date of creation.
    enlarged: the factor by which pages and all that is on them are drawn larger.
    columns: how many columns a page has.
    """
    drawn = io.BytesIO()
    sizes = dict.fromkeys((size, *(one.size for one in story if isinstance(one, NextPages))))
    first = story[0].size if story and isinstance(story[0], NextPages) else size
    document = _document(drawn, title, (first[0] * enlarged, first[1] * enlarged))
    for page in sorted(sizes, key=lambda one: one != first):  # the first added is begun with
        document.addPageTemplates(
            _page_template(page, list(_columns(page, margins, columns)), furniture, enlarged)
        )
    canvas = partial(TaggedCanvas, root=Element("Document"), made_at=made_at)
    with _garbage_left():
        document.build(list(story), canvasmaker=canvas)
    return drawn.getvalue()


@contextmanager
def _garbage_left() -> Iterator[None]:
    """Leave garbage until the document is drawn: nearly all that ReportLab makes is needed until its end."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def _page_template(
    size: Size, columns: list[Frame], furniture: Furniture, enlarged: float
) -> PageTemplate:
    """Return the template of the pages of a size, which is that before they are enlarged."""

    def enlarge(canvas: Canvas, _document: BaseDocTemplate) -> None:
        canvas.scale(enlarged, enlarged)

    def page_furniture(canvas: Canvas, document: BaseDocTemplate) -> None:
        assert isinstance(canvas, TaggedCanvas)
        if not canvas.is_bare:
            with canvas.furniture("Pagination"):
                furniture(canvas, document.pageTemplate.pagesize[0] / enlarged)

    return PageTemplate(
        _name(size),
        columns,
        onPage=enlarge,
        onPageEnd=page_furniture,
        pagesize=(size[0] * enlarged, size[1] * enlarged),
    )
