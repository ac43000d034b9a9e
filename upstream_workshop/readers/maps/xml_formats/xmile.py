"""Models of XMILE (Stella and others): variables as factors, connectors as links."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from upstream_workshop.readers.maps.map_parts import MapFactor, MapLink, MapPart, coordinate, drawn
from upstream_workshop.readers.maps.markup import children, local, text_of
from upstream_workshop.readers.maps.signs import sign_or_word
from upstream_workshop.readers.reading import Reading

_VARIABLES: Final = ("stock", "flow", "aux", "gf")


def read_xmile(name: str, root: Any) -> Reading[MapPart]:
    """Return the variables and connectors; equations are named as unmapped."""
    return drawn(name, _parts(root), ("eqn",) if children(root, "eqn") else ())


def _parts(root: Any) -> Iterator[MapPart]:
    shown = {
        _key(each.get("name") or ""): (coordinate(each.get("x")), coordinate(each.get("y")))
        for view in children(root, "view") for each in view
        if local(each) in _VARIABLES
    }  # fmt: skip
    line = 0
    for block in children(root, "variables"):
        for each in block:
            if local(each) not in _VARIABLES:
                continue
            line += 1
            label = " ".join((each.get("name") or "").replace("\\n", " ").split())
            x, y = shown.get(_key(label), (None, None))
            yield MapFactor(line, _key(label), label, x, y, text_of(each, "doc"))
            if local(each) == "stock":
                yield from _flows(line, each, _key(label))
    for each in children(root, "connector"):
        line += 1
        sign, word = sign_or_word(each.get("polarity") or "")
        yield MapLink(
            line, _key(text_of(each, "from")), _key(text_of(each, "to")), sign, word,
            (each.get("delay_mark") or "").casefold() == "true",
        )  # fmt: skip


def _flows(line: int, stock: Any, key: str) -> Iterator[MapLink]:
    """A flow into a stock adds to it, and one out of it takes away, by the format's definition."""
    for each in stock:
        sign = {"inflow": "+", "outflow": "-"}.get(local(each))
        if sign:
            yield MapLink(line, _key(each.text or ""), key, sign)


def _key(name: str) -> str:
    return "_".join(name.replace("\\n", " ").strip(' "').casefold().replace("_", " ").split())
