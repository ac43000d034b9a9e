"""Two visits with findings under a small code book, and an example call for every service."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from tests.core.furnished import Arguments, Fields, Service
from upstream_workshop.evidence import queries, services
from upstream_workshop.evidence.codebook import queries as codebook
from upstream_workshop.evidence.codebook import services as codes
from upstream_workshop.evidence.corrections import services as corrections
from upstream_workshop.evidence.corrections.typed_corrections import TypedCorrection
from upstream_workshop.evidence.groupings import services as groupings
from upstream_workshop.evidence.importing import services as importing
from upstream_workshop.evidence.kinds import Standing, Use
from upstream_workshop.evidence.sources import queries as texts
from upstream_workshop.evidence.sources import services as sources
from upstream_workshop.evidence.sources.importing import services as source_services
from upstream_workshop.evidence.summaries import services as summaries
from upstream_workshop.evidence.typed_lines import NewCode, TypedFinding
from upstream_workshop.people.queries import organisations
from upstream_workshop.readers.codebooks import CodeEntry
from upstream_workshop.readers.findings import FindingEntry
from upstream_workshop.readers.reading import Reading
from upstream_workshop.readers.sources.source_entries import (
    PartEntry,
    QuoteEntry,
    SourceEntry,
    SourcesReading,
)


def furnish(session: Session) -> None:
    """Findings of every use, with codes of which one is merged and one below another."""
    money = codes.add_code(session, "Money", description="Budgets, grants, savings")
    risk = codes.add_code(session, "Risk")
    blame = codes.add_code(session, "Blame", risk)
    cash = codes.add_code(session, "Cash")
    services.add_visit(
        session,
        "Kirklees Council",
        day=date(2019, 9, 12),
        met="Siân Prys",
        consent=Use.NAMED,
        note="Good tea",
    )
    services.add_visit(session, "Leeds City Council", day=date(2019, 9, 20))
    services.add_finding(
        session,
        [risk, money],
        text="Procurement takes nine months",
        kind_name="barrier",
        organisation="Kirklees Council",
        quote="By the time we could buy, nobody was left who wanted it",
        role="Buyer",
        source="Notes of the first visit",
        noted_by="Owen Marsh",
        use=Use.NAMED,
    )
    services.add_finding(
        session,
        [cash],
        text="Small grants are spent at once",
        kind_name="enabler",
        organisation="Leeds City Council",
    )
    for home in ("Leeds City Council", "Gateshead Council"):
        services.add_finding(
            session, [risk], text="Nobody signs alone", kind_name="barrier", organisation=home
        )
    services.add_finding(
        session, [blame], text="Owen was blamed", organisation="Kirklees Council", use=Use.NEVER
    )
    codes.merge_codes(session, cash, money)
    said = queries.findings(session)[0]
    corrections.note_corrections(
        session, [TypedCorrection(said.id, Standing.CONFIRMED, "So it was", "Buyer")]
    )
    assert said.organisation_id is not None
    summaries.summarise_cell(session, said.organisation_id, money, "Money comes late")
    talk = sources.add_source(
        session,
        "Talk in Kirklees",
        "We asked 𝔘lla.\nOwen Marsh said: nobody signs alone.",
        file_name="Talk of Owen.txt",
        organisation="Kirklees Council",
        use=Use.NAMED,
        carried="<NoteRef/>",
    )
    sources.note_quote(session, talk, 15, 50, TypedFinding("Nobody signs", code_ids=(risk,)))
    source_services.import_sources(
        session, SourcesReading((), parts=(PartEntry("Cases", "<Cases/>"),))
    )


def code(session: Session, place: int = 0) -> int:
    """A code by its place in the tree."""
    return codebook.codes(session)[place].id


def first(session: Session) -> int:
    """The first finding, made if there is none."""
    found = queries.findings(session)
    return found[0].id if found else services.add_finding(session, text="Found")


def text(session: Session) -> int:
    """The first source, made if there is none."""
    found = texts.sources(session)
    return found[0].id if found else sources.add_source(session, "Notes", "Words of Ann Lee")


def spare(session: Session) -> int:
    """A code that nothing else relies on, made for the purpose."""
    return codes.add_code(session, f"Spare {len(codebook.counting_codes(session))}")


def _merged(session: Session) -> tuple[int]:
    target = spare(session)
    codes.merge_codes(session, spare(session), target)
    return (target,)


def _coded(session: Session) -> tuple[int, list[int], str]:
    code_id, finding_id = spare(session), first(session)
    services.code_findings(session, [finding_id], code_id)
    return code_id, [finding_id], f"Split {len(codebook.counting_codes(session))}"


_FINDINGS = Reading(
    (
        FindingEntry(
            2, "Trust is local", "driver", "Leeds City Council", ("risk / trust",), use="named"
        ),
        FindingEntry(3, "Nobody reads it", codes=("money",), use="who knows"),
    )
)
_CODES = Reading(
    (CodeEntry(2, ("Risk", "Blame")), CodeEntry(3, ("People", "Trust"), "Who trusts whom"))
)

_SOURCES = SourcesReading(
    (
        SourceEntry(
            3, "Board", "We wait nine months", file_format="qdpx", organisation="Môn",
            quotes=(QuoteEntry(3, 7, ("r",), uid="00000000-0000-0000-0000-000000000009"),),
        ),
    ),
    codes=(CodeEntry(2, ("Risk",), ref="r"),),
    parts=(PartEntry("Notes", "<Notes/>"),),
)  # fmt: skip

EXAMPLES: dict[Service, Arguments] = {
    services.add_visit: lambda _: (
        "Gateshead Council",
        Fields(day=date(2019, 10, 1), consent=Use.NAMED),
    ),
    services.amend_visit: lambda session: (
        queries.visits(session)[0].id,
        Fields(met="Dot Ash", consent=Use.COHORT),
    ),
    services.remove_visit: lambda session: (queries.visits(session)[0].id,),
    services.add_finding: lambda session: (
        [code(session)],
        Fields(text="Ŵyn y gwanwyn", kind_name="worry", organisation="Môn", use=Use.NAMED),
    ),
    services.note_findings: lambda session: (
        [
            TypedFinding(
                "Typed",
                "Kirklees Council",
                kind_name="driver",
                new_codes=(NewCode(f"N{len(codebook.counting_codes(session))}"),),
            )
        ],
    ),
    services.amend_finding: lambda session: (
        first(session),
        Fields(
            text="Procurement takes a year",
            standing=Standing.AMENDED,
            organisation="Leeds City Council",
        ),
    ),
    services.remove_findings: lambda session: ([first(session)],),
    services.code_findings: lambda session: ([first(session)], spare(session)),
    services.uncode_findings: lambda session: (
        [queries.findings(session)[0].id],
        queries.findings(session)[0].codes[0],
    ),
    services.rename_kind: lambda _: ("barrier", "hurdle"),
    codes.add_code: lambda session: (
        f"Code {len(codebook.counting_codes(session))}",
        code(session),
        "What it means",
    ),
    codes.rename_code: lambda session: (
        code(session),
        f"Arian {len(codebook.counting_codes(session))}",
    ),
    codes.describe_code: lambda session: (code(session), "Pounds and pence"),
    codes.move_code: lambda session: (spare(session), code(session)),
    codes.merge_codes: lambda session: (spare(session), code(session)),
    codes.part_codes: _merged,
    codes.split_code: _coded,
    codes.remove_code: lambda session: (code(session),),
    corrections.note_corrections: lambda session: (
        [
            TypedCorrection(first(session), Standing.AMENDED, "It took a year, once", "Buyer"),
            TypedCorrection(first(session), Standing.DISPUTED, "That is not us", "Leeds"),
        ],
    ),
    groupings.group_findings: lambda session: (
        [first(session)],
        f"Waiting {len(codebook.counting_codes(session))}",
    ),
    summaries.summarise_cell: lambda session: (
        organisations(session)[0].id,
        code(session),
        f"Money comes late {len(codebook.counting_codes(session))}",
    ),
    sources.add_source: lambda _: ("Notes", "Ŵyn\r\n𝔘", Fields(organisation="Môn", use=Use.NEVER)),
    sources.amend_source: lambda session: (text(session), Fields(title="Our talk", use=Use.COHORT)),
    sources.remove_source: lambda session: (text(session),),
    sources.note_quote: lambda session: (text(session), 3, 9, TypedFinding("Asked")),
    sources.place_quote: lambda session: (first(session), text(session), 0, 5),
    sources.keep_places: lambda session: (
        text(session),
        texts.text_of_source(session, text(session)),
        "Nobody",
    ),
    source_services.import_sources: lambda _: (_SOURCES,),
    importing.import_findings: lambda _: (_FINDINGS,),
    importing.import_codebook: lambda _: (_CODES,),
    importing.take_codes: lambda _: (_CODES.entries,),
}
