"""The entry line of responses: keyed live at a roundtable, and the reason of an answer."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from resources.words import joined, say
from ui.widgets import EntryLine
from upstream_workshop.errors import WorkshopError
from upstream_workshop.framework.drafts.queries import DraftRow
from upstream_workshop.framework.kinds import DISPOSITION_WORDS, Disposition
from upstream_workshop.framework.responses.typed_responses import TypedResponse, read_response


class ResponseLine(EntryLine):
    """An entry line for responses to a draft; while something is answered, for the reason.

    `noted(typed)` is emitted with what a line means, `reasoned(disposition, reason)` with an answer,
    `left()` on Down or Escape.
    """

    noted = Signal(object)
    reasoned = Signal(object, str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(say("Type a response"), "chat-circle-text", parent=parent)
        self._draft: DraftRow | None = None
        self._people: Mapping[int, str] = {}
        self.answering = Disposition.OPEN  # the answer whose reason is typed
        self.entered.connect(self._on_entered)
        self.edited.connect(self._on_edited)

    def know(self, draft: DraftRow | None, people: Mapping[int, str]) -> None:
        """Set the draft whose numbers a line may refer to, and the names of the participants by id."""
        self._draft, self._people = draft, people
        self.setEnabled(draft is not None)
        self.ask_reason(self.answering)

    def ask_reason(self, disposition: Disposition) -> None:
        """Take the reason of an answer from now on; responses again with Disposition.OPEN."""
        if disposition is not self.answering:
            self.field.clear()
        self.answering = disposition
        self.set_refusal("")
        asked = disposition is not Disposition.OPEN
        self.set_mode(say(DISPOSITION_WORDS[disposition]) if asked else "")
        self.field.setPlaceholderText(
            say("Why, as whoever said it will read it") if asked else say("Type a response")
        )
        self.set_hint("" if asked else say("2.3 Name, organisation: what was said"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave the line on Down, and on Escape in an empty line or in a reason."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            escaped = event.key() == Qt.Key.Key_Escape and (
                not self.field.text() or self.answering is not Disposition.OPEN
            )
            if escaped or event.key() == Qt.Key.Key_Down:
                self.ask_reason(Disposition.OPEN)
                self.left.emit()
                return True
        return super().eventFilter(watched, event)

    def _on_entered(self, text: str) -> None:
        if self.answering is not Disposition.OPEN:
            self.reasoned.emit(self.answering, text)
        elif not text.strip():
            self.left.emit()
        elif self._draft is not None:
            try:
                typed = read_response(text, self._draft, self._people)
            except WorkshopError as error:
                self.set_refusal(str(error))
                return
            self.noted.emit(typed)

    def _on_edited(self, text: str) -> None:
        self.set_ghost("")
        if text.strip() and self._draft and self.answering is Disposition.OPEN:
            try:
                typed = read_response(text, self._draft, self._people)
            except WorkshopError:
                return  # said on Enter
            self.set_ghost(self._meaning(typed, self._draft))

    def _meaning(self, typed: TypedResponse, draft: DraftRow) -> str:
        statement = draft.statement(typed.draft_statement_id)
        about = statement.text if statement else draft.slot_names().get(typed.slot_key, "")
        who = self._people.get(typed.participant_id or 0, typed.author)
        told = joined((about or say("the whole"), who, typed.organisation), "{first} · {then}")
        return say("→ {meaning}", meaning=told)
