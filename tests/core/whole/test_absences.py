"""What somebody's absence does elsewhere in the residential, and who was there when."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.core.people.examples import someone
from upstream_workshop.people import services
from upstream_workshop.people.attendance import queries as attendance_queries
from upstream_workshop.people.attendance import services as attendance_services
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.whole import absences
from upstream_workshop.whole.absences import EffectKind
from upstream_workshop.workgroups import queries as workgroups
from upstream_workshop.workgroups.charters import services as charter_services
from upstream_workshop.workgroups.placing_rules import queries as rule_queries


@pytest.fixture
def full(furnished_workshop: Workshop) -> Workshop:
    return furnished_workshop


def at(hour: int) -> datetime:
    return datetime(2026, 11, 24, hour)


def test_who_came_yesterday_and_not_today_is_missing(full: Workshop) -> None:
    with full.read() as session:
        before = absences.missing(session, 2)
        assert someone(session, "Ade Okafor") in before
        assert someone(session, "Elin Lloyd") not in before, "she was not there on day one either"
        assert absences.missing(session, 1) == ()
    with full.change("Check in") as session:
        attendance_services.check_in(session, someone(session, "Ade Okafor"), 2, at=at(9))
    with full.read() as session:
        assert someone(session, "Ade Okafor") not in absences.missing(session, 2)


def test_an_absent_lead_is_told_with_deputy_and_size(full: Workshop) -> None:
    with full.change("Lead") as session:
        group = next(row for row in workgroups.workgroups(session) if len(row.members) > 1)
        lead, deputy = (member.participant_id for member in group.members[:2])
        charter_services.set_lead(session, group.id, lead)
        charter_services.set_deputy(session, group.id, deputy)
    with full.read() as session:
        minimum = rule_queries.placing_rules(session).minimum
        (told,) = [
            one
            for one in absences.effects(session, [lead])[lead]
            if (one.kind, one.where) == (EffectKind.LEADS, group.title)
        ]
        assert told.stand_in == group.members[1].name
        assert told.left == len(group.members) - 1
        assert told.short == (told.left < minimum)
        both = absences.effects(session, [lead, deputy])
        assert next(one for one in both[lead] if one.kind == EffectKind.LEADS).stand_in == ""
        assert any(one.kind == EffectKind.DEPUTISES for one in both[deputy])


def test_nobody_away_changes_nothing(full: Workshop) -> None:
    with full.read() as session:
        assert absences.effects(session, []) == {}


def test_half_days_count_who_was_there_when(workshop: Workshop) -> None:
    with workshop.change("Day") as session:
        ids = [services.add_participant(session, f"Person {n}") for n in range(6)]
        early, late, gone, leaver, substitute, away = ids
        attendance_services.check_in(session, early, 1, "here", at(9))
        attendance_services.check_in(session, late, 1, "late", at(14))
        attendance_services.check_in(session, gone, 1, "here", at(9))
        attendance_services.check_in(session, gone, 1, "left", at(12))
        attendance_services.check_in(session, leaver, 1, "here", at(10))
        attendance_services.check_in(session, leaver, 1, "left", at(16))
        attendance_services.check_in(
            session, substitute, 1, "substitute", at(9), stands_for_id=away
        )
    with workshop.read() as session:
        assert attendance_queries.half_days(session, 1) == attendance_queries.HalfDays(
            morning=4, afternoon=4
        )
        assert attendance_queries.half_days(session, 2) == attendance_queries.HalfDays(0, 0)
