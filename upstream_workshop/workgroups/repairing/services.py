"""Services that mend groups after people left or came."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy.orm import Session

from upstream_workshop.workgroups.queries import gone, workgroups
from upstream_workshop.workgroups.records import group_of
from upstream_workshop.workgroups.repairing.absences import Succession, successions
from upstream_workshop.workgroups.services import save_placement
from upstream_workshop.workgroups.topics import group_topics


def repair_groups(session: Session, seats: Iterable[tuple[int, int]]) -> None:
    """Form the groups of a repair; where a lead is gone or moves away, the deputy or a willing member leads.

    seats: pairs of participant id and topic. A group in which nobody can lead has no lead then.

    Raises WorkshopError: as `save_placement` does.
    """
    wanted = set(seats)
    topic = group_topics(session)
    lost = {
        group.id
        for group in workgroups(session)
        if group.lead_id is not None and (group.lead_id, topic[group.id]) not in wanted
    }
    save_placement(session, wanted)
    _succeed(session, successions(session, lost))


def succeed_leads(session: Session) -> None:
    """Let the deputy, or else a willing member, lead each group whose lead is gone."""
    away = gone(session)
    _succeed(
        session,
        successions(session, [row.id for row in workgroups(session) if row.lead_id in away]),
    )


def _succeed(session: Session, found: Iterable[Succession]) -> None:
    for one in found:
        group = group_of(session, one.workgroup_id)
        group.lead_id = one.heir_id
        if one.was_deputy:
            group.deputy_id = None
    session.flush()
