"""How values travel between our processes: as JSON that can only become frozen rows.

Not pickle: whoever broke into a process through a hostile file could make a pickle run anything in
ours. What is decoded is whole numbers, text and the row types listed, or it is refused; a member of an
enumeration travels as its word, and only as one of its words.
"""

from __future__ import annotations

import dataclasses
import json
import sys
from enum import StrEnum
from typing import Any, get_type_hints


class Wire:
    """Encodes and decodes one line: what came of something, and a value made of these row types."""

    def __init__(self, *shapes: type) -> None:
        self._shapes = {shape.__name__: shape for shape in shapes}
        self._kinds = {shape.__name__: _kinds(shape) for shape in shapes}

    def encoded(self, outcome: str, value: Any) -> bytes:
        """One line, without its end. Raises TypeError for a type that does not travel."""
        return json.dumps([outcome, value], default=self._named_fields).encode()

    def decoded(self, line: bytes) -> tuple[str, Any]:
        """The outcome and value again. Raises ValueError for anything `encoded` cannot have written."""
        try:
            outcome, value = _tupled(json.loads(line, object_hook=self._shaped))
        except (TypeError, RecursionError) as error:
            raise ValueError("no line of ours") from error
        if not isinstance(outcome, str):
            raise ValueError("no line of ours")
        return outcome, value

    def say(self, outcome: str, value: Any) -> None:
        """Write one line to whoever started this process. Raises TypeError like `encoded`."""
        sys.stdout.buffer.write(self.encoded(outcome, value) + b"\n")
        sys.stdout.buffer.flush()

    def _named_fields(self, row: Any) -> dict[str, list[Any]]:
        name = type(row).__name__
        if name not in self._shapes:
            raise TypeError(f"{name} does not travel")
        return {name: [getattr(row, field.name) for field in dataclasses.fields(row)]}

    def _shaped(self, found: dict[str, Any]) -> Any:
        ((name, values),) = found.items()
        if name not in self._shapes:
            _refuse(name)
        row = self._shapes[name](*_tupled(values))
        said = {field: kind(getattr(row, field)) for field, kind in self._kinds[name].items()}
        return dataclasses.replace(row, **said) if said else row


def _kinds(shape: type) -> dict[str, type[StrEnum]]:
    """The fields of a row type that hold a member of an enumeration, which travels as its word."""
    return {
        name: kind
        for name, kind in get_type_hints(shape).items()
        if isinstance(kind, type) and issubclass(kind, StrEnum)
    }


def _tupled(value: Any) -> Any:
    """Lists as the tuples they were; text, numbers and rows as they are."""
    if isinstance(value, list):
        return tuple(map(_tupled, value))
    return _refuse(value) if isinstance(value, float) else value


def _refuse(what: object) -> None:
    raise ValueError(f"{what!r} does not travel")
