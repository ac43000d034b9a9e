"""The forms of the People page, as declared fields."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from PySide6.QtWidgets import QWidget

from resources.words import say
from ui.people.roster_lines import consent_words
from ui.widgets import Field, ask_form
from upstream_workshop.people.kinds import (
    Consent,
)
from upstream_workshop.people.queries import NeedsRow, ParticipantRow
from upstream_workshop.people.records import ParticipantFields


def ask_person(parent: QWidget, person: ParticipantRow | None) -> ParticipantFields | None:
    """Ask for the details of a new person, or edit those of an existing one.

    Returns the fields that differ from before, or None if the form was cancelled.
    """
    before = _as_asked(person)
    title = say("Add a person") if person is None else person.name
    answers = ask_form(parent, title, _fields(), before)
    if answers is None:
        return None
    changed = {key: value for key, value in answers.items() if value != before.get(key)}
    if "interests" in changed:
        changed["interests"] = changed["interests"].split(";")
    return cast("ParticipantFields", changed)  # the form's keys are the fields' own


def ask_needs(parent: QWidget, name: str, needs: NeedsRow | None) -> tuple[str, str] | None:
    """Ask for access needs and diet; return both, or None if the form was cancelled."""
    fields = (
        Field("access", say("Access needs"), "long"),
        Field("diet", say("Diet")),
    )
    values = {"access": needs.access, "diet": needs.diet} if needs else {}
    title = say("Private: needs of {name}", name=name)
    answers = ask_form(parent, title, fields, values)
    return None if answers is None else (answers["access"], answers["diet"])


def ask_initiative(parent: QWidget, organisation: str, initiative: str) -> str | None:
    """Ask what an organisation works on; return None if the form was cancelled."""
    fields = (Field("initiative", say("Working on"), "long"),)
    answers = ask_form(parent, organisation, fields, {"initiative": initiative})
    return None if answers is None else str(answers["initiative"])


def _fields() -> tuple[Field, ...]:
    answers = tuple((value, consent_words(value)) for value in Consent)
    return (
        Field("name", say("Name"), needed=True),
        Field("organisation", say("Organisation")),
        Field("role", say("Role")),
        Field("pronouns", say("Pronouns"), hint=say("printed on the badge")),
        Field("email", say("E-mail")),
        Field("region", say("Region")),
        Field("interests", say("Interests"), hint=say("with ; between them")),
        Field("willing_to_lead", say("Willing to lead a workgroup"), "bool"),
        Field("photo", say("Photographs of them"), "choice", choices=answers),
        Field("attribution", say("Naming them beside what they say"), "choice", choices=answers),
        Field("directory", say("Listing them among the participants"), "choice", choices=answers),
    )


def _as_asked(person: ParticipantRow | None) -> Mapping[str, Any]:
    if person is None:
        return {}
    return {
        "name": person.name,
        "organisation": person.organisation,
        "role": person.role,
        "pronouns": person.pronouns,
        "email": person.email,
        "region": person.region,
        "interests": "; ".join(person.interests),
        "willing_to_lead": person.willing_to_lead,
        "photo": person.photo,
        "attribution": person.attribution,
        "directory": person.directory,
    }
