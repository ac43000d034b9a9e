"""What people answered to an indicator over time, for everybody and each organisation.

Small numbers are suppressed: what fewer than three people of an organisation answered is not shown, nor
what would let it be worked out from the rest.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from upstream_workshop.workgroups.following_up.form_codes import WEEKS

FEWEST: Final = 3  # people whose answers may be shown together


@dataclass(frozen=True, slots=True)
class IndicatorMean:
    """What some people answered together.

    weeks: how long after the residential.
    answers: how many they are.
    mean: of their answers.
    """

    weeks: int
    answers: int
    mean: float


def shown_means(answers: Mapping[str, Sequence[int]], weeks: int) -> dict[str, IndicatorMean]:
    """Return the means that may be shown; that of everybody has a blank name.

    answers: the answers after so many weeks, by the name of the organisation; a blank one for people of none.
    """
    everybody = [value for values in answers.values() for value in values]
    shown = sorted(
        (name for name, values in answers.items() if name and len(values) >= FEWEST),
        key=lambda name: (len(answers[name]), name),
    )
    while shown and 0 < len(everybody) - sum(len(answers[name]) for name in shown) < FEWEST:
        shown.pop(0)
    found = {name: _mean(answers[name], weeks) for name in shown}
    if len(everybody) >= FEWEST:
        found[""] = _mean(everybody, weeks)
    return found


def change(means: Sequence[IndicatorMean]) -> float | None:
    """Return the latest mean less the first one, of the same people's organisation; None without both.

    It is worked out from means that are shown, so that it tells no more than they do.
    """
    first = next((one for one in means if one.weeks == WEEKS[0]), None)
    last = max(means, key=lambda one: one.weeks, default=None)
    if first is None or last is None or last is first:
        return None
    return last.mean - first.mean


def _mean(values: Sequence[int], weeks: int) -> IndicatorMean:
    return IndicatorMean(weeks, len(values), round(sum(values) / len(values), 2))
