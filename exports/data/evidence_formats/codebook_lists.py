"""The code book as the lists that Taguette and QualCoder import."""

from __future__ import annotations

from collections.abc import Iterator

from exports.data.csv_tables import written_csv
from upstream_workshop.evidence.report import EvidenceReport
from upstream_workshop.readers.codebooks import written_path
from upstream_workshop.whole.report import Report


def codebook_csv(report: Report) -> bytes:
    """Return a table of tags with their descriptions, as Taguette has it; a tag is the path of a code."""
    rows = ((written_path(names), description) for names, description in _codes(report))
    return written_csv(("tag", "description"), rows)


def codebook_list(report: Report) -> bytes:
    """Return a line for each code, as QualCoder has it: `category>>code`, a tab, and the description."""
    lines = (
        f"{'>>'.join(names)}\t{' '.join(description.split())}\n"
        for names, description in _codes(report)
    )
    return "".join(lines).encode()


def _codes(report: Report) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the names of each code from the top down, and its description, in the order of the tree."""
    names: dict[int | None, tuple[str, ...]] = {None: ()}
    for code in report.part(EvidenceReport).codes:
        names[code.id] = (*names[code.parent_id], code.name)
        yield names[code.id], code.description
