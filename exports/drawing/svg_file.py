"""A picture as an SVG file, for web pages, slides and drawing programs."""

from __future__ import annotations

from html import escape
from typing import Final

from exports.drawing import inks, safe_markup
from exports.drawing.picture import Picture, svg_parts

MARK: Final = "<!-- Upstream Workshop -->"  # by which a file of ours is known
FONTS: Final = "Source Sans Pro, 'Source Sans 3', Noto Sans, Segoe UI, Arial, sans-serif"


def svg_file(picture: Picture, title: str, says: str) -> bytes:
    """Return a picture as a whole SVG file, in which text is text.

    title, says: the title and the description, for screen readers.

    Its fonts are named and not contained; where there is another, it is made as wide as ours.
    """
    width, height = f"{picture.width:.1f}", f"{picture.height:.1f}"
    lines = (
        '<?xml version="1.0" encoding="UTF-8"?>',
        MARK,
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" role="img" aria-labelledby="title desc" '
        f'font-family="{FONTS}">',
        f'<title id="title">{_text(title)}</title>',
        f'<desc id="desc">{_text(says)}</desc>',
        f'<rect width="{width}" height="{height}" fill="{inks.css("paper")}"/>',
        *svg_parts(picture, sized=True),
        "</svg>",
        "",
    )
    return "\n".join(lines).encode()


def _text(value: str) -> str:
    return escape(safe_markup.printable(value))
