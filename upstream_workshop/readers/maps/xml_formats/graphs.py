"""Graphs as GraphML (also of yEd) and GEXF."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from resources.words import say
from upstream_workshop.readers.maps.map_parts import (
    MapFactor,
    MapLink,
    MapPart,
    coordinate,
    drawn,
    rest,
)
from upstream_workshop.readers.maps.markup import children, local, own_parts, plain, said_in
from upstream_workshop.readers.maps.signs import looked, sign_or_word
from upstream_workshop.readers.reading import Reading

_LABELS: Final = ("label", "name", "Label")
_SIGNS: Final = ("polarity", "sign", "label", "type")
_NOTES: Final = ("note", "description", "evidence")
_PARTS: Final = ("node", "edge", "hyperedge", "graph")  # which may stand in each other
_GEXF_TYPES: Final = frozenset(
    ("type", way) for way in ("directed", "undirected", "mutual")
)  # which way an edge of GEXF leads, not a sign


def read_graph(name: str, root: Any) -> Reading[MapPart]:
    """Return the nodes as factors and the edges as links, also of graphs within graphs."""
    left = ["hyperedge"] if children(root, "hyperedge") else []
    left += [say("shapes and colours")] if children(root, "Fill", "color", "NodeStyle") else []
    graphs = _outer_graphs(root)
    left += [
        graph.get("id") or say("graph {n}", n=n) for n, graph in enumerate(graphs) if n
    ]  # another map of the file
    return drawn(name, _parts(root, graphs[0] if graphs else root), left)


def _outer_graphs(root: Any) -> list[Any]:
    return [each for each in root if local(each) == "graph"]


def _parts(root: Any, graph: Any) -> Iterator[MapPart]:
    keys = {kind: _Keys.of(root, kind) for kind in ("node", "edge")}
    usual = graph.get("edgedefault") or graph.get("defaultedgetype") or "directed"
    line = 0
    for node in children(graph, "node"):
        line += 1
        own = list(own_parts(node, _PARTS))
        said = keys["node"].said(own)
        x, y = _place(own, said)
        label = next((said[key] for key in _LABELS if said.get(key)), "") or _drawn_label(own)
        yield MapFactor(
            line, node.get("id") or "", plain(label), x, y, _first(said, _NOTES),
            rest(said, (*_LABELS, "x", "y")),
        )  # fmt: skip
    for edge in children(graph, "edge"):
        line += 1
        own = list(own_parts(edge, _PARTS))
        yield _link(line, edge, own, keys["edge"].said(own), usual)


def _link(line: int, edge: Any, own: list[Any], said: Mapping[str, str], usual: str) -> MapLink:
    signed = {key: value for key, value in said.items() if (key, value) not in _GEXF_TYPES}
    sign, word = sign_or_word(_first(signed, _SIGNS) or _drawn_label(own))
    way = edge.get("directed") or edge.get("type") or usual
    return MapLink(
        line, edge.get("source") or "", edge.get("target") or "", sign, word,
        said.get("delay", "").casefold() in ("true", "yes", "1"),
        said.get("weight", "") or said.get("strength", ""), _first(said, _NOTES),
        way.casefold() in ("true", "directed"), rest(said, ("source", "target")), look=_look(own),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Keys:
    """The titles of data by their ids, and what is meant where nothing is said."""

    titles: dict[str, str] = field(default_factory=dict)
    usual: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Any, kind: str) -> _Keys:
        """Return those of nodes or of edges."""
        keys = cls()
        for each in children(root, "key", "attribute"):
            above = each.getparent().get("class") if local(each) == "attribute" else each.get("for")
            if above not in (None, "all", kind):
                continue
            title = (
                each.get("attr.name")
                or each.get("title")
                or each.get("yfiles.type")
                or each.get("id")
            )
            keys.titles[each.get("id") or ""] = title or ""
            for usual in children(each, "default"):
                if not len(usual) and (usual.text or "").strip():
                    keys.usual[title or ""] = (usual.text or "").strip()
        return keys

    def said(self, own: Iterable[Any]) -> dict[str, str]:
        """Return attributes and data of a node or an edge, by their titles."""
        first, *below = own
        said = self.usual | {str(key): value for key, value in first.attrib.items()}
        for each in below:
            if local(each) == "data" and not len(each):
                key = each.get("key") or ""
                said[self.titles.get(key, key)] = (each.text or "").strip()
            elif local(each) == "attvalue":
                key = each.get("for") or each.get("id") or ""
                said[self.titles.get(key, key)] = each.get("value") or ""
        return said


def _place(own: Iterable[Any], said: Mapping[str, str]) -> tuple[int | None, int | None]:
    """Return the centre; yEd gives the corner and the size."""
    drawn_at = next((each for each in own if local(each) in ("Geometry", "position")), None)
    if drawn_at is None:
        return coordinate(said.get("x")), coordinate(said.get("y"))
    sizes = (coordinate(drawn_at.get(key, "0")) or 0 for key in ("width", "height"))
    corner = (coordinate(drawn_at.get(key)) for key in ("x", "y"))
    x, y = (None if at is None else at + size // 2 for at, size in zip(corner, sizes, strict=True))
    return x, y


def _drawn_label(own: Iterable[Any]) -> str:
    shown = (each for each in own if local(each) in ("NodeLabel", "EdgeLabel"))
    return next((text for each in shown if (text := "".join(each.itertext()).strip())), "")


def _look(own: Iterable[Any]) -> str:
    """Return the colour and the style of the line of an edge."""
    for each in own:
        if local(each) == "LineStyle":
            return looked(each.get("color") or "", each.get("type") or "")
        if local(each) == "color":
            shades = [said_in(each, key) for key in "rgb"]
            return looked(each.get("hex") or f"rgb({', '.join(shades)})", "")
    return ""


def _first(said: Mapping[str, str], keys: tuple[str, ...]) -> str:
    return next((said[key] for key in keys if said.get(key)), "")
