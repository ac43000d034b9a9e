"""A small framework with two drafts and responses, and an example call for every service."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.core.furnished import Arguments, Fields, Service
from upstream_workshop.evidence import queries as evidence
from upstream_workshop.evidence.kinds import Use
from upstream_workshop.evidence.services import add_finding
from upstream_workshop.framework import queries, services
from upstream_workshop.framework.drafts import services as drafts
from upstream_workshop.framework.drafts.queries import DraftRow
from upstream_workshop.framework.drafts.queries import drafts as rows_of
from upstream_workshop.framework.kinds import Disposition
from upstream_workshop.framework.responses import queries as response_queries
from upstream_workshop.framework.responses import services as responses
from upstream_workshop.framework.responses.importing import services as importing
from upstream_workshop.framework.responses.typed_responses import TypedResponse
from upstream_workshop.framework.statements import services as statements
from upstream_workshop.framework.templates.frame_templates import USUAL, frame_template
from upstream_workshop.framework.typed_statements import TypedStatement
from upstream_workshop.people.model import Participant
from upstream_workshop.readers.reading import Reading
from upstream_workshop.readers.responses.response_tables import ResponseEntry


def furnish(session: Session) -> None:
    """A frame with statements, a draft of it, a response that changed one, and a group's frame."""
    person = session.scalars(select(Participant.id)).first()
    made = services.make_frame(session, "Our framework", frame_template(USUAL))
    heart = slot(session, "mindset")
    said = statements.add_statement(session, heart.id, "We think in wholes")
    statements.rest_on(session, said, [finding(session)])
    first = drafts.freeze_draft(session, made, date(2020, 4, 2), "For the first roundtable")
    table = responses.add_roundtable(session, first, "First roundtable", date(2020, 4, 20))
    frozen = next(one for one in rows_of(session)[0].statements if one.statement_id == said)
    typed = TypedResponse("Wholes of what?", frozen.id, "mindset", person)
    guest = TypedResponse("Who decides?", author="Gwen Ŵyn", organisation="Cyngor Gwynedd")
    asked, _ = responses.note_responses(session, table, [typed, guest])
    responses.answer_response(session, asked, Disposition.ACCEPTED, "Said plainly now")
    responses.change_because(session, asked, said, "We think in systems")
    drafts.freeze_draft(session, made, date(2020, 5, 4))
    other = services.copy_frame(session, made, "Table 2")
    there = slot(session, "mindset", 1)
    statements.add_statement(session, there.id, "We look for causes, not cases")
    services.add_slot(session, other, "Money", "Who pays, and for what?")


def slot(session: Session, key: str, frame: int = 0) -> queries.SlotRow:
    """A slot of a frame by its key, else its first."""
    slots = frames(session)[frame].slots
    return next((one for one in slots if one.key == key), slots[0])


def frames(session: Session) -> tuple[queries.FrameRow, ...]:
    """At least two frames with a slot and a statement each."""
    while len(queries.frames(session)) < 2:
        services.make_frame(session, f"Frame {len(queries.frames(session))}", frame_template(USUAL))
    for one in queries.frames(session):
        first = one.slots[0].id if one.slots else services.add_slot(session, one.id, "Purpose")
        if not any(True for _ in one.statements()):
            statements.add_statement(session, first, "Said")
    return queries.frames(session)


def statement(session: Session, frame: int = 0) -> queries.StatementRow:
    """The last statement of a frame."""
    return [*frames(session)[frame].statements()][-1]


def finding(session: Session) -> int:
    """A finding that may be used, made if there is none."""
    usable = (one.id for one in evidence.findings(session) if one.use is not Use.NEVER)
    return next(usable, 0) or add_finding(session, text="Found")


def turn(session: Session) -> int:
    """A number that differs from step to step, for names that must differ."""
    found = queries.frames(session)
    return sum(1 + len(one.slots) + sum(1 for _ in one.statements()) for one in found)


def _taken_over(session: Session) -> tuple[int, int]:
    """A statement of the second frame whose slot the first one has."""
    here, there = frames(session)[:2]
    keys = {one.key for one in here.slots}
    shared = next((one for one in there.slots if one.key in keys), None)
    if shared is None:
        copy = services.copy_frame(session, here.id, f"Copy {turn(session)}")
        shared = next(one for one in queries.frames(session) if one.id == copy).slots[0]
    if not shared.statements:
        return statements.add_statement(session, shared.id, "Theirs"), here.id
    return shared.statements[0].id, here.id


def _rested(session: Session) -> tuple[int, list[int]]:
    """A statement with the findings that it rests on; put under one if none rests on any."""
    for one in (one for frame in frames(session) for one in frame.statements() if one.findings):
        return one.id, [*one.findings]
    one, under = statement(session), finding(session)
    statements.rest_on(session, one.id, [under])
    return one.id, [under]


