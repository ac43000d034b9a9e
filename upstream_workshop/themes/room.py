"""Cards and themes: their tables, and what of them may be told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from upstream_workshop.privacy import PUBLIC, cohort, name, words
from upstream_workshop.room import BEFORE_IMPORT, BEFORE_REMOVAL, Room, Take, row
from upstream_workshop.themes import report
from upstream_workshop.themes.model import Card, Theme
from upstream_workshop.themes.queries import CardRow, ThemeRow
from upstream_workshop.themes.report import ThemesReport


def _imports() -> Mapping[str, Take]:
    from upstream_workshop.themes import services

    return {"cards": lambda session, _name, reading: services.import_cards(session, reading)}


ROOM: Final = Room(
    key="themes",
    columns={
        Theme: {
            "title": words("Theme"),
            "description": words("Description of a theme"),
            "state": PUBLIC,
            "position": PUBLIC,
        },
        Card: {
            "text": words("Card"),
            "wording": cohort("Card, as it was first worded"),
            "seat_table": cohort("Table a card came from"),
            "author": name("Author of a card", consent="attribution"),
            "foreign_id": cohort("Number of a card where it came from"),
            "position": PUBLIC,
        },
    },
    rows={
        ThemesReport: row(),
        ThemeRow: row(Theme),
        CardRow: row(Card, table=cohort("Table a card came from")),
    },
    report=report.read,
    imports=_imports,
    backups={
        "import_cards": BEFORE_IMPORT,
        "remove_cards": BEFORE_REMOVAL,
        "remove_theme": BEFORE_REMOVAL,
    },
)
