"""Graphs as GraphML (also of yEd) and GEXF."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from resources.words import say
from upstream_workshop.readers.maps.map_parts import (
    MapFactor,
    MapLink,
    MapPart,
    MapZone,
    drawn,
    number_of,
    rest,
    signed_by_weight,
)
from upstream_workshop.readers.maps.markup import children, local, own_parts, plain, text_of
from upstream_workshop.readers.maps.signs import said_together
from upstream_workshop.readers.maps.xml_formats.drawn_graphs import (
    drawn_labels,
    face,
    frame,
    heads,
    look,
    zone,
)
from upstream_workshop.readers.reading import Reading

_LABELS: Final = ("label", "name", "title", "vertexlabel", "nodelabel")
_SIGNS: Final = ("polarity", "sign")
_EDGE_LABELS: Final = ("label", "edge label", "edgelabel")  # of Gephi and JGraphT
# where nothing else says a sign; an interaction is of Cytoscape, a kind of GEXF 1.3
_KINDS: Final = (
    "type", "kind", "interaction", "effect", "influence", "impact", "relation", "relationship",
)  # fmt: skip
_NOTES: Final = ("note", "description", "evidence")
SAYING_SIGNS: Final = frozenset((*_EDGE_LABELS, *_KINDS))  # titles, besides those of signs alone
_FACTOR_READ: Final = frozenset((*_LABELS, *_NOTES, "id", "x", "y", "colour", "locked"))
_LINK_READ: Final = frozenset((
    *_SIGNS, *_EDGE_LABELS, *_NOTES, "id", "source", "target", "directed", "weight", "strength", "delay",
    "delayed", "bend",
))  # fmt: skip
_STRUCTURE: Final = ("id", "source", "target", "directed")  # attributes that no data may hide
_PARTS: Final = ("node", "edge", "hyperedge", "graph")  # which may stand in each other
_GEXF_TYPES: Final = frozenset(
    ("type", way) for way in ("directed", "undirected", "mutual")
)  # which way an edge of GEXF leads, not a sign


def read_graph(name: str, root: Any) -> Reading[MapPart]:
    """Return the nodes as factors and the edges as links, also of graphs within graphs.

    A group of yEd that has no link is a zone, and a node that is called nothing is called by its id.
    """
    graphs = _outer_graphs(root)
    left = ["hyperedge"] if children(root, "hyperedge") else []
    left += ["meta"] if children(root, "meta") else []
    left += [say("shapes and colours")] if any(map(_is_look, root.iter())) else []
    left += list(_said_of(root, graphs[0])) if graphs else []
    left += [say("pictures and other resources")] if _has_resources(root) else []
    left += [
        graph.get("id") or say("graph {n}", n=n) for n, graph in enumerate(graphs) if n
    ]  # another map of the file
    return drawn(name, _parts(root, graphs[0] if graphs else root), left, _read(root))


def rest_of_graph(root: Any) -> dict[str, Any]:
    """Return what a file of GraphML says of its graph, and the types of its keys that are no text."""
    graph = next(iter(_outer_graphs(root)), None)
    said = {} if graph is None else _said_of(root, graph)
    types: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for key in children(root, "key"):
        kind, title = key.get("attr.type") or "string", key.get("attr.name")
        if title and kind != "string":
            types[key.get("for") or "all"][title] = kind
    return {name: each for name, each in (("graph", said), ("types", dict(types))) if each}


def _said_of(root: Any, graph: Any) -> dict[str, str]:
    """Return what is said of a graph, apart from the title that our own files give it."""
    own = [graph, *(each for each in graph if local(each) in ("data", "desc"))]
    said = _Keys.of(root, "graph").said(own)
    texts = {"desc": text_of(graph, "desc")}
    kept = {name: text for name, text in (said | texts).items() if name not in graph.attrib}
    return {name: text for name, text in kept.items() if text and name != "title"}


def _read(root: Any) -> Mapping[type[MapPart], frozenset[str]]:
    """Return what is used of nodes and of edges, of which a type is a sign only where none is given."""
    kinds = {"type"} if _Keys.of(root, "edge").has_signs else _KINDS
    return {MapFactor: _FACTOR_READ, MapLink: _LINK_READ.union(kinds)}


def _is_look(element: Any) -> bool:
    """Check whether an element says how something is drawn, in yEd, yEd Live or GEXF."""
    name = local(element)
    return name in ("Fill", "color") or name.endswith(("NodeStyle", "EdgeStyle"))


def _has_resources(root: Any) -> bool:
    """Check whether there is anything in the data at the top, where yEd keeps its pictures."""
    return any(len(below) for each in root if local(each) == "data" for below in each)


def _outer_graphs(root: Any) -> list[Any]:
    return [each for each in root if local(each) == "graph"]


def _parts(root: Any, graph: Any) -> Iterator[MapPart]:
    keys = {kind: _Keys.of(root, kind) for kind in ("node", "edge")}
    edges = children(graph, "edge")
    ends = {edge.get(side) for edge in edges for side in ("source", "target")}
    nodes = children(graph, "node")
    for line, node in enumerate(nodes, 1):
        yield _node(line, node, keys["node"], node.get("id") in ends)
    usual = graph.get("edgedefault") or graph.get("defaultedgetype") or "directed"
    links = [
        _link(line, edge, keys["edge"], usual) for line, edge in enumerate(edges, len(nodes) + 1)
    ]
    yield from links if keys["edge"].has_signs else signed_by_weight(links)


def _node(line: int, node: Any, keys: _Keys, has_links: bool) -> MapFactor | MapZone:
    own = list(own_parts(node, _PARTS))
    said, shown = keys.said(own), face(own)
    labels = [plain(_first(said, _LABELS)), *drawn_labels(shown)]
    label = next(filter(None, labels), "")
    is_group = not has_links and any(local(each) == "graph" for each in node)
    group = zone(line, label, shown) if is_group else None
    if group is not None:
        return group
    x, y = _place(own, said)
    notes = (_first(said, _NOTES), text_of(node, "desc"), *labels)
    note = "\n".join(each for each in dict.fromkeys(notes) if each not in ("", label))
    return MapFactor(
        line, node.get("id") or "", label or node.get("id") or "", x, y, note,
        rest(said, ("label", "name", "Label", "x", "y")),
    )  # fmt: skip


def _link(line: int, edge: Any, keys: _Keys, usual: str) -> MapLink:
    own = list(own_parts(edge, _PARTS))
    said = keys.said(own)
    signed = {key: value for key, value in said.items() if (key, value) not in _GEXF_TYPES}
    texts = (_first(signed, _SIGNS), plain(_first(signed, _EDGE_LABELS)), *drawn_labels(own))
    told = said_together(texts if any(texts) else (_first(signed, _KINDS),))
    notes = (_first(said, _NOTES), text_of(edge, "desc"), told.note)
    source, target = edge.get("source") or "", edge.get("target") or ""
    ends = heads(own)
    if ends == (True, False):  # drawn from its target to its source
        source, target = target, source
    way = (edge.get("directed") or edge.get("type") or usual).casefold()
    directed = way in ("true", "1", "directed") if ends is None else ends[0] != ends[1]
    return MapLink(
        line, source, target, told.sign, told.word,
        told.delay or _first(said, ("delay", "delayed")).casefold() in ("true", "yes", "1"),
        _first(said, ("weight", "strength")), "\n".join(filter(None, dict.fromkeys(notes))),
        directed, rest(said, ("source", "target")), look=look(own), mark=told.mark,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Keys:
    """The titles of data by their ids, and what is meant where nothing is said."""

    titles: dict[str, str] = field(default_factory=dict)
    usual: dict[str, str] = field(default_factory=dict)

    @property
    def has_signs(self) -> bool:
        """Whether one of them is that of a sign."""
        return any(title.casefold() in _SIGNS for title in self.titles.values())

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
            if title in keys.titles.values():
                title = f"{title} ({each.get('id')})"
            keys.titles[each.get("id") or ""] = title or ""
            for usual in children(each, "default"):
                if not len(usual) and (usual.text or "").strip():
                    keys.usual[title or ""] = (usual.text or "").strip()
        return keys

    def said(self, own: Iterable[Any]) -> dict[str, str]:
        """Return attributes and data of a node or an edge, by their titles."""
        first, *below = own
        given: dict[str, dict[str, None]] = {}  # a value may be given for several times
        for each in below:
            key, value = each.get("key") or "", (each.text or "").strip()
            if local(each) == "attvalue":
                key, value = each.get("for") or each.get("id") or "", each.get("value") or ""
            elif local(each) != "data" or len(each):
                continue
            title = self.titles.get(key, key)
            is_taken = title in _STRUCTURE and title in first.attrib
            given.setdefault(f"{title} (2)" if is_taken else title, {})[value] = None
        attributes = {str(key): value for key, value in first.attrib.items()}
        together = {title: "; ".join(filter(None, values)) for title, values in given.items()}
        return self.usual | attributes | together


def _place(own: Iterable[Any], said: Mapping[str, str]) -> tuple[float | None, float | None]:
    """Return the centre; yEd gives the corner and the size."""
    at = frame(own)
    if at is None:
        return number_of(said.get("x")), number_of(said.get("y"))
    across, down = (at["width"] or 0, at["height"] or 0)
    x, y = at["x"], at["y"]
    return None if x is None else x + across / 2, None if y is None else y + down / 2


def _first(said: Mapping[str, str], keys: tuple[str, ...]) -> str:
    """Return the first that is said under one of these titles, in whatever case."""
    found: dict[str, str] = {}
    for title, value in said.items():
        if value:
            found.setdefault(title.casefold(), value)
    return next((found[key] for key in keys if key in found), "")
