"""Choices, rules and two groups with a charter, and an example call for every service."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.core.furnished import Arguments, Fields, Service
from upstream_workshop.people.attendance.services import check_in
from upstream_workshop.people.kinds import AttendanceState
from upstream_workshop.people.model import Participant
from upstream_workshop.readers.reading import Reading
from upstream_workshop.readers.workgroups.choice_entries import ChoiceEntry
from upstream_workshop.readers.workgroups.follow_up_forms import FormEntry
from upstream_workshop.themes.queries import themes
from upstream_workshop.voting.papers.services import key_paper
from upstream_workshop.voting.services import close_ballot, issue_papers, make_ballot, open_ballot
from upstream_workshop.workgroups import queries, services
from upstream_workshop.workgroups.charters import services as charter_services
from upstream_workshop.workgroups.choices import services as choice_services
from upstream_workshop.workgroups.following_up import services as following_up
from upstream_workshop.workgroups.following_up.form_codes import FormReference, form_code, form_key
from upstream_workshop.workgroups.following_up.indicator_rows import indicators
from upstream_workshop.workgroups.following_up.services import note_follow_up
from upstream_workshop.workgroups.kinds import FollowUpState, RuleKind
from upstream_workshop.workgroups.model import Choice, Commitment, FollowUp, Workgroup
from upstream_workshop.workgroups.placing_rules import queries as rule_queries
from upstream_workshop.workgroups.placing_rules import services as rule_services
from upstream_workshop.workgroups.repairing import services as repairing
from upstream_workshop.workgroups.small_groups import services as small_groups
from upstream_workshop.workgroups.small_groups.queries import small_group_rounds


def furnish(session: Session) -> None:
    """Two groups around the first two themes, one with a charter begun."""
    risk, measure = (theme.id for theme in themes(session)[:2])
    people = _people(session)
    for number, person in enumerate(people):
        choice_services.set_choices(
            session, person, (risk, measure) if number % 2 else (measure, risk)
        )
    rule_services.set_rules(session, 2, 5, per_organisation=2)
    rule_services.set_pair_rule(session, people[0], people[2], "together")
    services.save_placement(
        session, [(person, risk if number % 2 else measure) for number, person in enumerate(people)]
    )
    group = queries.workgroups(session)[0]
    lead = group.members[0].participant_id
    charter_services.set_lead(session, group.id, lead)
    charter_services.amend_charter(
        session, group.id, question="Who carries the risk?", audience="Boards"
    )
    promise = charter_services.add_commitment(
        session, group.id, lead, "Ring two insurers", date(2026, 12, 11)
    )
    note_follow_up(
        session,
        promise,
        FollowUpState.MOVED,
        date(2026, 12, 12),
        "Nobody answered",
        date(2027, 1, 8),
    )
    small_groups.add_small_group_rounds(session, (_in_pairs(people),), 2, "Peer assist")
    trust = following_up.add_indicator(session, "How far can you rely on the others here?", 1, 5)
    for number, person in enumerate(people):
        following_up.answer_indicators(session, person, 0, {trust: 1 + number % 3})


def _indicator(session: Session) -> int:
    rows = indicators(session)
    return rows[0].id if rows else 0


def _form(session: Session) -> tuple[Reading[FormEntry]]:
    """A form that came back: one commitment of its person, and an answer."""
    owned = select(Commitment).where(Commitment.participant_id.is_not(None))
    promise = next(iter(session.scalars(owned)))
    code = form_code(form_key(session), promise.participant_id or 0, 6)
    often = len(session.scalars(select(FollowUp.id)).all())
    lines = (
        FormEntry(2, str(FormReference(code, promise.id)), "dropped", "", f"Heard {often} times"),
        FormEntry(3, str(FormReference(code, indicator_id=_indicator(session))), "4"),
        FormEntry(4, "somebody else", "done"),
    )
    return (Reading(lines),)


def _in_pairs(people: list[int]) -> list[list[int]]:
    return [people[place : place + 2] for place in range(0, len(people), 2)]


def _without_one(session: Session) -> tuple[()]:
    """Let one who is in a small group be gone."""
    for row in small_group_rounds(session):
        check_in(session, row.seating[0][0], 2, AttendanceState.LEFT)
    return ()


def _round(session: Session) -> int:
    rows = small_group_rounds(session)
    return rows[-1].id if rows else 0


def _people(session: Session) -> list[int]:
    return list(session.scalars(select(Participant.id).order_by(Participant.id)))


def _group(session: Session, place: int = 0) -> int:
    found = session.scalars(select(Workgroup.id).order_by(Workgroup.id)).all()
    return found[place] if found else 0


def _commitment(session: Session) -> int:
    return session.scalars(select(Commitment.id)).first() or 0


def _other_home(session: Session) -> tuple[int, int, str]:
    """The first member of the last group, into the first."""
    groups = queries.workgroups(session)
    mover = next(member for group in groups[1:] for member in group.members)
    return mover.participant_id, groups[0].id, "Two of one council"


def _unlike(session: Session, group: queries.WorkgroupRow, taken: int | None) -> int:
    return next(one.participant_id for one in group.members if one.participant_id != taken)


def _lead(session: Session) -> tuple[int, int]:
    group = next(row for row in queries.workgroups(session) if len(row.members) > 1)
    return group.id, _unlike(session, group, group.lead_id)


def _deputy(session: Session) -> tuple[int, int]:
    group = next(row for row in queries.workgroups(session) if len(row.members) > 1)
    return group.id, next(
        one.participant_id
        for one in group.members
        if one.participant_id not in (group.lead_id, group.deputy_id)
    )


def _lock(session: Session) -> tuple[int, bool]:
    member = next(one for group in queries.workgroups(session) for one in group.members)
    return member.participant_id, not member.locked


def _kept(session: Session) -> int:
    """A member who was moved by hand with a reason."""
    who, *rest = _other_home(session)
    services.move_member(session, who, *rest)
    return who


def _lost_lead(session: Session) -> tuple[()]:
    """Let the lead of a group be gone."""
    group = next(row for row in queries.workgroups(session) if row.members)
    lead = group.lead_id or group.members[0].participant_id
    charter_services.set_lead(session, group.id, lead)
    check_in(session, lead, 2, AttendanceState.LEFT)
    return ()


def _after_a_loss(session: Session) -> tuple[list[tuple[int, int]]]:
    """The seats without the first person."""
    seats = queries.seats(session)
    return ([seat for seat in seats if seat[0] != seats[0][0]],)


def _turned(session: Session) -> tuple[int, tuple[int, ...]]:
    """Somebody's choices the other way round."""
    row = queries.choices(session)[0]
    return row.participant_id, row.ranks[::-1] if len(row.ranks) > 1 else ()


