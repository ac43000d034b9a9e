"""The sample's people: invited, checked in and introduced."""

from __future__ import annotations

import csv
from datetime import datetime, time, timedelta

from sqlalchemy.orm import Session

from upstream_workshop.people import queries as people_queries
from upstream_workshop.people import services as people
from upstream_workshop.people.attendance import services as attendance_services
from upstream_workshop.people.introductions import services as introducing
from upstream_workshop.people.introductions.prompts import library
from upstream_workshop.people.kinds import AttendanceState, Phase, SupportKind, TieKind
from upstream_workshop.people.questions import services as questions
from upstream_workshop.whole.sample_stages.sample_files import Plan, people_ids, source, take_in


def invite(session: Session, plan: Plan) -> None:
    """Import the sign-up list and complete the data of each council."""
    take_in(session, "people", "people.csv")
    ids = {row.name: row.id for row in people_queries.organisations(session)}
    for row in plan["organisations"]:
        people.amend_organisation(
            session, ids[row["name"]], region=row["region"], initiative=row["initiative"]
        )


def welcome(session: Session, plan: Plan) -> None:
    """Check people in on both mornings, with late ones, substitutes and absences."""
    ids = people_ids(session)
    odd = {
        (ids[row["participant"]], day): (row["state"], row["note"])
        for row in plan["attendance"]
        for day in row["days"]
    }
    for day in (1, 2):
        opened = datetime.combine(plan["starts"], time(9, 0)) + timedelta(days=day - 1)
        for minute, person in enumerate(ids.values()):
            state, note = odd.get((person, day), (AttendanceState.HERE, ""))
            at = opened + timedelta(minutes=minute) if state == AttendanceState.HERE else None
            attendance_services.check_in(session, person, day, state, at, note)


def connect(session: Session, plan: Plan) -> None:
    """Record ties, introductions, matches of asks, and the room's answers to prompts."""
    ids = people_ids(session)
    with source(plan["introductions"]["file"]).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            pair = (ids[row["first"]], ids[row["second"]])
            introducing.note_tie(
                session, *pair, TieKind(row["kind"]), Phase(row["phase"]), row["said by"] == "both"
            )
    for first, second in plan["introductions"]["should_meet"]:
        introducing.note_tie(session, ids[first], ids[second], TieKind.MEET)
    for first, second in plan["introductions"]["set_aside"]:
        introducing.dismiss_meeting(session, ids[first], ids[second])
    asks = {
        row.text: row.id for row in people_queries.support(session) if row.kind == SupportKind.ASK
    }
    for row in plan["match"]:
        introducing.confirm_match(session, asks[row["ask"]], ids[row["helper"]], row["reason"])
    for row in plan["prompt"]:
        asked = library()[row["number"] - 1]
        prompt = questions.ask_room(session, asked.question, asked.options, asked.script)
        questions.count_answers(session, prompt, row["counts"])
