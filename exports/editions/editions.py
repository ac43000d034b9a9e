"""The editions of a report: full, for the cohort, and redacted, which names no person."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final, TypeAlias

from exports.editions.arranging import changed_lists
from exports.editions.disclosing import Keep, blank, disclosed, disclosed_row, known, people_in
from exports.editions.redacting import redacted
from exports.editions.unnamed_rows import renumbered, told_of_people, unnamed_last, unnamed_last_in
from resources.words import say
from upstream_workshop.evidence.report import EvidenceReport
from upstream_workshop.naming import WITHHELD, Reason, is_beside_words, may_name
from upstream_workshop.people.queries import OrganisationRow
from upstream_workshop.people.rules import folded
from upstream_workshop.privacy import PERSON, Disclosure, Edition, Privacy
from upstream_workshop.themes.queries import CardRow, OtherWording
from upstream_workshop.whole.report import Report

# of a row, the class of one of its fields and what it holds: whether it may say that of a person
Agrees: TypeAlias = Callable[[Any, Disclosure, Any], bool]
Aliases: TypeAlias = Mapping[int, int]  # of people who are in no list: what stands for their ids
RowOf: TypeAlias = Callable[[Any, int], Any]

_NO_ALIASES: Final[Aliases] = {}


def edited(report: Report, edition: Edition, randomness: random.Random | None = None) -> Report:
    """Return the report of an edition; `randomness` draws the numbers of people in a redacted one."""
    if edition == Edition.FULL:
        return report
    if edition == Edition.COHORT:
        return renumbered(printable(report), report)
    open_ = _without_cohort_cards(report)
    shareable = replace(_shareable(open_, _NO_ALIASES), edition=edition)
    return redacted(shareable, open_, randomness or random.SystemRandom())


def printable(report: Report) -> Report:
    """Return the cohort's edition of a report for papers, which print no ids: with the ids of the report."""
    return replace(_shareable(report, _aliases(report)), edition=Edition.COHORT)


def row_for(report: Report) -> RowOf:
    """Return a function that edits one row for a reader, who may see everything about themself.

    Its arguments are the row and the id of the reader.
    """
    aliases = _aliases(report)
    agrees = _consents(report)

    def row_of(row: Any, reader: int) -> Any:
        def own(row: Any, declaration: Disclosure, found: Any) -> bool:
            return _about(row, declaration, found) == reader or agrees(row, declaration, found)

        own_aliases = {id_: alias for id_, alias in aliases.items() if id_ != reader}
        return unnamed_last_in(disclosed_row(row, _decision(own, own_aliases)))

    return row_of


def _without_cohort_cards(report: Report) -> Report:
    """Return a report without cards of findings that are for the participants alone."""
    cohort = {one.id for one in report.part(EvidenceReport).unattributed}

    def is_open(row: Any) -> bool:
        return not isinstance(row, CardRow | OtherWording) or row.finding_id not in cohort

    return replace(
        report,
        parts=changed_lists(report.parts, lambda rows: tuple(one for one in rows if is_open(one))),
    )


def _shareable(report: Report, aliases: Aliases) -> Report:
    """Remove private notes, and everything about a person that their consents do not allow."""
    result = disclosed(report, _decision(_consents(report), aliases), _keep(report))
    return unnamed_last(result, report)


def _decision(agrees: Agrees, aliases: Aliases) -> Callable[[Any, str, Disclosure, Any], Any]:
    def decide(row: Any, field: str, declaration: Disclosure, found: Any) -> Any:
        if declaration.key == PERSON:
            return _person(declaration, found, aliases, agrees(row, declaration, found))
        if declaration.reason is None and declaration.privacy is Privacy.PERSONAL:
            return blank(found)
        if declaration.reason and not agrees(row, declaration, found):
            return say(declaration.instead) or blank(found)
        if declaration.privacy is Privacy.PUBLIC:
            return known(declaration, found)
        if declaration.privacy not in (Privacy.PRIVATE, Privacy.SECRET) or declaration.heeded:
            return found
        return field if declaration.flag and found else blank(found)

    return decide


def _person(declaration: Disclosure, found: Any, aliases: Aliases, agreed: bool) -> Any:
    """Return a person's id, the alias of one who is in no list, or a value that means no person."""
    if found is None or declaration.reason is None:
        return None
    if agreed:
        return found
    return WITHHELD if is_beside_words(declaration.reason) else aliases.get(found, found)


def _consents(report: Report) -> Agrees:
    """Return a function that checks whether the person a field is about may be named for its reason."""
    people = {person.id: person for person in report.people}
    namesakes = {folded(person.name): person for person in report.people}
    for person in report.people:  # among people of one name, a refusal applies to all
        if not may_name(person, Reason.TEXT):
            namesakes[folded(person.name)] = person

    def agrees(row: Any, declaration: Disclosure, found: Any) -> bool:
        if declaration.reason is None:
            return False
        id_ = _about(row, declaration, found)
        about = people.get(id_)
        if not id_ and isinstance(found, str):
            about = namesakes.get(folded(found))
        return (
            declaration.reason is not Reason.ADDRESS
            if about is None
            else may_name(about, declaration.reason)
        )

    return agrees


def _about(row: Any, declaration: Disclosure, found: Any) -> int:
    """Return the id of the person a field of a row is about; 0 if the row does not refer to one."""
    if declaration.key == PERSON:
        return found or 0
    if declaration.person:
        return getattr(row, declaration.person) or 0
    return next(iter(people_in(row)), 0)


def _keep(report: Report) -> Keep:
    """Return a check for rows to keep: no organisation all of whose people refused to be listed."""
    named = {one.organisation for one in report.people if may_name(one, Reason.DETAIL)}
    hidden = {one.organisation for one in report.people} - named
    return lambda row: not (isinstance(row, OrganisationRow) and row.name in hidden)


def _aliases(report: Report) -> Aliases:
    """Return an alias for the id of each person who is in no list, in an order independent of names."""
    unlisted = {one.id: one for one in report.people if not may_name(one, Reason.LISTED)}
    told: dict[int, list[str]] = {id_: [] for id_ in unlisted}
    for part in report.parts if unlisted else ():
        for id_, values in told_of_people(part):
            if id_ in told:
                told[id_].append(values)
    order = sorted(unlisted, key=lambda id_: (sorted(told[id_]), unlisted[id_].willing_to_lead))
    return {id_: -place for place, id_ in enumerate(order, 1)}
