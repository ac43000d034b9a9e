"""Where a plan comes from beside being typed: a file of another tool, or a template of the user's own."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ui.agenda.day_actions import DayActions
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from upstream_workshop.agenda import queries
from upstream_workshop.agenda.templates import own_names

if TYPE_CHECKING:
    from ui.agenda.templates.template_actions import TemplateActions


class PlanSources(QObject):
    """Imports plans, saves the plan as a template, and lays templates out.

    parent: the widget that dialogs belong to.
    """

    def __init__(self, desk: Desk, jobs: Jobs, handlers: DayActions, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._jobs = jobs
        self._handlers = handlers
        self._over = parent

    @property
    def has_own(self) -> bool:
        """Whether there is a template of the user's own."""
        return bool(own_names(self._desk.ledger.templates))

    @cached_property
    def imports(self) -> Any:
        """The import of plans; loaded when there is one, for the page is shown at start."""
        from ui.agenda.import_kind import import_kind
        from ui.importing.flow import ImportFlow

        return ImportFlow(self._desk, self._jobs, import_kind(), self._over)

    @cached_property
    def _templates(self) -> TemplateActions:
        """What is done with the user's own templates; loaded when there is something to do."""
        from ui.agenda.templates.template_actions import TemplateActions

        return TemplateActions(self._desk, self._over)

    def on_import(self) -> None:
        """Ask for a plan of another tool and bring it in."""
        self.imports.choose_file()

    def on_save_template(self) -> None:
        """Save the plan as a template of the user's own."""
        plan = self._desk.ask(queries.agenda)
        if plan:
            self._templates.save(plan, self._desk.ask(queries.residential).title)

    def on_templates(self) -> None:
        """Show the user's own templates."""
        from ui.agenda.templates.template_list import TemplateList

        lay_out = None if self._desk.ask(queries.agenda) else self._handlers.lay_out_own
        TemplateList(self._templates, lay_out, self._over).exec()
