"""How a graph of GraphML or GEXF is drawn: labels, heads of arrows, groups and lines, most of them of yEd."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from upstream_workshop.readers.maps.map_parts import LEAST_ZONE, MapZone, number_of
from upstream_workshop.readers.maps.markup import local, plain, said_in
from upstream_workshop.readers.maps.signs import looked

_GEOMETRIES: Final = ("Geometry", "RectD", "position")  # of yEd, yEd Live and GEXF
_SIZES: Final = ("x", "y", "width", "height")


def face(own: Sequence[Any]) -> list[Any]:
    """Return the elements of a node that are shown: a group of yEd has several faces, and shows one."""
    faces = next((each for each in own if local(each) == "Realizers"), None)
    if faces is None or not len(faces):
        return list(own)
    active = faces.get("active") or "0"
    at = int(active) if active.isdecimal() and int(active) < len(faces) else 0
    return list(faces[at].iter())


def drawn_labels(shown: Iterable[Any]) -> list[str]:
    """Return the labels that are drawn of a node or an edge, as plain text."""
    texts = (_text(each) for each in shown)
    return list(filter(None, map(plain, filter(None, texts))))


def _text(element: Any) -> str:
    """Return the text of a label; of yEd Live it stands in an attribute or in an element of its own."""
    if local(element) == "Label":
        return str(element.get("Text") or "")
    if local(element) in ("NodeLabel", "EdgeLabel", "Label.Text"):
        return "".join(element.itertext())
    return ""


def heads(own: Iterable[Any]) -> tuple[bool, bool] | None:
    """Return whether an edge has an arrow at its source and at its target; None where nothing says so."""
    arrows = next((each for each in own if local(each) == "Arrows"), None)
    if arrows is None:
        return None
    at_source, at_target = (arrows.get(side) or "none" for side in ("source", "target"))
    return at_source != "none", at_target != "none"


def look(own: Iterable[Any]) -> str:
    """Return the colour and the style of the line of an edge."""
    for each in own:
        if local(each) == "LineStyle":
            return looked(each.get("color") or "", each.get("type") or "")
        if local(each) == "color":
            shades = [said_in(each, key) for key in "rgb"]
            return looked(each.get("hex") or f"rgb({', '.join(shades)})", "")
    return ""


def frame(shown: Iterable[Any]) -> dict[str, float | None] | None:
    """Return the corner and the size of what is drawn, None for what is no number; None if nothing is."""
    found = next((each for each in shown if local(each) in _GEOMETRIES), None)
    if found is None:
        return None
    given = {name.casefold(): value for name, value in found.attrib.items()}
    return {size: number_of(given.get(size, "")) for size in _SIZES}


def zone(line: int, title: str, shown: Iterable[Any]) -> MapZone | None:
    """Return the zone that a group is drawn as; None where it has no title or no place to be seen."""
    sizes = tuple((frame(shown) or {}).values())
    x, y, width, height = sizes or (None,) * len(_SIZES)
    if not title or x is None or y is None or width is None or height is None:
        return None
    return MapZone(line, title, x, y, width, height) if min(width, height) >= LEAST_ZONE else None
