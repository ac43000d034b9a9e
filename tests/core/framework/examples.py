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
from upstream_workshop.framework.kinds import Area, Channel, Disposition
from upstream_workshop.framework.model import Draft, DraftStatement, Response, Roundtable
from upstream_workshop.framework.statements import services as statements
from upstream_workshop.framework.templates.frame_templates import USUAL, frame_template
from upstream_workshop.framework.typed_statements import TypedStatement
from upstream_workshop.people.model import Participant


def furnish(session: Session) -> None:
    """A frame with statements, a draft of it, a response that changed one, and a group's frame."""
    person = session.scalars(select(Participant.id)).first()
    made = services.make_frame(session, "Our framework", frame_template(USUAL))
    heart = slot(session, "mindset")
    said = statements.add_statement(session, heart.id, "We think in wholes")
    statements.rest_on(session, said, [finding(session)])
    draft = Draft(frame_id=made, number=1, day=date(2020, 4, 2))
    session.add(draft)
    session.flush()
    frozen = DraftStatement(
        draft_id=draft.id,
        statement_id=said,
        slot_key="mindset",
        slot_name="Mindset",
        area=Area.MINDSET,
        text="We think in wholes",
        position=0,
    )
    table = Roundtable(
        draft_id=draft.id, title="First roundtable", day=date(2020, 4, 20), position=0
    )
    session.add_all((frozen, table))
    session.flush()
    response = Response(
        draft_id=draft.id,
        roundtable_id=table.id,
        draft_statement_id=frozen.id,
        participant_id=person,
        changed_id=said,
        channel=Channel.ROUNDTABLE,
        text="Wholes of what?",
        disposition=Disposition.ACCEPTED,
        reason="Said plainly now",
        position=0,
    )
    session.add(response)
    session.flush()
    statements.reword_statement(session, said, "We think in systems", response.id)
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
}
