"""Models of XMILE (Stella and others): variables as factors, connectors as links."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from upstream_workshop.readers.maps.known_formats import refuse_locked
from upstream_workshop.readers.maps.map_parts import (
    MapFactor,
    MapLink,
    MapPart,
    coordinate,
    drawn,
    named,
    number_of,
)
from upstream_workshop.readers.maps.markup import children, local, said_in, text_of
from upstream_workshop.readers.maps.signs import sign_or_word
from upstream_workshop.readers.reading import Reading

_VARIABLES: Final = ("stock", "flow", "aux", "gf")
_ROOM: Final = (
    1.5  # its words have no boxes around them, and lie nearer to each other than ours can
)
_READ: Final = ("doc", "inflow", "outflow")  # of a variable


def read_xmile(name: str, root: Any) -> Reading[MapPart]:
    """Return the variables and connectors; equations and whatever else they have are unmapped."""
    blocks = children(root, "variables")
    if not any(len(block) for block in blocks):
        refuse_locked(name, (local(each) for each in root.iter()))
    others = {local(each) for block in blocks for each in block} - set(_VARIABLES)
    parts = (part for block in blocks for each in block for part in each)
    return drawn(name, _parts(root), others | {local(part) for part in parts} - set(_READ))


def _parts(root: Any) -> Iterator[MapPart]:
    shown = {
        _key(each.get("name") or ""): (_place(each, "x"), _place(each, "y"))
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
            key = _key(label)
            yield MapFactor(line, key, label, x, y, text_of(each, "doc"), named(key))
            if local(each) == "stock":
                yield from _flows(line, each, key)
    stand_for = {each.get("uid"): text_of(each, "of") for each in children(root, "alias")}
    for each in children(root, "connector"):
        line += 1
        sign, word = sign_or_word(said_in(each, "polarity"))
        yield MapLink(
            line, _end(each, "from", stand_for), _end(each, "to", stand_for), sign, word,
            said_in(each, "delay_mark").casefold() == "true",
        )  # fmt: skip


def _place(variable: Any, side: str) -> int | None:
    at = number_of(variable.get(side))
    return None if at is None else coordinate(at * _ROOM)


def _end(connector: Any, side: str, stand_for: Mapping[Any, str]) -> str:
    """Return the key of the variable at an end, also where its alias is there."""
    end = next((each for each in connector if local(each) == side), None)
    alias = next((each for each in (() if end is None else end) if local(each) == "alias"), None)
    if alias is not None:
        return _key(stand_for.get(alias.get("uid"), ""))
    return _key(text_of(connector, side))


def _flows(line: int, stock: Any, key: str) -> Iterator[MapLink]:
    """A flow into a stock adds to it, and one out of it takes away, by the format's definition."""
    for each in stock:
        sign = {"inflow": "+", "outflow": "-"}.get(local(each))
        if sign:
            yield MapLink(line, _key(each.text or ""), key, sign)


def _key(name: str) -> str:
    return "_".join(name.replace("\\n", " ").strip(' "').casefold().replace("_", " ").split())
