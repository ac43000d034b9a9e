"""The changes of drafts and responses, with their names in Undo; each is one undoable step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QObject
from sqlalchemy.orm import Session

from resources.words import say
from ui.kit.desk import Desk
from upstream_workshop.framework.drafts import services as drafts
from upstream_workshop.framework.drafts.queries import DraftRow
from upstream_workshop.framework.kinds import Disposition
from upstream_workshop.framework.queries import FrameRow
from upstream_workshop.framework.responses import services
from upstream_workshop.framework.responses.queries import (
    ResponseRow,
    RoundtableRow,
    roundtables,
)
from upstream_workshop.framework.responses.typed_responses import TypedResponse


class ResponseActions(QObject):
    """All changes that the view of responses makes.

    Methods that return a bool return False if the change was refused; the desk has then emitted
    `refused`.
    """

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk

    def freeze(self, frame: FrameRow, day: date, note: str) -> int | None:
        """Freeze a frame as its next draft; return the draft's id, or None if it was refused."""
        return self._desk.do_about(
            say("Freeze a draft"), frame.title, drafts.freeze_draft, frame.id, day, note
        )

    def publish(self, draft: DraftRow, day: date, override: str) -> bool:
        """Publish a draft."""
        return self._about_draft(say("Publish a draft"), draft, drafts.publish_draft, day, override)

    def amend_draft(self, draft: DraftRow, day: date, note: str) -> bool:
        """Change the day of a draft and the note on it."""
        return self._about_draft(say("Change a draft"), draft, drafts.amend_draft, day, note)

    def remove_draft(self, draft: DraftRow) -> bool:
        """Remove a draft with the responses to it."""
        return self._about_draft(say("Remove a draft"), draft, drafts.remove_draft)

    def add_roundtable(
        self, draft: DraftRow, title: str, day: date | None, questions: str
    ) -> int | None:
        """Add a roundtable about a draft; return its id, or None if it was refused."""
        return self._desk.do_about(
            say("Begin a roundtable"),
            title,
            services.add_roundtable,
            draft.id,
            title,
            day,
            questions,
        )

    def amend_roundtable(
        self, table: RoundtableRow, title: str, day: date | None, questions: str
    ) -> bool:
        """Change title, day and questions of a roundtable."""
        return self._desk.done_about(
            say("Change a roundtable"),
            title,
            services.amend_roundtable,
            table.id,
            title,
            day,
            questions,
        )

    def remove_roundtable(self, table: RoundtableRow) -> bool:
        """Remove a roundtable; the responses stay with the draft."""
        return self._desk.done_about(
            say("Remove a roundtable"), table.title, services.remove_roundtable, table.id
        )

    def note(self, draft: DraftRow, lines: Sequence[TypedResponse], day: date) -> tuple[int, ...]:
        """Add responses keyed at a roundtable, the last one of the draft; none if refused."""
        about = lines[0].text if lines else ""
        return self._desk.do_about(say("Note responses"), about, _note, draft.id, lines, day) or ()

    def answer(self, row: ResponseRow, disposition: Disposition, reason: str) -> bool:
        """Say what is done about a response, and why."""
        return self._desk.done_about(
            say("Answer a response"),
            row.text,
            services.answer_response,
            row.id,
            disposition,
            reason,
        )

    def change(self, row: ResponseRow, statement_id: int, text: str) -> bool:
        """Reword a statement because of a response."""
        return self._desk.done_about(
            say("Reword a statement"), text, services.change_because, row.id, statement_id, text
        )

    def correct(self, row: ResponseRow, text: str) -> bool:
        """Correct the words of a response."""
        return self._desk.done_about(
            say("Correct a response"), text, services.amend_response, row.id, text
        )

    def remove(self, row: ResponseRow) -> bool:
        """Remove a response."""
        return self._desk.done_about(
            say("Remove a response"), row.text, services.remove_responses, [row.id]
        )

    def _about_draft(
        self, label: str, draft: DraftRow, service: Callable[..., object], *values: object
    ) -> bool:
        about = say("draft {n}", n=draft.number)
        return self._desk.done_about(label, about, service, draft.id, *values)


def _note(
    session: Session, draft_id: int, lines: Sequence[TypedResponse], day: date
) -> tuple[int, ...]:
    tables = [one for one in roundtables(session) if one.draft_id == draft_id]
    table = (
        tables[-1].id
        if tables
        else services.add_roundtable(session, draft_id, say("Roundtable"), day)
    )
    return services.note_responses(session, table, lines)
