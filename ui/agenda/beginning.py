"""A session without a plan: the templates to begin with, or a plan from another tool."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QPushButton, QWidget

from resources.words import say
from ui.widgets import EmptyState
from upstream_workshop.agenda.templates import Template, load_template, template_names


class Beginning(EmptyState):
    """Says what the page is for; a step for each template, the fullest first, and one to import a plan."""

    def __init__(
        self,
        lay_out: Callable[[Template], object],
        import_plan: Callable[[], object],
        type_plan: Callable[[], object],
        own_templates: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            "play",
            say("There is no agenda yet"),
            say(
                "Here the day runs: what is on now, how many minutes are left, and how to get back "
                "to time. Start from a template; every block of it can be changed."
            ),
            parent=parent,
        )
        self._lay_out = lay_out
        self._import_plan = import_plan
        self._type_plan = type_plan
        self._own_templates = own_templates
        self._own: QPushButton | None = None
        self._offered = False

    def offer_steps(self, has_own: bool) -> None:
        """Offer them, once: reading them takes as long as a paint.

        has_own: whether there are templates of the user's own.
        """
        if self._own is not None:
            self._own.setVisible(has_own)
        if self._offered:
            return
        self._offered = True
        for number, name in enumerate(template_names()):
            template = load_template(name)
            run = partial(self._lay_out, template)
            step = self.add_step(template.title, "calendar-blank", run, main=not number)
            step.setToolTip(template.summary)
        self._own = self.add_step(say("My templates"), "folder-open", self._own_templates)
        self._own.setVisible(has_own)
        self.add_step(say("Type a plan"), "pencil-simple", self._type_plan)
        self.add_step(say("Import plan"), "file-arrow-down", self._import_plan)
