"""A map for PRSM, as it saves its maps, uncompressed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from textwrap import wrap
from typing import Any, Final

from exports.data.map_formats.foreign_parts import MADE_BY, Named, as_called, named, sign_to_keep
from exports.data.map_formats.map_tables import number
from upstream_workshop.letters import one_line
from upstream_workshop.maps.kinds import Sign
from upstream_workshop.maps.map_rows import FactorRow, LinkRow, MapRow
from upstream_workshop.readers.maps.carrying import MADE_BY as MAKER_KEY
from upstream_workshop.readers.maps.carrying import PRSM, read_rest
from upstream_workshop.readers.maps.signs import sign_of

Entry = dict[str, Any]
_WIDTH: Final = 24  # letters of a line; PRSM breaks no lines itself
_NO_STYLE: Final = "edge0"
_LEGEND: Final = {"edge1": {"groupLabel": "Positive"}, "edge2": {"groupLabel": "Negative"}}
_OWN: Final = ("colour", "locked", "bend", "delay", "strength")  # fields of ours


def map_prsm(row: MapRow) -> bytes:
    """Return the factors as nodes and the links as edges, with their notes.

    The sign is the label of an edge, whose style and legend are PRSM's own for it. Colours, locks, bends,
    delays and strengths are fields that PRSM keeps and does not show.

    Zones, notes on the map, loops, origins and the table have no place in it.
    """
    rest = read_rest(row.carried, PRSM)
    nodes = named(as_called(row.factors, PRSM, _called), PRSM, "id", "factor-{}".format)
    ids = {node.part.id: node.id for node in nodes}
    styles = rest.get("styles") or rest.get("samples") or {"nodes": {}, "edges": _LEGEND}
    names = _style_names(styles)
    whole = {
        MAKER_KEY: MADE_BY,
        "lastNodeSample": "group0",
        "lastLinkSample": "edge0",
        "styles": styles,
        **rest,
        "mapTitle": row.title,
        "nodes": [_node(node) for node in nodes],
        "edges": [
            _edge(edge, ids, names) for edge in named(row.links, PRSM, "id", "link-{}".format)
        ],
    }
    return json.dumps(whole, indent=1).encode("ascii") + b"\n"


def _node(node: Named[FactorRow, str]) -> Entry:
    factor, kept = node.part, node.kept
    label = str(kept.get("label") or "")
    same = _called(kept) == factor.label
    said = {
        "id": node.id,
        "label": label if same else "\n".join(_lines(factor.label)),
        "x": number(factor.x),
        "y": number(factor.y),
    }
    own = {"colour": str(factor.colour), "locked": factor.locked}
    return {"grp": "group0", **_kept(kept), **said, **_note(kept, factor.note), **_filled(own)}


def _called(kept: Mapping[str, Any]) -> str:
    return one_line(str(kept.get("label") or ""))


def _edge(edge: Named[LinkRow, str], ids: Mapping[int, str], names: Mapping[str, str]) -> Entry:
    link, kept = edge.part, edge.kept
    style = _style(kept, link.sign, names)
    if style:
        kept = {name: value for name, value in kept.items() if name != "color"}
    keeps = bool(kept) and sign_to_keep(kept.get("label"), link.sign)
    said: Entry = {
        "id": edge.id,
        "from": ids[link.source_id],
        "to": ids[link.target_id],
        "label": kept.get("label", "") if keeps else str(link.sign),
        **style,
    }
    usual: Entry = {} if kept else {"arrows": "to"}
    own = {"bend": number(link.bend), "delay": link.delay, "strength": link.strength}
    return {**usual, **_kept(kept), **said, **_note(kept, link.note), **_filled(own)}


def _style(kept: Mapping[str, Any], sign: Sign, names: Mapping[str, str]) -> Entry:
    """Return the style of a link: the one it had, unless that is named after another sign."""
    if kept and sign_of(names.get(str(kept.get("grp")), "?")) in (None, "", sign):
        return {}
    named_so = (style for style, name in names.items() if sign_of(name) == sign and name)
    style = next(named_so, _NO_STYLE)
    return {"grp": style}


def _style_names(styles: object) -> dict[str, str]:
    """Return what a legend calls the styles of links."""
    edges = styles.get("edges") if isinstance(styles, dict) else None
    found = edges.items() if isinstance(edges, dict) else ()
    return {key: str(each.get("groupLabel") or "") for key, each in found if isinstance(each, dict)}


def _kept(kept: Mapping[str, Any]) -> Entry:
    return {name: value for name, value in kept.items() if name not in _OWN}


def _filled(own: Mapping[str, Any]) -> Entry:
    return {name: value for name, value in own.items() if value not in ("", False, 0)}


def _lines(label: str) -> list[str]:
    return wrap(label, _WIDTH, break_long_words=False, break_on_hyphens=False) or [label]


def _note(kept: Mapping[str, Any], note: str) -> Entry:
    """Return a note as PRSM has it; one that was not changed keeps its bold letters and its lists."""
    if _text(kept) == note:
        return {}
    return {"title": "", "note": {"ops": [{"insert": f"{note}\n"}]} if note else ""}


def _text(kept: Mapping[str, Any]) -> str:
    note = kept.get("note") or kept.get("title") or ""
    ops = note.get("ops") if isinstance(note, dict) else None
    if isinstance(ops, list):
        inserted = (op.get("insert") for op in ops if isinstance(op, dict))
        return "".join(each for each in inserted if isinstance(each, str)).strip()
    return note.strip() if isinstance(note, str) else ""
