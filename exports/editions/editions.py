"""What an archive may tell: everything, what the cohort may have, or nothing that names a person."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from exports.editions.disclosing import blank, declared, disclosed, known, people_in
from exports.editions.redacting import redacted
from upstream_workshop.people.rules import folded
from upstream_workshop.privacy import PERSON, Disclosure, Edition, Privacy
from upstream_workshop.whole.report import Report

REFUSED: Final = "no"
GIVEN: Final = "yes"


def edited(report: Report, edition: Edition, dice: random.Random | None = None) -> Report:
    """The report as this edition may show it; `dice` number the people of a redacted one."""
    if edition == Edition.FULL:
        return report
    shareable = replace(_for_the_cohort(report), edition=edition)
    if edition == Edition.COHORT:
        return shareable
    return redacted(shareable, report, dice or random.SystemRandom())


def _for_the_cohort(report: Report) -> Report:
    """Without the organiser's and the facilitator's own notes, and of each person what they agreed to."""
    agrees = _consents(report)

    def decide(row: Any, field: str, said: Disclosure, found: Any) -> Any:
        if said.consent and not agrees(row, said, found):
            return said.instead or blank(found)
        if said.privacy is Privacy.PUBLIC:
            return known(said, found)
        if said.privacy not in (Privacy.PRIVATE, Privacy.SECRET) or said.heeded:
            return found
        return field if said.flag and found else blank(found)

    def keep(row: Any) -> bool:
        keys = ((said, getattr(row, name)) for name, said in declared(row).items() if said.key)
        return all(not said.consent or agrees(row, said, found) for said, found in keys)

    return disclosed(report, decide, keep)


def _consents(report: Report) -> Callable[[Any, Disclosure, Any], bool]:
    """Whether whoever a field of a row is about lets the cohort have it."""
    people = {person.id: person for person in report.people}
    namesakes = {folded(person.name): person for person in report.people}
    for person in report.people:  # of people of one name, whoever refused decides
        if REFUSED in (person.attribution, person.directory):
            namesakes[folded(person.name)] = person

    def agrees(row: Any, said: Disclosure, found: Any) -> bool:
        if said.key == PERSON:
            about = people.get(found)
        elif people_in(row):
            about = people.get(getattr(row, said.person) if said.person else people_in(row)[0])
        else:
            about = namesakes.get(folded(found)) if isinstance(found, str) else None
        consent = getattr(about, said.consent, "")
        return consent == GIVEN if said.asked else consent != REFUSED

    return agrees
