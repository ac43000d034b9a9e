"""The service that keeps what was said of findings.

It writes in the transaction of `session`.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy.orm import Session

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.evidence.corrections.typed_corrections import TypedCorrection
from upstream_workshop.evidence.kinds import Standing
from upstream_workshop.evidence.model import Correction, Finding


def note_corrections(session: Session, typed: Iterable[TypedCorrection]) -> tuple[int, ...]:
    """Keep what was said of findings, which then stand as the last correction says. Return their ids.

    An amended finding has the new wording; the one before is kept with the correction.

    Raises WorkshopError: when there is no finding of a number.
    """
    made = [_noted(session, one) for one in typed]
    session.flush()
    return tuple(one.id for one in made)


def _noted(session: Session, one: TypedCorrection) -> Correction:
    finding = session.get(Finding, one.finding_id)
    if finding is None:
        raise WorkshopError(say("No finding has the number {n}.", n=one.finding_id))
    made = Correction(
        finding_id=finding.id, standing=one.standing, said=one.said, role=one.role, before=""
    )
    if one.standing is Standing.AMENDED:
        made.before, finding.text = finding.text, one.said
    finding.standing = one.standing
    session.add(made)
    session.flush()
    return made
