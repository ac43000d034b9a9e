"""Diagrams of draw.io, plain or deflated."""

from __future__ import annotations

import base64
import binascii
import zlib
from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import unquote

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.readers.maps.map_parts import MapFactor, MapLink, MapPart, coordinate, drawn
from upstream_workshop.readers.maps.markup import children, local, plain, root_of
from upstream_workshop.readers.maps.signs import sign_or_word
from upstream_workshop.readers.reading import Reading

_MOST: Final = 20 * 1024 * 1024  # bytes one page may unpack to


def read_drawio(name: str, root: Any) -> Reading[MapPart]:
    """Return the shapes and arrows of the first page; other pages are named as unmapped."""
    pages = children(root, "diagram") or [root]
    model = _model(name, pages[0])
    left = (page.get("name") or say("page {n}", n=n) for n, page in enumerate(pages[1:], 2))
    return drawn(name, _parts(model), left)


def _model(name: str, page: Any) -> Any:
    if len(page) or not (page.text or "").strip():
        return page
    try:
        packed = base64.b64decode(page.text)
        unpacker = zlib.decompressobj(-15)
        text = unpacker.decompress(packed, _MOST)
    except (binascii.Error, zlib.error, ValueError) as error:
        raise WorkshopError(
            say("{name} is damaged: export it again, uncompressed.", name=name)
        ) from error
    if unpacker.unconsumed_tail:
        raise WorkshopError(say("{name} unpacks to far more than a map needs.", name=name))
    return root_of(name, unquote(text.decode("utf-8", "replace")).encode())


def _parts(model: Any) -> Iterator[MapPart]:
    cells = children(model, "mxCell")
    edges = {_id(cell) for cell in cells if cell.get("edge") == "1"}
    written = {cell.get("parent"): _value(cell) for cell in cells if cell.get("parent") in edges}
    for line, cell in enumerate(cells, 1):
        if cell.get("vertex") == "1" and cell.get("parent") not in edges:
            x, y = _centre(cell)
            yield MapFactor(line, _id(cell), plain(_value(cell)), x, y)
        elif cell.get("edge") == "1":
            said = _value(cell) or written.get(_id(cell), "")
            sign, word = sign_or_word(plain(said))
            yield MapLink(
                line, cell.get("source") or "", cell.get("target") or "", sign, word,
                directed="endArrow=none" not in (cell.get("style") or ""),
            )  # fmt: skip


def _wrapper(cell: Any) -> Any:
    above = cell.getparent()
    wrapped = above is not None and local(above) in ("object", "UserObject")
    return above if wrapped else cell


def _id(cell: Any) -> str:
    return _wrapper(cell).get("id") or ""


def _value(cell: Any) -> str:
    return _wrapper(cell).get("label") or cell.get("value") or ""


def _centre(cell: Any) -> tuple[int | None, int | None]:
    at = next(iter(children(cell, "mxGeometry")), None)
    if at is None:
        return None, None
    x, y, width, height = (coordinate(at.get(k, "0")) or 0 for k in ("x", "y", "width", "height"))
    return x + width // 2, y + height // 2
