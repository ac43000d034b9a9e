"""What is done after the residential: each shows a form, then runs one service."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from resources.words import say
from ui.kit.desk import Desk
from ui.widgets import ask_form
from ui.workgroups.following_up.follow_up_view import follow_up_fields
from ui.workgroups.following_up.indicators_view import (
    answer_fields,
    answer_values,
    indicator_fields,
    whose_fields,
)
from upstream_workshop.people.queries import roster
from upstream_workshop.workgroups.following_up import services
from upstream_workshop.workgroups.following_up.indicator_rows import (
    IndicatorRow,
    indicator_answers,
    indicators,
)
from upstream_workshop.workgroups.following_up.rules import Promise


class FollowUpActions(QObject):
    """Notes what became of commitments, and edits indicators and answers to them.

    desk: runs the services.
    window: the parent of the forms.
    """

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window

    def follow_up(self, promise: Promise) -> None:
        """Note in a form what became of a commitment."""
        before = promise.commitment
        values = {"state": before.state, "due": before.due, "note": ""}
        answer = ask_form(self._window, before.what, follow_up_fields(), values)
        if answer is not None:
            self._desk.do(
                say("Follow a commitment up"),
                services.note_follow_up,
                before.id,
                answer["state"],
                date.today(),
                answer["note"],
                answer["due"],
            )

    def add_indicator(self) -> None:
        """Ask for an indicator and add it."""
        values = {"least": 1, "most": 5}
        answer = ask_form(self._window, say("Add indicator"), indicator_fields(), values)
        if answer is not None:
            question = answer.pop("question")
            self._desk.do_about(
                say("Add indicator"), question, services.add_indicator, question, **answer
            )

    def amend_indicator(self, row: IndicatorRow) -> None:
        """Edit an indicator in a form."""
        fields = indicator_fields()
        values: dict[str, Any] = {field.key: getattr(row, field.key) for field in fields}
        answer = ask_form(self._window, say("Amend indicator"), fields, values)
        if answer is not None and answer != values:
            self._desk.do_about(
                say("Amend indicator"), row.question, services.amend_indicator, row.id, **answer
            )

    def remove_indicator(self, row: IndicatorRow) -> None:
        """Remove an indicator with its answers."""
        self._desk.do_about(
            say("Remove indicator"), row.question, services.remove_indicator, row.id
        )

    def key_answers(self) -> None:
        """Ask whose answers are keyed, then for the answers."""
        people, rows = self._desk.ask(roster), self._desk.ask(indicators)
        if not people or not rows:
            self._desk.refused.emit(say("Answers need people and an indicator: add them first."))
            return
        title = say("Key answers")
        whose = ask_form(self._window, title, whose_fields(people))
        if whose is None:
            return
        who, weeks = whose["participant_id"], whose["weeks"]
        name = next(row.name for row in people if row.id == who)
        values = answer_values(rows, self._desk.ask(indicator_answers), who, weeks)
        answer = ask_form(self._window, name, answer_fields(rows), values)
        if answer is not None and answer != values:
            given = {int(key): value for key, value in answer.items()}
            self._desk.do_about(title, name, services.answer_indicators, who, weeks, given)
