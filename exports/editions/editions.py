"""What an archive may tell: everything, what the cohort may have, or nothing that names a person."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final, TypeAlias

from exports.editions.arranging import unnamed_last
from exports.editions.disclosing import Keep, blank, disclosed, disclosed_row, known, people_in
from exports.editions.redacting import redacted
from resources.words import say
from upstream_workshop.naming import WITHHELD, Reason, is_beside_words, may_name
from upstream_workshop.people.queries import OrganisationRow, ParticipantRow
from upstream_workshop.people.rules import folded
from upstream_workshop.privacy import PERSON, Disclosure, Edition, Privacy
from upstream_workshop.whole.report import Report

# of a row, the class of one of its fields and what it holds: whether it may say that of a person
Agrees: TypeAlias = Callable[[Any, Disclosure, Any], bool]
Aliases: TypeAlias = Mapping[int, int]  # of people who are in no list: what stands for their ids
RowOf: TypeAlias = Callable[[Any, int], Any]

_NO_ALIASES: Final[Aliases] = {}


def edited(report: Report, edition: Edition, dice: random.Random | None = None) -> Report:
    """The report as this edition may show it; `dice` number the people of a redacted one."""
    if edition == Edition.FULL:
        return report
    if edition == Edition.COHORT:
        return replace(_shareable(report, _aliases(report)), edition=edition)
    shareable = replace(_shareable(report, _NO_ALIASES), edition=edition)
    return redacted(shareable, report, dice or random.SystemRandom())


def row_for(report: Report) -> RowOf:
    """Return a function for one row of the report, as a person may see it who may see all of themself.

    Its arguments are the row and the id of that person.
    """
    aliases = _aliases(report)
    agrees = _consents(report)

    def row_of(row: Any, reader: int) -> Any:
        def own(row: Any, said: Disclosure, found: Any) -> bool:
            return _about(row, said, found) == reader or agrees(row, said, found)

        own_aliases = {id_: alias for id_, alias in aliases.items() if id_ != reader}
        return unnamed_last(disclosed_row(row, _decision(own, own_aliases)))

    return row_of


def _shareable(report: Report, aliases: Aliases) -> Report:
    """Without the organiser's and the facilitator's own notes, and of each person what they agreed to."""
    told = disclosed(report, _decision(_consents(report), aliases), _keep(report))
    return replace(told, parts=tuple(unnamed_last(part) for part in told.parts))


def _decision(agrees: Agrees, aliases: Aliases) -> Callable[[Any, str, Disclosure, Any], Any]:
    def decide(row: Any, field: str, said: Disclosure, found: Any) -> Any:
        if said.key == PERSON:
            return _person(said, found, aliases, agrees(row, said, found))
        if said.reason is None and said.privacy is Privacy.PERSONAL:
            return blank(found)
        if said.reason and not agrees(row, said, found):
            return say(said.instead) or blank(found)
        if said.privacy is Privacy.PUBLIC:
            return known(said, found)
        if said.privacy not in (Privacy.PRIVATE, Privacy.SECRET) or said.heeded:
            return found
        return field if said.flag and found else blank(found)

    return decide


def _person(said: Disclosure, found: Any, aliases: Aliases, agreed: bool) -> Any:
    """The id of a person, or of one who is in no list their alias, or what stands for nobody."""
    if found is None or said.reason is None:
        return None
    if agreed:
        return found
    return WITHHELD if is_beside_words(said.reason) else aliases.get(found, found)


def _consents(report: Report) -> Agrees:
    """Whether whoever a field of a row is about may be named to the cohort for the field's reason."""
    people = {person.id: person for person in report.people}
    namesakes = {folded(person.name): person for person in report.people}
    for person in report.people:  # of people of one name, whoever refused decides
        if not may_name(person, Reason.TEXT):
            namesakes[folded(person.name)] = person

    def agrees(row: Any, said: Disclosure, found: Any) -> bool:
        if said.reason is None:
            return False
        id_ = _about(row, said, found)
        about = people.get(id_)
        if not id_ and isinstance(found, str):
            about = namesakes.get(folded(found))
        return said.reason is not Reason.ADDRESS if about is None else may_name(about, said.reason)

    return agrees


def _about(row: Any, said: Disclosure, found: Any) -> int:
    """The id of the person a field of a row is about; 0 where the row does not say."""
    if said.key == PERSON:
        return found or 0
    if said.person:
        return getattr(row, said.person) or 0
    return next(iter(people_in(row)), 0)


def _keep(report: Report) -> Keep:
    """Whether a row may stand: not an organisation's from which all who come would rather not be listed."""
    named = {one.organisation for one in report.people if may_name(one, Reason.DETAIL)}
    hidden = {one.organisation for one in report.people} - named
    return lambda row: not (isinstance(row, OrganisationRow) and row.name in hidden)


def _aliases(report: Report) -> Aliases:
    """An id for each person who is in no list, in an order that tells nothing of their names."""
    unlisted = [one for one in report.people if not may_name(one, Reason.LISTED)]
    came: dict[int, list[tuple[Any, ...]]] = {one.id: [] for one in unlisted}
    for row in report.attendance if unlisted else ():
        if row.participant_id in came:
            came[row.participant_id].append((row.day, row.state, f"{row.at}", f"{row.left_at}"))

    def told(person: ParticipantRow) -> tuple[Any, ...]:
        return sorted(came[person.id]), person.willing_to_lead

    return {one.id: -place for place, one in enumerate(sorted(unlisted, key=told), 1)}
