"""Ballot papers from abcvoting (.abc.yaml): lists of approved candidates, numbered from 0."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

import yaml

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.readers.reading import Refusal
from upstream_workshop.readers.voting.papers import (
    MOST_MARKS,
    MOST_OPTIONS,
    PaperEntry,
    PaperOption,
    PapersReading,
    check_papers,
    kept,
    lines_of,
    repeated,
)

ENDINGS: Final = (".yaml", ".yml")
_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEEPEST: Final = 20
_CANDIDATE: Final = re.compile(r"# candidate (\d{1,4}): (.*\S)")  # the format itself has no names
_TAKEN: Final = frozenset(("profile", "num_cand", "committeesize", "voter_weights", "description"))


def read_abc_yaml(path: Path) -> PapersReading:
    """Read a profile; a voter of weight 3 is three papers. Raises WorkshopError.

    What the file holds besides the profile, as results of rules, is in `unmapped`.
    """
    lines = lines_of(path)
    found = _loaded(path, "\n".join(lines))
    profile = found.get("profile")
    papers = profile if isinstance(profile, list) else []
    check_papers(path, len(papers), 1)
    names = _candidates(found.get("num_cand"), papers)
    weights = _weights(path, found.get("voter_weights"), len(papers))
    entries: list[PaperEntry] = []
    refused: list[Refusal] = []
    for number, (paper, weight) in enumerate(zip(papers, weights, strict=True), 1):
        if why := _fault(number, paper, names):
            refused.append(Refusal(1, why))
        else:
            marks = tuple((str(each), 1) for each in paper)
            entries += repeated(path, entries, 1, weight, marks)
    seats = found.get("committeesize")
    called = {named[1]: named[2] for line in lines if (named := _CANDIDATE.match(line))}
    return kept(
        path,
        PapersReading(
            tuple(entries),
            tuple(refused),
            tuple(str(key) for key in found if key not in _TAKEN),
            options=tuple(
                PaperOption(str(each), called.get(str(each), str(each))) for each in names
            ),
            method="approval",
            seats=seats if isinstance(seats, int) and 0 <= seats <= MOST_OPTIONS else 0,
            question=str(found.get("description") or ""),
        ),
    )


def _loaded(path: Path, text: str) -> dict[str, Any]:
    """Return the top level of a file. Raises WorkshopError: for what is no such file, or too deep."""
    try:
        _refuse_excess(path, text)
        found = yaml.load(text, Loader=_LOADER)  # type: ignore[no-untyped-call]  # noqa: S506 - a safe loader
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        raise WorkshopError(
            say(
                "{path}, line {line}: this is no YAML; mend it there.",
                path=path.name,
                line=mark.line + 1 if mark else 1,
            )
        ) from error
    return found if isinstance(found, dict) else {}


def _refuse_excess(path: Path, text: str) -> None:
    """Refuse a file that would swell while it is built. Raises WorkshopError."""
    depth = 0
    events = yaml.parse(text, Loader=_LOADER)  # type: ignore[no-untyped-call]
    for number, event in enumerate(events):
        if isinstance(event, (yaml.SequenceStartEvent, yaml.MappingStartEvent)):
            depth += 1
        elif isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
            depth -= 1
        if depth > _DEEPEST or number > 2 * MOST_MARKS or isinstance(event, yaml.AliasEvent):
            raise WorkshopError(
                say(
                    "{path}, line {line}: it is too deep or too large, or refers to other parts of "
                    "itself; write the profile out.",
                    path=path.name,
                    line=event.start_mark.line + 1,
                )
            )


def _candidates(count: object, papers: list[Any]) -> range:
    numbers = (each for paper in papers if isinstance(paper, list) for each in paper)
    highest = max((each for each in numbers if _is_number(each)), default=-1)
    wanted = count if isinstance(count, int) else highest + 1
    return range(min(wanted, MOST_OPTIONS + 1))


def _weights(path: Path, given: object, papers: int) -> list[int]:
    """Return how often each paper counts. Raises WorkshopError: for weights that are no whole numbers."""
    if given is None:
        return [1] * papers
    weights = given if isinstance(given, list) else []
    whole = [
        int(one)
        for one in weights
        if _is_number(one) or (isinstance(one, float) and one.is_integer())
    ]
    if len(whole) != papers or len(weights) != papers or any(not 0 < one < 10**6 for one in whole):
        raise WorkshopError(
            say(
                "{path}: voter_weights are not one whole number of 1 or more for each paper, and papers "
                "cannot be counted in parts: make them whole.",
                path=path.name,
            )
        )
    return whole  # fmt: skip


def _fault(number: int, paper: object, names: range) -> str:
    """Say why a paper cannot be taken, or nothing."""
    if not isinstance(paper, list) or any(
        not _is_number(each) or each not in names for each in paper
    ):
        return say("paper {number} names a candidate that is not in the file", number=number)
    if len(set(paper)) < len(paper):
        return say("paper {number} names a candidate twice", number=number)
    return ""  # fmt: skip


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
