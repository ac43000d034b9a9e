"""The service that writes the summary of a cell of the matrix, organisations by codes.

It writes in the transaction of `session`.
"""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.evidence.model import CellSummary, Code
from upstream_workshop.evidence.summaries.queries import digest, in_cell
from upstream_workshop.letters import one_line
from upstream_workshop.people.model import Organisation


def summarise_cell(session: Session, organisation_id: int, code_id: int, text: str) -> None:
    """Write in one line what an organisation says of a code; a blank line removes it.

    The line is stale as soon as the findings differ on which it was written.

    Raises WorkshopError: when there is no such organisation or code.
    """
    code, home = session.get(Code, code_id), session.get(Organisation, organisation_id)
    if home is None or code is None or code.merged_into_id is not None:
        raise WorkshopError(say("This cell is no longer there: look at the matrix again."))
    words = one_line(text)
    there = session.scalar(
        select(CellSummary).where(
            CellSummary.organisation_id == organisation_id, CellSummary.code_id == code_id
        )
    )
    if not words:
        if there is not None:
            session.delete(there)
        return
    if there is None:
        there = CellSummary(organisation_id=organisation_id, code_id=code_id)
        session.add(there)
    there.text = words
    there.seen = digest(in_cell(session, organisation_id, code_id))
    session.flush()
