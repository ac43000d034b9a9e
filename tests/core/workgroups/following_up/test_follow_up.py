"""Commitments followed up, their order, clashing first meetings, and calendars of what is open."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import icalendar
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from exports.catalogue import OUTPUTS
from upstream_workshop.errors import WorkshopError
from upstream_workshop.people.services import add_participant, amend_participant
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.whole.report import read_report
from upstream_workshop.workgroups import queries, services
from upstream_workshop.workgroups.charters import services as charter_services
from upstream_workshop.workgroups.charters.commitment_rows import CommitmentRow
from upstream_workshop.workgroups.following_up.rules import FollowUpOrder, meeting_clashes, promises
from upstream_workshop.workgroups.following_up.services import note_follow_up
from upstream_workshop.workgroups.kinds import FollowUpState
from upstream_workshop.workgroups.model import Commitment

AT = datetime(2027, 1, 10, 9, 0)
MEETS = datetime(2027, 1, 12, 14, 0)
news = st.tuples(
    st.sampled_from(FollowUpState), st.dates(date(2027, 1, 1), date(2027, 12, 31)), st.text("ab ")
)


@pytest.fixture
def group(workshop: Workshop) -> int:
    """A group of two with a commitment each; the second is nobody who may be named beside words."""
    with workshop.change("Found") as session:
        ann, ben = (add_participant(session, name) for name in ("Ann Vale", "Ben Roth"))
        amend_participant(session, ben, attribution="no")
        made = services.add_workgroup(session, "Risk")
        for person in (ann, ben):
            services.move_member(session, person, made)
        charter_services.add_commitment(session, made, ann, "Ring two insurers", date(2027, 1, 8))
        charter_services.add_commitment(session, made, ben, "Write to the boards", date(2027, 2, 8))
        charter_services.amend_charter(session, made, meets_at=MEETS, first_meeting="Online")
    return made


def commitments(workshop: Workshop) -> tuple[CommitmentRow, ...]:
    with workshop.read() as session:
        return queries.workgroups(session)[0].commitments


def note(workshop: Workshop, place: int, state: str, due: date | None = None) -> None:
    row = commitments(workshop)[place]
    with workshop.change("Hear") as session:
        note_follow_up(session, row.id, state, date(2027, 1, 9), " Nobody  answered ", due)


@settings(
    max_examples=25,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(heard=st.lists(news, max_size=6), today=st.dates(date(2027, 1, 1), date(2027, 12, 31)))
def test_the_last_that_was_heard_is_the_state(
    furnished_workshop: Workshop, heard: list[tuple[FollowUpState, date, str]], today: date
) -> None:
    with furnished_workshop.rehearse() as session:
        found = charter_services.add_commitment(
            session, queries.workgroups(session)[0].id, None, "Ring", date(2027, 1, 5)
        )
        state, due = FollowUpState.STANDING, date(2027, 1, 5)
        for state, day, words in heard:
            note_follow_up(session, found, state, day, words, day)
            due = day if state == FollowUpState.MOVED else due
        session.expire_all()
        row = session.get(Commitment, found)
        assert row is not None
        assert row.done == (state == FollowUpState.DONE)
        assert row.due == due
        told = CommitmentRow(found, "", "Ring", due, row.done, None, state)
        closed = state in (FollowUpState.DONE, FollowUpState.DROPPED)
        assert told.overdue(today) == (due < today and not closed)


def test_a_moved_one_keeps_its_note_and_new_day_and_undo_brings_the_old(
    workshop: Workshop, group: int
) -> None:
    note(workshop, 0, "moved", date(2027, 3, 1))
    row = commitments(workshop)[0]
    assert (row.state, row.due, row.note) == ("moved", date(2027, 3, 1), "Nobody answered")
    workshop.undo()
    assert commitments(workshop)[0].due == date(2027, 1, 8)
    with pytest.raises(WorkshopError, match="by when"):
        note(workshop, 0, "moved")
    with pytest.raises(WorkshopError, match="done, moved, dropped"):
        note(workshop, 0, "forgotten")


def test_one_ticked_on_the_charter_is_done_and_unticked_it_stands(
    workshop: Workshop, group: int
) -> None:
    note(workshop, 0, "dropped")
    ring = commitments(workshop)[0].id
    for done, state in ((True, "done"), (False, "dropped")):
        with workshop.change("Tick") as session:
            charter_services.amend_commitment(session, ring, done=done)
        assert commitments(workshop)[0].state == state


def test_commitments_come_by_day_by_group_or_by_person(workshop: Workshop, group: int) -> None:
    with workshop.change("Another") as session:
        other = services.add_workgroup(session, "Allies")
        charter_services.add_commitment(session, other, None, "No day")
        charter_services.add_commitment(session, other, None, "Late", date(2027, 6, 1))
    with workshop.read() as session:
        groups = queries.workgroups(session)
    order = {
        each: [one.commitment.what for one in promises(groups, each)] for each in FollowUpOrder
    }
    ring, write = "Ring two insurers", "Write to the boards"
    assert order == {
        "due": [ring, write, "Late", "No day"],
        "group": ["Late", "No day", ring, write],
        "person": [ring, write, "Late", "No day"],
    }


@pytest.mark.parametrize(("minutes", "clash"), [(0, True), (59, True), (60, False), (-30, True)])
def test_groups_that_share_a_member_clash_when_they_meet_at_once(
    workshop: Workshop, group: int, minutes: int, clash: bool
) -> None:
    with workshop.change("Another") as session:
        other = services.add_workgroup(session, "Allies")
        charter_services.amend_charter(session, other, meets_at=MEETS + timedelta(minutes=minutes))
    with workshop.read() as session:
        assert meeting_clashes(queries.workgroups(session)) == ()
    with workshop.change("Sit in both") as session:
        ann = queries.workgroups(session)[0].members[0]
        session.add(queries.Member(workgroup_id=other, participant_id=ann.participant_id))
    with workshop.read() as session:
        found = meeting_clashes(queries.workgroups(session))
    assert [one.names for one in found] == ([("Ann Vale",)] if clash else [])


def calendars(workshop: Workshop) -> dict[str, list[str]]:
    """The summaries in each calendar, as another program reads them."""
    output = next(one for one in OUTPUTS if one.key == "commitments-ics")
    with workshop.read() as session:
        report = read_report(session, AT)
    return {
        document.name.partition("/")[2]: [
            str(event["summary"])
            for event in icalendar.Calendar.from_ical(document.make()).walk("VEVENT")
        ]
        for document in output.documents(report)
    }


def test_calendars_hold_what_is_open_and_name_whom_they_may(workshop: Workshop, group: int) -> None:
    ring, write = "Ann Vale: Ring two insurers", "A participant: Write to the boards"
    meeting = "First meeting: Risk"
    found = calendars(workshop)
    assert found["people/Ann Vale.ics"] == [ring]
    assert found["workgroups/Risk.ics"] == [ring, write, meeting]
    assert not any("Ben" in summary for each in found.values() for summary in each)
    note(workshop, 0, "done")
    assert calendars(workshop)["workgroups/Risk.ics"] == [write, meeting]
