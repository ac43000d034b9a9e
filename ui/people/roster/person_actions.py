"""Actions on the selected person: each asks in a form if needed, then runs a service."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from resources.words import say
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.people.merging.merge_dialog import MergeDialog
from ui.people.roster.erase_dialog import EraseDialog
from ui.people.roster.person_forms import ask_initiative, ask_needs, ask_person
from ui.people.roster_lines import Line
from upstream_workshop.errors import WorkshopError
from upstream_workshop.people import queries, services
from upstream_workshop.people.introductions import services as introductions
from upstream_workshop.people.kinds import (
    Consent,
    ConsentKind,
)
from upstream_workshop.whole import erasing, forgetting


class PersonActions:
    """Changes of people and organisations.

    desk: runs the services.
    jobs: runs long work of the dialogs.
    window: the parent of the forms.
    chosen: returns the person whom the page shows, or None.
    """

    def __init__(
        self, desk: Desk, jobs: Jobs, window: QWidget, chosen: Callable[[], Line | None]
    ) -> None:
        self._desk = desk
        self._jobs = jobs
        self._window = window
        self._chosen = chosen

    def add(self) -> int | None:
        """Ask for a person who was not on the list and add them; return their id, or None."""
        fields = ask_person(self._window, None)
        if fields is None:
            return None
        return self._desk.do_about(
            say("Add person"), fields["name"], services.add_participant, **fields
        )

    def edit(self) -> None:
        """Edit the selected person in a form."""
        line = self._chosen()
        fields = ask_person(self._window, line.person) if line else None
        if line and fields:
            self._desk.do_about(
                say("Edit person"),
                line.person.name,
                services.amend_participant,
                line.id,
                **fields,
            )

    def edit_initiative(self, organisation: queries.OrganisationRow) -> None:
        """Edit what an organisation works on."""
        words = ask_initiative(self._window, organisation.name, organisation.initiative)
        if words is not None:
            self._desk.do_about(
                say("Edit organisation"),
                organisation.name,
                services.amend_organisation,
                organisation.id,
                initiative=words,
            )

    def remove(self) -> None:
        """Remove the selected person from the list; this can be undone."""
        line = self._chosen()
        if line:
            self._desk.do_about(
                say("Remove person"), line.person.name, services.remove_participant, line.id
            )

    def merge(self) -> None:
        """Show the dialog for duplicates, with those of the selected person first."""
        line = self._chosen()
        dialog = MergeDialog(self._desk, self._jobs, self._window, line.id if line else 0)
        try:
            dialog.exec()
        finally:
            dialog.deleteLater()

    def erase(self) -> None:
        """Erase the selected person, after showing what goes and what stays.

        This cannot be undone.
        """
        line = self._chosen()
        if line is None:
            return
        try:
            planned = self._desk.rehearse(erasing.preview, line.id)
            reach = forgetting.out_of_reach(self._desk.ledger, self._desk.workshop, planned.name)
        except WorkshopError as refusal:
            self._desk.refused.emit(str(refusal))
            return
        dialog = EraseDialog(planned.with_elsewhere(reach), self._window)
        try:
            if dialog.exec():
                label = say("Erase a person")
                if self._desk.erase(label, line.id, dialog.places()):
                    self._desk.reported.emit(say("Erased; there is no way back"))
        finally:
            dialog.deleteLater()

    def turn_consent(self, consent: ConsentKind) -> None:
        """Change a consent to its next answer: not asked, yes, no, and again."""
        line = self._chosen()
        if line:
            given = getattr(line.person, consent)
            answers = tuple(Consent)
            following = answers[(answers.index(given) + 1) % len(answers)]
            fields: dict[str, Any] = {consent: following}
            self._desk.do_about(
                say("Note consent"),
                line.person.name,
                services.amend_participant,
                line.id,
                **fields,
            )

    def introduce(self, first_id: int, second_id: int) -> None:
        """Note that two people have met."""
        self._desk.do(say("Met"), introductions.introduce, first_id, second_id)

    def edit_needs(self) -> None:
        """Edit access needs and diet of the selected person in a form."""
        line = self._chosen()
        if line:
            needs = self._desk.ask(queries.needs).get(line.id)
            answer = ask_needs(self._window, line.person.name, needs)
            if answer is not None:
                self._desk.do(say("Edit needs"), services.set_needs, line.id, *answer)

    def wipe_needs(self) -> None:
        """Delete the access needs and diets of all people."""
        self._desk.do(say("Wipe access needs"), services.wipe_needs)

    def remove_support(self, support_id: int) -> None:
        """Remove an offer or ask."""
        self._desk.do(say("Remove offer or ask"), services.remove_support, support_id)
