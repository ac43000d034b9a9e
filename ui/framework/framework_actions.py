"""The changes of frames, slots and statements, with their names in Undo; each is one undoable step."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from resources.words import say
from ui.framework.framework_wording import statements_words
from ui.kit.desk import Desk
from upstream_workshop.evidence.queries import FindingRow
from upstream_workshop.framework import services
from upstream_workshop.framework.queries import FrameRow, SlotRow, StatementRow
from upstream_workshop.framework.statements import services as statements
from upstream_workshop.framework.templates.frame_templates import FrameTemplate
from upstream_workshop.framework.typed_statements import TypedStatement


class FrameworkActions(QObject):
    """All changes that the Framework page makes to frames.

    Methods that return a bool return False if the change was refused; the desk has then emitted
    `refused`.
    """

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk

    def make(self, title: str, template: FrameTemplate, examples: bool) -> int | None:
        """Make a frame from a template; return its id, or None if it was refused."""
        return self._desk.do_about(
            say("Make a framework"), title, services.make_frame, title, template, examples=examples
        )

    def copy(
        self, frame: FrameRow, title: str, workgroup_id: int | None, filled: bool
    ) -> int | None:
        """Make a frame with the slots of another; return its id, or None if it was refused."""
        return self._desk.do_about(
            say("Copy a framework"),
            title,
            services.copy_frame,
            frame.id,
            title,
            workgroup_id,
            statements=filled,
        )

    def rename(self, frame: FrameRow, title: str, workgroup_id: int | None) -> bool:
        """Change the title of a frame and who fills it."""
        return self._desk.done_about(
            say("Rename a framework"), title, services.rename_frame, frame.id, title, workgroup_id
        )

    def remove(self, frame: FrameRow) -> bool:
        """Remove a frame with all that it holds."""
        return self._desk.done_about(
            say("Remove a framework"), frame.title, services.remove_frame, frame.id
        )

    def add_slot(self, frame: FrameRow, name: str, question: str) -> int | None:
        """Add a slot; return its id, or None if it was refused."""
        return self._desk.do_about(
            say("Add a slot"), name, services.add_slot, frame.id, name, question
        )

    def amend_slot(self, slot: SlotRow, name: str, question: str) -> bool:
        """Change the name of a slot and its question."""
        return self._desk.done_about(
            say("Change a slot"), name, services.amend_slot, slot.id, name, question
        )

    def shift(self, row: SlotRow | StatementRow, by: int) -> bool:
        """Move a slot or a statement up or down."""
        if isinstance(row, SlotRow):
            return self._desk.done_about(
                say("Move a slot"), row.name, services.shift_slot, row.id, by
            )
        return self._desk.done_about(
            say("Move a statement"), row.text, statements.shift_statement, row.id, by
        )

    def remove_slot(self, slot: SlotRow) -> bool:
        """Remove a slot with its statements."""
        return self._desk.done_about(say("Remove a slot"), slot.name, services.remove_slot, slot.id)

    def note(self, typed: Sequence[TypedStatement]) -> tuple[int, ...]:
        """Add statements as they were typed; return their ids, none if they were refused."""
        about = typed[0].text if len(typed) == 1 else statements_words(len(typed))
        return (
            self._desk.do_about(say("Add statements"), about, statements.note_statements, typed)
            or ()
        )

    def reword(self, row: StatementRow, text: str) -> bool:
        """Change the text of a statement."""
        return self._desk.done_about(
            say("Reword a statement"), text, statements.reword_statement, row.id, text
        )

    def move(self, row: StatementRow, slot: SlotRow) -> bool:
        """Move a statement to another slot."""
        return self._desk.done_about(
            say("Move a statement"), row.text, statements.move_statements, [row.id], slot.id
        )

    def remove_statement(self, row: StatementRow) -> bool:
        """Remove a statement."""
        return self._desk.done_about(
            say("Remove a statement"), row.text, statements.remove_statements, [row.id]
        )

    def rest_on(self, row: StatementRow, finding: FindingRow) -> bool:
        """Put a finding under a statement."""
        return self._desk.done_about(
            say("Put a finding under a statement"),
            finding.text,
            statements.rest_on,
            row.id,
            [finding.id],
        )

    def rest_no_more_on(self, row: StatementRow, finding: FindingRow) -> bool:
        """Take a finding away from under a statement."""
        return self._desk.done_about(
            say("Take a finding away"),
            finding.text,
            statements.rest_no_more_on,
            row.id,
            [finding.id],
        )

    def take_over(self, row: StatementRow, frame: FrameRow) -> int | None:
        """Copy a statement into another frame; return the copy's id, or None if it was refused."""
        return self._desk.do_about(
            say("Take a statement over"), row.text, statements.take_over, row.id, frame.id
        )
