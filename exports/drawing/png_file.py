"""A picture as a PNG file, drawn by Pillow in strips, so that a large one takes little memory."""

from __future__ import annotations

import io
import math
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from exports.drawing import fonts, inks, safe_markup
from exports.drawing.lettering.cluster_files import font_file
from exports.drawing.pages.output_sizes import MOST_PIXELS
from exports.drawing.picture import (
    Box,
    Curve,
    Label,
    Part,
    Picture,
    Point,
    Shape,
    bounds,
    part_of,
    placed,
)

if TYPE_CHECKING:
    from PIL import ImageDraw, ImageFont

MARK: Final = "Upstream Workshop"  # by which a file of ours is known
_USUAL: Final = 2.0  # pixels for each point
_FINER: Final = 3  # each pixel is the mean of so many by so many, as Pillow draws hard edges
_STRIP: Final = 240  # pixels from top to bottom that are drawn at once
_DASH: Final = (5.0, 3.0)


def png_file(picture: Picture, title: str, says: str, pixels: int = 0) -> bytes:
    """Return a picture as a PNG file.

    title, says: the title and the description, kept as texts in the file.
    pixels: the length of the longer side; 0 for two pixels to a point, within MOST_PIXELS.
    """
    from PIL import (
        Image,
        ImageDraw,
        PngImagePlugin,
    )  # here, as a start of the program needs none of it

    longer = max(picture.width, picture.height)
    scale = (pixels or min(MOST_PIXELS, longer * _USUAL)) / longer
    width, height = (max(1, round(side * scale)) for side in (picture.width, picture.height))
    fine = scale * _FINER
    large = Picture(width * _FINER, height * _FINER, placed(picture, 0, 0, fine))
    image = Image.new("RGB", (width, height))
    for top in range(0, height, _STRIP):
        tall = min(_STRIP, height - top)
        strip = Image.new("RGB", (width * _FINER, tall * _FINER), inks.css("paper"))
        drawing = ImageDraw.Draw(strip)
        window = part_of(large, (0, top * _FINER, width * _FINER, tall * _FINER))
        for part in window.parts:
            _draw(drawing, part, fine)
        image.paste(strip.reduce(_FINER), (0, top))
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Software", MARK)
    texts.add_itxt("Title", safe_markup.printable(title))
    texts.add_itxt("Description", safe_markup.printable(says))
    written = io.BytesIO()
    image.save(written, "PNG", pnginfo=texts)
    return written.getvalue()


def _draw(drawing: ImageDraw.ImageDraw, part: Part, scale: float) -> None:
    match part:
        case Box():
            low = (part.x + part.width, part.y + part.height)
            corners = (_whole((part.x, part.y)), _whole(low))
            radius = min(part.radius, part.width / 2, part.height / 2)
            edge = inks.css(part.edge) if part.edge else None
            line = max(1, round(part.line)) if part.edge else 0
            drawing.rounded_rectangle(corners, radius, inks.css(part.ground), edge, line)
        case Label():
            _write(drawing, part)
        case Curve():
            for piece in _pieces(part, scale):
                whole = [_whole(point) for point in piece]
                drawing.line(whole, inks.css(part.role), max(1, round(part.line)), joint="curve")
        case Shape():
            drawing.polygon([_whole(point) for point in part.points], inks.css(part.role))


def _whole(point: Point) -> tuple[int, int]:
    """Return a point in whole pixels, in the same way above and left of the strip; Pillow cuts off."""
    return math.floor(point[0] + 0.5), math.floor(point[1] + 0.5)


def _write(drawing: ImageDraw.ImageDraw, label: Label) -> None:
    """Draw a line of text, each piece in its font."""
    font = fonts.STRONG if label.strong else fonts.REGULAR
    left = bounds(label)[0]
    for name, piece in fonts.runs(safe_markup.line(label.words), font):
        theirs = "".join(sorted(set(piece))) if name != font else ""
        made = _font(font, label.size, theirs)
        drawing.text(_whole((left, label.y)), piece, inks.css(label.role), made, "ls")
        left += made.getlength(piece)


@lru_cache(maxsize=64)
def _font(name: str, size: float, clusters: str) -> ImageFont.FreeTypeFont:
    """Return a font of ours or, for these clusters, one that has them at the same weight."""
    from PIL import ImageFont

    if not clusters:
        return ImageFont.truetype(fonts.file_of(name), size)
    made = font_file(name, fonts.weight_of(name), [ord(each) for each in clusters])
    return ImageFont.truetype(io.BytesIO(made), size)


def _pieces(curve: Curve, scale: float) -> Iterator[list[Point]]:
    """Yield the lines of a curve: all of it, or its dashes."""
    points = _along(curve)
    if not curve.dashed:
        yield points
        return
    drawn, gap = (length * scale for length in _DASH)
    gone, piece = 0.0, [points[0]]
    for before, after in pairwise(points):
        gone += math.dist(before, after)
        if gone % (drawn + gap) <= drawn:
            piece.append(after)
        elif piece:
            yield piece
            piece = []
    if piece:
        yield piece


def _along(curve: Curve) -> list[Point]:
    """Return points along a curve, near enough to each other to look smooth."""
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = curve.points
    length = sum(math.dist(*pair) for pair in pairwise(curve.points))
    steps = max(2, min(400, int(length / 6)))
    found: list[Point] = []
    for n in range(steps + 1):
        b = n / steps
        a = 1 - b
        p, q, r, s = a * a * a, 3 * a * a * b, 3 * a * b * b, b * b * b
        found.append((p * x0 + q * x1 + r * x2 + s * x3, p * y0 + q * y1 + r * y2 + s * y3))
    return found
