"""The structure tree of a PDF, and how it is written into the file.

ReportLab draws the pages; this adds what a screen reader needs (PDF/UA-1, ISO 14289-1) to the
document before ReportLab writes it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from reportlab.pdfbase.pdfdoc import (
    PDFDictionary,
    PDFDocument,
    PDFObject,
    PDFString,
)


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
    annotation: the annotation that makes it a link.
    """

    page: int
    annotation: PDFDictionary


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


class _Node(PDFObject):
    """A PDF object that is written as it stands."""

    text = ""

    def format(self, _document: PDFDocument) -> bytes:
        """Return the text."""
        return self.text.encode("ascii")


class StructureWriter:
    """Writes a tree into a document and records the element of each mark, for the parent tree.

    document: ReportLab's, with all its pages.
    """

    def __init__(self, document: Any) -> None:
        self._document = document
        self._pages = [self._reference(page) for page in document.Pages.pages]
        self._marks: dict[int, dict[int, str]] = defaultdict(dict)
        self._links: list[str] = []

    def write(self, root: Element) -> None:
        """Add the structure tree and its parent tree."""
        tree, parents = _Node(), _Node()
        of_tree, of_parents = self._reference(tree), self._reference(parents)
        first = self._element(root, of_tree)
        numbers = [f"{number} [{self._marked(number)}]" for number in range(len(self._pages))]
        numbers += [f"{n} {owner}" for n, owner in enumerate(self._links, len(self._pages))]
        parents.text = f"<</Nums [{' '.join(numbers)}]>>"
        tree.text = (
            f"<</Type /StructTreeRoot /K [{first}] /ParentTree {of_parents} "
            f"/ParentTreeNextKey {len(numbers)}>>"
        )
        self._document.Catalog.StructTreeRoot = tree
        self._document.Catalog.MarkInfo = PDFDictionary({"Marked": "true"})

    def _reference(self, thing: PDFObject) -> str:
        """Return the reference to an object, which joins the document if it is new."""
        reference = self._document.Reference(thing)
        return str(reference.format(self._document), "ascii")

    def _marked(self, page: int) -> str:
        """Return the elements of a page's marks, in the order of their numbers."""
        marks = self._marks[page]
        return " ".join(marks[number] for number in range(len(marks)))

    def _element(self, element: Element, parent: str) -> str:
        """Add an element with all below it; return the reference to it."""
        node = _Node()
        owner = self._reference(node)
        page = next((kid.page for kid in element.kids if isinstance(kid, Mark)), None)
        kids = " ".join(self._kid(kid, owner, page) for kid in element.kids)
        shown = "" if page is None else f" /Pg {self._pages[page]}"
        about = self._about(element)
        node.text = f"<</Type /StructElem /S /{element.tag} /P {parent}{shown}{about} /K [{kids}]>>"
        return owner

    def _about(self, element: Element) -> str:
        told = ""
        if element.alt:
            told += f" /Alt {str(PDFString(element.alt).format(self._document), 'ascii')}"
        if element.scope:
            told += f" /A <</O /Table /Scope /{element.scope}>>"
        if element.tag == "L":
            told += " /A <</O /List /ListNumbering /Disc>>"
        if element.box:
            corners = " ".join(f"{value:.2f}" for value in element.box)
            told += f" /A <</O /Layout /BBox [{corners}] /Placement /Block>>"
        return told

    def _kid(self, kid: Element | Mark | LinkArea, owner: str, page: int | None) -> str:
        """Add a kid; return how its element lists it.

        page: the page of the element, on which marks are known by their number alone.
        """
        if isinstance(kid, Element):
            return self._element(kid, owner)
        if isinstance(kid, LinkArea):
            kid.annotation["StructParent"] = len(self._pages) + len(self._links)
            self._links.append(owner)
            area = self._reference(kid.annotation)
            return f"<</Type /OBJR /Obj {area} /Pg {self._pages[kid.page]}>>"
        self._marks[kid.page][kid.number] = owner
        if kid.page == page:
            return str(kid.number)
        return f"<</Type /MCR /Pg {self._pages[kid.page]} /MCID {kid.number}>>"
