"""What is computed from a snapshot of people off the UI thread: places, figures and proposals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from resources.words import say
from ui.people.groups import shortened_organisation
from ui.people.snapshot import PeopleNow
from upstream_workshop.people.introductions.matching import Helper, Match, OfferOrAsk, matches
from upstream_workshop.people.introductions.meetings import Guest, Suggestion, suggestions
from upstream_workshop.people.introductions.network import Figures, figures, pairs_at
from upstream_workshop.people.introductions.network_positions import Place, laid_out
from upstream_workshop.people.kinds import (
    Phase,
    SupportKind,
)


@dataclass(frozen=True, slots=True)
class Study:
    """The computed network.

    places: the place of each person by id.
    before, after: the figures on arrival and now.
    meetings: the proposed meetings.
    """

    places: Mapping[int, Place]
    before: Figures
    after: Figures
    meetings: tuple[Suggestion, ...]


def study(now: PeopleNow, known: Mapping[int, Place], phase: Phase = Phase.BEFORE) -> Study:
    """Compute the network.

    now: the snapshot.
    known: places that stay as they are.
    phase: the ties by which other people are placed.

    By the ties on arrival, the groups in which people came are drawn apart, new ties show between
    them, and a session that is opened again looks the same.
    """
    homes = now.organisations_of
    guests = [
        Guest(line.id, line.person.organisation, line.person.interests) for line in now.around
    ]
    asker = {row.id: row.participant_id for row in now.support}
    helping = {(asker[one.ask_id], one.helper_id) for one in proposals(now)}
    return Study(
        laid_out(homes, pairs_at(now.ties, phase).keys(), known),
        figures(homes, now.ties, Phase.BEFORE),
        figures(homes, now.ties, Phase.AFTER),
        suggestions(guests, now.ties, helping),
    )


def proposals(now: PeopleNow) -> tuple[Match, ...]:
    """Return proposed helpers for the asks without one, among people who have not left."""
    texts = [(row.kind, OfferOrAsk(row.id, row.participant_id, row.text)) for row in now.support]
    around = [
        Helper(line.id, line.person.organisation, line.person.interests) for line in now.around
    ]
    open_asks = {row.id for row in now.unmatched()}
    return matches(
        [one for kind, one in texts if kind == SupportKind.ASK and one.id in open_asks],
        [one for kind, one in texts if kind == SupportKind.OFFER],
        around,
        {(one.ask_id, one.helper_id) for one in now.decided},
    )


def match_reason(match: Match) -> str:
    """Return why a person may answer an ask."""
    words = listed([f"“{word}”" for word in match.words[:3]])
    if match.offer_id is not None:
        return say("both say {words}", words=words)
    return say("cares about {words}", words=words)


def meeting_reason(one: Suggestion, now: PeopleNow) -> str:
    """Return why two people should meet: what they share, then what it does to the network."""
    line = now.line
    parts: list[str] = []
    if one.answers:
        parts.append(say("one asks what the other may answer"))
    if one.common:
        parts.append(say("both care about {words}", words=listed(one.common[:3])))
    if one.reachable > 1:
        parts.append(say("gives {n} pairs a way to each other", n=one.reachable))
    elif one.strangers:
        homes = [
            shortened_organisation(line[id_].person.organisation)
            for id_ in (one.first_id, one.second_id)
        ]
        parts.append(say("no tie between {one} and {other} yet", one=homes[0], other=homes[1]))
    elif one.steps:
        parts.append(say("{n} steps apart", n=one.steps))
    return "; ".join(parts[:2])


def listed(words: list[str] | tuple[str, ...]) -> str:
    """Return words as an enumeration: one, two and three."""
    if len(words) < 2:
        return "".join(words)
    return say("{first} and {last}", first=", ".join(words[:-1]), last=words[-1])
