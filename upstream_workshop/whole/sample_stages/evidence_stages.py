"""The sample's evidence: what discovery found, corrected by those it is about, and made into cards."""

from __future__ import annotations

from sqlalchemy.orm import Session

from upstream_workshop.evidence import queries as discovery
from upstream_workshop.evidence import services as evidence
from upstream_workshop.evidence.codebook import queries as codebook
from upstream_workshop.evidence.corrections.services import note_corrections
from upstream_workshop.evidence.corrections.typed_corrections import TypedCorrection
from upstream_workshop.evidence.kinds import SourceFormat, Standing, Use
from upstream_workshop.evidence.sources import services as sources
from upstream_workshop.evidence.summaries.services import summarise_cell
from upstream_workshop.themes.wall.services import make_cards
from upstream_workshop.whole.sample_stages.sample_files import Plan, source, take_in


def discover(session: Session, plan: Plan) -> None:
    """Record the visits, the code book, and what was found."""
    for organisation, day, consent in plan["discovery"]["visits"]:
        evidence.add_visit(session, organisation, day=day, consent=Use(consent))
    take_in(session, "codebook", plan["discovery"]["codebook"])
    take_in(session, "findings", plan["discovery"]["findings"])
    _keep_notes(session, plan["discovery"]["notes"])


def _keep_notes(session: Session, notes: Plan) -> None:
    """Keep the notes of a visit as a source, with the places of what is quoted from them."""
    text = source(notes["file"]).read_text(encoding="utf-8")
    kept = sources.add_source(
        session, notes["title"], text, organisation=notes["organisation"], file_name=notes["file"],
        source_format=SourceFormat.MARKDOWN, use=Use.NAMED,
    )  # fmt: skip
    for one in discovery.findings(session):
        if one.quote and one.organisation == notes["organisation"] and one.quote in text:
            start = text.index(one.quote)
            sources.place_quote(session, one.id, kept, start, start + len(one.quote))


def correct(session: Session, plan: Plan) -> None:
    """Keep what was said of findings at the gallery walk, and lines on cells of the matrix."""
    found = {one.text: one for one in discovery.findings(session)}
    note_corrections(
        session,
        [
            TypedCorrection(found[text].id, Standing(standing), said, role)
            for text, standing, said, role in plan["discovery"]["corrections"]
        ],
    )
    ids = {row.path: row.id for row in codebook.codes(session)}
    homes = {one.organisation: one.organisation_id for one in found.values()}
    for organisation, code, text in plan["discovery"]["lines"]:
        summarise_cell(session, homes[organisation] or 0, ids[code], text)


def gather(session: Session, plan: Plan) -> None:
    """Import the cards, sorted into themes, and make cards of the findings of one pattern."""
    take_in(session, "cards", plan["cards"]["file"])
    pattern = plan["discovery"]["pattern"]
    code_id = next(id_ for id_, path in codebook.paths(session).items() if path == pattern["code"])
    found = [one.id for one in discovery.findings(session) if code_id in one.codes]
    make_cards(session, found[: pattern["cards"]], pattern["theme"])
