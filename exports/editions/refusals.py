"""Search for passages of the cohort edition that may name a person who refused to be quoted or listed.

Words that mean a person who agreed are no clue, even if they resemble the name of one who refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Set
from itertools import chain
from typing import Final

from exports.editions.clues.clue import Clue, Rule
from exports.editions.clues.name_clues import initials_of, like_a_name
from exports.editions.clues.pattern_clues import disguised
from exports.editions.contacts import contacts
from exports.editions.disclosing import reworded
from exports.editions.nicknames import likeness_to
from exports.editions.organisation_mentions import organisation_finder
from exports.editions.redacting import shown_organisations
from exports.editions.vocabulary import is_ordinary
from resources.words import noop, say
from upstream_workshop.letters import is_invisible
from upstream_workshop.naming import Reason, may_name
from upstream_workshop.people.mentions import Mention, finder
from upstream_workshop.people.phrases import (
    Phrase,
    blanked,
    phrase_finder,
    phrase_of,
    replaced,
    without_overlaps,
)
from upstream_workshop.people.queries import ParticipantRow
from upstream_workshop.whole.report import Report

NAME: Final = noop("names one who refused")
MAILBOX: Final = noop("begins an address")
ADDRESS: Final = noop("a way to reach somebody")
DETAIL: Final = noop("only somebody who is in no list has it")
_SOMEBODY: Final = noop("a participant")  # in place of a name on paper
_SOME_ADDRESS: Final = noop("an address")
_SOME_HOME: Final = noop("an organisation")
_SHORTEST_MAILBOX: Final = 3  # letters
_REACHING: Final = ("[e-mail]", "[handle]", "[number]")
_JOINTS: Final = ("at", "dot")  # of an address that is spelt out


def refuses(person: ParticipantRow) -> bool:
    """Check whether a person refused to be quoted or to be listed."""
    return not may_name(person, Reason.TEXT)


def refusal_clues(original: Report) -> Rule:
    """Return a function that finds the clues in a text to people who refused."""
    refused = tuple(filter(refuses, original.people))
    rules = (_reaching(original.people), _naming(original, refused), _details(original))

    def clues(text: str) -> Iterator[Clue]:
        seen = [
            at for at, letter in enumerate(text) if letter.isspace() or not is_invisible(letter)
        ]
        plain = "".join(text[at] for at in seen)
        for clue in chain.from_iterable(rule(plain) for rule in rules):
            yield Clue(seen[clue.start], seen[clue.end - 1] + 1, clue.why)

    return clues


def without_refusals(original: Report, shown: Report) -> Report:
    """Return an edited report without the names and addresses of people who refused, where these are sure.

    original: the unedited report, with all names and consents.
    shown: the edited report.

    It is used for papers, whose passages are not reviewed before printing. What may mean another
    person or be another word stays, such as a first name that two people have.
    """
    refused = {person.id for person in original.people if refuses(person)}
    if not refused:
        return shown
    find = finder({one.id: one.name for one in original.people}, shown_organisations(original))
    find_homes = organisation_finder(_unlisted_organisations(original.people), whole=True)
    shared, own = _addresses(original.people)

    def unnamed(text: str, _label: str) -> str:
        names = [Clue(one.start, one.end, _SOMEBODY) for one in find(text) if is_sure(one, refused)]
        reach = [
            Clue(one.start, one.end, _SOME_ADDRESS)
            for one in contacts(text, _REACHING)
            if (spelt := _spelt(one.words)) in own or (names and spelt not in shared)
        ]
        homes = [Clue(one.start, one.end, _SOME_HOME) for one in find_homes(text)]
        return replaced(text, without_overlaps(text, reach, names, homes), lambda one: say(one.why))

    return reworded(shown, unnamed)


def is_sure(mention: Mention, refused: Set[int]) -> bool:
    """Check whether a mention is the whole name of one who refused, or a name that only such people have."""
    if mention.whole:
        return not mention.people.isdisjoint(refused)
    return mention.people <= refused and not mention.word_too


def _reaching(people: Iterable[ParticipantRow]) -> Rule:
    """Return a rule for addresses of people not in the directory; if a person refused, also unknown ones."""
    shared, own = _addresses(people)
    anybody = any(map(refuses, people))

    def rule(text: str) -> Iterator[Clue]:
        found = contacts(text, _REACHING)
        for one in found:
            spelt = _spelt(one.words)
            if spelt in own or (anybody and spelt not in shared):
                yield Clue(one.start, one.end, ADDRESS)
        for hit in disguised(blanked(text, found)):
            if anybody:
                yield Clue(*hit.span(), ADDRESS)

    return rule


def _addresses(people: Iterable[ParticipantRow]) -> tuple[set[Phrase], set[Phrase]]:
    """Return the addresses on the list that may be told, and those that may not."""
    shared = {_spelt(one.email) for one in people if one.email and _shares(one)}
    return shared, {_spelt(one.email) for one in people if one.email} - shared


def _shares(person: ParticipantRow) -> bool:
    return may_name(person, Reason.ADDRESS) and not refuses(person)


def _spelt(address: str) -> Phrase:
    return tuple(word for word in phrase_of(address) if word not in _JOINTS)


def _naming(original: Report, refused: tuple[ParticipantRow, ...]) -> Rule:
    """Return a rule for names, parts of names, short forms, initials and mailboxes of people who refused."""
    if not refused:
        return lambda _text: ()
    ids = {person.id for person in refused}
    agreed = [person for person in original.people if person.id not in ids]
    organisations = shown_organisations(original)
    find = finder({person.id: person.name for person in original.people}, organisations)
    find_organisations = phrase_finder(map(phrase_of, organisations))
    find_mailboxes = phrase_finder(_mailboxes(refused) - _mailboxes(agreed))
    rules = (like_a_name(likeness_to(refused)), initials_of(refused))

    def rule(text: str) -> Iterator[Clue]:
        found = find(text)
        yield from (Clue(one.start, one.end, NAME) for one in found if one.people & ids)
        text = blanked(text, (one for one in found if not one.people & ids))
        apart = without_overlaps(text, found, find_organisations(text))
        text = blanked(text, apart[len(found) :])
        yield from (Clue(one.start, one.end, MAILBOX) for one in find_mailboxes(text))
        for each in rules:
            yield from each(text)

    return rule


def _details(original: Report) -> Rule:
    """Return a rule for organisations, roles, regions and interests that only people in no list have."""
    hidden = _unlisted_organisations(original.people)
    others = {one.name for one in original.organisations} - hidden
    find_homes = organisation_finder(hidden, others, (one.name for one in original.people))
    find = phrase_finder(set(map(phrase_of, unlisted_details(original.people))))

    def rule(text: str) -> Iterator[Clue]:
        yield from (Clue(one.start, one.end, DETAIL) for one in find_homes(text) if one.sure)
        yield from (Clue(one.start, one.end, DETAIL) for one in find(text))

    return rule


def unlisted_details(people: Iterable[ParticipantRow]) -> frozenset[str]:
    """Return the roles, regions and interests that only people in no list have.

    One that is a single ordinary word, such as “Manager”, tells nothing and is left out.
    """
    told, hidden = _by_listing(people, lambda one: (one.role, one.region, *one.interests))
    return frozenset(
        text
        for text in hidden - told
        if len(found := phrase_of(text)) > 1 or not is_ordinary("".join(found))
    )


def _unlisted_organisations(people: Iterable[ParticipantRow]) -> frozenset[str]:
    told, hidden = _by_listing(people, lambda one: (one.organisation,))
    return hidden - told - {""}


def _by_listing(
    people: Iterable[ParticipantRow], texts: Callable[[ParticipantRow], Iterable[str]]
) -> tuple[frozenset[str], frozenset[str]]:
    """Return texts of the people who may be listed, and of those who may not."""
    told: tuple[set[str], set[str]] = (set(), set())
    for one in people:
        told[not may_name(one, Reason.LISTED)].update(texts(one))
    return frozenset(told[0]), frozenset(told[1])


def _mailboxes(people: Iterable[ParticipantRow]) -> frozenset[Phrase]:
    """Return the parts of addresses before the @ that are no ordinary words."""
    begun = (phrase_of(person.email.partition("@")[0]) for person in people)
    return frozenset(
        phrase
        for phrase in begun
        if len("".join(phrase)) >= _SHORTEST_MAILBOX and not all(map(is_ordinary, phrase))
    )
