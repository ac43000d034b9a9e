"""The products as a table for other programs."""

from __future__ import annotations

from typing import Final

from exports.data.csv_tables import written_csv
from upstream_workshop.sharing.report import SharingReport
from upstream_workshop.whole.report import Report

HEADER: Final = (
    "title", "kind", "audience", "state", "workgroup", "owner", "next date", "next step",
    "what blocks it", "signed off by", "published", "link", "placeholder", "drafts", "comments",
    "unanswered", "part of the handbook",
)  # fmt: skip


def products_csv(report: Report) -> bytes:
    """Return one row for each product, in order."""
    found = report.part(SharingReport)
    order = found.handbook_order
    rows = (
        (
            one.title, one.kind_name, one.audience, one.state, one.workgroup, one.owner,
            f"{one.next_on or ''}", one.next_step, one.blocked, one.signed_off_by,
            f"{one.published_on or ''}", one.link, "yes" if one.placeholder else "",
            one.drafts, one.comments, one.unanswered,
            order.index(one.id) + 1 if one.id in order else "",
        )
        for one in found.products
    )  # fmt: skip
    return written_csv(HEADER, rows)
