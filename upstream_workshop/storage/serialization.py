"""Serialization of values between processes of this app, as JSON.

Pickle is not used: a process that a hostile file has taken over could send a pickle that runs any
code in the receiving process. Only whole numbers, text and the listed row types are decoded, and
finite numbers in fields that are declared as such; anything else is refused. A member of an
enumeration is sent as its value, and other values are refused.
"""

from __future__ import annotations

import dataclasses
import json
import math
import sys
from collections.abc import Callable, Mapping
from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, get_args, get_type_hints

if TYPE_CHECKING:  # the process that answers needs none of it
    from upstream_workshop.processes import Program

CUT_SHORT: Final = "cut short"  # the outcome where a process gave no answer


class Codec:
    """Encodes and decodes lines that consist of an outcome and a value.

    shapes: the dataclasses that a value may contain, or their modules and names with a colon between; such
        a module is imported when a line contains its dataclass.
    """

    def __init__(self, *shapes: type | str) -> None:
        self._listed = {_name(shape): shape for shape in shapes}
        self._shapes: dict[str, _Shape] = {}

    def encoded(self, outcome: str, value: Any) -> bytes:
        """Return a line as bytes, without a line end.

        outcome: a word that says what `value` is.
        value: made of whole numbers, text, tuples and the listed dataclasses.

        Raises TypeError for a value of another type.
        """
        return json.dumps([outcome, value], default=self._named_fields).encode()

    def decoded(self, line: bytes) -> tuple[str, Any]:
        """Return the outcome and the value of a line.

        Raises ValueError for a line that `encoded` cannot have written.
        """
        try:
            outcome, value = _tupled(json.loads(line, object_hook=self._shaped))
        except (TypeError, RecursionError) as error:
            raise ValueError("no line of ours") from error
        if not isinstance(outcome, str):
            raise ValueError("no line of ours")
        return outcome, value

    def say(self, outcome: str, value: Any) -> None:
        """Write a line to standard output, for the parent. Raises TypeError like `encoded`."""
        sys.stdout.buffer.write(self.encoded(outcome, value) + b"\n")
        sys.stdout.buffer.flush()

    def ask(
        self,
        program: Program,
        question: bytes,
        seconds: float,
        look: Callable[[], object],
        hear: Callable[[bytes], None] = lambda _line: None,
    ) -> tuple[str, Any]:
        """Ask a process, and return the outcome and the value of its answer.

        The arguments are those of `processes.ask`. If there is no answer, the outcome is CUT_SHORT and the
        value the name of the error.
        """
        from upstream_workshop.processes import ask

        try:
            return self.decoded(ask(program, (), seconds, question, look, hear).answer)
        except (OSError, ValueError, OverflowError) as error:  # a TimeoutError is an OSError
            return CUT_SHORT, type(error).__name__

    def _named_fields(self, row: Any) -> dict[str, list[Any]]:
        name = type(row).__name__
        if name not in self._listed:
            raise TypeError(f"{name} does not travel")
        return {name: [getattr(row, field.name) for field in dataclasses.fields(row)]}

    def _shaped(self, found: dict[str, Any]) -> Any:
        ((name, values),) = found.items()
        shape = self._shapes.get(name) or self._known(name)
        row = shape.row(
            *(
                value if at in shape.numbers and _is_finite(value) else _tupled(value)
                for at, value in enumerate(values)
            )
        )
        said = {field: kind(getattr(row, field)) for field, kind in shape.kinds.items()}
        return dataclasses.replace(row, **said) if said else row

    def _known(self, name: str) -> _Shape:
        """Return what is known of a listed dataclass, and keep it. Raises ValueError for another."""
        if name not in self._listed:
            _refuse(name)
        listed = self._listed[name]
        row = _imported(listed) if isinstance(listed, str) else listed
        self._shapes[name] = _Shape(row, _kinds(row), _numbers(row))
        return self._shapes[name]


@dataclasses.dataclass(frozen=True, slots=True)
class _Shape:
    """A dataclass with its fields that are enumerations, and the places of those that may be fractions."""

    row: type
    kinds: Mapping[str, type[StrEnum]]
    numbers: frozenset[int]


def _name(shape: type | str) -> str:
    return shape.rpartition(":")[2] if isinstance(shape, str) else shape.__name__


def _imported(listed: str) -> type:
    module, name = listed.split(":")
    found: type = getattr(import_module(module), name)
    return found


def _kinds(shape: type) -> dict[str, type[StrEnum]]:
    """Return the fields of a dataclass whose type is an enumeration, with that enumeration."""
    return {
        name: kind
        for name, kind in get_type_hints(shape).items()
        if isinstance(kind, type) and issubclass(kind, StrEnum)
    }


def _numbers(shape: type) -> frozenset[int]:
    """Return the places of the fields of a dataclass that may be numbers with a fraction."""
    hints = get_type_hints(shape)
    fields = enumerate(dataclasses.fields(shape))
    return frozenset(at for at, field in fields if float in _members(hints[field.name]))


def _members(kind: Any) -> tuple[Any, ...]:
    return get_args(kind) or (kind,)


def _is_finite(value: object) -> bool:
    return isinstance(value, float) and math.isfinite(value)


def _tupled(value: Any) -> Any:
    """Return the value with lists as tuples. Raises ValueError for a float."""
    if isinstance(value, list):
        return tuple(map(_tupled, value))
    return _refuse(value) if isinstance(value, float) else value


def _refuse(what: object) -> None:
    raise ValueError(f"{what!r} does not travel")
