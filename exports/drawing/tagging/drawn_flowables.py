"""Flowables that are drawings: figures with a description, full pages, and decorations."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from reportlab.platypus import Flowable

from exports.drawing.tagging.structure import Element
from exports.drawing.tagging.tagged_canvas import TaggedCanvas, canvas_of

Painter: TypeAlias = Callable[[TaggedCanvas, float, float], None]
Margins: TypeAlias = tuple[float, float, float, float]  # left, top, right and bottom, in points


class Figure(Flowable):
    """A picture.

    paint: draws it at a width and a height.
    width, height: in points.
    alt: the description for people who cannot see it.
    """

    def __init__(self, paint: Painter, width: float, height: float, alt: str) -> None:
        super().__init__()
        self._paint = paint
        self.width, self.height = width, height
        self._alt = alt

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - ReportLab's names
        """Return the size, which does not depend on the room available."""
        return self.width, self.height

    def draw(self) -> None:
        """Paint the picture as one element."""
        canvas = canvas_of(self)
        x, y = canvas.absolutePosition(0, 0)
        box = (x, y, x + self.width, y + self.height)
        with canvas.marked(Element("Figure", alt=self._alt, box=box)):
            self._paint(canvas, self.width, self.height)


class FullPage(Flowable):
    """A picture that takes a whole page up to its edges.

    paint: draws it from the page's lower left corner.
    size: width and height of the page, in points.
    margins: left, top, right and bottom, in points.
    alt: the description for people who cannot see it.
    """

    def __init__(
        self,
        paint: Callable[[TaggedCanvas], None],
        size: tuple[float, float],
        margins: Margins,
        alt: str,
    ) -> None:
        super().__init__()
        self._paint, self._size, self._alt = paint, size, alt
        self._corner = (margins[0], margins[3])
        self.width = size[0] - margins[0] - margins[2]
        self.height = size[1] - margins[1] - margins[3] - 1  # a frame may be full, not overfull

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - ReportLab's names
        """Return the size between the margins, so that nothing else is on the page."""
        return self.width, self.height

    def draw(self) -> None:
        """Paint the picture as one element, and leave out what is else on each page."""
        canvas = canvas_of(self)
        canvas.is_bare = True
        canvas.saveState()
        canvas.translate(-self._corner[0], -self._corner[1] - 1)
        x, y = canvas.absolutePosition(0, 0)
        right, top = canvas.absolutePosition(*self._size)
        with canvas.marked(Element("Figure", alt=self._alt, box=(x, y, right, top))):
            self._paint(canvas)
        canvas.restoreState()


class Decoration(Flowable):
    """A drawing that is not part of the structure: a rule, a coloured band, a box to write in.

    height, width: in points; 0 for all that is available.
    """

    def __init__(self, paint: Painter, height: float, width: float = 0.0) -> None:
        super().__init__()
        self._paint = paint
        self._width, self._height = width, height

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - ReportLab's names
        """Return the size."""
        self.width, self.height = self._width or aW, self._height or aH - 1
        return self.width, self.height

    def draw(self) -> None:
        """Paint the drawing outside the structure tree."""
        canvas = canvas_of(self)
        with canvas.furniture():
            self._paint(canvas, self.width, self.height)
