"""Maps of PRSM, plain or compressed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from resources.words import say
from upstream_workshop.letters import one_line
from upstream_workshop.readers.maps.map_parts import (
    MapFactor,
    MapLink,
    MapPart,
    drawn,
    id_of,
    number_of,
    rest,
)
from upstream_workshop.readers.maps.signs import looked, said_together, sign_of
from upstream_workshop.readers.reading import Reading

_DRAWN: Final = frozenset((
    "grp", "color", "font", "shape", "shapeproperties", "borderwidth", "size", "scaling", "margin", "width",
    "dashes", "smooth", "arrows", "value", "level", "fixed", "widthconstraint", "heightconstraint",
))  # fmt: skip
# what is used of nodes and edges, with fields that our own exports add; how they are drawn is said once
_READ: Final[Mapping[type[MapPart], frozenset[str]]] = {
    MapFactor: _DRAWN | {"id", "label", "x", "y", "note", "title", "colour", "locked"},
    MapLink: _DRAWN | {"id", "from", "to", "label", "note", "title", "bend", "delay", "strength"},
}


def is_prsm(found: Any) -> bool:
    """Check whether JSON is a map of PRSM."""
    return (
        isinstance(found, dict)
        and isinstance(found.get("nodes"), list)
        and isinstance(found.get("edges"), list)
    )


def read_prsm(name: str, found: Mapping[str, Any]) -> Reading[MapPart]:
    """Return the factors and links; the name of a link's style is the word for its sign."""
    others = ("background", "underlay", "description", "history", "attributeTitles")
    return drawn(name, _parts(found), (key for key in others if found.get(key)), _READ)


def _parts(found: Mapping[str, Any]) -> Iterator[MapPart]:
    styles = _style_names(found)
    line = 0
    for node in found["nodes"]:
        line += 1
        node = node if isinstance(node, dict) else {}  # refused, as it has no name
        yield MapFactor(
            line, id_of(node.get("id")), one_line(str(node.get("label") or "")),
            number_of(node.get("x")), number_of(node.get("y")), _note(node),
            rest(node, ("x", "y")),
        )  # fmt: skip
    for edge in found["edges"]:
        line += 1
        yield _link(line, edge if isinstance(edge, dict) else {}, styles)  # refused without ends


def _link(line: int, edge: Mapping[str, Any], styles: Mapping[str, str]) -> MapLink:
    label, style = str(edge.get("label") or ""), styles.get(str(edge.get("grp")), "")
    told = said_together((label,) if sign_of(label) else (style, label))  # its style is kept
    source, target = id_of(edge.get("from")), id_of(edge.get("to"))
    at_source, at_target = _heads(edge.get("arrows", "to"))
    if at_source and not at_target:
        source, target = target, source
    note = "\n".join(filter(None, dict.fromkeys((_note(edge), told.note))))
    return MapLink(
        line, source, target, told.sign, told.word, told.delay, note=note,
        directed=at_source != at_target, carried=rest(edge, ()), look=_look(edge),
        mark=told.mark,
    )  # fmt: skip


def _heads(arrows: object) -> tuple[bool, bool]:
    """Return whether there is an arrow at the start and at the end, said in words or as objects by side."""
    if isinstance(arrows, dict):
        sides = (arrows.get("from"), arrows.get("to"))
        at_from, at_to = (_has_head(each) for each in sides)
        return at_from, at_to
    words = str(arrows).casefold()
    return "from" in words, "to" in words or "vee" in words


def _has_head(side: object) -> bool:
    if isinstance(side, dict):
        return bool(side.get("enabled", True)) and side.get("type") != "none"
    return bool(side)


def _look(edge: Mapping[str, Any]) -> str:
    colour, dashes = edge.get("color"), edge.get("dashes")
    shade = colour.get("color") if isinstance(colour, dict) else colour
    return looked(str(shade or ""), say("dashed") if dashes else "")


def _style_names(found: Mapping[str, Any]) -> dict[str, str]:
    styles = found.get("styles") or found.get("samples")
    edges = styles.get("edges") if isinstance(styles, dict) else None
    named = {
        key: str(style.get("groupLabel") or "")
        for key, style in (edges.items() if isinstance(edges, dict) else ())
        if isinstance(style, dict)
    }
    return {key: name for key, name in named.items() if name and name != "Sample"}


def _note(part: Mapping[str, Any]) -> str:
    """Return a note: the text of a Quill delta, or of older files as it is."""
    note = part.get("note") or part.get("title") or ""
    ops = note.get("ops") if isinstance(note, dict) else None
    if isinstance(ops, list):
        inserted = (op.get("insert") for op in ops if isinstance(op, dict))
        return "".join(each for each in inserted if isinstance(each, str)).strip()
    return note.strip() if isinstance(note, str) else ""
