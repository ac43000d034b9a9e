"""Services that put findings of discovery behind factors and links of a map, and take them away.

Each service writes in the transaction of `session`. It raises WorkshopError if a row with an id
that it was given is not there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias

from sqlalchemy import Row, delete, select
from sqlalchemy.orm import Session

from resources.words import noop, say
from upstream_workshop.errors import WorkshopError, member_of
from upstream_workshop.evidence.model import Finding
from upstream_workshop.maps.getters import found_factor, found_link, found_map
from upstream_workshop.maps.kinds import BasisShown
from upstream_workshop.maps.model import FactorFinding, LinkFinding

Part: TypeAlias = tuple[int, int]  # the id of a factor or link, and of a finding


def add_evidence(
    session: Session,
    finding_ids: Iterable[int],
    factor_ids: Iterable[int] = (),
    link_ids: Iterable[int] = (),
) -> None:
    """Put findings behind factors and links, those that are there already as they are."""
    findings = tuple(dict.fromkeys(finding_ids))
    for finding_id in findings:
        if session.get(Finding, finding_id) is None:
            raise WorkshopError(say("This finding is no longer there: choose another one."))
    factors = [found_factor(session, id_).id for id_ in dict.fromkeys(factor_ids)]
    links = [found_link(session, id_).id for id_ in dict.fromkeys(link_ids)]
    of_factors = select(FactorFinding.factor_id, FactorFinding.finding_id)
    known = _pairs(session.execute(of_factors.where(FactorFinding.finding_id.in_(findings))))
    _add(session, factors, findings, known, lambda a, b: FactorFinding(factor_id=a, finding_id=b))
    of_links = select(LinkFinding.link_id, LinkFinding.finding_id)
    known = _pairs(session.execute(of_links.where(LinkFinding.finding_id.in_(findings))))
    _add(session, links, findings, known, lambda a, b: LinkFinding(link_id=a, finding_id=b))


def remove_evidence(
    session: Session,
    finding_ids: Iterable[int],
    factor_ids: Iterable[int] = (),
    link_ids: Iterable[int] = (),
) -> None:
    """Take findings away from factors and links; the findings stay."""
    gone = tuple(finding_ids)
    for rows, column, ids in (
        (FactorFinding, FactorFinding.factor_id, factor_ids),
        (LinkFinding, LinkFinding.link_id, link_ids),
    ):
        behind = column.in_([*ids]), rows.finding_id.in_(gone)
        session.execute(delete(rows).where(*behind))


def show_basis(session: Session, map_id: int, shown: str) -> None:
    """Choose whether a map shows which of its links rest on findings.

    Raises WorkshopError: when `shown` is not one of `BasisShown`.
    """
    words = noop("“{given}” is no way to show evidence: choose one of {known}.")
    found_map(session, map_id).basis_shown = member_of(BasisShown, shown, words)


def _pairs(rows: Iterable[Row[int, int]]) -> set[Part]:
    return {(part, finding) for part, finding in rows}


def _add(
    session: Session,
    parts: Iterable[int],
    findings: Iterable[int],
    known: set[Part],
    made: Callable[[int, int], object],
) -> None:
    wanted = [(part, finding) for part in parts for finding in findings]
    session.add_all(made(*each) for each in wanted if each not in known)
    session.flush()
