"""Changes that can be undone and redone: the steps of an open session."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy.orm import Session

from upstream_workshop.session_file.open_file import OpenFile
from upstream_workshop.session_file.steps import RecordedStep, Step, Steps, last_of
from upstream_workshop.session_file.transactions import Transactions


class UndoableTransactions(Transactions):
    """Transactions of which each change is one step of undo."""

    def __init__(self, open_file: OpenFile, read_only: str = "") -> None:
        super().__init__(open_file, read_only)
        self._steps = Steps()

    @property
    def undo_label(self) -> str | None:
        """The label of the step that undo would reverse, or None if there is none."""
        return self._steps.undo[-1].label if self._steps.undo else None

    @property
    def last_step(self) -> Step | None:
        """The step that undo would reverse, or None.

        The same object is returned until another step is done, undone or redone, so that a caller
        can compare by identity.
        """
        return self._steps.undo[-1] if self._steps.undo else None

    @property
    def redo_label(self) -> str | None:
        """The label of the step that redo would repeat, or None if there is none."""
        return self._steps.redo[-1].label if self._steps.redo else None

    @contextmanager
    def change(self, label: str, about: str = "", actor: str = "") -> Iterator[Session]:
        """Run the body in one transaction: commit all of it, or nothing if it raises.

        label: what is done, in words without personal data; it is stored in the file's history.
        about: a name or a wording, added to the undo label only. The undo label is kept in memory,
            so that the history need not be searched when a person is erased.
        actor: who makes the change, if several people do; each can undo their own steps.

        Yields the SQLAlchemy session to write with. After the commit, if any row was written, the
        step can be undone and every listener is called; steps of redo by the same actor, or of the
        same rows, are dropped. Raises WorkshopError if the session is read-only or the file cannot
        be written, UnsavedError if it is not in its place, and NestedChangeError inside another
        change.
        """
        with self._writing(label), self._transaction(label) as (session, notes):
            yield session
        if notes:
            self._steps.add(Step(_titled(label, about), tuple(notes), actor))
            self._announce(label, notes)

    def repeat(
        self, recorded: RecordedStep[Any], label: str, about: str = "", actor: str = ""
    ) -> Iterator[float]:
        """Do a step that was recorded on a copy of this session; gives the share done, piece by piece.

        label, about, actor: as in `change`.

        It is one transaction: other code may run between the pieces, reads the session as it was
        before, and cannot change it. Closing the iterator before it gives 1 rolls all of it back.
        Raises WorkshopError if the session has changed since the copy was made, and like `change`.
        """
        with self._replayed(label, recorded.notes, recorded.stamp) as (shares, notes):
            yield from shares
        if notes:
            self._steps.add(Step(_titled(label, about), tuple(notes), actor))
            yield from self._announced_in_pieces(label, notes)

    def settle(self, table: str, rows: Collection[int]) -> bool:
        """Drop the undo steps up to the last one that wrote any of these rows.

        table: the name of the table.
        rows: ids of its rows.

        Used for data that has left the session, such as a printed result, and must not exist in a
        second version. Returns whether any step was dropped.
        """
        ends = self.steps_to(table, rows)
        del self._steps.undo[:ends]
        return ends > 0

    def steps_to(self, table: str, rows: Collection[int]) -> int:
        """Count the undo steps, oldest first, up to the last one that wrote any of these rows."""
        return self._steps.count_to(table, rows)

    def undo(self, actor: str | None = None) -> None:
        """Reverse the last step, or the last step of an actor; do nothing if there is none.

        Raises WorkshopError if a later step wrote the same rows, and like `change`.
        """
        for _share in self.undo_in_pieces(actor):
            pass

    def undo_in_pieces(self, actor: str | None = None) -> Iterator[float]:
        """Do what `undo` does, as `repeat` does a step."""
        return self._reverse(self._steps.undo, self._steps.redo, actor)

    def redo(self, actor: str | None = None) -> None:
        """Repeat the last undone step, or the last one of an actor; do nothing if there is none.

        Raises like `undo`.
        """
        for _share in self.redo_in_pieces(actor):
            pass

    def redo_in_pieces(self, actor: str | None = None) -> Iterator[float]:
        """Do what `redo` does, as `repeat` does a step."""
        return self._reverse(self._steps.redo, self._steps.undo, actor)

    def _reverse(
        self, source: list[Step], target: list[Step], actor: str | None
    ) -> Iterator[float]:
        at = last_of(source, actor)
        if at is None:
            return
        step = source[at]
        title = step.label.partition(":")[0]  # without what names somebody
        label = f"Undo: {title}" if source is self._steps.undo else f"Redo: {title}"
        with self._replayed(label, step.notes) as (shares, notes):
            yield from shares
        del source[at]
        target.append(Step(step.label, tuple(notes), step.actor))
        yield from self._announced_in_pieces(label, notes)


def _titled(label: str, about: str) -> str:
    return f"{label}: {about}" if about else label
