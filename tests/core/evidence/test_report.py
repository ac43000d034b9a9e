"""What a report of discovery holds."""

from __future__ import annotations

from tests.core.furnished import furnish
from upstream_workshop.evidence import queries, services
from upstream_workshop.evidence.kinds import Use
from upstream_workshop.evidence.report import EvidenceReport, read
from upstream_workshop.session_file.workshop import Workshop


def test_what_may_never_be_used_is_not_read(workshop: Workshop) -> None:
    furnish(workshop)
    with workshop.read() as session:
        found = read(session)
        never = [row for row in queries.findings(session) if row.use is Use.NEVER]
    assert never
    assert not any(row.text in repr(found) for row in never)
    assert [row.text for row in found.findings] == [
        "Procurement takes nine months",
        "Small grants are spent at once",
        "Nobody signs alone",
        "Nobody signs alone",
        "Nobody signs",
    ]


def test_few_are_not_told(workshop: Workshop) -> None:
    with workshop.change("test") as session:
        for home in ("A", "B", "C", "D", "E", "F"):
            services.add_visit(session, home)
        trust, rare = _codes(session)
        for home in ("A", "B", "C"):
            services.add_finding(session, [trust], text=home, organisation=home, kind_name="driver")
        services.add_finding(session, [rare], text="x", organisation="D", kind_name="driver")
    with workshop.read() as session:
        found: EvidenceReport = read(session)
    trusted, hidden = found.patterns
    assert (trusted.organisations, trusted.findings, found.visited) == (3, 3, 6)
    assert [(one.kind_name, one.findings) for one in trusted.kinds if one.findings] == [
        ("driver", 3)
    ]
    assert (hidden.organisations, hidden.findings) == (None, None)


def _codes(session: object) -> tuple[int, int]:
    from upstream_workshop.evidence.codebook.services import add_code

    return add_code(session, "Trust"), add_code(session, "Rare")  # type: ignore[arg-type]
