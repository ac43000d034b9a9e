"""The redacted edition of a report: every person is replaced by a random number, the same throughout.

Numbers in the order of the list of people would identify people, and so would the order of rows that
were sorted by name. So the numbers are drawn at random, and lists of people are sorted by them.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cache
from typing import Any, Final

from exports.editions.arranging import arranged
from exports.editions.contacts import without_contacts
from exports.editions.disclosing import blank, changed, declared, disclosed, is_private, known
from exports.editions.organisation_mentions import OrganisationFinder, organisation_finder
from exports.editions.unnamed_rows import renumbered, unnamed_last
from exports.editions.vocabulary import is_ordinary
from resources.words import say
from upstream_workshop.letters import without_invisible
from upstream_workshop.naming import Reason, may_name
from upstream_workshop.people.mentions import Mention, finder
from upstream_workshop.people.phrases import Phrase, phrase_finder, phrase_of, replaced
from upstream_workshop.people.queries import ParticipantRow
from upstream_workshop.privacy import PERSON, Disclosure, Privacy
from upstream_workshop.whole.report import Report

FEWEST_OF_ONE_HOME: Final = 3  # with fewer people, an organisation beside a number is a name
_UNLISTED: Final = "\0"  # no organisation is called that
SOMEBODY: Final = "[name]"
SOME_ORGANISATION: Final = "[organisation]"
_SHORTEST_MAILBOX: Final = 4  # letters
_SHORTEST_DOMAIN: Final = 3
_DISCLOSED: Final = (Privacy.PUBLIC, Privacy.WORDS, Privacy.PERSONAL)  # besides organisations
_PROVIDERS: Final = frozenset(
    ("example", "fastmail", "gmail", "googlemail", "hotmail", "icloud", "live", "mail", "outlook", "proton",
     "protonmail", "yahoo")
)  # fmt: skip


def redacted(report: Report, original: Report, random_source: random.Random) -> Report:
    """Return a report in which people are numbers, without the values that identify a number.

    report: the report to redact; addresses may be missing in it.
    original: the unedited report, with all names and addresses.
    random_source: the source of the numbers.
    """
    numbers = _drawn(original.people, random_source)
    shown = shown_organisations(report)
    clean = cache(unnaming(original, numbers))

    def decide(row: Any, field: str, declaration: Disclosure, found: Any) -> Any:
        if declaration.flag:
            return field if found else blank(found)
        match declaration.privacy:
            case Privacy.PUBLIC:
                return known(declaration, found)
            case Privacy.WORDS:
                return changed(found, lambda text, _label: clean(text), declaration.label)
            case Privacy.ORGANISATION:
                return clean(found) if found in shown else blank(found)
            case Privacy.PERSONAL:
                return _numbered(row, declaration, found, numbers)
            case _:
                return blank(found)

    def keep(row: Any) -> bool:
        return not is_private(row) and not _is_small_organisation(row, shown)

    edited = disclosed(report, decide, keep)
    return arranged(renumbered(unnamed_last(edited, original), original))


def shown_organisations(report: Report) -> frozenset[str]:
    """Return the names of the organisations that may be shown.

    Each has at least three people, both on the list and among those who came. The people of all other
    organisations together are as many too; until they are, the smallest organisation shown is hidden.
    """
    there = report.who_took_part()
    came = [person for person in report.people if person.id in there]
    counts = [_people_by_organisation(people) for people in (report.people, came)]
    organisations = sorted(
        set(counts[0]) - {"", _UNLISTED},
        key=lambda organisation: (counts[0][organisation], counts[1][organisation], organisation),
    )
    shown = [
        organisation
        for organisation in organisations
        if all(_is_enough(one[organisation]) for one in counts)
    ]
    while shown and any(_is_few_left(one, shown) for one in counts):
        shown.pop(0)
    return frozenset(shown)


def _people_by_organisation(people: Iterable[ParticipantRow]) -> Counter[str]:
    """Count the people of each organisation; people who may not be listed count under `_UNLISTED`."""
    return Counter(
        one.organisation if may_name(one, Reason.DETAIL) else _UNLISTED for one in people
    )


def _is_enough(people: int) -> bool:
    return people >= FEWEST_OF_ONE_HOME


def _is_few_left(counted: Counter[str], shown: Collection[str]) -> bool:
    """Check whether too few people are shown without an organisation, so that theirs could be inferred."""
    left = counted.total() - sum(counted[name] for name in shown)
    return left > counted[""] and not _is_enough(left)


def hidden_organisations(report: Report) -> frozenset[str]:
    """Return the names of the organisations that may not be shown, and those in their addresses."""
    shown = shown_organisations(report)
    few = [person for person in report.people if person.organisation not in shown]
    named = {organisation.name for organisation in report.organisations} | {
        person.organisation for person in few
    }
    return frozenset(named | {_domain(person.email) for person in few}) - shown - {""}


def unnaming(original: Report, numbers: Mapping[int, int]) -> Callable[[str], str]:
    """Return a function that removes contact details, hidden organisations and names from a text."""
    names = {person.id: person.name for person in original.people}
    hidden, shown = hidden_organisations(original), shown_organisations(original)
    whole_homes = organisation_finder(hidden, shown, whole=True)
    organisations = organisation_finder(hidden, shown, names.values())
    mailboxes = _mailboxes(original.people)
    find_mailboxes = phrase_finder(mailboxes)
    find = finder(names, shown)

    def alias(mention: Mention) -> str:
        if len(mention.people) > 1 or mention.word_too:
            return SOMEBODY
        return "".join(f"Participant {numbers[id_]}" for id_ in mention.people)

    def without_organisation(text: str, find_organisations: OrganisationFinder) -> str:
        return replaced(
            text, (one for one in find_organisations(text) if one.sure), lambda _: SOME_ORGANISATION
        )

    def unnamed(text: str) -> str:
        text = without_organisation(without_contacts(without_invisible(text)), whole_homes)
        text = replaced(
            text, find_mailboxes(text), lambda one: f"Participant {numbers[mailboxes[one.phrase]]}"
        )
        return without_organisation(replaced(text, find(text), alias), organisations)

    return unnamed


def _mailboxes(people: Iterable[ParticipantRow]) -> dict[Phrase, int]:
    """Return the person's id by the part of an address before the @, if it is unique and no ordinary word."""
    begun = {person.id: phrase_of(person.email.partition("@")[0]) for person in people}
    often = Counter(begun.values())
    return {
        phrase: id_
        for id_, phrase in begun.items()
        if often[phrase] == 1
        and len("".join(phrase)) >= _SHORTEST_MAILBOX
        and not all(map(is_ordinary, phrase))
    }


