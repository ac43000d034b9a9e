"""What an archive may tell: everything, what the cohort may have, or nothing that names a person."""

from __future__ import annotations

import random
from collections.abc import Collection
from dataclasses import replace
from typing import Final

from exports.redacting import redacted
from upstream_workshop.people.queries import ParticipantRow
from upstream_workshop.report import Report
from upstream_workshop.themes.queries import CardRow
from upstream_workshop.workgroups.queries import WorkgroupRow

EDITIONS: Final = ("full", "cohort", "redacted")
_UNNAMED: Final = "A participant"


def edited(report: Report, edition: str, dice: random.Random | None = None) -> Report:
    """The report as this edition may show it; `dice` number the people of a redacted one."""
    if edition == "full":
        return report
    shareable = replace(_shareable(report), edition=edition)
    if edition == "cohort":
        return shareable
    return redacted(shareable, report, dice or random.SystemRandom())


def _shareable(report: Report) -> Report:
    """Without the organiser's and the facilitator's own notes, and of each person what they agreed to."""
    unquoted = {person.id for person in report.people if person.attribution == "no"}
    unnamed = {person.name for person in report.people if person.id in unquoted}
    return replace(
        report,
        people=tuple(map(_agreed, report.people)),
        attendance=tuple(replace(row, note="") for row in report.attendance),
        support=tuple(
            replace(row, name=_UNNAMED, organisation="") if row.participant_id in unquoted else row
            for row in report.support
        ),
        matches=tuple(
            replace(row, reason="") for row in report.matches if row.helper_id not in unquoted
        ),
        agenda=tuple(replace(row, notes="") for row in report.agenda),
        themes=tuple(
            replace(theme, cards=_by_the_willing(theme.cards, unnamed)) for theme in report.themes
        ),
        loose_cards=_by_the_willing(report.loose_cards, unnamed),
        workgroups=tuple(map(_without_reasons, report.workgroups)),
        unplaced=tuple(replace(row, reason="") for row in report.unplaced),
    )


def _agreed(person: ParticipantRow) -> ParticipantRow:
    """An address only by consent to the directory; nothing but the name of whoever refused it."""
    if person.attribution == "no":
        person = replace(person, offers=(), asks=())
    if person.directory == "no":
        return replace(person, email="", role="", region="", interests=())
    return person if person.directory == "yes" else replace(person, email="")


def _by_the_willing(cards: tuple[CardRow, ...], unnamed: Collection[str]) -> tuple[CardRow, ...]:
    return tuple(replace(card, author="") if card.author in unnamed else card for card in cards)


def _without_reasons(group: WorkgroupRow) -> WorkgroupRow:
    return replace(group, members=tuple(replace(row, reason="") for row in group.members))
