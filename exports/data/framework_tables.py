"""The statements of the framework as a table for other programs."""

from __future__ import annotations

from exports.data.csv_tables import written_csv
from upstream_workshop.framework.report import FrameworkReport
from upstream_workshop.whole.report import Report


def statements_csv(report: Report) -> bytes:
    """Return every statement with its slot and frame, and how far it was heard; blank if not told."""
    found = report.part(FrameworkReport)
    header = (
        "framework", "workgroup", "slot", "question", "statement", "example", "source",
        "organisations", "silent", "quotes",
    )  # fmt: skip
    rows = []
    for frame in found.frames:
        for slot in frame.slots:
            for one in slot.statements:
                row = found.support_of(slot.id, one.id)
                told = (row.organisations, row.silent, row.quotes)
                about = (frame.title, frame.workgroup, slot.name, slot.question)
                numbers = tuple("" if number is None else number for number in told)
                rows.append((*about, one.text, "yes" if one.example else "", one.source, *numbers))
    return written_csv(header, rows)
