"""The service that accepts a proposed grouping of findings into a code.

It writes in the transaction of `session`.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy.orm import Session

from upstream_workshop.evidence.codebook.queries import codes
from upstream_workshop.evidence.codebook.services import add_code
from upstream_workshop.evidence.services import code_findings
from upstream_workshop.people.rules import folded


def group_findings(session: Session, finding_ids: Iterable[int], name: str) -> int:
    """Give findings the code of a name, ignoring case and accents, and return its id.

    A new code is added at the top of the code book. Raises WorkshopError: when the name is blank, or
    the code of that name only holds others.
    """
    wanted = folded(name)
    there = (row.id for row in codes(session) if wanted in (folded(row.name), folded(row.path)))
    code_id = next(there, None) or add_code(session, name)
    code_findings(session, finding_ids, code_id)
    return code_id
