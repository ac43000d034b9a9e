"""How a sign-up list is shown in the import dialog."""

from __future__ import annotations

from resources.words import say
from ui.importing.import_kinds import TABLES, Kind, unused
from upstream_workshop.people.intake import Difference, Taken
from upstream_workshop.readers.reading import ImportEffect


def import_kind() -> Kind:
    """Return the description of imports of people, with what changes for each."""
    return Kind(
        "people", say("Import people"), f"{say('Lists')} {TABLES}",
        say("Name"), say("What changes"), _detail, unused(),
        sides=(
            (say("Name"), "name"),
            (say("Organisation"), "organisation"),
            (say("Role"), "role"),
            (say("Pronouns"), "pronouns"),
            (say("E-mail"), "email"),
            (say("Region"), "region"),
        ),
    )  # fmt: skip


def _detail(row: Taken) -> str:
    if row.what == ImportEffect.ADDED:
        role = next((one.after for one in row.differences if one.field == "role"), "")
        return ", ".join(filter(None, (role, row.organisation)))
    return "; ".join(_change(one) for one in row.differences)


def _change(one: Difference) -> str:
    if not (one.before or one.after):
        return say(one.field)
    if not one.before:
        return f"{say(one.field)}: {one.after}"
    return f"{say(one.field)}: {one.before} → {one.after}"
