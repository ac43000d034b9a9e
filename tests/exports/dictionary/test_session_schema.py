"""The schema of the JSON holds for every edition, explains every value, and refuses anything else."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from exports.archive.archive import prepared
from exports.data.session_json import session_json
from exports.dictionary.common_fields import COMMON
from exports.dictionary.data_tables import TABLES
from exports.dictionary.session_schema import DIALECT, FIELDS, schema
from exports.rooms import ROOMS
from tests.exports.conftest import AT
from tests.exports.naming import everywhere
from upstream_workshop.privacy import Edition
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.whole.report import Report, read_report

TYPES = {
    "string": str, "boolean": bool, "integer": int, "number": (int, float), "null": type(None),
    "array": list, "object": dict,
}  # fmt: skip
# what these tests understand of JSON Schema; a keyword that they do not is refused
KNOWN = {
    "$schema", "$defs", "$ref", "made by", "title", "description", "type", "enum", "pattern", "anyOf",
    "properties", "required", "additionalProperties", "items", "prefixItems", "minItems", "maxItems",
}  # fmt: skip


def is_of(value: Any, names: str | list[str]) -> bool:
    """Whether a value has one of these types; a truth value is no number."""
    several = [names] if isinstance(names, str) else names
    return any(
        isinstance(value, TYPES[name])  # type: ignore[arg-type]
        and (name == "boolean" or not isinstance(value, bool))
        for name in several
    )


def faults(value: Any, rule: dict[str, Any], whole: dict[str, Any], place: str) -> Iterator[str]:
    """Where a value is not as a schema says."""
    assert rule.keys() <= KNOWN, rule.keys() - KNOWN
    if "$ref" in rule:
        yield from faults(value, whole["$defs"][rule["$ref"].rpartition("/")[2]], whole, place)
    if "anyOf" in rule and all([*faults(value, one, whole, place)] for one in rule["anyOf"]):
        yield f"{place}: none of several"
    if "type" in rule and not is_of(value, rule["type"]):
        yield f"{place}: {value!r} is no {rule['type']}"
    if "enum" in rule and value not in rule["enum"]:
        yield f"{place}: {value!r} is not allowed"
    if "pattern" in rule and isinstance(value, str) and not re.search(rule["pattern"], value):
        yield f"{place}: {value!r} is not {rule['pattern']}"
    yield from inner_faults(value, rule, whole, place)


def inner_faults(
    value: Any, rule: dict[str, Any], whole: dict[str, Any], place: str
) -> Iterator[str]:
    """Where what is in an object or a list is not as a schema says."""
    if isinstance(value, dict):
        known = rule.get("properties", {})
        yield from (f"{place}: no {name}" for name in set(rule.get("required", ())) - value.keys())
        if rule.get("additionalProperties") is False:
            yield from (f"{place}.{name}: unknown" for name in value.keys() - known.keys())
        for name in value.keys() & known.keys():
            yield from faults(value[name], known[name], whole, f"{place}.{name}")
    if isinstance(value, list):
        if not rule.get("minItems", 0) <= len(value) <= rule.get("maxItems", len(value)):
            yield f"{place}: {len(value)} items"
        places = rule.get("prefixItems") or [rule.get("items", {})] * len(value)
        for number, (one, said) in enumerate(zip(value, places, strict=False)):
            yield from faults(one, said, whole, f"{place}[{number}]")


def told(report: Report) -> Any:
    return json.loads(session_json(report))


def broken(document: Any) -> list[str]:
    return list(faults(document, schema(), schema(), "$"))


@pytest.mark.parametrize("edition", Edition)
def test_the_schema_holds_in_every_edition(furnished_workshop: Workshop, edition: Edition) -> None:
    everywhere.fill(furnished_workshop)
    with furnished_workshop.read() as session:
        report = read_report(session, AT)
    assert broken(told(prepared(report, edition))) == []


def test_it_holds_for_hostile_words_and_for_nothing(hostile: Report, empty: Report) -> None:
    assert broken(told(hostile)) == broken(told(empty)) == []


def test_it_refuses_what_is_not_of_a_report(revealed: Report) -> None:
    for spoil in (
        {"extra": 1},
        {"made_at": "yesterday"},
        {"edition": "secret"},
        {"people": [{}]},
        {"votes": {}},
    ):
        assert broken({**told(revealed), **spoil}), spoil
    document = told(revealed)
    document["agenda"][0]["minutes"] = "long"
    assert broken(document) == ["$.agenda[0].minutes: 'long' is no integer"]


def test_every_value_is_explained() -> None:
    rows = {"$": schema(), **schema()["$defs"]}
    unexplained = [
        f"{name}.{field}: say what it means in exports/data/meanings"
        for name, row in rows.items()
        for field, said in row["properties"].items()
        if not said["description"]
    ]
    assert unexplained == []
    assert schema()["$schema"] == DIALECT


def test_no_room_explains_what_another_does() -> None:
    assert len(FIELDS) == len(COMMON) + sum(len(room.fields) for room in ROOMS)
    assert len(TABLES) == 1 + sum(len(room.tables) for room in ROOMS)  # and that of the columns