def _sheet(session: Session) -> tuple[Reading[ChoiceEntry]]:
    name = session.scalars(select(Participant.name).order_by(Participant.id)).first() or ""
    titles = [theme.title for theme in themes(session)]
    often = len(session.scalars(select(Choice.id)).all())
    turned = tuple(titles[often % 2 : 2]) or tuple(titles[:1])
    return (Reading((ChoiceEntry(2, name.upper(), turned), ChoiceEntry(3, "Nobody", turned))),)


def _ballot(session: Session) -> tuple[int]:
    """A named ballot with one paper that wants only the last theme."""
    last = [theme.id for theme in themes(session)][:-3:-1]
    made = make_ballot(session, "Who wants what", last, method="approval", secret=False)
    open_ballot(session, made)
    key_paper(session, made, "1", {1: 1}, participant_id=_people(session)[0])
    issue_papers(session, made, 1, 1)
    close_ballot(session, made)

    return (made,)


def _swapped(session: Session) -> tuple[list[tuple[int, int]]]:
    """The placement there is, with one person in another topic."""
    seats = list(queries.seats(session))
    person, topic = seats[0]
    other = next(at for _, at in seats if at != topic)
    return ([(person, other), *seats[1:]],)


def _pair(session: Session) -> tuple[int, int]:
    row = rule_queries.pair_rules(session)[0]
    return row.second_id, row.first_id


EXAMPLES: dict[Service, Arguments] = {
    choice_services.set_choices: _turned,
    choice_services.import_choices: _sheet,
    choice_services.choices_from_papers: _ballot,
    rule_services.set_rules: lambda session: (
        rule_queries.placing_rules(session).minimum % 3 + 1,
        6,
        None,
        True,
        2,
        "region",
    ),
    rule_services.set_pair_rule: lambda session: (*_people(session)[1:3], "apart"),
    rule_services.clear_pair_rule: _pair,
    services.save_placement: _swapped,
    services.add_workgroup: lambda _: ("Newyddion: ysgrifennu’r llawlyfr",),
    services.rename_workgroup: lambda session: (
        _group(session),
        f"{queries.workgroups(session)[0].title} again",
    ),
    services.remove_workgroup: lambda session: (_group(session, -1),),
    services.move_member: _other_home,
    services.lock_member: _lock,
    services.let_go: lambda session: (_kept(session),),
    charter_services.set_lead: _lead,
    charter_services.set_deputy: _deputy,
    charter_services.amend_charter: lambda session: (
        _group(session),
        Fields(will_not_do=f"Not {len(queries.workgroups(session))}", hours_each="4 a month"),
    ),
    charter_services.write_charter: lambda session: (
        _group(session),
        {"question": f"What of {len(queries.workgroups(session))}?", "lead_id": None},
    ),
    charter_services.add_commitment: lambda session: (_group(session), None, "Write to the boards"),
    charter_services.amend_commitment: lambda session: (
        _commitment(session),
        Fields(done=True, due=date(2027, 1, 12)),
    ),
    repairing.repair_groups: _after_a_loss,
    repairing.relax_rule: lambda session: (
        RuleKind.MAXIMUM,
        rule_queries.placing_rules(session).maximum + 1,
        (),
    ),
    repairing.switch_rules: lambda session: (
        1,
        rule_queries.placing_rules(session).maximum + 2,
        3,
        True,
    ),
    repairing.succeed_leads: _lost_lead,
    note_follow_up: lambda session: (
        _commitment(session),
        FollowUpState.DROPPED,
        date(2027, 2, 1),
        "The insurers closed",
    ),
    following_up.add_indicator: lambda session: (
        f"Question {len(indicators(session))}",
        0,
        10,
        "never",
        "always",
    ),
    following_up.amend_indicator: lambda session: (
        _indicator(session),
        Fields(question=f"{indicators(session)[0].question} Now?", most=7),
    ),
    following_up.remove_indicator: lambda session: (_indicator(session),),
    following_up.answer_indicators: lambda session: (
        _people(session)[0],
        12,
        {_indicator(session): 5},
    ),
    following_up.import_forms: _form,
    small_groups.add_small_group_rounds: lambda session: (
        (_in_pairs(_people(session)[::-1]),),
        2,
        "Troika consulting",
    ),
    small_groups.seat_small_group_round: lambda session: (
        _round(session),
        _in_pairs(_people(session)[1:]),
    ),
    small_groups.repair_small_group_rounds: _without_one,
    small_groups.hold_small_group_round: lambda session: (_round(session),),
    small_groups.remove_small_group_round: lambda session: (_round(session),),
    charter_services.remove_commitment: lambda session: (_commitment(session),),
}
