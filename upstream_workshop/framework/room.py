"""The declaration of the framework room: its tables and their privacy classes."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final

from sqlalchemy.orm import Session

from resources.words import noop
from upstream_workshop.framework import report
from upstream_workshop.framework.drafts.queries import DraftRow, DraftStatementRow
from upstream_workshop.framework.kinds import Area, Channel, Disposition, DraftState
from upstream_workshop.framework.model import (
    Draft,
    DraftStatement,
    Frame,
    Response,
    Roundtable,
    Slot,
    Statement,
    StatementFinding,
    Wording,
)
from upstream_workshop.framework.queries import FrameRow, SlotRow, StatementRow
from upstream_workshop.framework.report import FrameworkReport, SupportRow
from upstream_workshop.framework.responses.queries import ResponseRow
from upstream_workshop.naming import Reason
from upstream_workshop.privacy import (
    PUBLIC,
    cohort,
    key,
    name,
    organisation,
    person,
    private,
    public,
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


def import_responses(
    session: Session, _name: str, reading: Any, answers: Answers = NO_ANSWERS
) -> ImportOutcome:
    """Import responses to a draft; its services are loaded only here."""
    from upstream_workshop.framework.responses.importing import services

    return services.import_responses(session, reading, answers)


def _response_questions(
    session: Session, _name: str, reading: Any, _answers: Answers, _rows: Collection[Any]
) -> tuple[Question, ...]:
    from upstream_workshop.framework.responses.importing.draft_choice import draft_questions

    return draft_questions(session, reading)


ROOM: Final = Room(
    key="framework",
    columns={
        Frame: {
            "title": words(noop("Framework")),
            "template": private(noop("Template of a framework")),
            "position": PUBLIC,
        },
        Slot: {
            "key": private(noop("Key of a slot")),
            "name": words(noop("Slot of a framework")),
            "question": words(noop("Question of a slot")),
            "area": public(*Area),
            "position": PUBLIC,
        },
        Statement: {
            "text": words(noop("Statement of the framework")),
            "example": PUBLIC,
            "source": words(noop("Where a statement comes from")),
            "position": PUBLIC,
            "uid": private(noop("Stable id of a statement")),
        },
        StatementFinding: {},
        Draft: {
            "number": PUBLIC,
            "day": PUBLIC,
            "note": words(noop("Note on a draft")),
            "state": public(*DraftState),
            "published_on": PUBLIC,
            "override": private(noop("Why a draft was published early")),
        },
        DraftStatement: {
            "slot_key": words(noop("Key of a slot")),
            "slot_name": words(noop("Slot of a framework")),
            "area": public(*Area),
            "text": words(noop("Statement of the framework")),
            "position": PUBLIC,
            "uid": private(noop("Stable id of a statement in a draft")),
        },
        Roundtable: {
            "title": words(noop("Roundtable")),
            "day": PUBLIC,
            "questions": words(noop("Questions of a roundtable")),
            "position": PUBLIC,
        },
        Response: {
            "channel": public(*Channel),
            "author": private(noop("Who sent a response")),
            "slot_key": words(noop("Key of a slot")),
            "text": words(noop("Response to a draft")),
            "disposition": public(*Disposition),
            "reason": words(noop("Answer to a response")),
            "outside_key": private(noop("Key of a response in its file")),
            "received": PUBLIC,
            "position": PUBLIC,
        },
        Wording: {
            "text": cohort(noop("Earlier wording of a statement")),
            "position": PUBLIC,
        },
    },
    rows={
        FrameworkReport: row(visited=PUBLIC),
        FrameRow: row(Frame, workgroup=words(noop("Workgroup"))),
        SlotRow: row(Slot),
        StatementRow: row(
            Statement,
            findings=PUBLIC,
            wordings=cohort(noop("Earlier wording of a statement")),
        ),
        SupportRow: row(
            slot_id=key("slot"),
            statement_id=key("statement"),
            organisations=PUBLIC,
            silent=PUBLIC,
            quotes=PUBLIC,
        ),
        DraftRow: row(Draft),
        DraftStatementRow: row(
            DraftStatement,
            number=words(noop("Number of a statement")),
            slot_key=words(noop("Key of a slot")),
            uid=words(noop("Stable id of a statement in a draft")),
        ),
        ResponseRow: row(
            Response,
            draft=PUBLIC,
            participant_id=person(Reason.RESPONSE),
            about=words(noop("Number of a statement")),
            slot_key=words(noop("Key of a slot")),
            of=words(noop("Statement of the framework")),
            person=name(noop("Who sent a response"), Reason.RESPONSE, "participant_id"),
            organisation=organisation(noop("Organisation a response is of"), Reason.RESPONSE),
            changed=words(noop("Statement of the framework")),
            earlier=cohort(noop("Earlier wording of a statement")),
        ),
    },
    report=report.read,
    stays={
        "response.participant_id": (
            noop("response to a draft"),
            noop("responses to drafts"),
        ),
    },
    imports={"responses": Import(import_responses, _response_questions)},
    backups={
        "import_responses": BEFORE_IMPORT,
        "remove_draft": BEFORE_REMOVAL,
        "remove_frame": BEFORE_REMOVAL,
        "remove_responses": BEFORE_REMOVAL,
        "remove_roundtable": BEFORE_REMOVAL,
        "remove_slot": BEFORE_REMOVAL,
        "remove_statements": BEFORE_REMOVAL,
    },
)
