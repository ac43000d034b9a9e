"""Services for charters and commitments.

Each writes in the transaction of `session`. It raises WorkshopError if a row with an id that it
was given is not there.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, TypedDict, Unpack

from sqlalchemy.orm import Session

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.workgroups.model import Commitment
from upstream_workshop.workgroups.records import (
    commitment_of,
    group_of,
    member_id,
    person_of,
    worded,
)


class CharterFields(TypedDict, total=False):
    """The fields of a charter; a meeting without a date is None."""

    question: str
    will_not_do: str
    asset_kind: str
    asset_title: str
    audience: str
    supporter: str
    first_meeting: str
    meets_at: datetime | None
    hours_each: str
    sign_off: str


class CommitmentFields(TypedDict, total=False):
    """The fields of a commitment that can be changed."""

    participant_id: int | None
    what: str
    due: date | None
    done: bool


def set_lead(session: Session, workgroup_id: int, participant_id: int | None) -> None:
    """Set the lead of a group, or None. A lead who was the deputy is the deputy no longer.

    Raises WorkshopError: when the person is not a member of the group.
    """
    group = group_of(session, workgroup_id)
    group.lead_id = member_id(session, group, participant_id)
    if participant_id is not None and group.deputy_id == participant_id:
        group.deputy_id = None


def set_deputy(session: Session, workgroup_id: int, participant_id: int | None) -> None:
    """Set the deputy of a group's lead, or None.

    Raises WorkshopError: when the person is the lead or not a member of the group.
    """
    group = group_of(session, workgroup_id)
    if participant_id is not None and group.lead_id == participant_id:
        raise WorkshopError(say("The lead cannot be her own deputy: choose another member."))
    group.deputy_id = member_id(session, group, participant_id)


def amend_charter(session: Session, workgroup_id: int, **fields: Unpack[CharterFields]) -> None:
    """Change the given fields of a group's charter.

    Raises WorkshopError: when a charter has no such field.
    """
    group = group_of(session, workgroup_id)
    if unknown := fields.keys() - CharterFields.__annotations__.keys():
        raise WorkshopError(say("A charter has no {names}.", names=", ".join(sorted(unknown))))
    for name, value in fields.items():
        setattr(group, name, value.strip() if isinstance(value, str) else value)


def write_charter(session: Session, workgroup_id: int, charter: Mapping[str, Any]) -> None:
    """Write a whole form of a charter.

    charter: the fields of `CharterFields`, and `lead_id` and `deputy_id`; without these there is no
        lead or no deputy.

    Raises WorkshopError: as `set_lead`, `set_deputy` and `amend_charter` do.
    """
    words = dict(charter)
    lead, deputy = words.pop("lead_id", None), words.pop("deputy_id", None)
    if deputy is not None and lead == deputy:
        raise WorkshopError(say("The lead cannot be her own deputy: choose another member."))
    set_deputy(session, workgroup_id, None)
    set_lead(session, workgroup_id, lead)
    set_deputy(session, workgroup_id, deputy)
    amend_charter(session, workgroup_id, **words)


def add_commitment(
    session: Session,
    workgroup_id: int,
    participant_id: int | None,
    what: str,
    due: date | None = None,
) -> int:
    """Add a commitment of a group and return its id.

    participant_id: the person who will do it, or None.
    due: the day by which it is to be done, or None.

    Raises WorkshopError: when `what` is blank.
    """
    group_of(session, workgroup_id)
    if participant_id is not None:
        person_of(session, participant_id)
    promise = Commitment(
        workgroup_id=workgroup_id,
        participant_id=participant_id,
        what=worded(what, "A commitment"),
        due=due,
    )
    session.add(promise)
    session.flush()
    return promise.id


def amend_commitment(
    session: Session, commitment_id: int, **fields: Unpack[CommitmentFields]
) -> None:
    """Change the given fields of a commitment; `done` marks it as done.

    Raises WorkshopError: when `what` is blank or a commitment has no such field.
    """
    promise = commitment_of(session, commitment_id)
    if unknown := fields.keys() - CommitmentFields.__annotations__.keys():
        raise WorkshopError(say("A commitment has no {names}.", names=", ".join(sorted(unknown))))
    if "what" in fields:
        fields["what"] = worded(fields["what"], "A commitment")
    if (who := fields.get("participant_id")) is not None:
        person_of(session, who)
    for name, value in fields.items():
        setattr(promise, name, value)


def remove_commitment(session: Session, commitment_id: int) -> None:
    """Delete a commitment."""
    session.delete(commitment_of(session, commitment_id))
