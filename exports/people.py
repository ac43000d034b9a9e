"""Who took part, by organisation, and what they offer each other."""

from __future__ import annotations

from collections import defaultdict

from exports.paper import Paper, count
from exports.words import Strong, Words
from upstream_workshop.people.queries import ParticipantRow
from upstream_workshop.report import Report


def write_people(report: Report, paper: Paper) -> None:
    """Organisations with the people who came from each, then offers and asks."""
    came = [person for person in report.people if report.took_part(person.id)]
    if not came:
        return
    paper.room_for(240)
    paper.heading(2, "Who took part")
    by_organisation: dict[str, list[ParticipantRow]] = defaultdict(list)
    for person in came:
        by_organisation[person.organisation].append(person)
    named = sorted(by_organisation, key=lambda name: (not name, name.casefold()))
    away = len(report.people) - len(came)
    absent = f"; {count(away, 'person', 'people')} on the list did not come" if away else ""
    paper.say(f"{count(len(came), 'person', 'people')}{absent}.")
    rows = [
        (name or "No organisation", [_person(person) for person in by_organisation[name]])
        for name in named
    ]
    paper.table(("Organisation", "People"), rows, (2, 3), row_headings=True)
    _write_support(came, paper)


def _write_support(came: list[ParticipantRow], paper: Paper) -> None:
    for title, kind in (("Offers", "offers"), ("Asks", "asks")):
        rows = [(p.name, [*getattr(p, kind)]) for p in came if getattr(p, kind)]
        if rows:
            paper.room_for(120)
            paper.heading(3, title)
            paper.table(("Who", "What"), rows, (2, 3), row_headings=True)


def _person(person: ParticipantRow) -> Words:
    return (Strong(person.name + ("," if person.role else "")), person.role)
