"""Who took part, by organisation, what they offer each other, and how their network grew.

Whoever does not want to be listed is counted, not named; whoever does not want to be quoted has their
offers and asks told without a name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from exports.drawing.paper import Paper, count
from exports.drawing.safe_markup import Strong, Words
from upstream_workshop.people.kinds import (
    Consent,
    SupportKind,
)
from upstream_workshop.people.queries import ParticipantRow, SupportRow
from upstream_workshop.people.report import NetworkReport
from upstream_workshop.whole.report import Report


def write_people(report: Report, paper: Paper) -> None:
    """Organisations with the people who came from each, then offers and asks, then the network."""
    came = [person for person in report.people if report.took_part(person.id)]
    if not came:
        return
    paper.room_for(240)
    paper.heading(2, "Who took part")
    by_organisation: dict[str, list[ParticipantRow]] = defaultdict(list)
    listed = [person for person in came if person.directory != Consent.NO]
    for person in listed:
        by_organisation[person.organisation].append(person)
    named = sorted(by_organisation, key=lambda name: (not name, name.casefold()))
    away = len(report.people) - len(came)
    absent = f"; {count(away, 'person', 'people')} on the list did not come" if away else ""
    unlisted = len(came) - len(listed)
    quiet = f"; {unlisted} of them would rather not be listed" if unlisted else ""
    paper.say(f"{count(len(came), 'person', 'people')}{quiet}{absent}.")
    rows = [
        (name or "No organisation", [_person(person) for person in by_organisation[name]])
        for name in named
    ]
    if rows:
        paper.table(("Organisation", "People"), rows, (2, 3), row_headings=True)
    _write_support(report, came, paper)
    _write_network(report, paper)
    _write_prompts(report, paper)


def _write_support(report: Report, came: list[ParticipantRow], paper: Paper) -> None:
    helpers = helpers_of(report)
    for title, kind in (("Offers", SupportKind.OFFER), ("Asks", SupportKind.ASK)):
        said: dict[int, list[SupportRow]] = defaultdict(list)
        for row in report.support:
            if row.kind == kind:
                said[row.participant_id].append(row)
        rows = [
            (
                _speaker(person),
                [
                    with_helpers(row.text, helpers.get((person.id, row.text), ()))
                    for row in said[person.id]
                ],
            )
            for person in came
            if person.id in said
        ]
        if rows:
            paper.room_for(120)
            paper.heading(3, title)
            paper.table(("Who", "What"), rows, (2, 3), row_headings=True)


def helpers_of(report: Report) -> dict[tuple[int, str], list[str]]:
    """Whose ask found whom, by the asker and the words of the ask."""
    asks = {row.id: row for row in report.support if row.kind == SupportKind.ASK}
    people = {person.id: person for person in report.people}
    found: dict[tuple[int, str], list[str]] = defaultdict(list)
    for match in report.matches:
        ask, helper = asks.get(match.ask_id), people.get(match.helper_id)
        if ask and helper:
            found[ask.participant_id, ask.text].append(_speaker(helper))
    return found


def with_helpers(text: str, helpers: Sequence[str]) -> Words:
    """An ask with whoever was found for it."""
    return (text, f"({', '.join(helpers)} may help)") if helpers else text


def _write_network(report: Report, paper: Paper) -> None:
    """Before and after, in numbers alone."""
    if len(report.network) < 2:
        return
    paper.room_for(200)
    paper.heading(3, "How the network grew")
    before, after = (_figures(one) for one in report.network)
    rows = [(title, before[title], after[title]) for title in before]
    paper.table(("In numbers", "On arrival", "At the end"), rows, (3, 1, 1), row_headings=True)


def _figures(network: NetworkReport) -> dict[str, str]:
    possible = network.people * (network.people - 1) // 2 or 1
    return {
        "Ties between two people": f"{network.ties}",
        "Ties between two organisations": f"{network.across}",
        "Share of all possible ties": f"{network.density:.0%}",
        "People without a tie": f"{network.alone}",
        "Groups without a way to each other": f"{network.parts}",
        "Pairs of people with a way to each other": f"{network.reachable / possible:.0%}",
    }


def _write_prompts(report: Report, paper: Paper) -> None:
    """How the room answered; nobody knows who."""
    for prompt in report.prompts:
        if prompt.answered:
            paper.room_for(120)
            paper.heading(3, prompt.question)
            rows = [(option.label, f"{option.count}") for option in prompt.options]
            paper.table(("Answer", "People"), rows, (4, 1), row_headings=True)


def _speaker(person: ParticipantRow) -> str:
    return "A participant" if person.attribution == Consent.NO else person.name


def _person(person: ParticipantRow) -> Words:
    return (Strong(person.name + ("," if person.role else "")), person.role)
