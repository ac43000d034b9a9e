"""Tables of what people bring and said, one fact a row."""

from __future__ import annotations

from exports.data.csv_tables import written_csv
from upstream_workshop.people.kinds import Phase
from upstream_workshop.whole.report import Report


def organisations_csv(report: Report) -> bytes:
    """Return the organisations with what they work on."""
    header = ("organisation", "region", "works on")
    return written_csv(header, ((o.name, o.region, o.initiative) for o in report.organisations))


def support_csv(report: Report) -> bytes:
    """Return every offer and every ask of those who came, with the person who made it."""
    came = report.who_took_part()
    return written_csv(
        ("name", "organisation", "kind", "text"),
        (
            (row.name, row.organisation, row.kind, row.text)
            for row in report.support
            if not row.participant_id or row.participant_id in came
        ),
    )


def questions_csv(report: Report) -> bytes:
    """Return each answer to a question to the room, with how many gave it."""
    return written_csv(
        ("question", "answer", "people"),
        (
            (prompt.question, option.label, option.count)
            for prompt in report.prompts
            for option in prompt.options
        ),
    )


def introductions_csv(report: Report) -> bytes:
    """Return each pair of people who know each other, should meet or work together."""
    names = {person.id: person.name for person in report.people}
    return written_csv(
        ("first", "second", "kind", "phase", "mutual"),
        (
            (
                names[tie.first_id],
                names[tie.second_id],
                tie.kind,
                tie.phase,
                "yes" if tie.mutual else "",
            )
            for tie in report.ties
        ),
    )


def network_csv(report: Report) -> bytes:
    """Return the figures of who knows whom, before the residential and after it."""
    header = ("phase", "people", "pairs", "share", "across", "alone", "parts", "largest part")
    rows = (
        (phase, n.people, n.ties, n.density, n.across, n.alone, n.parts, n.reachable)
        for phase, n in zip(Phase, report.network, strict=False)
    )
    return written_csv(header, rows)
