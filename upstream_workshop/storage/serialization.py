"""How values travel between our processes: as JSON that can only become frozen rows.

Not pickle: whoever broke into a process through a hostile file could make a pickle run anything in
ours. What is decoded is whole numbers, text and the row types listed, or it is refused.
"""

from __future__ import annotations

import dataclasses
import json
import sys
from typing import Any


class Wire:
    """Encodes and decodes one line: what came of something, and a value made of these row types."""

    def __init__(self, *shapes: type) -> None:
        self._shapes = {shape.__name__: shape for shape in shapes}

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
        return self._shapes[name](*_tupled(values)) if name in self._shapes else _refuse(name)


def _tupled(value: Any) -> Any:
    """Lists as the tuples they were; text, numbers and rows as they are."""
    if isinstance(value, list):
        return tuple(map(_tupled, value))
    return _refuse(value) if isinstance(value, float) else value


def _refuse(what: object) -> None:
    raise ValueError(f"{what!r} does not travel")
