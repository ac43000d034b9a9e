"""A map as GraphML, for yEd, Gephi, Cytoscape and other programs of graphs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from lxml import etree

from exports.data.map_formats.foreign_parts import MADE_BY, Named, named, says_otherwise, xml_text
from exports.data.map_formats.graphml_keys import NUMBER, SPACE, Keys, mapping_of, tag
from exports.data.map_formats.map_tables import number
from upstream_workshop.maps.map_rows import FactorRow, LinkRow, MapRow
from upstream_workshop.readers.maps.carrying import GRAPHML, read_rest
from upstream_workshop.readers.maps.markup import marked_up
from upstream_workshop.readers.maps.xml_formats.graphs import SAYING_SIGNS

# what a kept entry says of what we say ourselves
_NODE: Final = (
    "id", "label", "name", "vertexlabel", "nodelabel", "note", "x", "y", "colour", "locked",
)  # fmt: skip
_EDGE: Final = (
    "id", "source", "target", "directed", "polarity", "sign", "delay", "weight", "strength", "note", "bend",
)  # fmt: skip


def map_graphml(row: MapRow) -> bytes:
    """Return the factors and links of a map with plain keys, and the title of the map.

    Zones, notes on the map, names of loops, origins and the table have no place in it.
    """
    root: Any = etree.fromstring(f'<graphml xmlns="{SPACE}"/>')
    root.append(etree.Comment(f" made by {MADE_BY} "))
    graph = etree.Element(tag("graph"), id="map", edgedefault="directed")
    rest = read_rest(row.carried, GRAPHML)
    keys = Keys(root, mapping_of(rest.get("types")))
    keys.add(graph, "graph", {**mapping_of(rest.get("graph")), "title": row.title})
    nodes = named(row.factors, GRAPHML, "id", "n{}".format)
    ids = {node.part.id: node.id for node in nodes}
    for node in nodes:
        element = etree.SubElement(graph, tag("node"), id=xml_text(node.id))
        keys.add(element, "node", _node(node))
    for edge in named(row.links, GRAPHML, "id", "e{}".format):
        ends = {"source": ids[edge.part.source_id], "target": ids[edge.part.target_id]}
        element = etree.SubElement(graph, tag("edge"), id=xml_text(edge.id))
        for name, end in ends.items():
            element.set(name, xml_text(end))
        keys.add(element, "edge", _edge(edge))
    if row.links:
        keys.declare("edge", "polarity")  # else weights below zero would be taken for signs
    keys.set_types()
    root.append(graph)
    whole: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return whole


def _node(node: Named[FactorRow, str]) -> dict[str, Any]:
    factor = node.part
    said = {
        "label": marked_up(factor.label), "x": number(factor.x), "y": number(factor.y), "note": factor.note,
        "colour": factor.colour, "locked": "true" if factor.locked else "",
    }  # fmt: skip
    return {**_others(node.kept, _NODE, factor.note), **said}


def _edge(edge: Named[LinkRow, str]) -> dict[str, Any]:
    link = edge.part
    is_number = bool(NUMBER.fullmatch(link.strength))
    said = {
        "polarity": link.sign, "delay": "true" if link.delay else "",
        "weight" if is_number else "strength": link.strength, "note": link.note,
        "bend": number(link.bend) if link.bend else "",
    }  # fmt: skip
    kept = {
        name: text
        for name, text in edge.kept.items()
        if name.casefold() not in SAYING_SIGNS or not says_otherwise(text, link.sign, link.delay)
    }
    return {**_others(kept, _EDGE, link.note), **said}


def _others(kept: Mapping[str, Any], ours: tuple[str, ...], note: str) -> dict[str, Any]:
    """Return what is kept of an entry apart from what is said anew, and from a note under another name."""
    return {
        name: text
        for name, text in kept.items()
        if name.casefold() not in ours
        and not (name in ("description", "evidence") and text == note)
    }
