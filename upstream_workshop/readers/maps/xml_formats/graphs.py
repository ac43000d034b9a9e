"""Graphs as GraphML (also of yEd) and GEXF."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from upstream_workshop.readers.maps.map_parts import (
    MapFactor,
    MapLink,
    MapPart,
    coordinate,
    drawn,
    rest,
)
from upstream_workshop.readers.maps.markup import children, local, plain
from upstream_workshop.readers.maps.signs import sign_or_word
from upstream_workshop.readers.reading import Reading

_LABELS: Final = ("label", "name", "Label")
_TITLES: Final = ("attr.name", "title", "yfiles.type", "id")
_SIGNS: Final = ("polarity", "sign", "label", "type")
_NOTES: Final = ("note", "description", "evidence")


def read_graph(name: str, root: Any) -> Reading[MapPart]:
    """Return the nodes as factors and the edges as links."""
    return drawn(name, _parts(root))


def _parts(root: Any) -> Iterator[MapPart]:
    titles = {
        each.get("id"): each.get("attr.name")
        or each.get("title")
        or each.get("yfiles.type")
        or each.get("id")
        for each in children(root, "key", "attribute")
    }
    graph = next(iter(children(root, "graph")), root)
    usual = graph.get("edgedefault") or graph.get("defaultedgetype") or "directed"
    line = 0
    for node in children(root, "node"):
        line += 1
        said = _said(node, titles)
        x, y = _place(node, said)
        label = next((said[key] for key in _LABELS if said.get(key)), "") or _drawn_label(node)
        yield MapFactor(
            line, node.get("id") or "", plain(label), x, y, _first(said, _NOTES),
            rest(said, (*_LABELS, "x", "y")),
        )  # fmt: skip
    for edge in children(root, "edge"):
        line += 1
        yield _link(line, edge, _said(edge, titles), usual)


def _link(line: int, edge: Any, said: Mapping[str, str], usual: str) -> MapLink:
    signed = {key: value for key, value in said.items() if (key, value) not in _GEXF_TYPES}
    sign, word = sign_or_word(_first(signed, _SIGNS) or _drawn_label(edge))
    way = edge.get("directed") or edge.get("type") or usual
    return MapLink(
        line, edge.get("source") or "", edge.get("target") or "", sign, word,
        said.get("delay", "").casefold() in ("true", "yes", "1"),
        said.get("weight", "") or said.get("strength", ""), _first(said, _NOTES),
        way.casefold() in ("true", "directed"), rest(said, ("source", "target")),
    )  # fmt: skip


_GEXF_TYPES: Final = frozenset(
    ("type", way) for way in ("directed", "undirected", "mutual")
)  # which way an edge of GEXF leads, not a sign


def _said(part: Any, titles: Mapping[Any, Any]) -> dict[str, str]:
    """Return attributes and data of a node or an edge, by their titles."""
    said = {str(key): value for key, value in part.attrib.items()}
    for each in part.iter():
        if local(each) == "data" and not len(each):
            said[str(titles.get(each.get("key"), each.get("key")))] = (each.text or "").strip()
        elif local(each) == "attvalue":
            key = each.get("for") or each.get("id")
            said[str(titles.get(key, key))] = each.get("value") or ""
    return said


def _place(node: Any, said: Mapping[str, str]) -> tuple[int | None, int | None]:
    """Return the centre; yEd gives the corner and the size."""
    drawn_at = next(iter(children(node, "Geometry", "position")), None)
    if drawn_at is None:
        return coordinate(said.get("x")), coordinate(said.get("y"))
    sizes = (coordinate(drawn_at.get(key, "0")) or 0 for key in ("width", "height"))
    corner = (coordinate(drawn_at.get(key)) for key in ("x", "y"))
    x, y = (None if at is None else at + size // 2 for at, size in zip(corner, sizes, strict=True))
    return x, y


def _drawn_label(part: Any) -> str:
    shown = children(part, "NodeLabel", "EdgeLabel")
    return " ".join("".join(each.itertext()).strip() for each in shown[:1])


def _first(said: Mapping[str, str], keys: tuple[str, ...]) -> str:
    return next((said[key] for key in keys if said.get(key)), "")
