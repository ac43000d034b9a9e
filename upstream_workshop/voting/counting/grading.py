"""Rules for scores: the mean with its spread, and majority judgement.

Source: Balinski and Laraki, "Majority Judgment", 2011.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from math import sqrt

from resources.words import count, say
from upstream_workshop.voting.counting.ballot_terms import Terms
from upstream_workshop.voting.counting.outcomes import Count, cut, plain
from upstream_workshop.voting.counting.rankings import Papers


def mean_score(papers: Papers, terms: Terms) -> Count:
    """Rank the options by the mean of the scores they were given.

    A paper that leaves an option blank has no part in its mean. The spread is the standard
    deviation of the scores given.
    """
    given = scores_given(papers, terms.options)
    means = {each: Fraction(sum(scores), len(scores)) for each, scores in given.items() if scores}
    spreads = {each: spread(given[each]) for each in means}
    told = (
        count(
            len(given[each]),
            "{name}: mean {mean}, spread {spread}, scored on {n} paper.",
            "{name}: mean {mean}, spread {spread}, scored on {n} papers.",
            name=terms.name(each),
            mean=plain(means[each]),
            spread=f"{spreads[each]:.2f}",
        )
        for each in sorted(means, key=lambda option: (-means[option], option))
    )
    score = {option: means.get(option, Fraction(0)) for option in terms.options}
    return Count(score, cut(means, terms), tuple(told), spreads=spreads)


def majority_judgement(papers: Papers, terms: Terms) -> Count:
    """Rank the options by their median score, and equal ones by the scores nearest to it.

    A paper that scores something gives an option it leaves blank the lowest grade, 0. Of an even
    number of grades the lower middle one is the median. To tell options with one median apart, a
    median grade is taken away from each until their medians differ.
    """
    filled = [marks for marks in papers if marks]
    value = {
        option: majority_value([marks.get(option, 0) for marks in filled])
        for option in terms.options
    }
    graded = {each: value[each] for each in terms.options if any(value[each])}
    order = tuple(sorted(terms.options, key=lambda option: (value[option], -option), reverse=True))
    score = {option: Fraction(value[option][0] if value[option] else 0) for option in terms.options}
    told = [
        say("{name}: the middle score is {n}.", name=terms.name(each), n=plain(score[each]))
        for each in order
        if each in graded
    ]
    told += _parted(graded, [each for each in order if each in graded], terms)
    return Count(score, cut(graded, terms), tuple(told), order)


def _parted(value: Mapping[int, Sequence[int]], order: Sequence[int], terms: Terms) -> list[str]:
    """Return a sentence for each two neighbours that only further grades tell apart."""
    told = []
    for one, other in pairwise(order):
        if value[one][0] == value[other][0] and value[one] != value[other]:
            taken = next(
                at
                for at, pair in enumerate(zip(value[one], value[other], strict=True))
                if pair[0] != pair[1]
            )
            told.append(
                count(
                    taken,
                    "{one} comes before {other} when {n} middle score is taken from each.",
                    "{one} comes before {other} when {n} middle scores are taken from each.",
                    one=terms.name(one),
                    other=terms.name(other),
                )
            )
    return told


def scores_given(papers: Papers, options: Sequence[int]) -> dict[int, list[int]]:
    """Return the scores that each option was given."""
    given: dict[int, list[int]] = {option: [] for option in options}
    for marks in papers:
        for option, score in marks.items():
            given[option].append(score)
    return given


def spread(scores: Sequence[int]) -> float:
    """Return the standard deviation of some scores, at least one."""
    n = len(scores)
    return sqrt(Fraction(n * sum(each * each for each in scores) - sum(scores) ** 2, n * n))


def majority_value(grades: Sequence[int]) -> tuple[int, ...]:
    """Return the median, the median of what is left without it, and so on to the last grade."""
    ordered = sorted(grades)
    low = high = (len(ordered) - 1) // 2
    value = ordered[low : low + 1]
    while len(value) < len(ordered):
        even = (len(ordered) - len(value)) % 2 == 0
        if even:
            low -= 1
            value.append(ordered[low])
        else:
            high += 1
            value.append(ordered[high])
    return tuple(value)
