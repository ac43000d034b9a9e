"""Rules for scores: the mean with its spread, and majority judgement.

Source: Balinski and Laraki, "Majority Judgment", 2011.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import pairwise, repeat
from math import sqrt
from typing import Final

from resources.words import count, say
from upstream_workshop.voting.counting.ballot_terms import SUPPORTING_SCORE, Terms
from upstream_workshop.voting.counting.outcomes import Count, cut, plain
from upstream_workshop.voting.counting.rankings import Papers

_BLANK: Final = -1  # no score


def mean_score(papers: Papers, terms: Terms) -> Count:
    """Rank the options by the mean of the scores they were given.

    A paper that leaves an option blank has no part in its mean; one that scores it 0 has. The
    spread is the standard deviation of the scores given.
    """
    given = scores_given(papers, terms)
    means = {each: mean(scores) for each, scores in given.items() if scores}
    backed = {each: value for each, value in means.items() if value}
    spreads = {each: spread(given[each]) for each in means}
    told = (
        count(
            given[each].total(),
            "{name}: mean {mean}, spread {spread}, scored on {n} paper.",
            "{name}: mean {mean}, spread {spread}, scored on {n} papers.",
            name=terms.name(each),
            mean=plain(means[each]),
            spread=f"{spreads[each]:.2f}",
        )
        for each in sorted(means, key=lambda option: (-means[option], option))
    )
    score = {option: means.get(option, Fraction(0)) for option in terms.options}
    behind = _supporters(given)
    return Count(score, cut(backed, terms), tuple(told), spreads=spreads, supporters=behind)


def majority_judgement(papers: Papers, terms: Terms) -> Count:
    """Rank the options by their median score, and equal ones by the scores nearest to it.

    A paper that scores something gives an option it leaves blank the lowest grade, 0. Of an even
    number of grades the lower middle one is the median. To tell options with one median apart, a
    median grade is taken away from each until their medians differ.
    """
    given = scores_given(papers, terms)
    filled = sum(map(bool, papers))
    value = {
        option: majority_value(_sorted_grades(scores, filled)) for option, scores in given.items()
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
    return Count(score, cut(graded, terms), tuple(told), order, supporters=_supporters(given))


def _sorted_grades(scores: Counter[int], papers: int) -> list[int]:
    """Return the grades of an option by some papers, the lowest first; a blank is a 0."""
    grades = [0] * (papers - scores.total())
    for score in sorted(scores):
        grades += [score] * scores[score]
    return grades


def _supporters(given: Mapping[int, Counter[int]]) -> dict[int, int]:
    """Return how many papers support each option."""
    return {
        option: sum(n for score, n in scores.items() if score >= SUPPORTING_SCORE)
        for option, scores in given.items()
    }


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


def scores_given(papers: Papers, terms: Terms) -> dict[int, Counter[int]]:
    """Return how many papers give each score to each option."""
    columns = zip(*(map(marks.get, terms.options, repeat(_BLANK)) for marks in papers), strict=True)
    given = dict(zip(terms.options, map(Counter, columns), strict=False))
    for scores in given.values():
        del scores[_BLANK]
    return {option: given.get(option, Counter()) for option in terms.options}


def mean(scores: Counter[int]) -> Fraction:
    """Return the mean of some scores, at least one."""
    return Fraction(sum(score * n for score, n in scores.items()), scores.total())


def spread(scores: Counter[int]) -> float:
    """Return the standard deviation of some scores, at least one."""
    squares = Fraction(sum(score * score * n for score, n in scores.items()), scores.total())
    return sqrt(squares - mean(scores) ** 2)


def majority_value(ordered: Sequence[int]) -> tuple[int, ...]:
    """Return the median, the median of what is left without it, and so on to the last grade.

    ordered: the grades of an option, the lowest first.
    """
    middle = (len(ordered) - 1) // 2
    below, above = ordered[:middle][::-1], ordered[middle + 1 :]
    value = list(ordered[middle : middle + 1]) * len(ordered)
    value[1::2], value[2::2] = (below, above) if len(ordered) % 2 else (above, below)
    return tuple(value)
