"""The outputs of cards and themes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from exports.data import csv_tables
from exports.data.meanings import theme_meanings as meanings
from exports.documents.theme_paper import write_themes
from exports.output import ORGANISER, Exemption, Output, one
from exports.room import Counted, Room
from resources.words import count, noop
from upstream_workshop.naming import Reason
from upstream_workshop.whole.report import Report


def _cards(report: Report) -> int:
    return sum(len(theme.cards) for theme in report.themes) + len(report.loose_cards)


def _in_short(report: Report) -> Iterator[Counted]:
    cards, themes = _cards(report), len(report.themes)
    yield cards, count(cards, "card", "cards")
    yield themes, count(themes, "theme", "themes")


ROOM: Final = Room(
    key="themes",
    tables=meanings.TABLES,
    fields=meanings.FIELDS,
    shows=("themes", "loose_cards"),
    section=write_themes,
    chapter="themes",
    filled=lambda report: bool(report.themes or report.loose_cards),
    in_short=_in_short,
    data=(
        Output(
            "themes-csv",
            noop("Themes"),
            ORGANISER,
            "csv",
            one("data/themes.csv", csv_tables.themes_csv, lambda report: report.themes),
            exemption=Exemption.ORGANISER,
        ),
        Output(
            "cards-csv",
            noop("Cards and themes"),
            ORGANISER,
            "csv",
            one("data/cards.csv", csv_tables.cards_csv, _cards),
            names=(Reason.CARD,),
            exemption=Exemption.ORGANISER,
        ),
    ),
)
