"""The structure tree of a PDF, and how it is written into the file.

ReportLab draws the pages; this adds what a screen reader needs (PDF/UA-1, ISO 14289-1) with
pikepdf.
"""

from __future__ import annotations

import io
import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, ObjectStreamMode, Pdf, String

from exports.output_kinds import MAKER
from resources.words import language_tag


@dataclass(frozen=True, slots=True)
class Mark:
    """A run of drawing on a page.

    page: the page, counted from 0.
    number: the number of the run's marked content on that page.
    """

    page: int
    number: int


@dataclass(frozen=True, slots=True)
class LinkArea:
    """An area of a link.

    page: the page, counted from 0.
    index: its index among the page's annotations.
    says: the text of the link.
    """

    page: int
    index: int
    says: str


@dataclass(slots=True, eq=False)
class Element:
    """A node of the tree, such as a heading, a cell or a figure.

    It joins its parent when first drawn.

    tag: its PDF structure type.
    parent: the node above it; None for the root.
    alt: the description of a figure.
    scope: Column or Row, for header cells.
    box: the bounding box of a figure on its page.
    kids: its children, in drawing order.
    attached: whether it has joined its parent.
    """

    tag: str
    parent: Element | None = None
    alt: str = ""
    scope: str = ""
    box: tuple[float, float, float, float] | None = None
    kids: list[Element | Mark | LinkArea] = field(default_factory=list)
    attached: bool = False

    def attach(self, root: Element) -> None:
        """Join this element and its ancestors to the tree, unless they are already in it."""
        if self.attached or self is root:
            return
        self.attached = True
        parent = self.parent or root
        parent.attach(root)
        parent.kids.append(self)


def finish(drawn: bytes, root: Element, title: str, made_at: datetime) -> bytes:
    """Return the PDF with structure tree, title and language added.

    drawn: the PDF as ReportLab wrote it.
    """
    with pikepdf.open(io.BytesIO(drawn)) as pdf:
        _Writer(pdf).write(root)
        _describe(pdf, title, made_at)
        _mend_character_maps(pdf)
        done = io.BytesIO()
        pdf.save(
            done,
            min_version="1.7",
            deterministic_id=True,
            object_stream_mode=ObjectStreamMode.disable,
        )
    return done.getvalue()


class _Writer:
    """Writes a tree into a PDF and records the element of each mark, for the parent tree."""

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        self._pages = list(pdf.pages)
        self._marks: dict[int, dict[int, Object]] = defaultdict(dict)
        self._links: list[Object] = []

    def write(self, root: Element) -> None:
        """Add the structure tree and its parent tree."""
        tree = self._pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        tree.K = Array([self._element(root, tree)])
        numbers = Array()
        for number, page in enumerate(self._pages):
            marks = self._marks[number]
            numbers.append(number)
            numbers.append(self._pdf.make_indirect(Array([marks[n] for n in range(len(marks))])))
            page.obj.StructParents = number
            page.obj.Tabs = Name.S
        for offset, element in enumerate(self._links):
            numbers.append(len(self._pages) + offset)
            numbers.append(element)
        tree.ParentTree = self._pdf.make_indirect(Dictionary(Nums=numbers))
        tree.ParentTreeNextKey = len(self._pages) + len(self._links)
        self._pdf.Root.StructTreeRoot = tree
        self._pdf.Root.MarkInfo = Dictionary(Marked=True)

    def _element(self, element: Element, parent: Object) -> Object:
        written = self._pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name("/" + element.tag), P=parent)
        )
        if element.alt:
            written.Alt = String(element.alt)
        if element.scope:
            written.A = Dictionary(O=Name.Table, Scope=Name("/" + element.scope))
        if element.tag == "L":
            written.A = Dictionary(O=Name.List, ListNumbering=Name.Disc)
        if element.box:
            corners = Array([round(value, 2) for value in element.box])
            written.A = Dictionary(O=Name.Layout, BBox=corners, Placement=Name.Block)
        written.K = Array([self._kid(kid, written) for kid in element.kids])
        return written

    def _kid(self, kid: Element | Mark | LinkArea, owner: Object) -> Object:
        if isinstance(kid, Element):
            return self._element(kid, owner)
        page = self._pages[kid.page].obj
        if isinstance(kid, Mark):
            self._marks[kid.page][kid.number] = owner
            return Dictionary(Type=Name.MCR, Pg=page, MCID=kid.number)
        area = page.Annots[kid.index]
        area.F = 4  # printed
        area.Contents = String(kid.says)
        area.StructParent = len(self._pages) + len(self._links)
        self._links.append(owner)
        return Dictionary(Type=Name.OBJR, Obj=area, Pg=page)


def _describe(pdf: Pdf, title: str, made_at: datetime) -> None:
    pdf.Root.Lang = String(language_tag())
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    del pdf.docinfo[Name.Trapped], pdf.docinfo[Name.Author]  # no information: "anonymous"
    stamp = made_at.strftime("D:%Y%m%d%H%M%S")
    told = {"Title": title, "Creator": MAKER, "CreationDate": stamp, "ModDate": stamp}
    for key, value in told.items():
        pdf.docinfo[Name("/" + key)] = String(value)
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata.load_from_docinfo(pdf.docinfo, delete_missing=True, raise_failure=False)
        metadata["dc:title"] = title
        metadata["dc:language"] = {language_tag()}
        metadata["pdfuaid:part"] = "1"


def _mend_character_maps(pdf: Pdf) -> None:
    """Replace U+0000 in maps to Unicode, where unused slots have it (ISO 14289-1, 7.21.7)."""
    for thing in pdf.objects:
        if isinstance(thing, Dictionary) and "/ToUnicode" in thing:
            found = thing.ToUnicode.read_bytes()
            mended = re.sub(rb"(?m)^(<[0-9A-F]+>) <0000>$", rb"\1 <FFFD>", found)
            if mended != found:
                thing.ToUnicode.write(mended)
