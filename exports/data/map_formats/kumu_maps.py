"""A map for Kumu: a blueprint, or the backup of the project that the map came from."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from exports.data.map_formats.foreign_parts import MADE_BY, Named, as_called, named, sign_to_keep
from exports.data.map_formats.map_tables import number
from upstream_workshop.maps.map_rows import FactorRow, LinkRow, MapRow, NamedLoop
from upstream_workshop.readers.maps.carrying import KUMU, read_rest
from upstream_workshop.readers.maps.carrying import MADE_BY as MAKER_KEY
from upstream_workshop.readers.maps.markup import marked_up, plain

Entry = dict[str, Any]
_FIELDS: Final = "attributes"  # of a part in a backup, where a blueprint has them beside its id
_OWN: Final = ("colour", "locked", "bend")  # fields of ours, which Kumu shows as custom ones
_TYPES: Final = (
    "connection type",
    "type",
    "polarity",
)  # where the sign is, the first that is there


def map_kumu(row: MapRow) -> bytes:
    """Return the factors as elements, the links as connections, and the named loops as loops.

    The type of a connection is its sign, and “delayed” is Kumu's own word for a delay. Places, colours,
    locks and bends are custom fields. A map from the backup of a project goes out as one, with places
    where Kumu keeps them, and with everything else of the project as it was.

    Zones, notes on the map, origins and the table have no place in Kumu.
    """
    rest = read_rest(row.carried, KUMU)
    is_backup = isinstance(rest.get("maps"), list)
    key = "_id" if is_backup else "id"
    shaped = dict if is_backup else _beside_its_id
    elements = named(as_called(row.factors, KUMU, _called), KUMU, key, "factor-{}".format, shaped)
    connections = named(row.links, KUMU, key, "link-{}".format, shaped)
    ids = {each.part.id: each.id for each in elements}
    link_ids = {each.part.id: each.id for each in connections}
    whole = {
        MAKER_KEY: MADE_BY,
        **rest,
        "elements": [_element(each, key, is_backup) for each in elements],
        "connections": [_connection(each, key, is_backup, ids) for each in connections],
        "loops": _loops(row.named_loops, link_ids, rest.get("loops"), is_backup),
    }
    if is_backup:
        whole["maps"] = _placed(rest["maps"], elements, link_ids)
    return json.dumps(whole, indent=1).encode("ascii") + b"\n"


def _beside_its_id(kept: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return an entry of a backup as one of a blueprint, which has its fields beside its id."""
    inner = kept.get(_FIELDS)
    if not isinstance(inner, dict):
        return kept
    top = {name: value for name, value in kept.items() if name not in (_FIELDS, "_id")}
    return {"id": kept.get("_id"), **top, **inner}


def _element(each: Named[FactorRow, str], key: str, is_backup: bool) -> Entry:
    factor = each.part
    label = _label(each.kept)
    if plain(label) != factor.label:
        label = marked_up(factor.label)
    said: Entry = {"label": label, "description": factor.note}
    own: Entry = {"colour": str(factor.colour), "locked": factor.locked}
    if not is_backup:
        own |= {"x": number(factor.x), "y": number(factor.y)}
    return _entry({key: each.id}, each.kept, said, own)


def _label(kept: Mapping[str, Any]) -> str:
    """Return the label of a kept entry as it is, in which two spaces break a line."""
    inner = kept.get(_FIELDS)
    fields = inner if isinstance(inner, dict) else kept
    return next((str(text) for key, text in fields.items() if key.casefold() == "label"), "")


def _called(kept: Mapping[str, Any]) -> str:
    return plain(_label(kept))


