"""The keys of a file of GraphML: what is said of a graph, a node or an edge, and of what type it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from lxml import etree

from exports.data.map_formats.foreign_parts import xml_text

SPACE: Final = "http://graphml.graphdrawing.org/xmlns"
NUMBER: Final = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?", re.ASCII | re.IGNORECASE)
# of what we say ourselves
_TYPES: Final[Mapping[str, Mapping[str, str]]] = {
    "graph": {},
    "node": {"x": "double", "y": "double", "locked": "boolean"},
    "edge": {"bend": "double", "delay": "boolean", "weight": "double"},
}
# what a value of each type looks like
_FITS: Final[Mapping[str, Callable[[str], object]]] = {
    "boolean": re.compile("true|false", re.IGNORECASE).fullmatch,
    "int": re.compile(r"[+-]?\d{1,9}", re.ASCII).fullmatch,
    "long": re.compile(r"[+-]?\d{1,18}", re.ASCII).fullmatch,
    "float": NUMBER.fullmatch,
    "double": NUMBER.fullmatch,
}


class Keys:
    """The keys of a file: each is declared at the top once something of that name is said.

    types: those of keys in the file that the map came from, by what they were for.
    """

    def __init__(self, root: Any, types: Mapping[str, Any]) -> None:
        self._root = root
        self._kept = types
        self._keys: dict[tuple[str, str], Any] = {}
        self._values: dict[tuple[str, str], list[str]] = {}

    def add(self, element: Any, kind: str, said: Mapping[str, Any]) -> None:
        """Add what is said of a graph, a node or an edge, apart from blanks."""
        for name, value in said.items():
            text = xml_text(str(value))
            if text:
                key = self.declare(kind, name)
                self._values[kind, name].append(text)
                etree.SubElement(element, tag("data"), key=key).text = text

    def declare(self, kind: str, name: str) -> str:
        """Return the id of the key of a name, which is declared if it is not yet."""
        if (kind, name) not in self._keys:
            key = etree.SubElement(self._root, tag("key"), id=f"d{len(self._keys)}")
            key.set("for", kind)
            key.set("attr.name", xml_text(name))
            self._keys[kind, name], self._values[kind, name] = key, []
        return str(self._keys[kind, name].get("id"))

    def set_types(self) -> None:
        """Give each key its type, which is text where a value is not of the type it should be."""
        for (kind, name), key in self._keys.items():
            kept = (mapping_of(self._kept.get(each)).get(name) for each in (kind, "all"))
            values = self._values[kind, name]
            fitting = (
                each for each in (*kept, _TYPES[kind].get(name)) if _is_of(str(each), values)
            )
            key.set("attr.type", str(next(fitting, "string")))


def _is_of(kind: str, values: Iterable[str]) -> bool:
    """Check whether all values are of a type, which is none of text."""
    return kind in _FITS and all(map(_FITS[kind], values))


def mapping_of(found: object) -> Mapping[str, Any]:
    """Return what was kept if it is a mapping, else nothing."""
    return found if isinstance(found, dict) else {}


def tag(name: str) -> str:
    """Return a name of GraphML with its namespace."""
    return f"{{{SPACE}}}{name}"
