"""The declarations of the people room: its columns with their privacy classes, and its imports."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final

from sqlalchemy.orm import Session

from resources.words import noop
from upstream_workshop.naming import Reason
from upstream_workshop.people import queries, report
from upstream_workshop.people.attendance.queries import AttendanceRow
from upstream_workshop.people.introductions.network import TieRow
from upstream_workshop.people.introductions.queries import MatchRow
from upstream_workshop.people.model import (
    Attendance,
    ConsentRecord,
    Interest,
    Introduction,
    Organisation,
    Participant,
    PeerSupport,
    PrivateNeeds,
    Prompt,
    PromptOption,
    SupportMatch,
)
from upstream_workshop.people.queries import OrganisationRow, ParticipantRow, SupportRow
from upstream_workshop.people.questions.queries import OptionRow, PromptRow
from upstream_workshop.people.report import NetworkReport, PeopleReport
from upstream_workshop.privacy import (
    COHORT,
    PRIVATE,
    PUBLIC,
    cohort,
    consent,
    name,
    organisation,
    person,
    personal,
    private,
    secret,
    words,
)
from upstream_workshop.readers.reading import ImportOutcome, Question
from upstream_workshop.room import (
    BEFORE_IMPORT,
    BEFORE_REMOVAL,
    NO_ANSWERS,
    Answers,
    Import,
    Room,
    row,
)


def import_people(
    session: Session, _name: str, reading: Any, answers: Answers = NO_ANSWERS
) -> ImportOutcome:
    """Import a sign-up list. The services are imported here, so that they load only when needed."""
    from upstream_workshop.people import cancellations, services
    from upstream_workshop.people.duplicates.in_lists import doubles
    from upstream_workshop.people.duplicates.joined_lines import joined
    from upstream_workshop.people.duplicates.list_questions import decided
    from upstream_workshop.people.duplicates.listed_organisations import under_one_name

    same, one = decided(answers)
    one = doubles(reading.entries, answers) | one
    entries = joined(under_one_name(reading, answers), one)
    outcome = services.import_people(session, entries, same)
    return cancellations.withdraw(session, reading, outcome, answers)


def ask_who(
    session: Session, _name: str, reading: Any, answers: Answers, rows: Collection[Any]
) -> tuple[Question, ...]:
    """Return the questions of an import: cancellations, and possible duplicates of both kinds."""
    from upstream_workshop.people import cancellations
    from upstream_workshop.people.duplicates import list_questions, listed_organisations

    organisations = [row.name for row in queries.organisations(session)]
    return (
        *cancellations.asked(session, reading, rows),
        *listed_organisations.asked_of(organisations, reading),
        *list_questions.asked(queries.roster(session), reading, answers, rows),
    )


ROOM: Final = Room(
    key="people",
    columns={
        Organisation: {
            "name": organisation("Organisation"),
            "region": cohort(noop("Region of an organisation")),
            "initiative": cohort(noop("What an organisation works on")),
        },
        Participant: {
            "uid": private(noop("Stable id of a person")),
            "name": name(noop("Name"), Reason.LISTED, "id"),
            "role": personal(noop("Role"), Reason.DETAIL),
            "pronouns": private(noop("Pronouns")),
            "email": personal(noop("E-mail address"), Reason.ADDRESS),
            "region": personal(noop("Region"), Reason.DETAIL),
            "willing_to_lead": PUBLIC,
            "photo": consent(),
            "attribution": consent(),
            "directory": consent(),
        },
        ConsentRecord: {
            "consent": PRIVATE,
            "answer": PRIVATE,
            "conditional": PRIVATE,
            "words": private(noop("Words of a consent")),
            "file": private(noop("File a consent stands in")),
            "title": private(noop("Column a consent stands in")),
            "noted": PRIVATE,
        },
        PrivateNeeds: {"access": secret(noop("Access needs")), "diet": secret(noop("Diet"))},
        Attendance: {
            "day": PUBLIC,
            "state": PUBLIC,
            "at": COHORT,
            "left_at": COHORT,
            "note": private(noop("Note beside attendance")),
        },
        Interest: {"text": words(noop("Interests"))},
        PeerSupport: {"kind": PUBLIC, "text": words(noop("Offer or ask"))},
        Introduction: {
            "kind": PRIVATE,
            "phase": PRIVATE,
            "mutual": PRIVATE,
            "dismissed": PRIVATE,
        },
        SupportMatch: {"state": PUBLIC, "reason": private(noop("Reason for a match"))},
        Prompt: {
            "position": PUBLIC,
            "question": words(noop("Question to the room")),
            "script": cohort(noop("How a question is put")),
        },
        PromptOption: {
            "position": PUBLIC,
            "label": words(noop("Answer to a question")),
            "count": PUBLIC,
        },
    },
    rows={
        PeopleReport: row(),
        OrganisationRow: row(Organisation),
        ParticipantRow: row(
            Participant,
            id=person(Reason.LISTED),
            organisation=organisation("Organisation", Reason.DETAIL),
            interests=words(noop("Interests"), Reason.DETAIL),
            offers=words(noop("Offer"), Reason.SUPPORT),
            asks=words(noop("Ask"), Reason.SUPPORT),
        ),
        AttendanceRow: row(
            Attendance,
            participant_id=person(Reason.ATTENDANCE),
            stands_for_id=person(Reason.ATTENDANCE),
        ),
        SupportRow: row(
            PeerSupport,
            participant_id=person(Reason.SUPPORT),
            name=name(noop("Name"), Reason.SUPPORT, "participant_id"),
            organisation=organisation("Organisation", Reason.SUPPORT),
        ),
        MatchRow: row(SupportMatch, helper_id=person(Reason.HELPER)),
        TieRow: row(Introduction, first_id=PRIVATE, second_id=PRIVATE),
        PromptRow: row(Prompt),
        OptionRow: row(PromptOption),
        NetworkReport: row(
            people=PUBLIC,
            ties=PUBLIC,
            density=PUBLIC,
            across=PUBLIC,
            alone=PUBLIC,
            parts=PUBLIC,
            reachable=PUBLIC,
        ),
    },
    report=report.read,
    goes={
        "attendance": (noop("day of attendance"), noop("days of attendance")),
        "consent_record": (noop("answer to a consent"), noop("answers to consents")),
        "interest": (noop("interest"), noop("interests")),
        "introduction": (noop("introduction"), noop("introductions")),
        "peer_support": (noop("offer or ask"), noop("offers and asks")),
        "private_needs": (
            noop("note of access needs and diet"),
            noop("notes of access needs and diet"),
        ),
        "support_match": (
            noop("match as somebody who may help"),
            noop("matches as somebody who may help"),
        ),
    },
    stays={
        "attendance.stands_for_id": (
            noop("substitute’s day of attendance"),
            noop("substitutes’ days of attendance"),
        ),
    },
    imports={"people": Import(import_people, ask_who)},
    backups={"import_people": BEFORE_IMPORT, "wipe_needs": BEFORE_REMOVAL},
)