def _lower(session: Session) -> int:
    """The last statement of a slot that has several."""
    heart = slot(session, "mindset")
    while len(heart.statements) < 2:
        statements.add_statement(session, heart.id, f"Said {len(heart.statements)}")
        heart = slot(session, heart.key)
    return heart.statements[-1].id


def draft(session: Session) -> DraftRow:
    """A draft, frozen if there is none."""
    if not rows_of(session):
        drafts.freeze_draft(session, frames(session)[0].id, date(2020, 4, 2))
    return rows_of(session)[0]


def roundtable(session: Session) -> int:
    """A roundtable, added if there is none."""
    made = response_queries.roundtables(session)
    return made[0].id if made else responses.add_roundtable(session, draft(session).id, "Table")


def response(session: Session) -> int:
    """The last response, keyed if there is none."""
    made = response_queries.responses(session)
    typed = TypedResponse("Who decides?")
    return (
        made[-1].id if made else responses.note_responses(session, roundtable(session), [typed])[0]
    )


def _changed_because(session: Session) -> tuple[int, int, str]:
    """A response, and a statement of the frame of its draft with other words."""
    answered = response(session)
    said = {one.id: one.draft_id for one in response_queries.responses(session)}[answered]
    frame_id = {one.id: one.frame_id for one in rows_of(session)}[said]
    frame = next(one for one in frames(session) if one.id == frame_id)
    changed = [*frame.statements()][-1]
    return answered, changed.id, f"{changed.text} {turn(session)} {len(changed.wordings)}"


EXAMPLES: Final[Mapping[Service, Arguments]] = {
    services.make_frame: lambda session: (
        f"Fframwaith {turn(session)}",
        frame_template(USUAL),
        Fields(optional=False),
    ),
    services.copy_frame: lambda session: (
        frames(session)[0].id,
        f"Table {turn(session)}",
        Fields(statements=True),
    ),
    services.rename_frame: lambda session: (frames(session)[0].id, f"Frame {turn(session)} b"),
    services.remove_frame: lambda session: (frames(session)[-1].id,),
    services.add_slot: lambda session: (frames(session)[0].id, f"Slot {turn(session)}", "Why?"),
    services.amend_slot: lambda session: (
        frames(session)[0].slots[0].id,
        f"Pwrpas {turn(session)}",
        "I beth?",
    ),
    services.shift_slot: lambda session: (frames(session)[0].slots[0].id, 1),
    services.remove_slot: lambda session: (slot(session, "outcomes").id,),
    statements.add_statement: lambda session: (slot(session, "purpose").id, "Good lives"),
    statements.note_statements: lambda session: (
        [
            TypedStatement(slot(session, "purpose").id, "Ŵyn y gwanwyn"),
            TypedStatement(slot(session, "outcomes").id, "Fewer doors"),
        ],
    ),
    statements.reword_statement: lambda session: (
        statement(session).id,
        f"Reworded {turn(session)} {len(statement(session).wordings)}",
    ),
    statements.shift_statement: lambda session: (_lower(session), -1),
    statements.move_statements: lambda session: (
        [statement(session).id],
        frames(session)[0].slots[0].id,
    ),
    statements.remove_statements: lambda session: ([statement(session).id],),
    statements.take_over: _taken_over,
    statements.rest_on: lambda session: (statement(session).id, [finding(session)]),
    statements.rest_no_more_on: _rested,
    drafts.freeze_draft: lambda session: (frames(session)[0].id, date(2020, 6, 1), "Drafft"),
    drafts.amend_draft: lambda session: (draft(session).id, date(2020, 4, 3), "Nodyn"),
    drafts.publish_draft: lambda session: (draft(session).id, date(2020, 7, 1), "The day is set"),
    drafts.remove_draft: lambda session: (draft(session).id,),
    responses.add_roundtable: lambda session: (draft(session).id, "Bwrdd crwn", None, "Pam?"),
    responses.amend_roundtable: lambda session: (roundtable(session), "Bwrdd", None, "Beth?"),
    responses.remove_roundtable: lambda session: (roundtable(session),),
    responses.add_response: lambda session: (
        draft(session).id,
        TypedResponse("Ŵyn", author="Gwen", organisation="Cyngor Newydd"),
    ),
    responses.note_responses: lambda session: (roundtable(session), [TypedResponse("Why?")]),
    responses.amend_response: lambda session: (response(session), f"Pam {turn(session)}?"),
    responses.answer_response: lambda session: (
        response(session),
        Disposition.NO,
        f"Not ours to say, {turn(session)}",
    ),
    responses.change_because: _changed_because,
    importing.import_responses: lambda session: (
        Reading(
            (ResponseEntry(1, f"Beth? {draft(session) and turn(session)}", "Gwen", about="1"),)
        ),
    ),
    responses.remove_responses: lambda session: ([response(session)],),
}
