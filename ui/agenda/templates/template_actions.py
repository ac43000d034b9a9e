"""Saving the plan as a template of one's own, and renaming and deleting those there are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from resources.words import say
from ui.kit.desk import Desk
from ui.widgets import Field, ask_first, ask_form, ask_replace
from upstream_workshop.agenda import own_templates
from upstream_workshop.agenda.rules import BlockRow
from upstream_workshop.agenda.templates import own_names
from upstream_workshop.errors import OccupiedError


class TemplateActions(QObject):
    """What is done with templates of the user's own; they are files beside the settings.

    desk: tells what was done and what was refused.
    parent: the widget that dialogs belong to.
    """

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._over = parent
        self.folder = desk.ledger.templates

    def names(self) -> list[str]:
        """Return the names of the templates there are."""
        return own_names(self.folder)

    def save(self, plan: Sequence[BlockRow], title: str) -> None:
        """Ask what the template is called, and save the plan as it is.

        title: what is offered.
        """
        asked = ask_form(
            self._over,
            say("Save as a template"),
            (
                Field("title", say("Title"), needed=True),
                Field("summary", say("What it is for, in a sentence")),
            ),
            {"title": title, "summary": ""},
            say("Save"),
        )
        if asked is None:
            return

        def write(over: bool) -> Path:
            return own_templates.save_template(
                self.folder, asked["title"], asked["summary"], plan, over
            )

        made = self._written(say("Save as a template"), asked["title"], write)
        if made is not None:
            self._desk.session.note_output(made)
            self._desk.reported.emit(
                say(
                    "Saved as a template: {title}. It is offered for new sessions.", title=made.stem
                )
            )

    def rename(self, name: str) -> str | None:
        """Ask for another title of a template; return its new name, None if it keeps the old one."""
        fields = (Field("title", say("Title"), needed=True),)
        asked = ask_form(self._over, say("Rename template"), fields, {"title": name})
        if asked is None:
            return None

        def write(over: bool) -> Path:
            return own_templates.rename_template(self.folder, name, asked["title"], over)

        made = self._written(say("Rename template"), asked["title"], write)
        return made.stem if made is not None else None

    def delete(self, name: str) -> bool:
        """Delete a template, once that is confirmed; return whether it is gone."""
        words = say(
            "Delete the template “{name}”? Sessions made from it stay as they are.", name=name
        )
        if not ask_first(self._over, say("Delete template"), words, say("Delete")):
            return False
        with self._desk.reporting_refusals():
            own_templates.delete_template(self.folder, name)
        return name not in self.names()

    def _written(self, label: str, title: str, write: Callable[[bool], Path]) -> Path | None:
        """Write a template; where there is one of this title, ask whether it may be replaced."""
        with self._desk.reporting_refusals():
            try:
                return write(False)
            except OccupiedError:
                if ask_replace(self._over, label, own_templates.template_path(self.folder, title)):
                    return write(True)
        return None
