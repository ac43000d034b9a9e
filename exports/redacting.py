"""A residential in which nobody is named: numbers instead, the same throughout, that tell nothing.

A number tells who somebody is if it follows the list of people, and so does the order of any rows that
once stood by name. So numbers are drawn, and every list of people is put in the order of the numbers.
"""

from __future__ import annotations

import dataclasses
import random
import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final, TypeVar

from upstream_workshop.people.mentions import Mention, finder, replaced
from upstream_workshop.people.queries import ParticipantRow
from upstream_workshop.report import Report, VoteReport
from upstream_workshop.voting.queries import natural
from upstream_workshop.workgroups.queries import WorkgroupRow

FEWEST_OF_ONE_HOME: Final = 3  # with fewer people, an organisation beside a number is a name
SOMEBODY: Final = "[name]"
Value = TypeVar("Value")

_PEOPLE_IDS: Final = frozenset(
    ("participant_id", "lead_id", "deputy_id", "helper_id", "stands_for_id")
)
# words the program itself reads, which no name may stand in for
_OUR_WORDS: Final = frozenset(
    ("attribution", "category", "colour", "directory", "edition", "kind", "method", "photo", "room", "rule",
     "sign", "state", "tie_rule")
)  # fmt: skip
_ADDRESS: Final = re.compile(r"[\w.+'’-]+@[\w-]+(?:\.[\w-]+)+")
_TELEPHONE: Final = re.compile(r"(?<!\w)(?:\+|0)(?:[\s()./-]*\d){9,14}(?!\w)")


def redacted(report: Report, dice: random.Random) -> Report:
    """The report with every person a number, and without what would tell whose number it is."""
    numbers = _drawn(report.people, dice)
    told = _numbered(_quiet(report), numbers)
    find = finder(
        {person.id: person.name for person in report.people},
        (home.name for home in report.organisations),
    )

    def alias(mention: Mention) -> str:
        if len(mention.people) > 1 or mention.word_too:
            return SOMEBODY
        return "".join(f"Participant {numbers[id_]}" for id_ in mention.people)

    def unnamed(words: str) -> str:
        words = _TELEPHONE.sub("[number]", _ADDRESS.sub("[e-mail]", words))
        return replaced(words, find(words), alias)

    return _ordered(mapped(told, unnamed))


def mapped(value: Value, change: Callable[[str], str]) -> Value:
    """The same frozen value with every text in it changed, but for the words the program reads."""
    answer: Any = value
    if isinstance(value, str):
        answer = change(value)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        parts = {
            field.name: mapped(getattr(value, field.name), change)
            for field in dataclasses.fields(value)
            if field.name not in _OUR_WORDS
        }
        answer = replace(value, **parts)
    elif isinstance(value, tuple):
        answer = tuple(mapped(each, change) for each in value)
    return answer  # type: ignore[no-any-return]


def _drawn(people: tuple[ParticipantRow, ...], dice: random.Random) -> dict[int, int]:
    numbers = list(range(1, len(people) + 1))
    dice.shuffle(numbers)
    return dict(zip((person.id for person in people), numbers, strict=True))


def _quiet(report: Report) -> Report:
    """Without roles, addresses, small homes, times of arrival, and names that no list would find."""
    often = Counter(person.organisation for person in report.people)
    shown = {home for home, people in often.items() if people >= FEWEST_OF_ONE_HOME}

    def homeless(row: Value) -> Value:
        home = getattr(row, "organisation", "")
        return replace(row, organisation=home if home in shown else "")  # type: ignore[type-var]

    def authorless(row: Value) -> Value:
        return replace(row, author="", foreign_id="")  # type: ignore[type-var]

    return replace(
        report,
        people=tuple(
            replace(homeless(row), role="", email="", region="", photo="", attribution="")
            for row in report.people
        ),
        attendance=tuple(replace(row, at=None, left_at=None, note="") for row in report.attendance),
        support=tuple(map(homeless, report.support)),
        agenda=tuple(replace(row, lead="", notes="") for row in report.agenda),
        themes=tuple(
            replace(theme, cards=tuple(map(authorless, theme.cards))) for theme in report.themes
        ),
        loose_cards=tuple(map(authorless, report.loose_cards)),
        workgroups=tuple(
            replace(group, members=tuple(map(homeless, group.members)), supporter="", sign_off="")
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
        for named in ("name", "who") if person else ():
            if named in parts:
                parts[named] = f"Participant {person}"
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
    """Papers that were keyed under names stood in the order of the names."""
    return replace(vote, papers=tuple(sorted(vote.papers, key=lambda row: natural(row.number))))


def _members_ordered(group: WorkgroupRow) -> WorkgroupRow:
    members = tuple(sorted(group.members, key=lambda row: row.participant_id))
    return replace(group, members=members)
