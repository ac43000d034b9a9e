"""A small framework with two drafts and responses, and an example call for every service."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.core.furnished import Arguments, Service
from upstream_workshop.evidence.model import Finding
from upstream_workshop.framework.kinds import Area, Channel, Disposition
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
from upstream_workshop.people.model import Participant


def furnish(session: Session) -> None:
    """A frame with two slots, a draft of it, and a response that changed a statement."""
    finding = session.scalars(select(Finding.id)).first()
    person = session.scalars(select(Participant.id)).first()
    frame = Frame(title="Our framework", template="new-operating-model", position=0)
    session.add(frame)
    session.flush()
    heart = Slot(frame_id=frame.id, key="mindset", name="Mindset", area=Area.MINDSET, position=0)
    purpose = Slot(frame_id=frame.id, key="purpose", name="Purpose", position=1)
    session.add_all((heart, purpose))
    session.flush()
    said = Statement(slot_id=heart.id, text="We think in systems", position=0)
    session.add(said)
    session.flush()
    draft = Draft(frame_id=frame.id, number=1, day=date(2020, 4, 2))
    session.add_all((StatementFinding(statement_id=said.id, finding_id=finding), draft))
    session.flush()
    frozen = DraftStatement(
        draft_id=draft.id,
        statement_id=said.id,
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
        changed_id=said.id,
        channel=Channel.ROUNDTABLE,
        text="Wholes of what?",
        disposition=Disposition.ACCEPTED,
        reason="Said plainly now",
        position=0,
    )
    session.add(response)
    session.flush()
    session.add(
        Wording(
            statement_id=said.id, response_id=response.id, text="We think in wholes", position=0
        )
    )


EXAMPLES: Final[Mapping[Service, Arguments]] = {}
