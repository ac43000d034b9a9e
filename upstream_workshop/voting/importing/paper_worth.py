"""Whether papers of a file are worth to be imported, and what is said of those spoilt, blank or of nobody."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from resources.words import count, say
from upstream_workshop.readers.reading import Question, Questions
from upstream_workshop.voting.importing.paper_voters import PlannedPaper

GO, STOP = "go", "stop"
_FEW: Final = 3  # papers of which more than half may be blank without a word
_TOLD: Final = 5  # spoilt papers whose faults are told


def of_little_worth(papers: Sequence[PlannedPaper], lost: int, questions: Questions) -> str:
    """Ask before papers are kept that are mostly blank, spoilt or of numbers that others have.

    Return why nothing is imported then; blank if all is well, or they are wanted all the same.

    lost: how many papers of the file are not among these.
    """
    every = len(papers)
    blank = sum(not paper.marks for paper in papers)
    spoilt = sum(bool(paper.fault) for paper in papers)
    for number, total, what in (
        (blank, every, say("{n:,} of {all:,} papers say nothing", n=blank, all=every)),
        (spoilt, every, say("{n:,} of {all:,} papers are spoilt", n=spoilt, all=every)),
        (
            lost,
            every + lost,
            say("{n:,} of {all:,} papers are left out", n=lost, all=every + lost),
        ),
    ):
        if number * 2 > total >= _FEW and questions.ask(_all_the_same(what)) == STOP:
            return say("{what}: look at the columns and at the answers.", what=what)
    return ""


def _all_the_same(what: str) -> Question:
    choices = ((STOP, say("Import nothing")), (GO, say("Import them all the same")))
    return Question("worth", say("{what}. Import them?", what=what), choices, STOP)


def notes(papers: Sequence[PlannedPaper], secret: bool) -> Iterator[str]:
    """Yield a sentence on the papers that are spoilt, on blank ones and on those of unknown voters."""
    spoilt = [paper for paper in papers if paper.fault]
    if spoilt:
        faults = [
            say("line {line}: {why}", line=one.entry.line, why=one.fault) for one in spoilt[:_TOLD]
        ]
        if len(spoilt) > _TOLD:
            faults.append(say("and {n} more", n=len(spoilt) - _TOLD))
        yield count(
            len(spoilt),
            "{n} paper is spoilt ({faults}).",
            "{n:,} papers are spoilt ({faults}).",
            faults="; ".join(faults),
        )
    blank = sum(not paper.marks for paper in papers)
    if blank:
        yield count(blank, "{n} paper is blank.", "{n:,} papers are blank.")
    unknown = [one for one in papers if one.voter_id is None and not one.number.isdecimal()]
    if unknown and not secret:
        yield count(
            len(unknown),
            "{n} paper is under a name that is not on the list of people (line {line}).",
            "{n:,} papers are under names that are not on the list of people (the first: line {line}).",
            line=unknown[0].entry.line,
        )
