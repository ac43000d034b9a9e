"""A map for Mental Modeler (.mmp), as XML."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from lxml import etree

from exports.data.map_formats.foreign_parts import MADE_BY, Named, named, xml_text
from upstream_workshop.maps.kinds import Sign
from upstream_workshop.maps.map_rows import FactorRow, LinkRow, MapRow
from upstream_workshop.readers.maps.carrying import MENTAL_MODELER, read_rest
from upstream_workshop.readers.maps.map_parts import number_of

_CONCEPT: Final = {
    "id": "", "name": "", "notes": "", "units": "", "group": "0", "x": "0", "y": "0",
    "preferredState": "0", "actualState": "0",
}  # fmt: skip
_RELATIONSHIP: Final = {"id": "", "name": "", "notes": "", "confidence": "0", "influence": "0"}
_INFLUENCES: Final = {Sign.MORE: "1", Sign.LESS: "-1", Sign.UNKNOWN: "0"}
_NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
_EDGE: Final = 60  # points between the edge of the sheet and a factor


def map_mental_modeler(row: MapRow) -> bytes:
    """Return the factors and links of a map with their notes, places in whole points to the right of 0.

    A strength that is a number between -1 and 1 is the influence of its link; another one has no place in
    Mental Modeler, as have delays, bends, colours, locks, zones, notes on the map, loops and origins.
    """
    root = etree.Element("mentalmodeler")
    root.append(etree.Comment(f" made by {MADE_BY} "))
    root.extend(_top(row))
    block = etree.SubElement(root, "concepts")
    concepts = named(row.factors, MENTAL_MODELER, "id", "factor-{}".format)
    ids = {each.part.id: each.id for each in concepts}
    links: defaultdict[int, list[Named[LinkRow, str]]] = defaultdict(list)
    for link in named(row.links, MENTAL_MODELER, "", str):
        links[link.part.source_id].append(link)
    across, down = _shift(row.factors)
    for each in concepts:
        concept = _concept(block, each, across, down)
        relationships = etree.SubElement(concept, "relationships")
        for link in links[each.part.id]:
            _relationship(relationships, link, ids)
    whole: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return whole


def _top(row: MapRow) -> Iterator[Any]:
    """Yield what stands before the concepts: of the file the map came from, or of our own."""
    kept = {name: _parsed(text) for name, text in read_rest(row.carried, MENTAL_MODELER).items()}
    info = kept.pop("info", None)
    if info is None:
        info = etree.Element("info")
        for name in ("name", "author", "description", "version", "date"):
            _add(info, name, "")
    title = next((each for each in info if each.tag == "name"), None)
    if title is None:
        title = etree.SubElement(info, "name")
    title.text = etree.CDATA(xml_text(row.title)) if "]]>" not in row.title else xml_text(row.title)
    yield info
    kept.setdefault("groupNames", etree.Element("groupNames"))
    yield from (each for each in kept.values() if each is not None)


def _parsed(text: object) -> Any:
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        return etree.fromstring(str(text), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _shift(factors: Iterable[FactorRow]) -> tuple[float, float]:
    """Return by how much a map is moved, so that nothing is beyond the upper left corner of the sheet."""
    listed = tuple(factors)
    left, top = (min((getattr(each, side) for each in listed), default=0.0) for side in "xy")
    return (0.0 if left >= 0 else _EDGE - left), (0.0 if top >= 0 else _EDGE - top)


def _concept(block: Any, each: Named[FactorRow, str], across: float, down: float) -> Any:
    factor = each.part
    said = {
        "id": each.id, "name": factor.label, "notes": factor.note, "x": str(round(factor.x + across)),
        "y": str(round(factor.y + down)),
    }  # fmt: skip
    return _filled(etree.SubElement(block, "concept"), _CONCEPT, each.kept, said)


def _relationship(block: Any, each: Named[LinkRow, str], ids: Mapping[int, str]) -> None:
    link = each.part
    said = {"id": ids[link.target_id], "notes": link.note, "influence": _influence(link)}
    _filled(etree.SubElement(block, "relationship"), _RELATIONSHIP, each.kept, said)


def _influence(link: LinkRow) -> str:
    number = number_of(link.strength)
    if number is None or abs(number) > 1:
        return _INFLUENCES[link.sign]
    agrees = {Sign.MORE: number > 0, Sign.LESS: number < 0, Sign.UNKNOWN: abs(number) < 1}[
        link.sign
    ]
    return link.strength if agrees else _INFLUENCES[link.sign]


def _filled(
    element: Any, usual: Mapping[str, str], kept: Mapping[str, Any], said: Mapping[str, str]
) -> Any:
    """Add a child for each field: what is said, or what was kept, or what is usual."""
    for name, text in ({**usual, **kept, **said}).items():
        if _NAME.fullmatch(name):
            _add(element, name, str(text))
    return element


def _add(element: Any, name: str, text: str) -> None:
    clean = xml_text(text)
    etree.SubElement(element, name).text = clean if "]]>" in clean else etree.CDATA(clean)
