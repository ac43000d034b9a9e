"""The steps of an open session: what each wrote, and which of them undo and redo can run."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.storage import diary

Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Change:
    """The rows that one committed step wrote.

    label: the label of the step, as in the file's history.
    rows: ids of the written rows, by the name of their table.
    """

    label: str
    rows: Mapping[str, frozenset[int]]

    def touches(self, tables: Iterable[str]) -> bool:
        """Check whether any of these tables, given by name, was written."""
        return not self.rows.keys().isdisjoint(tables)


@dataclass(frozen=True)
class Step:
    """One step that undo or redo can run.

    label: the text shown beside Undo or Redo.
    notes: the diary's notes on the rows the step wrote, newest first.
    actor: the actor given to `change`; empty for the user of this computer.
    """

    label: str
    notes: tuple[diary.Note, ...] = field(repr=False)
    actor: str = ""

    @property
    def rows(self) -> frozenset[tuple[str, int]]:
        """The rows the step wrote, as pairs of table name and row id."""
        return frozenset((note.table, row) for note in self.notes for row in note.rows)


@dataclass(frozen=True)
class RecordedStep(Generic[Answer]):
    """A step that was done and reversed on a copy of a session, and can be repeated in the session.

    answer: the result of the service.
    notes: the diary's notes on its reversal, newest first; replaying them repeats the step.
    stamp: the state of the copy before the step, see `stamp.state`.
    """

    answer: Answer
    notes: tuple[diary.Note, ...] = field(repr=False)
    stamp: tuple[str, int, str]


class Steps:
    """The steps that undo and redo can run.

    Attributes: `undo` and `redo` are lists of steps, of which the last one is run first.
    """

    def __init__(self) -> None:
        self.undo: list[Step] = []
        self.redo: list[Step] = []

    def add(self, step: Step) -> None:
        """Add a step that was just done.

        Steps of redo by the same actor, or of the same rows, are dropped.
        """
        self.redo[:] = [
            one for one in self.redo if one.actor != step.actor and not one.rows & step.rows
        ]
        self.undo.append(step)

    def clear(self) -> None:
        """Drop all steps."""
        self.undo.clear()
        self.redo.clear()

    def count_to(self, table: str, rows: Collection[int]) -> int:
        """Count the undo steps, oldest first, up to the last one that wrote any of these rows."""
        wrote = [
            number
            for number, step in enumerate(self.undo, 1)
            if any(step_table == table and row in rows for step_table, row in step.rows)
        ]
        return max(wrote, default=0)


def last_of(steps: Sequence[Step], actor: str | None) -> int | None:
    """Return the index of the last step, or of an actor's last step; None if there is none.

    Raises WorkshopError if a later step wrote any of the same rows.
    """
    own = [at for at, step in enumerate(steps) if actor is None or step.actor == actor]
    if not own:
        return None
    step = steps[own[-1]]
    if any(later.rows & step.rows for later in steps[own[-1] + 1 :]):
        raise WorkshopError(
            say(
                "{label} cannot be undone: somebody else changed the same after it.",
                label=step.label,
            )
        )
    return own[-1]


def change_of(label: str, notes: Iterable[diary.Note]) -> Change:
    """Return the rows that a step wrote, from the diary's notes on them."""
    touched: defaultdict[str, set[int]] = defaultdict(set)
    for note in notes:
        touched[note.table].update(note.rows)
    return Change(label, {table: frozenset(rows) for table, rows in touched.items()})
