"""A residential in which nobody is named: numbers instead, the same throughout, that tell nothing.

A number tells who somebody is if it follows the list of people, and so does the order of any rows that
once stood by name. So numbers are drawn, and every list of people is put in the order of the numbers.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cache
from typing import Any, Final

from exports.editions.arranging import arranged
from exports.editions.contacts import without_contacts
from exports.editions.disclosing import blank, changed, declared, disclosed, known
from exports.editions.homes import HomeFinder, home_finder
from exports.editions.vocabulary import is_ordinary
from resources.words import say
from upstream_workshop.letters import without_invisible
from upstream_workshop.naming import Reason, may_name
from upstream_workshop.people.mentions import Mention, finder, replaced
from upstream_workshop.people.phrases import Phrase, phrase_finder, phrase_of
from upstream_workshop.people.queries import ParticipantRow
from upstream_workshop.privacy import PERSON, Disclosure, Privacy
from upstream_workshop.whole.report import Report

FEWEST_OF_ONE_HOME: Final = 3  # with fewer people, an organisation beside a number is a name
_UNLISTED: Final = "\0"  # no organisation is called that
SOMEBODY: Final = "[name]"
SOME_HOME: Final = "[organisation]"
_SHORTEST_MAILBOX: Final = 4  # letters
_SHORTEST_DOMAIN: Final = 3
_TOLD: Final = (Privacy.PUBLIC, Privacy.WORDS, Privacy.PERSONAL)  # besides organisations
_PROVIDERS: Final = frozenset(
    ("example", "fastmail", "gmail", "googlemail", "hotmail", "icloud", "live", "mail", "outlook", "proton",
     "protonmail", "yahoo")
)  # fmt: skip


def redacted(report: Report, original: Report, dice: random.Random) -> Report:
    """The report with every person a number, and without what would tell whose number it is.

    `original` knows the addresses that the report may have lost already.
    """
    numbers = _drawn(original.people, dice)
    shown = homes_shown(report)
    clean = cache(unnaming(original, numbers))

    def decide(row: Any, field: str, said: Disclosure, found: Any) -> Any:
        if said.flag:
            return field if found else blank(found)
        match said.privacy:
            case Privacy.PUBLIC:
                return known(said, found)
            case Privacy.WORDS:
                return changed(found, lambda text, _label: clean(text), said.label)
            case Privacy.ORGANISATION:
                return clean(found) if found in shown else blank(found)
            case Privacy.PERSONAL:
                return _numbered(row, said, found, numbers)
            case _:
                return blank(found)

    return arranged(disclosed(report, decide, lambda row: not _is_small_home(row, shown)))


def homes_shown(report: Report) -> frozenset[str]:
    """Names of the organisations with enough people to hide in, on the list and among those who came.

    Those that are left make no smaller group either: while they would, one more organisation is among
    them, the smallest.
    """
    there = report.who_took_part()
    came = [person for person in report.people if person.id in there]
    counts = [_people_by_home(people) for people in (report.people, came)]
    homes = sorted(
        set(counts[0]) - {"", _UNLISTED}, key=lambda home: (counts[0][home], counts[1][home], home)
    )
    shown = [home for home in homes if all(_is_enough(one[home]) for one in counts)]
    while shown and any(_is_few_left(one, shown) for one in counts):
        shown.pop(0)
    return frozenset(shown)


def _people_by_home(people: Iterable[ParticipantRow]) -> Counter[str]:
    """How many come from each organisation, without those who would rather not be listed."""
    return Counter(
        one.organisation if may_name(one, Reason.DETAIL) else _UNLISTED for one in people
    )


def _is_enough(people: int) -> bool:
    return people >= FEWEST_OF_ONE_HOME


def _is_few_left(counted: Counter[str], shown: Collection[str]) -> bool:
    """Whether so few people have no organisation beside them that whoever is hidden is known."""
    left = counted.total() - sum(counted[home] for home in shown)
    return left > counted[""] and not _is_enough(left)


def homes_hidden(report: Report) -> frozenset[str]:
    """Names of those with too few, and what their addresses call them."""
    shown = homes_shown(report)
    few = [person for person in report.people if person.organisation not in shown]
    named = {home.name for home in report.organisations} | {person.organisation for person in few}
    return frozenset(named | {_domain(person.email) for person in few}) - shown - {""}


def unnaming(original: Report, numbers: Mapping[int, int]) -> Callable[[str], str]:
    """What takes out of a text every way to reach somebody, small organisations, and names."""
    names = {person.id: person.name for person in original.people}
    hidden, shown = homes_hidden(original), homes_shown(original)
    whole_homes = home_finder(hidden, shown, whole=True)
    homes = home_finder(hidden, shown, names.values())
    mailboxes = _mailboxes(original.people)
    find_mailboxes = phrase_finder(mailboxes)
    find = finder(names, shown)

    def alias(mention: Mention) -> str:
        if len(mention.people) > 1 or mention.word_too:
            return SOMEBODY
        return "".join(f"Participant {numbers[id_]}" for id_ in mention.people)

    def homeless(text: str, find_homes: HomeFinder) -> str:
        return replaced(text, (one for one in find_homes(text) if one.sure), lambda _: SOME_HOME)

    def unnamed(text: str) -> str:
        text = homeless(without_contacts(without_invisible(text)), whole_homes)
        text = replaced(
            text, find_mailboxes(text), lambda one: f"Participant {numbers[mailboxes[one.phrase]]}"
        )
        return homeless(replaced(text, find(text), alias), homes)

    return unnamed


def _mailboxes(people: Iterable[ParticipantRow]) -> dict[Phrase, int]:
    """Whose address begins how, where no list of words or offices begins like that."""
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
    """What an organisation's address calls it; blank for the address of a provider."""
    labels = email.rpartition("@")[2].casefold().split(".")
    own = [label for label in labels[:-1] if len(label) > _SHORTEST_DOMAIN]
    return own[-1] if own and own[-1] not in _PROVIDERS else ""


def _drawn(people: tuple[ParticipantRow, ...], dice: random.Random) -> dict[int, int]:
    numbers = list(range(1, len(people) + 1))
    dice.shuffle(numbers)
    return dict(zip((person.id for person in people), numbers, strict=True))


def _numbered(row: Any, said: Disclosure, found: Any, numbers: Mapping[int, int]) -> Any:
    """A reference to a person under the drawn number, and a name where the row says whose it is."""
    if said.key == PERSON:
        return numbers.get(found)
    person = getattr(row, said.person) if said.person else None
    number = None if person is None else numbers.get(person)
    if number:
        return f"Participant {number}"
    return found if found == say(said.instead) and said.person else blank(found)


def _is_small_home(row: Any, shown: Collection[str]) -> bool:
    """Whether a row says nothing but the name of an organisation with too few people."""
    homes = [name for name, said in declared(row).items() if said.privacy is Privacy.ORGANISATION]
    others = [said for said in declared(row).values() if said.privacy in _TOLD and not said.key]
    return bool(homes) and not others and not any(getattr(row, name) in shown for name in homes)
