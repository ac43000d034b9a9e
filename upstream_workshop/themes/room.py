"""The declaration of the themes room: its tables, their privacy classes and its import."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy.orm import Session

from resources.words import noop
from upstream_workshop.naming import Reason
from upstream_workshop.privacy import PUBLIC, cohort, key, name, words
from upstream_workshop.readers.reading import ImportOutcome
from upstream_workshop.room import (
    BEFORE_IMPORT,
    BEFORE_REMOVAL,
    NO_ANSWERS,
    Answers,
    Import,
    Room,
    row,
)
from upstream_workshop.themes import report
from upstream_workshop.themes.model import Card, Theme
from upstream_workshop.themes.queries import CardRow, OtherWording, ThemeRow
from upstream_workshop.themes.report import ThemesReport
from upstream_workshop.themes.theme_bases import ThemeBasis


def import_cards(
    session: Session, _name: str, reading: Any, _answers: Answers = NO_ANSWERS
) -> ImportOutcome:
    """Import a list of cards; its services are loaded only here."""
    from upstream_workshop.themes.cards import services as card_services

    return card_services.import_cards(session, reading)


ROOM: Final = Room(
    key="themes",
    columns={
        Theme: {
            "title": words(noop("Theme")),
            "description": words(noop("Description of a theme")),
            "state": PUBLIC,
            "position": PUBLIC,
        },
        Card: {
            "text": words(noop("Card")),
            "wording": cohort(noop("Card, as it was first worded")),
            "seat_table": cohort(noop("Table a card came from")),
            "author": name(noop("Author of a card"), Reason.CARD),
            "foreign_id": cohort(noop("Number of a card where it came from")),
            "position": PUBLIC,
            "private": PUBLIC,
            "x": PUBLIC,
            "y": PUBLIC,
        },
    },
    rows={
        ThemesReport: row(),
        ThemeRow: row(Theme),
        ThemeBasis: row(
            theme_id=key("theme"), findings=PUBLIC, organisations=PUBLIC, finding_ids=PUBLIC
        ),
        CardRow: row(Card, table=cohort(noop("Table a card came from"))),
        OtherWording: row(Card, table=cohort(noop("Table a card came from"))),
    },
    report=report.read,
    imports={"cards": Import(import_cards)},
    backups={
        "import_cards": BEFORE_IMPORT,
        "remove_cards": BEFORE_REMOVAL,
        "remove_theme": BEFORE_REMOVAL,
    },
)
