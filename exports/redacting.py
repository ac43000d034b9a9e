"""A residential in which nobody is named: numbers instead, the same throughout, that tell nothing.

A number tells who somebody is if it follows the list of people, and so does the order of any rows that
once stood by name. So numbers are drawn, and every list of people is put in the order of the numbers.
"""

from __future__ import annotations

import dataclasses
import random
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cache
from typing import Any, Final, TypeVar

from exports.allowed import told
from exports.contacts import without_contacts
from exports.homes import HomeFinder, home_finder
from exports.vocabulary import is_ordinary
from upstream_workshop.letters import without_invisible
from upstream_workshop.people.mentions import Mention, finder, replaced
from upstream_workshop.people.phrases import Phrase, phrase_finder, phrase_of
from upstream_workshop.people.queries import ParticipantRow
from upstream_workshop.report import Report, VoteReport
from upstream_workshop.workgroups.queries import WorkgroupRow

FEWEST_OF_ONE_HOME: Final = 3  # with fewer people, an organisation beside a number is a name
SOMEBODY: Final = "[name]"
SOME_HOME: Final = "[organisation]"
_SHORTEST_MAILBOX: Final = 4  # letters
_SHORTEST_DOMAIN: Final = 3
_PROVIDERS: Final = frozenset(
    ("example", "fastmail", "gmail", "googlemail", "hotmail", "icloud", "live", "mail", "outlook", "proton",
     "protonmail", "yahoo")
)  # fmt: skip
Value = TypeVar("Value")

_PEOPLE_IDS: Final = frozenset(
    ("participant_id", "lead_id", "deputy_id", "helper_id", "stands_for_id")
)


def redacted(report: Report, original: Report, dice: random.Random) -> Report:
    """The report with every person a number, and without what would tell whose number it is.

    The original knows the addresses that the report may have lost already.
    """
    numbers = _drawn(report.people, dice)
    clean = cache(unnaming(original, numbers))
    numbered = _ordered(_numbered(_quiet(report), numbers))
    return told(numbered, lambda text, _column: clean(text))


def homes_shown(report: Report) -> frozenset[str]:
    """Names of the organisations with enough people to hide in."""
    often = Counter(person.organisation for person in report.people)
    return frozenset(home for home, people in often.items() if people >= FEWEST_OF_ONE_HOME)


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


def _quiet(report: Report) -> Report:
    """Without small homes and times of arrival."""
    shown = homes_shown(report)

    def homeless(row: Value) -> Value:
        home = getattr(row, "organisation", "")
        return replace(row, organisation=home if home in shown else "")  # type: ignore[type-var]

    return replace(
        report,
        organisations=tuple(home for home in report.organisations if home.name in shown),
        people=tuple(map(homeless, report.people)),
        attendance=tuple(replace(row, at=None, left_at=None) for row in report.attendance),
        support=tuple(map(homeless, report.support)),
        workgroups=tuple(
            replace(group, members=tuple(map(homeless, group.members)))
            for group in report.workgroups
        ),
        unplaced=tuple(map(homeless, report.unplaced)),
    )


def _numbered(report: Report, numbers: Mapping[int, int]) -> Report:
    """Every person's row and every reference to it under the drawn number."""
    people = tuple(
        replace(row, id=numbers[row.id], name=f"Participant {numbers[row.id]}")
        for row in report.people
    )
    return replace(_referring(report, numbers), people=people)


def _referring(value: Value, numbers: Mapping[int, int]) -> Value:
    answer: Any = value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        parts = {
            field.name: numbers.get(found, found)
            if field.name in _PEOPLE_IDS and (found := getattr(value, field.name)) is not None
            else _referring(getattr(value, field.name), numbers)
            for field in dataclasses.fields(value)
        }
        person = parts.get("participant_id")
        for named in {"name", "who"} & parts.keys() if "participant_id" in parts else ():
            parts[named] = f"Participant {person}" if person else ""
        for named in ("lead", "deputy") if "lead_id" in parts else ():
            id_ = parts[f"{named}_id"]
            parts[named] = f"Participant {id_}" if id_ else ""
        answer = replace(value, **parts)
    elif isinstance(value, tuple):
        answer = tuple(_referring(each, numbers) for each in value)
    return answer  # type: ignore[no-any-return]


def _ordered(report: Report) -> Report:
    """Every list of people in the order of their numbers; offers and asks renumbered likewise."""
    support = sorted(report.support, key=lambda row: row.participant_id)
    place = {row.id: number for number, row in enumerate(support, 1)}
    return replace(
        report,
        people=tuple(sorted(report.people, key=lambda row: row.id)),
        attendance=tuple(sorted(report.attendance, key=lambda row: (row.day, row.participant_id))),
        support=tuple(replace(row, id=place[row.id]) for row in support),
        matches=tuple(
            sorted(
                (replace(row, ask_id=place.get(row.ask_id, 0)) for row in report.matches),
                key=lambda row: (row.ask_id, row.helper_id),
            )
        ),
        votes=tuple(map(_papers_ordered, report.votes)),
        choices=tuple(sorted(report.choices, key=lambda row: row.participant_id)),
        workgroups=tuple(map(_members_ordered, report.workgroups)),
        unplaced=tuple(sorted(report.unplaced, key=lambda row: row.participant_id)),
    )


def _papers_ordered(vote: VoteReport) -> VoteReport:
    """Papers stood in the order of names or slips, under numbers and reasons that were typed."""
    papers = sorted(
        vote.papers, key=lambda row: (row.participant_id or 0, bool(row.spoilt), row.marks)
    )
    told_papers = (
        replace(row, id=number, number=f"{number}", spoilt="spoilt" if row.spoilt else "")
        for number, row in enumerate(papers, 1)
    )
    return replace(vote, papers=tuple(told_papers))


def _members_ordered(group: WorkgroupRow) -> WorkgroupRow:
    members = tuple(sorted(group.members, key=lambda row: row.participant_id))
    return replace(group, members=members)
