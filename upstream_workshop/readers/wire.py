"""How a reading travels from the reading process to ours: as JSON that can only become frozen rows.

Not pickle: whoever broke into the reading process through a hostile file could make a pickle run
anything here. What this decodes is numbers, text and the row types listed, or it is refused.
"""

from __future__ import annotations

import dataclasses
import json
from typing import Any, Final

from upstream_workshop.readers.ballots import PaperEntry, PapersReading
from upstream_workshop.readers.cards import CardEntry
from upstream_workshop.readers.choices import ChoiceEntry
from upstream_workshop.readers.maps import MapEntry
from upstream_workshop.readers.people import PersonEntry
from upstream_workshop.readers.reading import Reading, Refusal
from upstream_workshop.readers.tables import Row, Table

_SHAPES: Final = {
    shape.__name__: shape
    for shape in (
        Table, Row, Reading, Refusal, PersonEntry, CardEntry, ChoiceEntry, MapEntry, PaperEntry,
        PapersReading,
    )
}  # fmt: skip


def encoded(outcome: str, value: Any) -> bytes:
    """One answer: what came of the reading, and the reading, the refusal or the place of the fault."""
    return json.dumps([outcome, value], default=_named_fields).encode()


def decoded(answer: bytes) -> tuple[str, Any]:
    """The answer again. Raises ValueError for anything `encoded` cannot have written."""
    try:
        outcome, value = _tupled(json.loads(answer, object_hook=_shaped))
    except (TypeError, RecursionError) as error:
        raise ValueError("no answer of ours") from error
    if not isinstance(outcome, str):
        raise ValueError("no answer of ours")
    return outcome, value


def _named_fields(row: Any) -> dict[str, list[Any]]:
    name = type(row).__name__
    if name not in _SHAPES:
        raise TypeError(f"{name} does not travel")
    return {name: [getattr(row, field.name) for field in dataclasses.fields(row)]}


def _shaped(found: dict[str, Any]) -> Any:
    ((name, values),) = found.items()
    return _SHAPES[name](*_tupled(values)) if name in _SHAPES else _refuse(name)


def _tupled(value: Any) -> Any:
    """Lists as the tuples they were; text, numbers and rows as they are."""
    if isinstance(value, list):
        return tuple(map(_tupled, value))
    return _refuse(value) if isinstance(value, float) else value


def _refuse(what: object) -> None:
    raise ValueError(f"{what!r} is no part of a reading")
