"""The rows that services of workgroups need, and refusals of those that are not there."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.letters import one_line
from upstream_workshop.people.model import Participant
from upstream_workshop.people.rules import folded
from upstream_workshop.themes.kinds import ThemeState
from upstream_workshop.themes.model import Theme
from upstream_workshop.workgroups.model import Choice, Commitment, Member, PairRule, Workgroup
from upstream_workshop.workgroups.topics import group_topics


def chosen(session: Session, participant_id: int) -> list[int]:
    """Return a person's choices as theme ids, the first choice first."""
    order = select(Choice.theme_id).where(Choice.participant_id == participant_id)
    return list(session.scalars(order.order_by(Choice.rank)))


def pair_of(session: Session, first_id: int, second_id: int) -> PairRule | None:
    """Return the rule about two people, or None. `first_id` must be the smaller one."""
    return session.scalars(
        select(PairRule).where(PairRule.first_id == first_id, PairRule.second_id == second_id)
    ).first()


def seats_of(session: Session, participant_id: int) -> Sequence[Member]:
    """Return a person's memberships in groups."""
    order = select(Member).where(Member.participant_id == participant_id).order_by(Member.id)
    return session.scalars(order).all()


def unseat(session: Session, member: Member) -> None:
    """Remove a member from a group, also as its lead or deputy."""
    group = group_of(session, member.workgroup_id)
    if group.lead_id == member.participant_id:
        group.lead_id = None
    if group.deputy_id == member.participant_id:
        group.deputy_id = None
    session.delete(member)


def member_id(session: Session, group: Workgroup, participant_id: int | None) -> int | None:
    """Return the id of a member of a group, or None for None.

    Raises WorkshopError: when the person is not a member.
    """
    if participant_id is None:
        return None
    person = person_of(session, participant_id)
    if group.id not in {member.workgroup_id for member in seats_of(session, participant_id)}:
        raise WorkshopError(
            say(
                "{person} does not sit in “{title}”: move them there first.",
                person=person.name,
                title=group.title,
            )
        )
    return participant_id


def free_theme(session: Session, title: str) -> int | None:
    """Return the id of the theme with this title if it has no group yet, else None."""
    taken = set(group_topics(session).values())
    themes = (
        select(Theme).where(Theme.state != ThemeState.MERGED).order_by(Theme.position, Theme.id)
    )
    alike = (one for one in session.scalars(themes) if folded(one.title) == folded(title))
    return next((one.id for one in alike if one.id not in taken), None)


def person_of(session: Session, participant_id: int) -> Participant:
    """Return a person. Raises WorkshopError: when there is none with this id."""
    found = session.get(Participant, participant_id)
    if found is None:
        raise WorkshopError(say("That person is no longer on the list: look at the roster again."))
    return found


def group_of(session: Session, workgroup_id: int) -> Workgroup:
    """Return a group. Raises WorkshopError: when there is none with this id."""
    found = session.get(Workgroup, workgroup_id)
    if found is None:
        raise WorkshopError(say("That group is no longer there: look at the board again."))
    return found


def commitment_of(session: Session, commitment_id: int) -> Commitment:
    """Return a commitment. Raises WorkshopError: when there is none with this id."""
    found = session.get(Commitment, commitment_id)
    if found is None:
        raise WorkshopError(say("That commitment is no longer there: look at the charter again."))
    return found


def worded(text: str, what: str) -> str:
    """Return the text with single spaces. Raises WorkshopError: when it is blank."""
    text = one_line(text)
    if not text:
        raise WorkshopError(say("{what} needs words: type some.", what=what))
    return text
