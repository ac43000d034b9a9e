"""The participants by organisation, their offers and asks, and how their network grew.

People who do not want to be listed are only counted. Offers and asks of people who do not want to
be quoted are printed without a name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from exports.documents.people.unnamed_together import names_within
from exports.drawing.paper import Paper
from exports.drawing.safe_markup import Strong, Words
from resources.words import count, joined, say
from upstream_workshop.naming import UNNAMED, WITHHELD, Reason, may_name
from upstream_workshop.people.kinds import SupportKind
from upstream_workshop.people.queries import ParticipantRow, SupportRow
from upstream_workshop.people.report import NetworkReport
from upstream_workshop.whole.report import Report


def write_people(report: Report, paper: Paper) -> None:
    """Write the organisations with their participants, the offers and asks, and the network."""
    there = report.who_took_part()
    came = [person for person in report.people if person.id in there]
    if not came:
        return
    by_organisation: dict[str, list[ParticipantRow]] = defaultdict(list)
    listed = [person for person in came if may_name(person, Reason.LISTED)]
    for person in listed:
        by_organisation[person.organisation].append(person)
    named = sorted(by_organisation, key=lambda name: (not name, name.casefold()))
    paper.say(_how_many(len(came), len(came) - len(listed), len(report.people) - len(came)))
    rows = [(name or say("No organisation"), _people(by_organisation[name])) for name in named]
    if rows:
        paper.table((say("Organisation"), say("People")), rows, (2, 3), row_headings=True)
    _write_support(report, there, paper)
    _write_network(report, paper)
    _write_prompts(report, paper)


def _how_many(came: int, unlisted: int, away: int) -> str:
    """Return how many people came, how many of them are not listed, and how many did not come."""
    lines = [count(came, "{n} person", "{n} people")]
    if unlisted:
        lines.append(
            count(
                unlisted,
                "{n} of them would rather not be listed",
                "{n} of them would rather not be listed",
            )
        )
    if away:
        lines.append(
            count(
                away,
                "{n} person on the list did not come",
                "{n} people on the list did not come",
            )
        )
    return say("{clauses}.", clauses=joined(lines, "{first}; {then}"))


def _write_support(report: Report, there: frozenset[int], paper: Paper) -> None:
    """Write what participants offer, and the asks that have found help, with and without names.

    there: the ids of the people who came.
    """
    helpers = helpers_of(report)
    offers = _said_by(report, there, lambda row: row.kind == SupportKind.OFFER)
    answered = _said_by(
        report, there, lambda row: row.kind == SupportKind.ASK and bool(helpers.get(row.id))
    )
    _write_said(say("Offers"), offers, paper)
    _write_said(say("Asks that have found help"), answered, paper)


def open_asks(report: Report) -> list[SupportRow]:
    """Return the asks of people who came for which nobody has been found."""
    helped = {match.ask_id for match in report.matches}
    there = report.who_took_part() | {WITHHELD}
    return [
        row
        for row in report.support
        if row.kind == SupportKind.ASK and row.id not in helped and row.participant_id in there
    ]


def write_open_asks(report: Report, paper: Paper) -> None:
    """Write the asks for which nobody has been found."""
    unanswered = {row.id for row in open_asks(report)}
    said = _said_by(report, report.who_took_part(), lambda row: row.id in unanswered)
    _write_said(say("Asks nobody has answered yet"), said, paper)


def _said_by(
    report: Report, there: frozenset[int], wanted: Callable[[SupportRow], bool]
) -> list[tuple[str, list[Words]]]:
    """Return offers or asks by the name of who said them; those without a name are last."""
    helpers, names = helpers_of(report), _names(report, Reason.SUPPORT)
    said: dict[int, list[Words]] = {id_: [] for id_ in names if id_ in there}
    for row in report.support:
        if row.participant_id in (there | {WITHHELD}) and wanted(row):
            who = row.participant_id if row.participant_id in names else WITHHELD
            said.setdefault(who, []).append(with_helpers(row.text, helpers.get(row.id, ())))
    return [(names.get(id_, say(UNNAMED)), words) for id_, words in said.items() if words]


def _write_said(title: str, rows: list[tuple[str, list[Words]]], paper: Paper) -> None:
    if rows:
        paper.room_for(120)
        paper.heading(3, title)
        paper.table((say("Who"), say("What")), rows, (1.7, 3.6), row_headings=True)


def helpers_of(report: Report) -> dict[int, list[str]]:
    """Return the names of the helpers found for each ask, by the id of the ask."""
    names = _names(report, Reason.HELPER)
    found: dict[int, list[str]] = defaultdict(list)
    for match in report.matches:
        found[match.ask_id].append(names.get(match.helper_id, say(UNNAMED)))
    return found


def with_helpers(text: str, helpers: Sequence[str]) -> Words:
    """Return an ask with the names of its helpers."""
    return (text, say("({names} may help)", names=names_within(helpers))) if helpers else text


def with_asker(report: Report, ask: SupportRow) -> Words:
    """Return an ask with the name of who asked."""
    name = _names(report, Reason.SUPPORT).get(ask.participant_id, say(UNNAMED))
    return (ask.text, say("(asked by {name})", name=names_within((name,))))


def _names(report: Report, reason: Reason) -> Mapping[int, str]:
    return {person.id: person.name for person in report.people if may_name(person, reason)}


def _write_network(report: Report, paper: Paper) -> None:
    """Write the figures of the network on arrival and at the end."""
    if len(report.network) < 2:
        return
    paper.room_for(200)
    paper.heading(3, say("How the network grew"))
    before, after = (_figures(one) for one in report.network)
    rows = [(title, before[title], after[title]) for title in before]
    headings = (say("In numbers"), say("On arrival"), say("At the end"))
    paper.table(headings, rows, (3, 1, 1), row_headings=True)


def _figures(network: NetworkReport) -> dict[str, str]:
    possible = network.people * (network.people - 1) // 2 or 1
    return {
        say("Ties between two people"): f"{network.ties}",
        say("Ties between two organisations"): f"{network.across}",
        say("Share of all possible ties"): f"{network.density:.0%}",
        say("People without a tie"): f"{network.alone}",
        say("Groups without a way to each other"): f"{network.parts}",
        say("Pairs of people with a way to each other"): f"{network.reachable / possible:.0%}",
    }


def _write_prompts(report: Report, paper: Paper) -> None:
    """Write how the room answered each question; who gave which answer is not stored."""
    rows = [
        (prompt.question, " · ".join(f"{one.label}: {one.count}" for one in prompt.options))
        for prompt in report.prompts
        if prompt.answered
    ]
    if rows:
        paper.room_for(120)
        paper.heading(3, say("What the room answered"))
        headings = (say("Question"), say("Answers, with the number of people"))
        paper.table(headings, rows, (2, 3.4), row_headings=True)


def _people(people: Sequence[ParticipantRow]) -> Words:
    """Return people in one line, each with their role."""
    runs: list[str] = []
    for number, person in enumerate(people, 1):
        ends = ";" if number < len(people) else ""
        runs.append(Strong(person.name + ("," if person.role else ends)))
        runs += [person.role + ends] if person.role else []
    return tuple(runs)
