"""Indicators, their answers, and how they changed: questions answered with frozen rows."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from upstream_workshop.people.queries import roster
from upstream_workshop.people.rules import folded
from upstream_workshop.storage.query_cache import cached
from upstream_workshop.workgroups.following_up.form_codes import WEEKS
from upstream_workshop.workgroups.following_up.indicator_changes import (
    IndicatorMean,
    change,
    shown_means,
)
from upstream_workshop.workgroups.model import Indicator, IndicatorAnswer

READS: Final = frozenset({"indicator", "indicator_answer", *roster.reads})


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """A question with its scale, and what the ends of the scale mean."""

    id: int
    question: str
    least: int
    most: int
    least_word: str
    most_word: str


@dataclass(frozen=True, slots=True)
class IndicatorAnswerRow:
    """What a person answered, so many weeks after the residential."""

    indicator_id: int
    participant_id: int
    weeks: int
    value: int


@dataclass(frozen=True, slots=True)
class IndicatorChangeRow:
    """How the answers of an organisation changed; a blank one stands for everybody.

    means: those that may be shown, the earliest first.
    change: the last mean less that of the residential; None unless both may be shown.
    """

    indicator_id: int
    question: str
    organisation: str
    means: tuple[IndicatorMean, ...]
    change: float | None


@cached("indicator")
def indicators(session: Session) -> tuple[IndicatorRow, ...]:
    """Return the indicators in their order."""
    order = select(Indicator).order_by(Indicator.position, Indicator.id)
    return tuple(
        IndicatorRow(one.id, one.question, one.least, one.most, one.least_word, one.most_word)
        for one in session.scalars(order)
    )


@cached("indicator_answer")
def indicator_answers(session: Session) -> tuple[IndicatorAnswerRow, ...]:
    """Return all answers, by indicator, weeks and person."""
    one = IndicatorAnswer
    rows = session.execute(
        select(one.indicator_id, one.participant_id, one.weeks, one.value).order_by(
            one.indicator_id, one.weeks, one.participant_id
        )
    )
    return tuple(IndicatorAnswerRow(*row) for row in rows)


@cached("indicator", "indicator_answer", *roster.reads)
def indicator_changes(session: Session) -> tuple[IndicatorChangeRow, ...]:
    """Return how each indicator changed: for everybody, then for each organisation that may be shown."""
    homes = {row.id: row.organisation for row in roster(session)}
    given: defaultdict[tuple[int, int], defaultdict[str, list[int]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for answer in indicator_answers(session):
        home = homes.get(answer.participant_id, "")
        given[answer.indicator_id, answer.weeks][home].append(answer.value)
    rows: list[IndicatorChangeRow] = []
    for one in indicators(session):
        means: defaultdict[str, list[IndicatorMean]] = defaultdict(list)
        for weeks in WEEKS:
            for home, mean in shown_means(given[one.id, weeks], weeks).items():
                means[home].append(mean)
        rows += (
            IndicatorChangeRow(one.id, one.question, home, tuple(found), change(found))
            for home, found in sorted(means.items(), key=lambda pair: folded(pair[0]))
        )
    return tuple(rows)
