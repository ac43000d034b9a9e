"""The schema of `session.json` (JSON Schema), derived from the rows of the report."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Collection, Mapping
from datetime import date, datetime
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, Final, TypeAlias, Union, get_args, get_origin, get_type_hints

from exports.data.session_json import is_left_out
from exports.dictionary.common_fields import COMMON
from exports.output_kinds import MAKER
from exports.rooms import ROOMS
from resources.words import say
from upstream_workshop import __version__, rooms
from upstream_workshop.privacy import Edition
from upstream_workshop.whole.report import Report

Schema: TypeAlias = dict[str, Any]

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_DAY: Final = r"^\d{4}-\d\d-\d\d$"
_MOMENT: Final = r"^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?$"
# what is left out of an edition reads as blank, 0, false, an empty list or null
_PLAIN: Final[Mapping[type, Schema]] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    date: {"type": ["string", "null"], "pattern": _DAY},
    datetime: {"type": ["string", "null"], "pattern": _MOMENT},
    NoneType: {"type": "null"},
}


# by the name of the field, or of its row and the field
FIELDS: Final[Mapping[str, str]] = {
    name: said
    for fields in (COMMON, *(room.fields for room in ROOMS))
    for name, said in fields.items()
}


def session_schema(_report: Report) -> bytes:
    """Return the schema of `session.json`, the same for every session."""
    return json.dumps(schema(), indent=2, ensure_ascii=False).encode() + b"\n"


def schema() -> Schema:
    """Return the schema as a value: every field of every row that a report can contain."""
    parts = [get_type_hints(room.report)["return"] for room in rooms.every() if room.report]
    definitions: Schema = {}
    properties = _of_the_document()
    for part in parts:
        properties |= _properties(part, definitions)
    return {
        "made by": f"{MAKER} {__version__}",
        "$schema": DIALECT,
        "title": say("Everything of a residential"),
        "description": say(
            "What an edition leaves out is blank, 0, false, an empty list or null. Times are those on the "
            "clock at the place."
        ),
        **_object(properties),
        "$defs": dict(sorted(definitions.items())),
    }


def meaning(row: type, field: str) -> str:
    """Return what a field of a row means, in words; blank if nobody has said it."""
    declared = rooms.disclosures().get(row, {}).get(field)
    found = FIELDS.get(f"{row.__name__}.{field}")
    found = found or (declared and declared.label) or FIELDS.get(field, "")
    return say(found)


def _of_the_document() -> Schema:
    return {
        "made by": {"type": "string", "description": say("The program that wrote it")},
        "made_at": {"pattern": _MOMENT, "description": say("When it was written")},
        "edition": {
            "enum": list(Edition),
            "description": say(
                "How much is in it: everything, what the cohort may read, or no names"
            ),
        },
    }


def _object(properties: Schema, left_out: Collection[str] = ()) -> Schema:
    """Return the schema of an object; `left_out` are fields that some editions do not contain."""
    return {
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name not in left_out],
        "additionalProperties": False,
    }


def _properties(row: type, definitions: Schema) -> Schema:
    hints, declared = get_type_hints(row), rooms.disclosures().get(row, {})
    found: Schema = {}
    for field in dataclasses.fields(row):
        is_key = field.name in declared and bool(declared[field.name].key)
        hint = hints[field.name] | None if is_key else hints[field.name]
        said = _schema_of(hint, definitions)
        found[field.name] = {**said, "description": meaning(row, field.name)}
    return found


def _schema_of(hint: Any, definitions: Schema) -> Schema:
    """Return the schema of a type; rows are added to the definitions and referred to."""
    inner = get_args(hint)
    if get_origin(hint) in (Union, UnionType):
        return {"anyOf": [_schema_of(one, definitions) for one in inner]}
    if get_origin(hint) is tuple:
        return _list_of(inner, definitions)
    if dataclasses.is_dataclass(hint):
        return _reference(hint, definitions)
    if issubclass(hint, StrEnum):
        return {"enum": sorted({"", *hint})}
    return _PLAIN[hint]


def _list_of(inner: tuple[Any, ...], definitions: Schema) -> Schema:
    if inner[-1] is Ellipsis:
        return {"type": "array", "items": _schema_of(inner[0], definitions)}
    places = [_schema_of(one, definitions) for one in inner]
    size = len(places)
    return {"type": "array", "prefixItems": places, "minItems": size, "maxItems": size}


def _reference(row: Any, definitions: Schema) -> Schema:
    """Return a reference to a row; its name begins with its room, since two have one name."""
    room = row.__module__.split(".")[:2][-1]
    name = f"{room}.{row.__name__}"
    if name not in definitions:
        definitions[name] = {}  # for a row that contains itself
        declared = rooms.disclosures().get(row, {})
        left_out = [field for field, said in declared.items() if is_left_out(said, Edition.COHORT)]
        definitions[name] = _object(_properties(row, definitions), left_out)
    return {"$ref": f"#/$defs/{name}"}
