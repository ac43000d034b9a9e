"""What copied factors and links rest on: findings, which are known again only in the session they are of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from upstream_workshop.evidence.model import Finding
from upstream_workshop.maps.citations.services import add_evidence
from upstream_workshop.maps.copying.copied_parts import CitedPart, MapParts


def finding_digests(session: Session, finding_ids: Iterable[int]) -> dict[int, str]:
    """Return a digest of the first text of each of these findings, by the ids of those that are there.

    It says nothing of the text, and so may lie on the clipboard.
    """
    wanted = select(Finding.id, Finding.wording).where(Finding.id.in_([*finding_ids]))
    return {
        id_: sha256(f"{id_} {text}".encode()).hexdigest() for id_, text in session.execute(wanted)
    }


def cite_pasted(
    session: Session, parts: MapParts, factors: Mapping[int, int], links: Mapping[int, int]
) -> None:
    """Put the findings of copied parts behind the new ones, as far as this session has the same findings.

    factors, links: the ids of the new parts by those of the copied.
    """
    known = finding_digests(session, {each.finding_id for each in parts.cited})
    for each in parts.cited:
        if known.get(each.finding_id) != each.digest:
            continue
        made = links if each.is_link else factors
        new = [made[each.part_id]] if each.part_id in made else []
        of_links, of_factors = (new, []) if each.is_link else ([], new)
        add_evidence(session, [each.finding_id], of_factors, of_links)


def cited_of(
    parts: MapParts,
    factor_pairs: Iterable[tuple[int, int]],
    link_pairs: Iterable[tuple[int, int]],
    digests: Mapping[int, str],
) -> tuple[CitedPart, ...]:
    """Return what copied parts rest on.

    factor_pairs, link_pairs: pairs of the id of a part of the map and that of a finding behind it.
    """
    groups = ((False, parts.factors, factor_pairs), (True, parts.links, link_pairs))
    found: list[CitedPart] = []
    for is_link, copied, pairs in groups:
        ids = {each.id for each in copied}
        found += [
            CitedPart(is_link, part, finding, digests[finding])
            for part, finding in pairs
            if part in ids and finding in digests
        ]
    return tuple(found)
