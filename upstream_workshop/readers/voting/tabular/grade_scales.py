"""Grades in words or codes: which scale those on some papers are of, and how many points each is."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from resources.words import joined, say
from upstream_workshop.letters import loosened

# words without case, accents and signs
YES: Final = frozenset(
    (
        "x", "yes", "y", "yes please", "true", "on", "checked", "ticked", "tick", "selected",
        "chosen", "approve", "approved", "ie", "ydw", "ydy", "oes", "do",
    )
)  # fmt: skip
NO: Final = frozenset(
    (
        "no", "n", "false", "off", "unchecked", "not checked", "unticked", "not selected", "nage",
        "nac ydw", "nac ydy", "nac oes", "naddo",
    )
)  # fmt: skip
_MAYBE: Final = frozenset(
    (
        "maybe", "if need be", "ifneedbe", "yes if need be", "under reserve", "perhaps", "possibly",
        "efallai", "(ok)", "(yes)",
    )
)  # fmt: skip
_OK: Final = "ok"  # is a yes in polls for dates, which call a maybe (OK), and a grade elsewhere
# grades from the best, each with the words that mean the same; the first has a score of 5
_SCALES: Final = tuple(
    tuple(frozenset(level.split("|")) for level in levels)
    for levels in (
        ("excellent|outstanding|ardderchog|rhagorol", "very good|da iawn", "good|da",
         "fair|acceptable|passable|satisfactory|adequate|gweddol|derbyniol|boddhaol",
         "poor|inadequate|insufficient|mediocre|gwael|annigonol",
         "reject|to reject|rejected|very poor|bad|terrible|unacceptable|gwrthod|gwael iawn"),
        ("excellent|outstanding|very good|ardderchog|rhagorol|da iawn", "good|da",
         "fair|average|ok|okay|neutral|neither good nor bad|satisfactory|gweddol|canolig|niwtral",
         "poor|bad|gwael", "very poor|very bad|terrible|awful|gwael iawn"),
        ("strongly agree|agree strongly|completely agree|totally agree|cytunon gryf",
         "agree|somewhat agree|tend to agree|cytuno",
         "neutral|neither agree nor disagree|neither|undecided|unsure|niwtral"
         "|ddim yn cytuno nac yn anghytuno",
         "disagree|somewhat disagree|tend to disagree|anghytuno",
         "strongly disagree|disagree strongly|completely disagree|totally disagree|anghytunon gryf"),
        ("strongly support|strongly in favour|cefnogin gryf", "support|in favour|cefnogi",
         "neutral|neither support nor oppose|neither|undecided|niwtral", "oppose|against|gwrthwynebu",
         "strongly oppose|strongly against|gwrthwynebun gryf"),
        ("extremely important|essential|critical|hanfodol", "very important|pwysig iawn",
         "important|moderately important|somewhat important|fairly important|pwysig|eithaf pwysig",
         "slightly important|a little important|not very important|not so important"
         "|ddim yn bwysig iawn",
         "not important|not at all important|unimportant|ddim yn bwysig|ddim yn bwysig o gwbl"),
        ("very important|pwysig iawn", "important|fairly important|quite important|pwysig",
         "somewhat important|moderately important|neutral|neither important nor unimportant"
         "|eithaf pwysig|niwtral",
         "not important|not very important|not so important|slightly important|unimportant"
         "|ddim yn bwysig", "not at all important|very unimportant|ddim yn bwysig o gwbl"),
        ("very high|uchel iawn", "high|uchel", "medium|moderate|canolig", "low|isel",
         "very low|none|isel iawn|dim"),
        ("very satisfied|bodlon iawn", "satisfied|bodlon",
         "neutral|neither satisfied nor dissatisfied|niwtral", "dissatisfied|unsatisfied|anfodlon",
         "very dissatisfied|very unsatisfied|anfodlon iawn"),
        ("very likely|tebygol iawn", "likely|tebygol", "neutral|neither likely nor unlikely|niwtral",
         "unlikely|annhebygol", "very unlikely|annhebygol iawn"),
    )
)  # fmt: skip
# grades of seven levels from the best, with scores from 7 to 1; read if no shorter scale fits
_LONGER: Final = tuple(
    tuple(frozenset(level.split("|")) for level in levels)
    for levels in (
        ("strongly agree|agree strongly|completely agree|totally agree|entirely agree|cytunon gryf",
         "agree|mostly agree|cytuno", "somewhat agree|slightly agree|partly agree|tend to agree",
         "neutral|neither agree nor disagree|neither|undecided|unsure|niwtral",
         "somewhat disagree|slightly disagree|partly disagree|tend to disagree",
         "disagree|mostly disagree|anghytuno",
         "strongly disagree|disagree strongly|completely disagree|totally disagree|entirely disagree"
         "|anghytunon gryf"),
        ("strongly support|strongly in favour", "support|in favour",
         "somewhat support|slightly support|somewhat in favour",
         "neutral|neither support nor oppose|neither|undecided",
         "somewhat oppose|slightly oppose|somewhat against", "oppose|against",
         "strongly oppose|strongly against"),
        ("excellent|outstanding", "very good", "good", "fair|acceptable|passable|average|satisfactory",
         "poor|inadequate|insufficient|mediocre", "very poor|bad|very bad",
         "reject|to reject|rejected|unacceptable|terrible"),
        ("very satisfied|extremely satisfied|completely satisfied", "satisfied|mostly satisfied",
         "somewhat satisfied|slightly satisfied", "neutral|neither satisfied nor dissatisfied",
         "somewhat dissatisfied|slightly dissatisfied", "dissatisfied|mostly dissatisfied",
         "very dissatisfied|extremely dissatisfied|completely dissatisfied"),
        ("very likely|extremely likely", "likely", "somewhat likely|slightly likely",
         "neutral|neither likely nor unlikely", "somewhat unlikely|slightly unlikely", "unlikely",
         "very unlikely|extremely unlikely"),
    )
)  # fmt: skip
_BEST: Final = 5
_BEST_OF_LONGER: Final = 7
_GRADES: Final = frozenset().union(*(level for scale in (*_SCALES, *_LONGER) for level in scale))
_CODE: Final = re.compile(r"^ao?0?(\d{1,2})$")  # of an answer in LimeSurvey: A1, AO01
_IN_BRACKETS: Final = re.compile(r"^\((?:ok|yes)\)$")


@dataclass(frozen=True, slots=True)
class Scale:
    """Scores by grade, as the words of it are without case and signs.

    method: how marks of these scores are meant.
    best: the highest score there is.
    """

    scores: Mapping[str, int] = field(default_factory=dict)
    method: str = ""
    best: int = 0

    def score(self, cell: str) -> int | None:
        """Return the score of the grade in a cell; None if it holds none of this scale."""
        return self.scores.get(grade(cell) or loosened(cell))


NO_SCALE: Final = Scale()


def grade(cell: str) -> str:
    """Return the grade a cell holds, of two languages that of the first; blank if it holds none."""
    bracketed = cell.strip().casefold()
    if _IN_BRACKETS.match(bracketed):
        return bracketed
    words = (loosened(part) for part in (cell, *cell.split("/")[:1]))
    return next(
        (word for word in words if word in _GRADES or word in _MAYBE or _CODE.match(word)), ""
    )


def fitting_scales(cells: Collection[str]) -> Sequence[Scale]:
    """Return the scales to which all grades among some cells may belong, no two of which are equal there.

    Scales that give those grades the same scores are one.
    """
    used = {found for cell in set(cells) if (found := grade(cell))}
    if not used:
        return ()
    if used <= _MAYBE | {_OK}:
        return _scales_of_maybe(used | {loosened(cell) for cell in cells} & (YES | NO))
    if all(map(_CODE.match, used)):
        return _scales_of_codes(used)
    return [*_fitting(used, _SCALES, _BEST)] or [*_fitting(used, _LONGER, _BEST_OF_LONGER)]


def scale_words(scale: Scale) -> str:
    """Return the grades of a scale from the best with their scores, as words."""
    by_score: defaultdict[int, list[str]] = defaultdict(list)
    for word, score in sorted(scale.scores.items()):
        by_score[score].append(word)
    return joined(
        (
            say("{grade} is {score}", grade=" / ".join(by_score[score]), score=score)
            for score in sorted(by_score, reverse=True)
        ),
        "{first}, {then}",
    )


def _fitting(
    used: Collection[str], scales: Sequence[Sequence[frozenset[str]]], best: int
) -> Iterator[Scale]:
    """Yield the scales of words that have all the grades used, each on a level of its own."""
    seen: list[Mapping[str, int]] = []
    for levels in scales:
        scores = {word: best - at for at, level in enumerate(levels) for word in level}
        own = {word: scores[word] for word in used if word in scores}
        if len(own) == len(used) == len(set(own.values())) and own not in seen:
            seen.append(own)
            yield Scale(own, "score", best)


def _scales_of_maybe(used: Collection[str]) -> Sequence[Scale]:
    """Return what yes, no and maybe may be: a tick for yes or for both, or two points and one."""
    maybes = _MAYBE.intersection(used)
    top = {word: 1 for word in used if word not in maybes and word not in NO}
    none = dict.fromkeys(NO.intersection(used), 0)
    if not maybes:
        return (Scale(top | none, "approval", 1),)
    return (
        Scale(top | none | dict.fromkeys(maybes, 0), "approval", 1),
        Scale(top | none | dict.fromkeys(maybes, 1), "approval", 1),
        Scale(dict.fromkeys(top, 2) | none | dict.fromkeys(maybes, 1), "dots", 2),
    )


def _scales_of_codes(used: Collection[str]) -> Sequence[Scale]:
    """Return the scores of answers by their codes, of which the last may be the best, or the first."""
    place = {code: int(found[1]) for code in used if (found := _CODE.match(code))}
    best = max(_BEST, *place.values())
    downward = {code: best + 1 - n for code, n in place.items()}
    return (Scale(place, "score", best), Scale(downward, "score", best))