def _domain(email: str) -> str:
    """Return the name of an organisation in an e-mail address; blank for an e-mail provider."""
    labels = email.rpartition("@")[2].casefold().split(".")
    own = [label for label in labels[:-1] if len(label) > _SHORTEST_DOMAIN]
    return own[-1] if own and own[-1] not in _PROVIDERS else ""


def _drawn(people: tuple[ParticipantRow, ...], random_source: random.Random) -> dict[int, int]:
    numbers = list(range(1, len(people) + 1))
    random_source.shuffle(numbers)
    return dict(zip((person.id for person in people), numbers, strict=True))


def _numbered(row: Any, declaration: Disclosure, found: Any, numbers: Mapping[int, int]) -> Any:
    """Return a reference to a person, or a name whose person the row gives, as the drawn number."""
    if declaration.key == PERSON:
        return numbers.get(found)
    person = getattr(row, declaration.person) if declaration.person else None
    number = None if person is None else numbers.get(person)
    if number:
        return f"Participant {number}"
    return found if found == say(declaration.instead) and declaration.person else blank(found)


def _is_small_organisation(row: Any, shown: Collection[str]) -> bool:
    """Check whether a row contains only the name of an organisation that may not be shown."""
    organisations = [
        name
        for name, declaration in declared(row).items()
        if declaration.privacy is Privacy.ORGANISATION
    ]
    others = [
        declaration
        for declaration in declared(row).values()
        if declaration.privacy in _DISCLOSED and not declaration.key
    ]
    return (
        bool(organisations)
        and not others
        and not any(getattr(row, name) in shown for name in organisations)
    )
