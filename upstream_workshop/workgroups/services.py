"""Services for groups: placements, seats and locks.

Each service writes in the transaction of `session`. It raises WorkshopError if a row with an id
that it was given is not there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.themes.model import Theme
from upstream_workshop.workgroups.model import Member, Workgroup
from upstream_workshop.workgroups.records import (
    free_theme,
    group_of,
    person_of,
    seats_of,
    unseat,
    worded,
)
from upstream_workshop.workgroups.topics import group_topics


def save_placement(session: Session, seats: Iterable[tuple[int, int]]) -> None:
    """Form the groups of a placement.

    seats: pairs of participant id and topic.

    A group with a topic that is still used keeps its charter, and members who stay in it keep their
    reasons and locks. A group in which the placement puts no person is deleted.

    Raises WorkshopError: when a theme or a person was deleted since.
    """
    wanted = set(seats)
    used = {topic for _, topic in wanted}
    groups = {topic: group for group, topic in group_topics(session).items()}
    for topic, group_id in groups.items():
        if topic not in used:
            session.delete(group_of(session, group_id))
    session.flush()
    for theme in session.scalars(
        select(Theme).where(Theme.id.in_(used)).order_by(Theme.position, Theme.id)
    ):
        if theme.id not in groups:
            groups[theme.id] = add_workgroup(session, theme.title, theme.id)
    if unknown := used - groups.keys():
        raise WorkshopError(
            say("There is no theme {theme} any more: propose again.", theme=max(unknown))
        )
    homes = {(person, groups[topic]) for person, topic in wanted}
    for member in session.scalars(select(Member)):
        if (member.participant_id, member.workgroup_id) in homes:
            homes.remove((member.participant_id, member.workgroup_id))
        else:
            unseat(session, member)
    session.flush()
    for person, group_id in sorted(homes):
        person_of(session, person)
        session.add(Member(workgroup_id=group_id, participant_id=person))
    session.flush()


def add_workgroup(session: Session, title: str, theme_id: int | None = None) -> int:
    """Add a group and return its id.

    theme_id: the theme of the group; None for the theme with this title, unless it has a group.

    Raises WorkshopError: when the title is blank or the theme has a group already.
    """
    title = worded(title, "A group")
    if theme_id is None:
        theme_id = free_theme(session, title)
    elif session.get(Theme, theme_id) is None:
        raise WorkshopError(say("That theme is no longer there: look at the list of themes again."))
    elif theme_id in group_topics(session).values():
        raise WorkshopError(say("There is a group around “{title}” already.", title=title))
    last = session.scalar(select(func.max(Workgroup.position))) or 0
    group = Workgroup(title=title, theme_id=theme_id, position=last + 1)
    session.add(group)
    session.flush()
    return group.id


def rename_workgroup(session: Session, workgroup_id: int, title: str) -> None:
    """Change the title of a group but not of its theme.

    Raises WorkshopError: when the title is blank.
    """
    group_of(session, workgroup_id).title = worded(title, "A group")


def remove_workgroup(session: Session, workgroup_id: int) -> None:
    """Delete a group with its charter. Its members have no group then."""
    session.delete(group_of(session, workgroup_id))


def move_member(
    session: Session,
    participant_id: int,
    workgroup_id: int | None,
    reason: str = "",
    leaving: Collection[int] | None = None,
) -> None:
    """Move a person into a group, out of some others.

    workgroup_id: the group; None for none.
    reason: why, kept with the seat. A blank one keeps the reason of a seat that stays.
    leaving: the ids of the groups that are left; None: all others.
    """
    person_of(session, participant_id)
    if workgroup_id is not None:
        group_of(session, workgroup_id)
    seat = None
    for member in seats_of(session, participant_id):
        if member.workgroup_id == workgroup_id:
            seat = member
        elif leaving is None or member.workgroup_id in leaving:
            unseat(session, member)
    session.flush()
    if seat is not None:
        seat.reason = reason.strip() or seat.reason
    elif workgroup_id is not None:
        session.add(
            Member(workgroup_id=workgroup_id, participant_id=participant_id, reason=reason.strip())
        )


def lock_member(
    session: Session, participant_id: int, locked: bool = True, workgroup_id: int | None = None
) -> None:
    """Lock a person into a group for all further proposals, or release them.

    workgroup_id: the group; None: all in which they sit.

    Raises WorkshopError: when the person does not sit there.
    """
    seats = [
        member
        for member in seats_of(session, participant_id)
        if workgroup_id in (None, member.workgroup_id)
    ]
    if not seats:
        raise WorkshopError(say("Only somebody who sits in a group can be locked there."))
    for member in seats:
        member.locked = locked


def let_go(session: Session, participant_id: int) -> None:
    """Let the next proposal place a person anew: unlock them and drop the reason for a move by hand.

    Raises WorkshopError: when the person is in no group.
    """
    lock_member(session, participant_id, False)
    for member in seats_of(session, participant_id):
        member.reason = ""
