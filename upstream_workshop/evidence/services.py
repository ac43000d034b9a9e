"""Services of the evidence room: visits, and findings with their codes.

Each service writes in the transaction of `session`. It raises WorkshopError if a visit, finding or
code with an id that it was given is not there.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TypedDict, Unpack

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.evidence.codebook.queries import counting_codes
from upstream_workshop.evidence.codebook.services import add_code
from upstream_workshop.evidence.kinds import KINDS, Standing, Use
from upstream_workshop.evidence.model import Code, Finding, FindingCode, Source, Visit
from upstream_workshop.evidence.typed_lines import TypedFinding
from upstream_workshop.letters import one_line
from upstream_workshop.people.records import organisation_named
from upstream_workshop.people.rules import folded


class VisitFields(TypedDict, total=False):
    """The fields of a visit besides its organisation."""

    day: date | None
    met: str
    consent: Use
    note: str


class FindingFields(TypedDict, total=False):
    """The fields of a finding besides its first wording; `organisation` is a name, blank for none."""

    text: str
    kind_name: str
    organisation: str
    quote: str
    role: str
    source: str
    noted_by: str
    use: Use
    standing: Standing


def add_visit(session: Session, organisation: str, **fields: Unpack[VisitFields]) -> int:
    """Add a visit and return its id; the organisation is added if there is none of that name.

    Raises WorkshopError: when the organisation is blank.
    """
    if not organisation.strip():
        raise WorkshopError(say("Say which organisation was visited."))
    home = organisation_named(session, organisation.strip())
    visit = Visit(organisation_id=home.id)
    session.add(visit)
    session.flush()
    amend_visit(session, visit.id, **fields)
    return visit.id


def amend_visit(session: Session, visit_id: int, **fields: Unpack[VisitFields]) -> None:
    """Change the given fields of a visit. What was agreed on it limits the use of all its findings."""
    visit = _visit(session, visit_id)
    visit.day = fields.get("day", visit.day)
    visit.met = fields.get("met", visit.met or "").strip()
    visit.consent = fields.get("consent", visit.consent)
    visit.note = fields.get("note", visit.note or "").strip()


def remove_visit(session: Session, visit_id: int) -> None:
    """Delete a visit. Its findings and sources stay, as what was agreed on it leaves them."""
    visit = _visit(session, visit_id)
    for finding in session.scalars(select(Finding).where(Finding.visit_id == visit_id)):
        finding.use = finding.use.stricter(visit.consent)
        finding.visit_id = None
    for source in session.scalars(select(Source).where(Source.visit_id == visit_id)):
        source.use = source.use.stricter(visit.consent)
        source.visit_id = None
    session.flush()
    session.delete(visit)


def add_finding(
    session: Session, code_ids: Iterable[int] = (), **fields: Unpack[FindingFields]
) -> int:
    """Add a finding after the others and return its id, the number by which people refer to it on paper.

    code_ids: its codes.

    No number is given twice while there are findings. It belongs to the last visit to its organisation, if
    there was one. Raises WorkshopError: when the text is blank, or a code only holds others.
    """
    text = _worded(fields.get("text", ""))
    number = _highest_number(session) + 1
    finding = Finding(id=number, text=text, wording=text, position=number)
    session.add(finding)
    session.flush()
    amend_finding(session, finding.id, **fields)
    codes = [_codable(session, code_id) for code_id in dict.fromkeys(code_ids)]
    session.add_all(FindingCode(finding_id=finding.id, code_id=code.id) for code in codes)
    session.flush()
    return finding.id


def note_findings(session: Session, lines: Iterable[TypedFinding]) -> tuple[int, ...]:
    """Add findings as they were typed or pasted, and return their ids.

    New codes are added to the code book, each once.
    """
    made: dict[tuple[str, int | None], int] = {}
    noted = []
    for typed in lines:
        keys = [(folded(code.name), code.above_id) for code in typed.new_codes]
        for key, code in zip(keys, typed.new_codes, strict=True):
            if key not in made:
                made[key] = add_code(session, code.name, code.above_id)
        codes = (*typed.code_ids, *(made[key] for key in keys))
        noted.append(add_finding(session, codes, **_fields(typed)))
    return tuple(noted)


def amend_finding(session: Session, finding_id: int, **fields: Unpack[FindingFields]) -> None:
    """Change the given fields of a finding. With another organisation it belongs to the last visit there.

    Raises WorkshopError: when the text is blank.
    """
    finding = _finding(session, finding_id)
    finding.text = _worded(fields.get("text", finding.text))
    finding.kind_name = _kind(fields.get("kind_name", finding.kind_name or ""))
    for name in ("quote", "role", "source", "noted_by"):
        setattr(finding, name, str(fields.get(name, getattr(finding, name) or "")).strip())
    finding.use = fields.get("use", finding.use)
    finding.standing = fields.get("standing", finding.standing)
    if "organisation" in fields:
        _place(session, finding, fields["organisation"].strip())


def remove_findings(session: Session, finding_ids: Iterable[int]) -> None:
    """Delete findings. The last one that stays keeps their highest number as its place, so that none is
    given again.
    """
    highest = _highest_number(session)
    for finding_id in finding_ids:
        session.delete(_finding(session, finding_id))
    session.flush()
    in_order = select(Finding).order_by(Finding.position.desc(), Finding.id.desc())
    if last := session.scalar(in_order.limit(1)):
        last.position = highest


def code_findings(session: Session, finding_ids: Iterable[int], code_id: int) -> None:
    """Give findings a code, those that have it already as they are.

    Raises WorkshopError: when the code only holds others.
    """
    _codable(session, code_id)
    for finding_id in finding_ids:
        if code_id not in _codes_of(session, _finding(session, finding_id)):
            session.add(FindingCode(finding_id=finding_id, code_id=code_id))
    session.flush()


def uncode_findings(session: Session, finding_ids: Iterable[int], code_id: int) -> None:
    """Take a code, and what was merged into it, from findings."""
    own = [id_ for id_, holder in counting_codes(session).items() if holder == code_id]
    gone = FindingCode.finding_id.in_([*finding_ids]), FindingCode.code_id.in_(own)
    session.execute(delete(FindingCode).where(*gone))


def rename_kind(session: Session, old: str, name: str) -> None:
    """Change a kind of all findings that have it; blank for none. Case and accents are ignored."""
    kinds = {
        one for one in session.scalars(select(Finding.kind_name)) if folded(one) == folded(old)
    }
    session.execute(
        update(Finding).where(Finding.kind_name.in_(kinds)).values(kind_name=_kind(name))
    )


def _highest_number(session: Session) -> int:
    """Return the highest number that a finding ever had, which is its id or a place in their order."""
    highest = select(func.max(func.max(Finding.id), func.max(Finding.position)))
    return session.scalar(highest) or 0


def _fields(typed: TypedFinding) -> FindingFields:
    fields = FindingFields(
        text=typed.text,
        kind_name=typed.kind_name,
        organisation=typed.organisation,
        quote=typed.quote,
        role=typed.role,
    )
    if typed.use is not None:
        fields["use"] = typed.use
    return fields


def _place(session: Session, finding: Finding, organisation: str) -> None:
    home = organisation_named(session, organisation).id if organisation else None
    if finding.organisation_id == home and home is not None:
        return
    visits = select(Visit.id).where(Visit.organisation_id == home)
    finding.organisation_id = home
    finding.visit_id = session.scalar(visits.order_by(Visit.day.desc(), Visit.id.desc()).limit(1))


def _codable(session: Session, code_id: int) -> Code:
    code = session.get(Code, code_id)
    if code is None or code.merged_into_id is not None:
        raise WorkshopError(say("This code is no longer there: look at the code book again."))
    if not code.codable:
        raise WorkshopError(
            say("“{name}” only holds other codes: choose one of those.", name=code.name)
        )
    return code


def _codes_of(session: Session, finding: Finding) -> set[int]:
    given = session.scalars(select(FindingCode.code_id).where(FindingCode.finding_id == finding.id))
    counts_as = counting_codes(session)
    return {counts_as[code_id] for code_id in given}


def _kind(typed: str) -> str:
    """Return a kind, one of KINDS as that is written there."""
    words = one_line(typed)
    return next((kind for kind in KINDS if folded(words) in (kind, folded(say(kind)))), words)


def _worded(text: str) -> str:
    words = one_line(text)
    if not words:
        raise WorkshopError(say("This finding says nothing: type a few words."))
    return words


def _finding(session: Session, finding_id: int) -> Finding:
    finding = session.get(Finding, finding_id)
    if finding is None:
        raise WorkshopError(say("This finding is no longer there: look at the list again."))
    return finding


def _visit(session: Session, visit_id: int) -> Visit:
    visit = session.get(Visit, visit_id)
    if visit is None:
        raise WorkshopError(say("This visit is no longer there: look at the list again."))
    return visit
