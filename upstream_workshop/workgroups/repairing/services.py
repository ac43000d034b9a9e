"""Services that mend groups after people left or came, and rules that conflict."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from upstream_workshop.workgroups.kinds import RuleKind, Trait
from upstream_workshop.workgroups.placing_rules.queries import placing_rules
from upstream_workshop.workgroups.placing_rules.services import clear_pair_rule, set_rules
from upstream_workshop.workgroups.queries import gone, workgroups
from upstream_workshop.workgroups.records import group_of
from upstream_workshop.workgroups.repairing.absent_members import Succession, new_leads, successions
from upstream_workshop.workgroups.rules import NO_TIME
from upstream_workshop.workgroups.services import let_go, save_placement
from upstream_workshop.workgroups.topics import group_topics


def repair_groups(session: Session, seats: Iterable[tuple[int, int]]) -> None:
    """Form the groups of a repair; where a lead is gone or moves away, the deputy or a willing member leads.

    seats: pairs of participant id and topic. A group in which nobody can lead has no lead then.

    Raises WorkshopError: as `save_placement` does.
    """
    wanted = tuple(seats)
    found = new_leads(session, wanted)
    save_placement(session, wanted)
    _succeed(session, found)


def succeed_leads(session: Session) -> None:
    """Let the deputy, or else a willing member, lead each group whose lead is gone."""
    away = gone(session)
    _succeed(
        session,
        successions(session, [row.id for row in workgroups(session) if row.lead_id in away]),
    )


def relax_rule(
    session: Session, kind: RuleKind, number: int | None, participant_ids: Sequence[int] = ()
) -> None:
    """Change a saved rule as a way out of a conflict says.

    number: the number that a rule about sizes or organisations gets.
    participant_ids: the people of any other rule, which is dropped; or the topics of two groups that meet
        at one time, of which the second gets no hour.

    Raises WorkshopError: as `set_rules`, `clear_pair_rule` and `let_go` do.
    """
    rules = placing_rules(session)
    if kind in (RuleKind.TOGETHER, RuleKind.APART):
        first, second = participant_ids
        clear_pair_rule(session, first, second)
    elif kind == RuleKind.AT_ONCE:
        _open_hour(session, participant_ids[1])
    elif kind == RuleKind.LOCKED:
        let_go(session, participant_ids[0])
    else:
        set_rules(
            session,
            number or 1 if kind == RuleKind.MINIMUM else rules.minimum,
            number or rules.maximum if kind == RuleKind.MAXIMUM else rules.maximum,
            number if kind == RuleKind.ORGANISATION else rules.per_organisation,
            rules.needs_lead and kind != RuleKind.LEAD,
            rules.per_person,
            rules.spread,
        )


def switch_rules(
    session: Session,
    minimum: int,
    maximum: int,
    per_organisation: int | None = None,
    needs_lead: bool = False,
    per_person: int | None = None,
    spread: Trait | None = None,
    dropped: Sequence[tuple[RuleKind, Sequence[int]]] = (),
) -> None:
    """Set the rules of placing, and drop rules that name people.

    minimum, maximum, per_organisation, needs_lead, per_person, spread: as for `set_rules`.
    dropped: the kind and the people of each rule about two people or a lock that no longer holds.

    Raises WorkshopError: as `set_rules`, `clear_pair_rule` and `let_go` do.
    """
    set_rules(session, minimum, maximum, per_organisation, needs_lead, per_person, spread)
    for kind, people in dropped:
        relax_rule(session, kind, None, people)


def _open_hour(session: Session, topic: int) -> None:
    """Keep the day of a group's first meeting, and leave its hour open."""
    for group_id, own in group_topics(session).items():
        group = group_of(session, group_id)
        if own == topic and group.meets_at is not None:
            group.meets_at = datetime.combine(group.meets_at, NO_TIME)
    session.flush()


def _succeed(session: Session, found: Iterable[Succession]) -> None:
    for one in found:
        group = group_of(session, one.workgroup_id)
        group.lead_id = one.heir_id
        if one.was_deputy:
            group.deputy_id = None
    session.flush()
