"""How a sign-up list is shown while it is brought in."""

from __future__ import annotations

from ui.importing.import_kinds import TABLES, Kind, tr, unused
from upstream_workshop.people.intake import Difference, Taken
from upstream_workshop.readers.reading import ImportEffect


def import_kind() -> Kind:
    """People, with what changes of each."""
    return Kind(
        "people", tr("Import people"), f"{tr('Lists')} {TABLES}",
        tr("Name"), tr("What changes"), _detail, unused(),
        sides=(
            (tr("Name"), "name"),
            (tr("Organisation"), "organisation"),
            (tr("Role"), "role"),
            (tr("E-mail"), "email"),
            (tr("Region"), "region"),
        ),
    )  # fmt: skip


def _detail(row: Taken) -> str:
    if row.what == ImportEffect.ADDED:
        role = next((one.after for one in row.differences if one.field == "role"), "")
        return ", ".join(filter(None, (role, row.organisation)))
    return "; ".join(_change(one) for one in row.differences)


def _change(one: Difference) -> str:
    if not (one.before or one.after):
        return tr(one.field)
    if not one.before:
        return f"{tr(one.field)}: {one.after}"
    return f"{tr(one.field)}: {one.before} → {one.after}"
