"""Models of XMILE (Stella and others): variables as factors, connectors as links."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from upstream_workshop.letters import one_line
from upstream_workshop.readers.maps.known_formats import refuse_locked
from upstream_workshop.readers.maps.map_parts import (
    MapFactor,
    MapLink,
    MapPart,
    MapText,
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
_READ: Final = ("doc", "inflow", "outflow", "connect")  # of a variable
_SHOWN: Final = ("module", "connector", "alias", "text_box", "style")  # of a view, with variables


def read_xmile(name: str, root: Any) -> Reading[MapPart]:
    """Return the variables, connectors and texts; equations and whatever else there is are unmapped."""
    blocks = children(root, "variables")
    if not any(len(block) for block in blocks):
        refuse_locked(name, (local(each) for each in root.iter()))
    return drawn(name, _parts(root), _unread(root, blocks))


def _unread(root: Any, blocks: Iterable[Any]) -> set[str]:
    """Return the kinds of variables, of parts of variables and of things in views that are not read."""
    variables = [each for block in blocks for each in block]
    parts = {local(part) for each in variables for part in each}
    shown = {local(each) for view in children(root, "view") for each in view}
    others = {local(each) for each in variables} - {*_VARIABLES, "module"}
    return others | parts - set(_READ) | shown - {*_VARIABLES, *_SHOWN}


def _parts(root: Any) -> Iterator[MapPart]:
    models = [(_scope(model), model) for model in children(root, "model") or [root]]
    factors = [each for scope, model in models for each in _factors(scope, model)]
    known = {each.key for each in factors}
    links = (each for scope, model in models for each in _links(scope, model, known))
    texts = (_text(each) for each in children(root, "text_box"))
    parts: list[MapFactor | MapLink | MapText] = [*factors, *links, *texts]
    for line, part in enumerate(parts, 1):
        yield replace(part, line=line)


def _text(box: Any) -> MapText:
    """Return a text of a view, whose place is its corner."""
    x, y, width, height = (number_of(box.get(k)) or 0 for k in ("x", "y", "width", "height"))
    text = "".join(box.itertext()).strip()
    return MapText(0, text, (x + width / 2) * _ROOM, (y + height / 2) * _ROOM)


def _scope(model: Any) -> str:
    """Return what the keys of a module's variables begin with, so that they are apart from all others."""
    name = _key(model.get("name") or "")
    return f"{name}." if name else ""


def _factors(scope: str, model: Any) -> Iterator[MapFactor]:
    """Yield the variables of a model, and the modules at which its connectors end."""
    shown = {
        _key(each.get("name") or ""): (_place(each, "x"), _place(each, "y"))
        for view in children(model, "view") for each in view
    }  # fmt: skip
    ends = {
        _key(text_of(each, side))
        for each in children(model, "connector")
        for side in ("from", "to")
    }
    for block in children(model, "variables"):
        for each in block:
            label = _label(each.get("name") or "")
            key = _key(label)
            if local(each) in _VARIABLES or (local(each) == "module" and key in ends):
                x, y = shown.get(key, (None, None))
                scoped = f"{scope}{key}"
                yield MapFactor(0, scoped, label, x, y, text_of(each, "doc"), named(scoped))


def _links(scope: str, model: Any, known: Collection[str]) -> Iterator[MapLink]:
    """Yield the flows of a model, what it hands to its modules, and its connectors."""
    for block in children(model, "variables"):
        for each in block:
            key = _key(each.get("name") or "")
            for sign, source, target in _within(each, key):
                yield MapLink(
                    0, _found(source, scope, known), _found(target, scope, known, key), sign
                )
    aliases = ((each.get("uid"), text_of(each, "of")) for each in children(model, "alias"))
    stand_for = {uid: name for uid, name in aliases if name}  # those in connectors have no name
    for each in children(model, "connector"):
        source, target = (
            _found(_end(each, side, stand_for), scope, known) for side in ("from", "to")
        )
        sign, word = sign_or_word(said_in(each, "polarity"))
        delay = said_in(each, "delay_mark").casefold() == "true"
        yield MapLink(0, source, target, sign, word, delay)


def _found(end: str, scope: str, known: Collection[str], module: str = "") -> str:
    """Return the key of the variable that is called so in a model, or in one of its modules."""
    calls = (f"{scope}{end}", f"{scope}{module}.{end}", end.lstrip("."))
    return next((each for each in calls if each in known), end)


def _place(variable: Any, side: str) -> float | None:
    at = number_of(variable.get(side))
    return None if at is None else at * _ROOM


def _end(connector: Any, side: str, stand_for: Mapping[Any, str]) -> str:
    """Return the key of the variable at an end, also where its alias is there."""
    end = next((each for each in connector if local(each) == side), None)
    alias = next((each for each in (() if end is None else end) if local(each) == "alias"), None)
    if alias is not None:
        return _key(stand_for.get(alias.get("uid"), ""))
    return _key(text_of(connector, side))


def _within(variable: Any, key: str) -> Iterator[tuple[str, str, str]]:
    """Yield the sign and the ends of links that are said within a variable.

    A flow into a stock adds to it, and one out of it takes away, by the format's definition. What a
    module is given has no sign.
    """
    for each in variable:
        if local(each) == "inflow":
            yield "+", _key(each.text or ""), key
        elif local(each) == "outflow":
            yield "-", _key(each.text or ""), key
        elif local(each) == "connect":
            yield "", _key(each.get("from") or ""), _key(each.get("to") or "")


def _label(name: str) -> str:
    """Return a name as it is shown: quotation marks around all of it are not part of it."""
    shown = one_line(name.replace("\\n", " "))
    inner = shown[1:-1]
    return inner if inner and shown == f'"{inner}"' and '"' not in inner else shown


def _key(name: str) -> str:
    return "_".join(name.replace("\\n", " ").strip(' "').casefold().replace("_", " ").split())