def _connection(
    each: Named[LinkRow, str], key: str, is_backup: bool, ids: Mapping[int, str]
) -> Entry:
    link, kept = each.part, each.kept
    inner = kept.get(_FIELDS)
    fields: Mapping[str, Any] = inner if isinstance(inner, dict) else kept
    name = next((one for one in _TYPES if one in fields), _TYPES[0] if is_backup else "type")
    sign = fields.get(name) if sign_to_keep(fields.get(name), link.sign) else str(link.sign)
    way = kept.get("direction", fields.get("direction"))
    ends = {
        key: each.id, "from": ids[link.source_id], "to": ids[link.target_id],
        "direction": way if way == "mutual" else "directed", "reversed": False,
    }  # fmt: skip
    if not is_backup and not kept.get("reversed"):
        del ends["reversed"]
    said = {
        name: sign, "delayed": link.delay, "strength": link.strength, "description": link.note,
    }  # fmt: skip
    return _entry(ends, kept, said, {"bend": number(link.bend) if link.bend else ""})


def _entry(same: Entry, kept: Mapping[str, Any], said: Entry, own: Entry) -> Entry:
    """Return a part as an entry of the kind that it was kept as, without fields that are blank anew.

    same: what stands at its top.
    said: the fields that Kumu knows.
    own: those that it does not.
    """
    top = {name: value for name, value in kept.items() if name not in (*_OWN, "x", "y")}
    own = {name: value for name, value in own.items() if value is not False and value != ""}
    if same.keys() & {"_id"}:
        fields = kept.get(_FIELDS)
        inner = dict(fields) if isinstance(fields, dict) else {}
        filled = {name: value for name, value in said.items() if value or name in inner}
        return {**top, **own, **same, _FIELDS: {**inner, **filled}}
    filled = {name: value for name, value in said.items() if value or name in top}
    return {**same, **top, **filled, **own, **same}


def _loops(
    loops: Sequence[NamedLoop], ids: Mapping[int, str], kept: object, is_backup: bool
) -> list[Entry]:
    """Return the loops with a name, and those of the file that have none here and still are loops."""
    listed = [each for each in kept if isinstance(each, dict)] if isinstance(kept, list) else []
    there = {_way(each): each for each in listed}
    found = []
    for loop in loops:
        path = {"connections": [ids[id_] for id_ in loop.link_ids]}
        same = there.pop(_way(path), {})
        found.append(_loop(loop, same if same else path, is_backup))
    links = set(ids.values())
    return [*found, *(each for way, each in there.items() if way and way <= links)]


def _loop(loop: NamedLoop, kept: Entry, is_backup: bool) -> Entry:
    fields = kept.get(_FIELDS) if is_backup else kept
    inner = dict(fields) if isinstance(fields, dict) else {}
    said = {"label": loop.name, "description": loop.story}
    filled = {**inner, **{name: text for name, text in said.items() if text or name in inner}}
    return {**kept, _FIELDS: filled} if is_backup else filled


def _way(loop: Mapping[str, Any]) -> frozenset[str]:
    given = loop.get("connections")
    return frozenset(map(str, given)) if isinstance(given, list) else frozenset()


def _placed(
    maps: Sequence[Any], elements: Sequence[Named[FactorRow, str]], links: Mapping[int, str]
) -> list[Any]:
    """Return the maps of a project, with the factors and links of ours on the first of them."""
    at = next((n for n, each in enumerate(maps) if isinstance(each, dict)), None)
    if at is None:
        return list(maps)
    there = _by_id(maps[at].get("elements"), "element")
    ways = _by_id(maps[at].get("connections"), "connection")
    placed = [
        {
            **there.get(each.id, {}),
            "element": each.id,
            "position": {"x": number(each.part.x), "y": number(each.part.y)},
        }
        for each in elements
    ]
    joined = [ways.get(id_, {"connection": id_}) for id_ in links.values()]
    first = {**maps[at], "elements": placed, "connections": joined}
    return [*maps[:at], first, *maps[at + 1 :]]


def _by_id(listed: object, name: str) -> dict[str, Entry]:
    entries = listed if isinstance(listed, list) else []
    return {str(each.get(name)): each for each in entries if isinstance(each, dict)}
