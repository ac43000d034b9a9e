"""The rows of offers and asks, each with the helpers confirmed and proposed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from resources.words import noop, say
from ui.people.roster_lines import name_column
from ui.people.snapshot import PeopleNow
from ui.people.study import proposals
from ui.widgets import Column
from upstream_workshop.people.introductions.matching import Match
from upstream_workshop.people.kinds import (
    SupportKind,
)
from upstream_workshop.people.queries import SupportRow
from upstream_workshop.people.rules import folded, shortened

_TONES: Final = {
    noop("offer"): "plain",
    noop("unmatched"): "sun",
    noop("likely"): "river",
    noop("matched"): "leaf",
}


@dataclass(frozen=True, slots=True)
class OfferRow:
    """An offer or ask.

    row: the stored row.
    helpers: names of confirmed helpers.
    proposed: matches that are neither confirmed nor dismissed.
    """

    row: SupportRow
    helpers: tuple[str, ...] = ()
    proposed: tuple[Match, ...] = ()

    @property
    def id(self) -> int:
        """The id of the offer or ask, by which the table keeps its selection."""
        return self.row.id

    @property
    def participant_id(self) -> int:
        """The id of the person who made it."""
        return self.row.participant_id

    @property
    def state(self) -> str:
        """What the row is: "offer", or for an ask "matched", "likely" or "unmatched"."""
        if self.row.kind == SupportKind.OFFER:
            return "offer"
        if self.helpers:
            return "matched"
        return "likely" if self.proposed else "unmatched"


def offer_rows_of(now: PeopleNow) -> tuple[OfferRow, ...]:
    """Return all rows: asks without a helper first, then those with one, then the offers."""
    helpers = now.helpers()
    proposed: dict[int, list[Match]] = {}
    for one in proposals(now):
        proposed.setdefault(one.ask_id, []).append(one)
    found = [
        OfferRow(row, tuple(helpers.get(row.id, ())), tuple(proposed.get(row.id, ())))
        for row in now.support
    ]
    order = ("likely", "unmatched", "matched", "offer")
    return tuple(sorted(found, key=lambda offer: order.index(offer.state)))


def offer_columns() -> tuple[Column, ...]:
    """Return the columns: name, text, helpers and state."""
    return (
        replace(name_column(lambda offer: offer.row.name), width=196, stays=False),
        Column(say("Offer or ask"), lambda offer: str(offer.row.text), stays=True),
        Column(say("Who"), _helpers, width=120, weight="small"),
        Column(say("State"), lambda offer: _chip(offer), tone=lambda s: _TONES[s.state], width=112),
    )


def _helpers(offer: OfferRow) -> str:
    if offer.helpers:
        return ", ".join(shortened(name) for name in offer.helpers)
    return say("{n} may fit", n=len(offer.proposed)) if offer.proposed else ""


def _chip(offer: OfferRow) -> str:
    return say(offer.state)


def holds(offer: OfferRow, asked: str) -> bool:
    """Check whether a row contains each of these words or parts of words.

    asked: the words, folded.
    """
    text = folded(f"{offer.row.name} {offer.row.organisation} {offer.row.text}")
    return all(part in text for part in asked.split())
