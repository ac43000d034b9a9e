"""Diagrams of draw.io, plain or deflated."""

from __future__ import annotations

import base64
import binascii
import re
import zlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, Final, TypeAlias
from urllib.parse import unquote

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.readers.maps.map_parts import (
    LEAST_ZONE,
    MapFactor,
    MapLink,
    MapPart,
    MapText,
    MapZone,
    drawn,
    named,
    number_of,
    rest,
)
from upstream_workshop.readers.maps.markup import children, local, plain, root_of
from upstream_workshop.readers.maps.signs import looked, said_together
from upstream_workshop.readers.reading import Reading

_MOST: Final = 20 * 1024 * 1024  # bytes one page may unpack to
_READ: Final[Mapping[type[MapPart], frozenset[str]]] = {
    MapFactor: frozenset(("id", "placeholders")),
    MapLink: frozenset(("placeholders",)),
}  # of the wrappers of cells
_Corner: TypeAlias = tuple[float, float]
_PLACEHOLDER: Final = re.compile(r"%([\w-]+)%")
_SIZES: Final = ("x", "y", "width", "height")


def read_drawio(name: str, root: Any) -> Reading[MapPart]:
    """Return the shapes and arrows of the first page that has a shape; other pages are named as unmapped.

    A lane or another shape around others is a zone, unless it has a link.
    """
    pages = children(root, "diagram") or [root]
    titles = [page.get("name") or say("page {n}", n=n) for n, page in enumerate(pages, 1)]
    drawings = ((n, _model(name, page)) for n, page in enumerate(pages))
    shown, model = next(
        ((n, each) for n, each in drawings if _has_shape(each)), (0, _model(name, pages[0]))
    )
    left = (title for n, title in enumerate(titles) if n != shown)
    return drawn(name, _parts(model), left, _READ)


def _has_shape(model: Any) -> bool:
    return any(cell.get("vertex") == "1" and _value(cell) for cell in children(model, "mxCell"))


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
    ends = {cell.get(end) for cell in cells for end in ("source", "target")}
    shapes = [c for c in cells if c.get("vertex") == "1" and c.get("parent") not in edges]
    around = {cell.get("parent") for cell in shapes} - ends
    written: defaultdict[str, list[str]] = defaultdict(list)
    for cell in cells:
        if cell.get("parent") in edges and cell.get("edge") != "1":
            written[cell.get("parent")].append(plain(_value(cell)))
    corners = _corners(cells)
    for line, cell in enumerate(cells, 1):
        if cell.get("edge") == "1":
            yield _link(line, cell, (plain(_value(cell)), *written[_id(cell)]))
        elif cell.get("vertex") == "1" and cell.get("parent") not in edges:
            yield _shape(line, cell, corners, ends, _id(cell) in around)


def _shape(
    line: int, cell: Any, corners: Mapping[str, _Corner], ends: Collection[Any], is_around: bool
) -> MapPart:
    x, y = _centre(cell, corners)
    label = plain(_value(cell))
    if _style(cell, "text") is not None and _id(cell) not in ends:
        return MapText(line, label, x or 0, y or 0)
    _, _, width, height = _geometry(cell)
    if is_around and label and x is not None and min(width, height) >= LEAST_ZONE:
        return MapZone(line, label, *corners[_id(cell)], width, height)
    return MapFactor(line, _id(cell), label, x, y, carried=named(_id(cell), _carried(cell)))


def _link(line: int, cell: Any, texts: Iterable[str]) -> MapLink:
    told = said_together(texts)
    heads = {end: _style(cell, f"{end}Arrow") or "none" for end in ("start", "end")}
    source, target = cell.get("source") or "", cell.get("target") or ""
    to_start = heads["start"] != "none" and _style(cell, "endArrow") == "none"
    if to_start:  # drawn from its target to its source
        source, target = target, source
    one_way = _style(cell, "endArrow") != "none" and heads["start"] == "none"
    return MapLink(
        line, source, target, told.sign, told.word, told.delay, note=told.note,
        directed=one_way or to_start, carried=_carried(cell),
        look=looked(_style(cell, "strokeColor") or "", _dashed(cell)), mark=told.mark,
    )  # fmt: skip


def _dashed(cell: Any) -> str:
    return say("dashed") if _style(cell, "dashed") == "1" else ""


def _style(cell: Any, name: str) -> str | None:
    """Return what the style of a cell says under a name, blank for a mere name; None if nothing."""
    for part in (cell.get("style") or "").split(";"):
        key, _, value = part.partition("=")
        if key.strip() == name:
            return str(value.strip())
    return None


def _wrapper(cell: Any) -> Any:
    above = cell.getparent()
    wrapped = above is not None and local(above) in ("object", "UserObject")
    return above if wrapped else cell


def _id(cell: Any) -> str:
    return _wrapper(cell).get("id") or ""


def _value(cell: Any) -> str:
    """Return the label of a cell, in which names between % stand for what its wrapper says of it."""
    wrapper = _wrapper(cell)
    label = wrapper.get("label") or cell.get("value") or ""
    if wrapper.get("placeholders") != "1":
        return label
    return _PLACEHOLDER.sub(lambda found: wrapper.get(found[1]) or found[0], label)


def _carried(cell: Any) -> str:
    """Return what the wrapper of a cell says of it, apart from its name."""
    wrapper = _wrapper(cell)
    return "" if wrapper is cell else rest(dict(wrapper.attrib), ("id", "label"))


def _corners(cells: list[Any]) -> dict[str, _Corner]:
    """Return the corner of each cell on the page; those of what lies in a group count from its corner.

    A cell that lies in itself by its parents counts from the page.
    """
    by_id = {_id(cell): cell for cell in cells}
    found: dict[str, _Corner] = {}
    for id_ in by_id:
        above: dict[str, None] = {}
        while id_ in by_id and id_ not in found and id_ not in above:
            above[id_] = None
            id_ = by_id[id_].get("parent") or ""
        x, y = found.get(id_, (0.0, 0.0))
        for each in reversed(above):
            own_x, own_y = _geometry(by_id[each])[:2]
            x, y = found[each] = (x + own_x, y + own_y)
    return found


def _geometry(cell: Any) -> tuple[float, float, float, float]:
    """Return x, y, width and height as a cell gives them, zero for what is no number."""
    at = next((each for each in cell if local(each) == "mxGeometry"), None)
    given = {} if at is None else at.attrib
    x, y, width, height = (number_of(given.get(k, "0")) or 0.0 for k in _SIZES)
    return x, y, width, height


def _centre(cell: Any, corners: Mapping[str, _Corner]) -> tuple[float | None, float | None]:
    if not any(local(each) == "mxGeometry" for each in cell):
        return None, None
    (x, y), (_, _, width, height) = corners.get(_id(cell), (0.0, 0.0)), _geometry(cell)
    return x + width / 2, y + height / 2
