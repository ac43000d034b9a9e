"""What can be done to what is selected, as data: for keys and the command palette."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Generic, NamedTuple, TypeVar

from PySide6.QtGui import QKeyEvent, QKeySequence

Doing = TypeVar("Doing")


class Verb(NamedTuple, Generic[Doing]):
    """Something that can be done to what is selected.

    label: its words, marked by `noop`.
    key: its key.
    to: the type of row it is done to, or several.
    run: does it to such a row, given what the page does it with.
    """

    label: str
    key: str
    to: type | tuple[type, ...]
    run: Callable[[Doing, object], object]


def verb_of_key(verbs: Iterable[Verb[Doing]], row: object, event: QKeyEvent) -> Verb[Doing] | None:
    """Return the verb of a pressed key for what is selected; None if the key does nothing to it."""
    pressed = QKeySequence(event.keyCombination())
    fitting = (verb for verb in verbs if isinstance(row, verb.to))
    return next((verb for verb in fitting if QKeySequence(verb.key) == pressed), None)
