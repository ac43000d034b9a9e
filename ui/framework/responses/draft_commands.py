"""What is done with drafts and roundtables: asked about in forms, from the palette and from buttons."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from resources.words import say
from ui.framework.framework_forms import ask_one
from ui.framework.responses import response_forms as forms
from ui.framework.responses.response_actions import ResponseActions
from ui.kit.desk import Desk
from ui.page import Command
from upstream_workshop.framework.drafts.queries import DraftRow
from upstream_workshop.framework.responses.queries import (
    RoundtableRow,
    responses,
    roundtables,
    waiting,
)


class DraftCommands:
    """Asks about the draft that is shown and its roundtables, and makes the changes.

    over: the widget that dialogs belong to.
    shown: returns that draft, or None.
    """

    def __init__(
        self,
        desk: Desk,
        actions: ResponseActions,
        over: QWidget,
        shown: Callable[[], DraftRow | None],
    ) -> None:
        self._desk, self._actions, self._over, self._shown = desk, actions, over, shown

    def commands(self) -> tuple[Command, ...]:
        """Return the commands for the palette."""
        return (
            Command(say("Publish the draft"), self.publish),
            Command(say("Change day and note of the draft"), self.amend),
            Command(say("Remove the draft"), self.remove),
            Command(say("Begin a roundtable"), self.begin_roundtable),
            Command(say("Change the roundtable"), self.amend_roundtable),
            Command(say("Remove the roundtable"), self.remove_roundtable),
        )

    def publish(self) -> None:
        """Publish the draft; ask why if responses to it have no answer."""
        if draft := self._needed():
            own = [one for one in self._desk.ask(responses) if one.draft_id == draft.id]
            asked = forms.ask_publishing(self._over, draft, date.today(), waiting(own))
            if asked:
                self._actions.publish(draft, *asked)

    def amend(self) -> None:
        """Ask for another day of the draft, and another note on it."""
        if draft := self._needed():
            title = say("Draft {n}", n=draft.number)
            asked = forms.ask_draft(self._over, title, draft.day, draft.note)
            if asked:
                self._actions.amend_draft(draft, *asked)

    def remove(self) -> None:
        """Remove the draft with the responses to it."""
        if draft := self._needed():
            self._actions.remove_draft(draft)

    def begin_roundtable(self) -> None:
        """Ask about a roundtable, to which the responses are that are typed from then on."""
        if draft := self._needed():
            asked = forms.ask_roundtable(self._over, None, date.today())
            if asked:
                self._actions.add_roundtable(draft, *asked)

    def amend_roundtable(self) -> None:
        """Ask for another title, day or questions of a roundtable."""
        if table := self._roundtable():
            asked = forms.ask_roundtable(self._over, table, date.today())
            if asked:
                self._actions.amend_roundtable(table, *asked)

    def remove_roundtable(self) -> None:
        """Remove a roundtable; what was said there stays."""
        if table := self._roundtable():
            self._actions.remove_roundtable(table)

    def _needed(self) -> DraftRow | None:
        draft = self._shown()
        if draft is None:
            self._desk.refused.emit(say("There is no draft yet: freeze one first."))
        return draft

    def _roundtable(self) -> RoundtableRow | None:
        """Return the roundtable of the draft, the one that is chosen if there are several."""
        draft = self._needed()
        if draft is None:
            return None
        own = [one for one in self._desk.ask(roundtables) if one.draft_id == draft.id]
        if not own:
            self._desk.refused.emit(say("There was no roundtable about this draft yet."))
        if len(own) < 2:
            return own[0] if own else None
        chosen = ask_one(self._over, say("Which roundtable"), [(one.id, one.title) for one in own])
        return next((one for one in own if one.id == chosen), None)
